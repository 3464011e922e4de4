import Testing

@testable import Evaluators

private func scores(_ labels: KeyValuePairs<String, String?>) -> [Score] {
  labels.map { trace, label in
    var score = Score(
      traceID: trace, traceHash: "", shownHash: "", evaluator: "e", evaluatorVersion: "1", criterion: "c",
      criterionVersion: "1")
    score.label = label
    return score
  }
}

@Test func `flips are the traces whose verdict is another one now`() {
  let before = scores(["a": "pass", "b": "pass", "c": nil, "d": "fail", "only before": "pass", "e": nil])
  let after = scores(["d": nil, "c": "pass", "b": "fail", "a": "pass", "only after": "fail", "e": nil])
  let flips = VerdictFlips(before: before, after: after)
  #expect(flips.sharedCount == 2)
  #expect(flips.flips == [.init(traceID: "b", before: "pass", after: "fail")])
  #expect(flips.unreadBeforeCount == 1 && flips.unreadAfterCount == 1)
}

@Test func `the label after the map is the verdict`() {
  var (before, after) = (scores(["a": "fail"]), scores(["a": "fail"]))
  after[0].mappedLabel = "pass"
  #expect(VerdictFlips(before: before, after: after).flips.count == 1)
  before[0].mappedLabel = "pass"
  #expect(VerdictFlips(before: before, after: after).flips.isEmpty)
}

@Test func `of two scores on a trace the last counts, whatever the order of the others`() {
  let before = scores(["a": "fail", "b": "pass", "a": "pass"])
  let after = scores(["b": "pass", "a": "pass"])
  #expect(VerdictFlips(before: before, after: after).flips.isEmpty)
}
