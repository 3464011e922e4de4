import Evaluators
import Foundation
import GRDB
import Testing

@testable import Store

private func score(_ trace: String, label: String?, version: String = "v1", model: String? = nil) -> Score {
  var score = Score(
    traceID: trace, traceHash: "hash of \(trace)", shownHash: "shown \(trace)", evaluator: "honest",
    evaluatorVersion: version, criterion: "honest", criterionVersion: "c1")
  (score.label, score.judgeModel) = (label, model)
  if let label { (score.value, score.passed) = (label == "pass" ? 1 : 0, label == "pass") }
  if label == nil { score.failure = "no verdict in the answer" }
  (score.agent, score.startedAt, score.rationale) = ("bot", 1_700_000_000.25, "because of \(trace)")
  return score
}

private func evaluation(
  _ code: String, versions: [String] = ["v1"], kind: EvaluationRecord.Kind = .scores,
  labelSet: String? = nil, isBaseline: Bool = false
) -> EvaluationRecord {
  EvaluationRecord(
    code: code, kind: kind, startedAt: "2026-11-21T10:00:00Z", title: "Week 47", version: "0.1.0",
    labelSet: labelSet, folder: "evaluations/\(code)", inputKey: "abc", isBaseline: isBaseline,
    evaluators: versions.map {
      EvaluatorRecord(
        name: "honest", version: $0, criterion: "honest", criterionVersion: "c1", content: "file \($0)",
        agreement: 0.875, fitness: "{}")
    })
}

private func name(_ score: Score) -> String { "S-\(score.traceID)" }

private func made(in place: TemporaryFolder) throws -> Memory {
  try Workspace.create(at: place.path).workspace.memory()
}

@Test func `scores come back as they were recorded, in their order`() throws {
  let place = try TemporaryFolder()
  let memory = try made(in: place)
  var mapped = score("t-3", label: "fail", model: "small-2")
  (mapped.mappedLabel, mapped.calibration, mapped.labelSet) = ("pass", "cal-1", "L-1")
  (mapped.signatureID, mapped.promptHash, mapped.isCanary) = ("SIG-AAAA", "p", true)
  let scores = [score("t-2", label: "pass", model: "small-1"), score("t-1", label: nil), mapped]
  try memory.record(evaluation("E-1"), scores: scores, code: name)
  var back: [Score] = []
  try memory.forEachScore(of: "E-1") { back.append($0) }
  #expect(back == scores)
  #expect(try memory.evaluation("E-1") == evaluation("E-1"))
  #expect(try memory.evaluation("E-2") == nil)
}

@Test func `a score is found by its name in every evaluation that it is of`() throws {
  let place = try TemporaryFolder()
  let memory = try made(in: place)
  try memory.record(evaluation("E-1"), scores: [score("t-1", label: "pass")], code: name)
  try memory.record(evaluation("E-2"), scores: [score("t-1", label: "pass")], code: name)
  let found = try memory.scores(named: "S-t-1")
  #expect(found.map(\.evaluation) == ["E-1", "E-2"])
  #expect(found.allSatisfy { $0.score == score("t-1", label: "pass") })
  #expect(try memory.scores(named: "S-none").isEmpty)
}

@Test func `an evaluation with a score of an evaluator it does not name leaves nothing`() throws {
  let place = try TemporaryFolder()
  let memory = try made(in: place)
  let scores = [score("t-1", label: "pass"), score("t-2", label: "pass", version: "v9")]
  #expect(throws: StoreError.self) {
    try memory.record(evaluation("E-1"), scores: scores, code: name)
  }
  #expect(try memory.evaluations().isEmpty)
  #expect(try memory.versions(ofEvaluator: "honest").isEmpty)
}

@Test func `versions of an evaluator are kept once, with the content that they first had`() throws {
  let place = try TemporaryFolder()
  let memory = try made(in: place)
  try memory.record(evaluation("E-1"), scores: [], code: name)
  try memory.record(evaluation("E-2", versions: ["v1", "v2"]), scores: [], code: name)
  #expect(try memory.versions(ofEvaluator: "honest").map(\.content) == ["file v1", "file v2"])
  #expect(try memory.versions(ofEvaluator: "honest").map(\.agreement) == [nil, nil])
  #expect(try memory.evaluations().map { $0.evaluators.map(\.version) } == [["v1"], ["v1", "v2"]])
}

@Test func `what was last found of a version is what it is fit for`() throws {
  let place = try TemporaryFolder()
  let memory = try made(in: place)
  try memory.record(evaluation("E-1", kind: .alignment, labelSet: "L-1"), scores: [], code: name)
  #expect(try memory.fitness(ofEvaluator: "honest", version: "v1", criterionVersion: "c1") == "{}")
  #expect(try memory.fitness(ofEvaluator: "honest", version: "v2", criterionVersion: "c1") == nil)
  #expect(try memory.fitness(ofEvaluator: "honest", version: "v1", criterionVersion: "c2") == nil)
}

@Test func `there is one baseline for a kind and label set`() throws {
  let place = try TemporaryFolder()
  let memory = try made(in: place)
  for (code, set) in [("E-1", "L-1"), ("E-2", "L-1"), ("E-3", "L-2")] {
    try memory.record(
      evaluation(code, kind: .alignment, labelSet: set, isBaseline: code != "E-2"), scores: [], code: name)
  }
  try memory.setBaseline("E-2")
  #expect(try memory.evaluations().filter(\.isBaseline).map(\.code) == ["E-2", "E-3"])
}

@Test func `a recorded score cannot be changed`() throws {
  let place = try TemporaryFolder()
  let memory = try made(in: place)
  try memory.record(evaluation("E-1"), scores: [score("t-1", label: "pass")], code: name)
  #expect(throws: (any Error).self) {
    try memory.queue.write { try $0.execute(sql: "UPDATE score SET label = 'fail'") }
  }
  #expect(throws: (any Error).self) {
    try memory.queue.write { try $0.execute(sql: "UPDATE evaluatorVersion SET content = ''") }
  }
}
