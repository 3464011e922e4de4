import Foundation
import History
import Signatures
import Testing

@testable import Reports

/// Three weeks of the signatures of the made-up run, and one that is gone.
private var chronicle: Chronicle {
  let weeks = (0..<3).map { Week(number: 2_880 + $0) }
  let entry = { (id: String, supports: [Int], kinds: [Change.Kind?]) in
    Chronicle.Entry(
      id: id, minedName: "mined | <b>\(id)</b>", minedSeverity: "low", remarks: .init(),
      tallies: supports.map { WeekTally(parts: ["bot": .init(support: $0, traceCount: 1_000)]) },
      changes: kinds.map { $0.map { Change(kind: $0, pValue: 0.0004, adjustedPValue: 0.003, ratio: 2.1) } })
  }
  return Chronicle(
    weeks: weeks,
    entries: [
      entry("SIG-4F2A", [40, 44, 92], [.first, .steady, .growing]),
      entry("SIG-77C0", [0, 0, 41], [nil, nil, .new]),
      entry("SIG-0BAD", [3, 2, 3], [.first, .steady, .steady]),
      entry("SIG-GONE", [30, 31, 0], [.first, .steady, .gone]),
    ], kinships: [.init(week: weeks[2], one: "SIG-77C0", other: "SIG-GONE")])
}

private var remembered: RunReport {
  SampleRun.report.remembering(
    RunReport.Memory(chronicle: chronicle, week: Week(number: 2_882)), ids: [:])
}

private func page(_ path: String, of report: RunReport) -> String? {
  report.pages(redacting: true).first { $0.path == path }?.text
}

@Test func `what changed comes first, the new before the gone`() throws {
  let text = try #require(page("README.md", of: remembered))
  let section = try #require(text.range(of: "## What changed in 2025-W13"))
  let finding = try #require(text.range(of: "212 of 1,200 traces failed"))
  #expect(section.lowerBound < finding.lowerBound)
  let rows = text.split(separator: "\n").filter { $0.hasPrefix("| **") }
  #expect(rows.map { $0.split(separator: "*")[1] } == ["new", "growing", "gone"])
  #expect(rows[0].contains("(signatures/SIG-77C0.md)") && rows[2].contains("`SIG-GONE`"))
  #expect(!text.contains("<b>SIG-GONE"))
  #expect(text.contains("▄▄█"))
}

@Test func `a page shows its weeks as picture and table`() throws {
  let text = try #require(page("signatures/SIG-4F2A.md", of: remembered))
  #expect(text.contains("## Week by week") && text.contains("![Traces per 1,000 by week"))
  #expect(text.contains("| 2025-W13 |"))
  let picture = try #require(page("signatures/SIG-4F2A-weeks.svg", of: remembered))
  #expect(picture.hasPrefix("<svg") && picture.contains("2025-W11"))
}

@Test func `the first week says that there is nothing to compare with`() throws {
  let first = SampleRun.report.remembering(
    RunReport.Memory(chronicle: chronicle, week: Week(number: 2_880)), ids: [:])
  let text = try #require(page("README.md", of: first))
  #expect(text.contains("first week that is remembered") && !text.contains("### Trends"))
  #expect(page("signatures/SIG-4F2A-weeks.svg", of: first) == nil)
}

@Test func `lasting ids and what people said take the place of the mined ones`() throws {
  var chronicle = chronicle
  let entries = chronicle.entries.map { entry in
    entry.id != "SIG-77C0"
      ? entry
      : Chronicle.Entry(
        id: "SIG-NEW1", minedName: entry.minedName, minedSeverity: entry.minedSeverity,
        remarks: .init(name: "empty promises", severity: "critical", owner: "ann"), tallies: entry.tallies,
        changes: entry.changes)
  }
  chronicle = Chronicle(weeks: chronicle.weeks, entries: entries, kinships: [])
  let report = SampleRun.report.remembering(
    RunReport.Memory(chronicle: chronicle, week: Week(number: 2_882)), ids: ["SIG-77C0": "SIG-NEW1"])
  let signature = try #require(report.signatures.first { $0.id == "SIG-NEW1" })
  #expect(signature.name == "empty promises" && signature.severity == .critical)
  #expect(signature.impact == 67.2 * 8 / 2)
  #expect(report.signatures.map(\.rank) == [1, 2, 3])
  #expect(report.excerpts["SIG-NEW1"] != nil && report.excerpts["SIG-77C0"] == nil)
  #expect(page("signatures/SIG-NEW1.md", of: report)?.contains("Owner: ann.") == true)
}

@Test func `sparklines reach from low to high, and what is not there is a dot`() {
  #expect(Sparkline.text(of: [0, 1, 4, 8, nil]) == "·▁▄█·")
  #expect(Sparkline.text(of: []) == "")
  #expect(Sparkline.text(of: [0, nil]) == "··")
  #expect(Sparkline.text(of: [3, 3]) == "██")
}

@Test func `the history lists all signatures, and programs get the same`() throws {
  let overview = HistoryPage(chronicle: chronicle).overview
  #expect(overview.hasPrefix("4 signatures over 3 weeks, 2025-W11 to 2025-W13"))
  let json = HistoryJSON(chronicle: chronicle).text
  #expect(json.contains("\"change\": \"gone\""))
  #expect(HistoryPage(chronicle: chronicle).page(of: "SIG-NONE") == nil)
  #expect(HistoryPage(chronicle: chronicle).page(of: "SIG-GONE")?.contains("Like it: SIG-77C0") == true)
  let empty = Chronicle(weeks: [], entries: [], kinships: [])
  #expect(HistoryPage(chronicle: empty).overview.contains("Nothing is remembered"))
}

@Test func `a narrow terminal gets a line a signature, and a pipe the whole name`() {
  let name = String(repeating: "refund refused ", count: 8)
  let entries = chronicle.entries.map { entry in
    Chronicle.Entry(
      id: entry.id, minedName: name, minedSeverity: entry.minedSeverity, remarks: .init(),
      tallies: entry.tallies, changes: entry.changes)
  }
  let long = Chronicle(weeks: chronicle.weeks, entries: entries, kinships: [])
  func widths(_ width: Int?) -> [Int] {
    HistoryPage(chronicle: long, width: width).overview.split(separator: "\n").dropFirst().map(\.count)
  }
  #expect(widths(80).allSatisfy { (70...80).contains($0) })
  #expect(widths(nil).allSatisfy { $0 > 120 })
  #expect(widths(20).max() ?? 0 < 80)
}

@Test func `the terminal says in a line what changed`() {
  #expect(SampleRun.report.changesInWords == nil)
  let memory = RunReport.Memory(chronicle: chronicle, week: Week(number: 2_882))
  let words = SampleRun.report.remembering(memory, ids: [:]).changesInWords ?? ""
  #expect(words.hasPrefix("\(memory.week.text) against the weeks before: 1 new"), "\(words)")
  let first = Chronicle(
    weeks: Array(chronicle.weeks.prefix(1)),
    entries: chronicle.entries.map { entry in
      Chronicle.Entry(
        id: entry.id, minedName: entry.minedName, minedSeverity: entry.minedSeverity, remarks: .init(),
        tallies: Array(entry.tallies.prefix(1)), changes: Array(entry.changes.prefix(1)))
    }, kinships: [])
  let alone = RunReport.Memory(chronicle: first, week: chronicle.weeks[0])
  #expect(SampleRun.report.remembering(alone, ids: [:]).changesInWords == nil)
}
