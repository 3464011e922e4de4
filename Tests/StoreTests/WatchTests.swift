import Evaluators
import Foundation
import Gate
import History
import Statistics
import Testing

@testable import Store

private func score(_ trace: String, passed: Bool?, chance: Double, day: Int = 1) -> Score {
  var score = Score(
    traceID: trace, traceHash: "h", shownHash: "h", evaluator: "polite", evaluatorVersion: "v1",
    criterion: "polite", criterionVersion: "c1")
  (score.passed, score.agent, score.inclusionProbability) = (passed, "desk", chance)
  score.startedAt = Double(day) * 86_400
  return score
}

private func evaluation(_ code: String) -> EvaluationRecord {
  EvaluationRecord(
    code: code, kind: .watch, startedAt: "2026-11-21T10:00:00Z", title: code, version: "0.1.0",
    folder: "evaluations/\(code)", inputKey: "k",
    evaluators: [
      EvaluatorRecord(name: "polite", version: "v1", criterion: "polite", criterionVersion: "c1", content: "")
    ])
}

private func findings(
  _ code: String?, names: [UInt64], failures: [WatchFailure] = []
) -> WatchFindings {
  WatchFindings(
    pass: WatchPass(
      startedAt: "2026-11-21T10:00:00Z", evaluation: code, share: 0.1, changedShare: 0.5,
      traceCount: names.count, drawnCount: 1, clusters: "[]"),
    names: [Week(number: 0): names], week: Week(number: 0), failures: failures)
}

@Test func `watched scores come back as weighted weeks, added up over passes`() throws {
  let place = try TemporaryFolder()
  let memory = try Workspace.create(at: place.path).workspace.memory()
  #expect(try memory.lastWatchPass() == nil && memory.watchedSeries().isEmpty)
  try memory.record(
    findings("E-1", names: [5, 3]), evaluation: evaluation("E-1"),
    scores: [score("a", passed: true, chance: 0.1), score("b", passed: false, chance: 0.5)]
  ) { "S-\($0.traceID)" }
  try memory.record(
    findings(
      "E-2", names: [9], failures: [WatchFailure(name: .max, traceID: "c", evaluator: "polite")]),
    evaluation: evaluation("E-2"),
    scores: [
      score("c", passed: false, chance: 0.1), score("d", passed: nil, chance: 0.1),
      score("e", passed: true, chance: 0.1, day: 9),
    ]
  ) { "S-\($0.traceID)" }
  #expect(try memory.areWatched([3, 4, 5, 9]) == [true, false, true, true])
  #expect(try memory.failedNames() == [.max])
  let series = try memory.watchedSeries()
  #expect(series.count == 1 && series[0].version == "v1 · c1")
  #expect(series[0].weeks.map(\.week.number) == [0, 1])
  let first = series[0].weeks[0]
  #expect(first.unreadableCount == 1 && first.rate.count == 3)
  #expect(abs(first.rate.weight - 22) < 1e-9 && abs((first.rate.value ?? 0) - 10 / 22.0) < 1e-9)
  #expect(abs(first.rate.squaredWeight - 204) < 1e-9)
  #expect(try memory.lastWatchPass()?.evaluation == "E-2")
}

@Test func `a pass without a drawn trace is remembered, and a drift is told once`() throws {
  let place = try TemporaryFolder()
  let memory = try Workspace.create(at: place.path).workspace.memory()
  try memory.record(findings(nil, names: [1]), evaluation: nil, scores: []) { _ in "" }
  #expect(try memory.areWatched([1]) == [true] && memory.evaluations().isEmpty)
  let drift = ToldDrift(evaluator: "polite", version: "v1", week: Week(number: 3))
  #expect(try memory.tell([drift]) == [drift])
  #expect(try memory.tell([drift]) == [])
  #expect(try memory.tell([]) == [])
}

@Test func `a rehearsal of a run leaves everything as it was`() throws {
  let place = try TemporaryFolder()
  let memory = try Workspace.create(at: place.path).workspace.memory()
  try memory.record(MadeRuns.run(week: 3, supports: [1: 20, 2: 20]))
  let before = try memory.chronicle()
  let run = MadeRuns.run(week: 4, supports: [1: 60, 3: 30])
  let rehearsed = try memory.rehearse(run, matching: IdentityMatching(), test: ChangeTest())
  #expect(rehearsed.chronicle.weeks.count == 2)
  let after = try memory.chronicle()
  #expect(after.weeks == before.weeks && after.entries.map(\.id) == before.entries.map(\.id))
  #expect(try memory.runs().count == 1)
  // The run itself gives the ids that the rehearsal gave.
  let recorded = try memory.record(run, matching: IdentityMatching(), test: ChangeTest())
  #expect(recorded.ids == rehearsed.recorded.ids)
}
