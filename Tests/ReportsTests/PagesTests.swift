import ContentHash
import Features
import Foundation
import Signatures
import Statistics
import Testing
import Traces

@testable import Reports

private let pages = SampleRun.report.pages(redacting: true)
private let snapshotFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .appending(path: "Snapshots")

private func text(_ path: String, of pages: [Page] = pages) throws -> String {
  try #require(pages.first { $0.path == path }).text
}

private func json(_ text: String) throws -> [String: Any] {
  try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}

@Test func `the pages are those that were read and found good`() throws {
  if ProcessInfo.processInfo.environment["RECORD_PAGES"] != nil {
    for page in pages {
      let file = snapshotFolder.appending(path: page.path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try page.text.write(to: file, atomically: true, encoding: .utf8)
    }
  }
  for page in pages {
    let known = try String(contentsOf: snapshotFolder.appending(path: page.path), encoding: .utf8)
    #expect(page.text == known, "\(page.path)")
  }
}

@Test func `every page has a place of its own, and every link leads to one`() throws {
  let paths = pages.map(\.path)
  #expect(Set(paths).count == paths.count)
  for page in pages where page.path.hasSuffix(".md") {
    let folder = page.path.hasPrefix("signatures/") ? "signatures/" : ""
    // Links from texts of traces are escaped, so that no bracket of theirs opens one.
    for match in page.text.matches(of: /[^\\]\]\(([^)#\\]+)/) {
      let target = String(match.output.1)
      guard target.hasSuffix(".md") || target.hasSuffix(".svg") else { continue }
      let path = target.hasPrefix("../") ? String(target.dropFirst(3)) : folder + target
      #expect(paths.contains(path), "\(page.path) → \(target)")
    }
  }
}

@Test func `no page holds personal data or a sign that acts`() throws {
  for page in pages {
    #expect(!page.text.contains("ann.lee@example.com"), "\(page.path)")
    #expect(!page.text.contains("4111 1111"), "\(page.path)")
    let hidden = page.text.unicodeScalars.first(where: VisibleText.isHidden)
    #expect(hidden == nil, "\(page.path)")
  }
  let open = SampleRun.report.pages(redacting: false)
  #expect(try text("queue.jsonl", of: open).contains("ann.lee@example.com"))
  #expect(try text("assignments.csv", of: open).contains("ann.lee@example.com,"))
}

@Test func `the order in which things were found changes no page`() {
  var generator = SplitMix64(seed: 3)
  for _ in 0..<5 {
    var report = SampleRun.report
    report.inputs.shuffle(using: &generator)
    report.signatures.shuffle(using: &generator)
    report.rejections.shuffle(using: &generator)
    report.assignments.shuffle(using: &generator)
    for index in report.signatures.indices {
      report.signatures[index].evidence.tools.shuffle(using: &generator)
      report.signatures[index].evidence.agents.shuffle(using: &generator)
      report.signatures[index].evidence.errors.shuffle(using: &generator)
      report.signatures[index].evidence.days.shuffle(using: &generator)
    }
    #expect(report.pages(redacting: true, threadCount: 2) == pages)
  }
}

// MARK: Files for programs

@Test func `the signatures file has the fields of its contract, in the order of the ranks`() throws {
  let object = try json(text("signatures.json"))
  #expect(object["schema_version"] as? Int == 1 && object["run"] is [String: Any])
  let signatures = try #require(object["signatures"] as? [[String: Any]])
  #expect(signatures.compactMap { $0["rank"] as? Int } == [1, 2, 3])
  let fields = [
    "id", "rank", "name", "support", "share", "failure_rate", "lift", "severity", "stability", "tools",
    "error_types", "template", "step", "terms", "representatives",
  ]
  for signature in signatures { #expect(Set(fields).isSubset(of: signature.keys)) }
  #expect(signatures[0]["error_types"] as? [String] == ["permission", "timeout"])
  #expect(signatures[2]["lift"] is NSNull && signatures[2]["name"] as? String == SampleRun.attack)
  let representatives = try #require(signatures[0]["representatives"] as? [[String: Any]])
  #expect(representatives[1]["trace_id"] as? String == "tr_09")
  #expect(representatives[1]["role"] as? String == "random")
}

@Test func `each line of the queue is an item whose hash is that of its messages`() throws {
  let lines = try text("queue.jsonl").split(separator: "\n")
  #expect(lines.count == 7)
  for line in lines {
    let item = try json(String(line))
    let fields: Set = [
      "item_id", "trace_id", "signature_id", "role", "stratum", "inclusion_probability", "shown_sha256",
      "messages",
    ]
    #expect(Set(item.keys).subtracting(["draw"]) == fields)
    if item["role"] as? String == "lane" {
      let draw = try #require(item["draw"] as? [String: Any])
      #expect(Set(draw.keys) == ["id", "mined", "stratum_size", "lane", "lane_probability"])
    }
    let messages = try #require(item["messages"])
    // Foundation's writer with sorted keys and plain slashes is an independent witness for texts without controls.
    let bytes = try JSONSerialization.data(
      withJSONObject: messages, options: [.sortedKeys, .withoutEscapingSlashes])
    let hash = ContentHash.hexadecimal(of: Array(bytes))
    if item["signature_id"] as? String != "SIG-0BAD" { #expect(item["shown_sha256"] as? String == hash) }
  }
  let first = try #require(lines.first)
  // json.dumps(item["messages"], ensure_ascii=False, sort_keys=True, separators=(",", ":")) of Python 3.11, hashed.
  #expect(first.contains("7280745021eb5ff548bc5eedd5460fc5211ad80218a582ee63db9c915f1112fb"))
}

@Test func `what belongs to no signature is in the queue too, in strata of its own`() throws {
  let items = try text("queue.jsonl").split(separator: "\n").map { try json(String($0)) }
  let outside = items.filter { $0["signature_id"] is NSNull }
  #expect(outside.map { $0["trace_id"] as? String } == ["tr_9f", "tr_77"])
  #expect(outside.map { $0["role"] as? String } == ["severe", "random"])
  #expect(outside.map { $0["stratum"] as? String } == ["rare-but-severe", "unassigned"])
  #expect(outside.map { $0["inclusion_probability"] as? Double } == [1, 0.0625])
}

@Test func `assignments come back from a reader of comma-separated values`() throws {
  let rows = try ParsedCSV(text("assignments.csv")).rows
  #expect(rows[0] == ["trace_id", "signature_id", "source", "offset", "outcome", "distance"])
  #expect(rows.dropFirst().map(\.count) == [6, 6, 6])
  #expect(rows[1] == ["tr_01", "SIG-4F2A", "exports/monday.jsonl", "0", "failure", "0.123457"])
  #expect(rows[2][0].hasPrefix("<e-mail>#") && rows[2][1].isEmpty && rows[2][5].isEmpty)
  #expect(rows[3][0] == "'=cmd|' /C calc'!A0, \"x\"\n" && rows[3][4] == "unknown")
}

@Test func `the manifest says what was read`() throws {
  let object = try json(text("manifest.json"))
  let counts = try #require(object["counts"] as? [String: Int])
  #expect(
    counts["records"] == (counts["traces"] ?? 0) + (counts["duplicates"] ?? 0) + (counts["rejections"] ?? 0))
  let inputs = try #require(object["inputs"] as? [[String: Any]])
  #expect(inputs.map { $0["path"] as? String } == ["exports/monday.jsonl", "exports/tuesday.jsonl.gz"])
}

@Test func `the form has a part for each item of the queue`() throws {
  let queued = try text("queue.jsonl").split(separator: "\n").compactMap {
    try json(String($0))["item_id"] as? String
  }
  let asked = pages.filter { $0.path.hasSuffix(".md") }.flatMap { page in
    page.text.matches(of: /\n### Item `(item-[0-9a-f]{12})`\n/).map { String($0.output.1) }
  }
  #expect(asked.sorted() == queued.sorted() && Set(queued).count == queued.count)
}

// MARK: Runs that lack something

@Test func `a run without outcomes speaks of traces and has no rates`() throws {
  var report = SampleRun.report
  report.hasOutcomes = false
  (report.counts.failures, report.counts.successes, report.counts.unknowns) = (0, 0, 1_250)
  for index in report.signatures.indices {
    report.signatures[index].failureRate = nil
    report.signatures[index].lift = nil
  }
  let pages = report.pages(redacting: true)
  let overview = try text("README.md", of: pages)
  #expect(overview.contains("no outcome is known") && !overview.contains("Failure rate"))
  #expect(!overview.contains("support × severity weight × failure rate"))
  #expect(try text("signatures/SIG-4F2A.md", of: pages).contains("92 of 1,250 traces"))
}

@Test func `a run that found nothing says why`() throws {
  var report = SampleRun.report
  (report.signatures, report.excerpts, report.rareButSevere) = ([], [:], [])
  (report.severeCount, report.unassignedSample, report.laneSample) = (0, [], [])
  (report.rejections, report.conflicts, report.assignments, report.inputs) = ([], [], [], [])
  report.counts = RunReport.Counts()
  let pages = report.pages(redacting: true)
  #expect(try text("README.md", of: pages).contains("no trace could be read"))
  #expect(try text("queue.jsonl", of: pages).isEmpty)
  #expect(!pages.contains { $0.path.hasSuffix(".svg") })
  report.counts.traces = 12
  #expect(try text("README.md", of: report.pages(redacting: true)).contains("none of the traces is marked"))
}

@Test func `rates that are estimated from some of the successes say so, and from how many`() throws {
  var report = SampleRun.report
  #expect(try !text("README.md").contains("are estimates"))
  report.sampledSuccessCount = 12
  let page = try text("README.md", of: report.pages(redacting: true))
  let all = Figures.count(report.counts.successes, "success", "successes")
  #expect(page.contains("**Failure rate and lift** of a signature are estimates"))
  #expect(page.contains("12 of the \(all)"))
}

// MARK: What is claimed

@Test func `without outcomes the first lines say which groups show a failure, or that none does`() throws {
  var report = SampleRun.report
  report.hasOutcomes = false
  func lead() throws -> String {
    try text("README.md", of: report.pages(redacting: true)).split(separator: "\n").joined(separator: " ")
  }
  #expect(
    try lead().contains(
      "**2 of 3 groups show a clear failure** ([1](signatures/SIG-4F2A.md) and [3](signatures/SIG-0BAD.md))"))
  #expect(try lead().contains("What looks worst: [issue_refund fails"))
  for index in report.signatures.indices {
    report.signatures[index].severity = .low
    report.signatures[index].evidence.errors = []
  }
  #expect(try lead().contains("**No group shows a clear failure**") && !lead().contains("What looks worst"))
}

@Test func `a group of which no half shares anything is a rest, and no headline`() throws {
  var report = SampleRun.report
  report.signatures[0].evidence.errors = []
  report.signatures[0].evidence.terms = []
  let pages = report.pages(redacting: true)
  let lead = try text("README.md", of: pages).split(separator: "\n").joined(separator: " ")
  #expect(lead.contains("What costs most beside a rest without a common cause: [assistant says it is done"))
  #expect(try text("signatures/SIG-4F2A.md", of: pages).contains("a rest of which no half shares anything"))
}

@Test func `shares of a few traces are counts`() throws {
  var report = SampleRun.report
  (report.signatures[1].support, report.signatures[1].failureRate) = (3, 0.75)
  report.signatures[1].alike = Alike(failureCount: 3, count: 4, isChance: false)
  let pages = report.pages(redacting: true)
  #expect(try text("README.md", of: pages).contains(" 3 of 4 |"))
  #expect(
    try text("signatures/SIG-77C0.md", of: pages).contains(
      "3 of the 4 traces that are the most like these failed"))
}

@Test func `where repairs are not known, every part of the page says so`() throws {
  var report = SampleRun.report
  report.signatures[0].severityReason = nil
  report.signatures[0].evidence.errors = report.signatures[0].evidence.errors.map {
    .init(tool: "", type: $0.type, count: $0.count, openCount: $0.count)
  }
  let page = try text("signatures/SIG-4F2A.md", of: report.pages(redacting: true))
    .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  #expect(page.contains("(a permission error; whether a later call repaired it is not known)"))
  #expect(page.contains("Error messages (whether a later call repaired them is not known), with"))
  #expect(page.contains("and fails (whether a later call repaired it is not known), by type"))
  #expect(!page.contains("repairs") && !page.contains("without repair"))
}

@Test func `what is alike is linked, under the lasting id`() throws {
  var report = SampleRun.report
  report.signatures[1].lookalike = "SIG-4F2A"
  report.rareButSevere[0].excerpt.nearID = "SIG-77C0"
  let pages = report.pages(redacting: true)
  #expect(try text("signatures/SIG-77C0.md", of: pages).contains("**Looks like**: [SIG-4F2A](SIG-4F2A.md)"))
  #expect(try text("rare-but-severe.md", of: pages).contains("Near [SIG-77C0](signatures/SIG-77C0.md)"))
}

@Test func `records of a file that are rejected for one reason are one row`() throws {
  var report = SampleRun.report
  report.rejections += (0..<9).map {
    .init(path: "exports/monday.jsonl", line: 20 + $0, offset: 9_200 + $0, reason: "no messages")
  }
  let page = try text("rejections.md", of: report.pages(redacting: true))
    .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  #expect(page.contains("in 10 records, lines 12, 20, 21, 22, 23 and 5 more, the first from byte"))
}

@Test func `where nothing outside of the signatures is severe, the page is not called so`() throws {
  var report = SampleRun.report
  (report.severeCount, report.rareButSevere) = (0, [])
  let page = try text("rare-but-severe.md", of: report.pages(redacting: true))
  #expect(page.hasPrefix("# What belongs to no signature") && page.contains("## Traces drawn by lot"))
}

@Test func `fields that were not read are named on the first page`() throws {
  var report = SampleRun.report
  report.unreadFields = ["question", "steps[].note"]
  let page = try text("README.md", of: report.pages(redacting: true))
  #expect(page.contains("in no turn: `question` and `steps[].note`."))
}

@Test func `a group that is no more telling than chance says so, is loose, and no headline`() throws {
  var report = SampleRun.report
  report.signatures[0].alike = Alike(failureCount: 30, count: 92, isChance: true)
  report.signatures[0].failureRate = 30.0 / 92
  let pages = report.pages(redacting: true)
  let page = try text("signatures/SIG-4F2A.md", of: pages)
  #expect(page.contains("**How telling**: no more than chance: 33 % of the traces like these fail"))
  #expect(page.contains("loosely, since successes have as much"))
  let lead = try text("README.md", of: pages)
  #expect(lead.contains("(signatures/SIG-4F2A.md), *loose*"))
  #expect(!lead.contains("What costs most: [issue_refund"))
  let signatures = try json(text("signatures.json", of: pages))["signatures"] as? [[String: Any]]
  #expect(signatures?[0]["no_more_than_chance"] as? Bool == true && signatures?[0]["loose"] as? Bool == true)
}

@Test func `a quotation says how many say what is like it, and a name without a cause is loose`() throws {
  var report = SampleRun.report
  (report.signatures[1].quoteCount, report.signatures[1].isNamed) = (30, false)
  let pages = report.pages(redacting: true)
  let page = try text("signatures/SIG-77C0.md", of: pages)
  #expect(
    page.contains("**How common**: 30 of") && page.contains("no sentence of theirs is said by half of them"))
  #expect(try text("README.md", of: pages).contains("(signatures/SIG-77C0.md), *loose*"))
}

@Test func `what was not found severe is said to show no known sign, one or many`() throws {
  var report = SampleRun.report
  (report.severeCount, report.rareButSevere, report.unassignedCount) = (0, [], 1)
  func words(_ path: String) throws -> String {
    try text(path, of: report.pages(redacting: true)).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }
  let one = try words("README.md")
  #expect(one.contains("1 mined trace belongs to no signature. No sign known to us of harm was found in it."))
  #expect(one.contains("[Read it](rare-but-severe.md)."))
  #expect(
    try words("rare-but-severe.md").contains(
      "1 failure belongs to no signature. No sign known to us of harm was found in it."))
  report.unassignedCount = 9
  #expect(try words("README.md").contains("[Read some of them](rare-but-severe.md)."))
}

@Test func `traces of unknown outcome that fit no signature are counted`() throws {
  var report = SampleRun.report
  report.unfittedCount = 46
  let pages = report.pages(redacting: true)
  #expect(try text("README.md", of: pages).contains("46 traces of unknown outcome fit no signature"))
  let run = try json(text("signatures.json", of: pages))["run"] as? [String: Any]
  #expect(run?["unassigned_unknown"] as? Int == 46)
}

@Test func `a signature that holds all there is has nothing to differ from`() throws {
  var report = SampleRun.report
  report.signatures = [report.signatures[0]]
  (report.signatures[0].support, report.signatures[0].share) = (7, 1)
  (report.counts.failures, report.counts.successes, report.counts.unknowns) = (7, 0, 0)
  (report.unassignedCount, report.severeCount, report.rareButSevere) = (0, 0, [])
  let pages = report.pages(redacting: true)
  #expect(try !text("signatures/SIG-4F2A.md", of: pages).contains("Elsewhere"))
  #expect(try text("README.md", of: pages).contains("in all 7 failures"))
}

@Test func `a reason that the page gives is in the file too`() throws {
  let signatures = try json(text("signatures.json"))["signatures"] as? [[String: Any]]
  var report = SampleRun.report
  report.signatures[0].severityReason = nil
  let pages = report.pages(redacting: true)
  let others = try json(text("signatures.json", of: pages))["signatures"] as? [[String: Any]]
  #expect(signatures?[0]["severity_reason"] as? String == "an action that the user paid for does not happen")
  #expect(others?[0]["severity_reason"] as? String == "a permission error that nothing repairs")
}

@Test func `the trace in short is in the language of most, and folded where it is shown again`()
  throws
{
  var report = SampleRun.report
  let id = report.signatures[0].id
  report.excerpts["SIG-77C0"]?[0].turns[0].text = "Please cancel my order, and thank you for the help."
  report.excerpts[id]?[0].turns[1].text = "你好，我的订单坏了，我想退款，请尽快帮我处理这个问题。"
  report.excerpts[id]?[0].turns[2].text = "很抱歉听到这个消息，让我看一下您的订单。"
  let page = try text("signatures/SIG-4F2A.md", of: report.pages(redacting: true))
  let brief = try #require(page.range(of: "## In short"))
  let rest = try #require(page.range(of: "## What"))
  #expect(!page[brief.upperBound..<rest.lowerBound].contains("我"))
  #expect(page.contains("Shown above."))
}

@Test func `the trace in short shows what the signature is named by, in whatever language`() throws {
  var report = SampleRun.report
  let id = report.signatures[0].id
  let excerpts = try #require(report.excerpts[id])
  #expect(excerpts.count > 1)
  let request = try #require(excerpts[1].turns.firstIndex { $0.role == .user })
  report.excerpts[id]?[1].turns[request].text = "The second of them"
  let brief = { (report: RunReport) in
    let page = try text("signatures/SIG-4F2A.md", of: report.pages(redacting: true))
    return try String(page[#require(page.range(of: "## In short")).upperBound...].prefix(600))
  }
  #expect(try !brief(report).contains("The second of them"))
  report.excerpts[id]?[1].showsName = true
  #expect(try brief(report).contains("The second of them"))
}
