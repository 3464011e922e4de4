import Evaluators
import History
import Statistics
import Testing

@testable import Gate

/// A week in which so many traces of an agent pass, of a hundred.
private func week(_ number: Int, passing count: Int) -> WatchedWeek {
  var share = WeightedShare()
  for trace in 0..<100 { share.add(trace < count, probability: 0.5) }
  return WatchedWeek(week: Week(number: number), passes: ["desk": share])
}

/// Canaries as they were scored at one time.
private func canaries(_ count: Int, passing: Int) -> ScoreTable {
  var table = ScoreTable()
  for trace in 0..<count {
    var score = Score(
      traceID: "canary:\(trace)", traceHash: "h\(trace)", shownHash: "s\(trace)", evaluator: "kind",
      evaluatorVersion: "v1", criterion: "kind", criterionVersion: "c1")
    (score.label, score.value) = trace < passing ? ("pass", 1) : ("fail", 0)
    (score.passed, score.isCanary) = (trace < passing, true)
    table.append(score, run: "E-1")
  }
  return table
}

private func origin(to passing: Int, _ evidence: JudgeEvidence?) -> DriftOrigin {
  DriftOrigin(
    of: week(2, passing: passing), window: [week(0, passing: 90), week(1, passing: 90)], evaluator: "kind",
    evidence: evidence)
}

private func evidence(canaryCount: Int = 40, before: Int, after: Int) -> JudgeEvidence {
  var evidence = JudgeEvidence()
  (evidence.modelsBefore, evidence.modelsAfter) = (["m"], ["m"])
  evidence.canariesBefore = canaries(canaryCount, passing: before)
  evidence.canariesAfter = canaries(canaryCount, passing: after)
  return evidence
}

@Test func `a drift that canaries do not show is the agent's, one that they show the judge's`() {
  #expect(origin(to: 60, evidence(before: 36, after: 36)).causes.map(\.kind) == [.agent])
  let judge = origin(to: 60, evidence(before: 36, after: 24))
  #expect(judge.causes.map(\.kind) == [.judge] && judge.canaryCount == 40)
  // Nearly all of the drop is more than the judge's part of it.
  #expect(Set(origin(to: 10, evidence(before: 36, after: 24)).causes.map(\.kind)) == [.judge, .agent])
}

@Test func `a judge that became milder does not hide an agent that became worse`() throws {
  let found = origin(to: 70, evidence(canaryCount: 60, before: 30, after: 54)).causes
  #expect(found.map(\.kind).contains(.agent) && found.map(\.kind).contains(.judge))
  #expect(try #require(found.first { $0.kind == .agent }).effect.value < -0.2)
}

@Test func `an evaluator that asks no model leaves the agent alone`() {
  let found = origin(to: 60, nil)
  #expect(found.causes.map(\.kind) == [.agent] && found.suspects.isEmpty)
}

@Test func `without canaries it is not told whose the drift is`() {
  var evidence = JudgeEvidence()
  (evidence.modelsBefore, evidence.modelsAfter) = (["m1"], ["m2"])
  let found = origin(to: 60, evidence)
  #expect(found.causes.isEmpty && found.suspects == [.agent, .judge] && found.canaryCount == 0)
  #expect(found.modelsBefore == ["m1"] && found.modelsAfter == ["m2"])
}
