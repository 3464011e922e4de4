import Features
import Signatures
import Testing

@testable import Reports

private func page(of report: RunReport, _ path: String = "signatures/SIG-4F2A.md") throws -> String {
  try #require(report.pages(redacting: true).first { $0.path == path }).text
}

@Test func `a sign that hardly a success shows tells by all traces that show it, and is not loose`() throws {
  var report = SampleRun.report
  report.signatures[0].namedTerm = .lapse(.leftOut, tool: "refund", step: "verify")
  report.signatures[0].alike = Alike(failureCount: 33, count: 33, isChance: false, basis: .sign)
  report.signatures[0].meanDistance = 0.7
  let told = try page(of: report).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  #expect(
    told.contains(
      "**How telling**: 33 of the 33 traces that show it failed (`refund` is called without `verify`"))
  #expect(told.contains("(95 % interval 90 % to 100 %)"))
  #expect(!told.contains("loosely"))
  report.signatures[0].alike = Alike(failureCount: 33, count: 33, isChance: false)
  #expect(try page(of: report).contains("loosely"))
}

@Test func `a rate of all traces with an error is told as that`() throws {
  var report = SampleRun.report
  report.signatures[0].alike = Alike(failureCount: 9, count: 18, isChance: false, basis: .error)
  #expect(
    try page(of: report).contains("**How telling**: 9 of the 18 traces with this error failed, against"))
}

@Test func `each signature stands in a row with its figures, where outcomes are known with rate and lift`()
  throws
{
  var report = SampleRun.report
  let table = { (report: RunReport) in
    try page(of: report, "README.md").split(separator: "\n").filter { $0.hasPrefix("|") }.prefix(3)
  }
  let first = try table(report)
  #expect(first[0].hasPrefix("| Rank | Support | Share | Failure rate | Lift | Severity | Stability |"))
  let cells = first[2].split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }
  #expect(Array(cells.prefix(7)) == ["1", "92", "43 %", "96 %", "5.4×", "high", "0.93"])
  #expect(cells.last?.contains("(signatures/SIG-4F2A.md), `shop-support` +1") ?? false)
  (report.counts.failures, report.counts.successes) = (0, 0)
  #expect(try table(report)[0].hasPrefix("| Rank | Support | Share | Severity | Stability |"))
}

@Test func `shares of other traces are of those whose outcome is known`() throws {
  var report = SampleRun.report
  report.counts.unknowns = 0
  let sentence = "the share of all other traces"
  func words(_ report: RunReport) throws -> String {
    try page(of: report)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
  #expect(try words(report).contains("\(sentence)."))
  report.counts.unknowns = 4
  #expect(try words(report).contains("\(sentence) whose outcome is known."))
}

@Test func `a trace that is nearly all told in short is not told again`() throws {
  var report = SampleRun.report
  let id = report.signatures[0].id
  let shown = try #require(report.excerpts[id])
  report.excerpts[id] = shown.map { excerpt in
    var short = excerpt
    short.turns = Array(excerpt.turns.prefix(2))
    return short
  }
  let told = try page(of: report)
  #expect(!told.contains("at more length") && told.contains("Shown above."))
}

@Test func `how often calls are made again is told beside the share of all that make them again`() throws {
  var report = SampleRun.report
  report.signatures[0].evidence.terms = [
    .init(term: .sign(.repeatedReading, tool: "get_order"), share: 1, shareElsewhere: 0.01)
  ]
  report.signatures[0].evidence.repetitions = [
    .init(sign: .repeatedReading, tool: "get_order", times: 4...8)
  ]
  let told = try page(of: report)
  #expect(
    told.contains(
      "`get_order` is called again with the same arguments though it had answered (here 4 to 8 times)"))
}

@Test func `work of which many failures belong to no signature stands on their page, escaped`() throws {
  var report = SampleRun.report
  report.leftOverWork = [
    RunReport.LeftOverWork(
      agent: "desk | <b>", tool: "book`it", leftOverCount: 12, failureCount: 14, successCount: 9,
      examples: ["t-1", "t|2"])
  ]
  let told = try page(of: report, "rare-but-severe.md")
  #expect(told.contains("## Where they come from"))
  let row = try #require(told.split(separator: "\n").first { $0.contains("desk") })
  #expect(!row.contains("<b>") && row.contains(" 12 |") && row.contains(" 14 |") && row.contains("`t-1`"))
  report.leftOverWork = []
  #expect(!(try page(of: report, "rare-but-severe.md").contains("Where they come from")))
}

@Test func `what may be taken for a signature is linked with what tells them apart`() throws {
  var report = SampleRun.report
  report.signatures[1].kin = [.init(id: "SIG-4F2A", resemblance: .otherFailure)]
  let told = try page(of: report, "signatures/SIG-77C0.md")
    .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  let link = "[issue_refund fails with a permission error after get_order](SIG-4F2A.md)"
  #expect(told.contains("**See also**: \(link): traces much like these, with another failure"))
  #expect(try !page(of: report).contains("See also"))
}

@Test func `messages of which each is rare are counted beside what else is, and of a few traces are told`()
  throws
{
  var report = SampleRun.report
  report.signatures[0].evidence.errors = []
  report.signatures[0].evidence.templates = [
    .init(name: "gremlin", count: 2), .init(name: "pixie", count: 1),
  ]
  let rare = try page(of: report)
  #expect(!rare.contains("gremlin") && !rare.contains("## What the tools say"))
  #expect(rare.contains("2 messages, each in fewer than 5 traces"))
  report.signatures[0].support = 20
  #expect(try page(of: report).contains("- 2 traces: `gremlin`"))
}
