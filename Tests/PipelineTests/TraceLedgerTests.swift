import Features
import History
import Testing
import Traces

@testable import Pipeline

private func collection(_ lines: [String]) -> TraceCollection {
  var collection = TraceCollection(keepsLedger: true)
  let block = MadeBlocks.block(lines.map { Array($0.utf8) })
  collection.add(TraceIntake(plan: MiningPlan()).intake(of: block))
  collection.finish()
  return collection
}

private let lines = [
  MadeBlocks.chat("a", "one"), MadeBlocks.chat("b", "two", passed: true), MadeBlocks.chat("a", "one"),
  MadeBlocks.chat("a", "other"), MadeBlocks.chat(nil, "three"),
]

@Test func `the ledger names every trace that is counted, once`() {
  let traces = collection(lines)
  let entries = traces.ledger?.entries ?? []
  #expect(entries.count == traces.traceCount && entries.count == 4)
  #expect(Set(entries.map(\.name)).count == 4)
  #expect(entries.map(\.outcome) == [.failure, .success, .failure, .failure])
  #expect(MadeBlocks.collection([lines]).ledger == nil)
}

@Test func `a trace has the same name in every export`() {
  let first = collection(lines).ledger?.entries.map(\.name) ?? []
  let turned = collection([lines[4], lines[1], lines[0], lines[3]]).ledger?.entries.map(\.name) ?? []
  #expect(Set(first) == Set(turned))
}

@Test func `what is left out is a duplicate, and the counts add up`() {
  var traces = collection(lines)
  traces.leaveOut([true, true, false, false])
  #expect(traces.traceCount == 2 && traces.duplicateCount == 3)
  #expect(traces.recordCount == traces.traceCount + traces.duplicateCount + traces.rejections.count)
  #expect(traces.outcomeCounts[.success] == 0 && traces.outcomeCounts[.failure] == 2)
  #expect(traces.rows.count == 2 && traces.evidence.rowCount == 2)
  #expect(traces.rows[0].id.hasPrefix("a#"))
  #expect(traces.ledger?.entries.count == 2)
  var none = collection(lines)
  none.leaveOut([false, false, false, false])
  #expect(none.rows.map(\.id) == traces.ledger.map { _ in collection(lines).rows.map(\.id) })
}

private func dated(_ id: String, _ time: String) -> String {
  MadeBlocks.chat(id, id).replacing(#"{"id""#, with: "{\"started_at\":\"\(time)\",\"id\"")
}

@Test func `a clock gone wrong makes no week`() throws {
  let today = try #require(Week(text: "2025-W20"))
  let times = [
    "2025-05-06T10:00:00Z", "2262-04-11T23:47:16Z", "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z",
  ]
  let traces = collection(times.enumerated().map { dated("t\($0.offset)", $0.element) })
  let entries = try #require(traces.ledger?.entries)
  #expect(entries.compactMap(\.startedAt).count == times.count)
  let week = RunWeek(named: nil, of: traces.ledger, today: today)
  #expect(week.week.text == "2025-W19")
  #expect(Set(entries.map { week.week(of: $0.startedAt).text }) == ["2025-W19"])
  // Where all that is told is still to come, it is the clock of this machine that may be wrong.
  let late = collection([dated("a", times[1]), dated("b", times[2])])
  #expect(RunWeek(named: nil, of: late.ledger, today: today).week.text == "2262-W15")
  // A week of before stays what it is.
  #expect(week.week(of: 1_700_000_000).text == "2023-W46")
}
