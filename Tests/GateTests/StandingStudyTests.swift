import Alignment
import Evaluators
import Labels
import Testing

@testable import Gate

/// Forty traces of which people fail every fourth; two people label each.
private func people(_ count: Int = 40, disagreeingAt odd: Set<Int> = []) -> LabelTable {
  var table = LabelTable()
  for trace in 0..<count {
    let label = trace % 4 == 0 ? "fail" : "pass"
    table.append(item: "t-\(trace)", criterion: "honest", annotator: "ann", isJudge: false, label: label)
    let other = odd.contains(trace) ? (label == "fail" ? "pass" : "fail") : label
    table.append(item: "t-\(trace)", criterion: "honest", annotator: "bob", isJudge: false, label: other)
  }
  return table
}

/// Verdicts as people's, but for some traces.
private func verdicts(
  _ count: Int = 40, version: String = "v2", wrongAt wrong: Set<Int> = [], unreadAt unread: Set<Int> = []
) -> [Score] {
  (0..<count).map { trace in
    var score = Score(
      traceID: "t-\(trace)", traceHash: "", shownHash: "", evaluator: "judge", evaluatorVersion: version,
      criterion: "honest", criterionVersion: "1")
    let passes = (trace % 4 != 0) != wrong.contains(trace)
    if !unread.contains(trace) {
      (score.label, score.value, score.passed) = (passes ? "pass" : "fail", passes ? 1 : 0, passes)
    }
    return score
  }
}

private let subject = StandingStudy.Subject(
  evaluator: "judge", version: "v2", criterion: "honest", target: 0.8)

private func study(_ labels: LabelTable) -> StandingStudy {
  StandingStudy(
    labels: labels, labelSet: "L-1", scales: ["honest": PassRule.scale],
    resampling: Resampling(resampleCount: 100))
}

@Test func `an evaluator that agrees with people on enough labels is fit to gate`() throws {
  let result = try study(people(80)).result(
    for: [subject], scores: verdicts(80, wrongAt: [1, 2, 3]), last: nil, baseline: nil)
  let standing = try #require(result.standings.first)
  #expect(standing.isFit)
  #expect(standing.fitness.agreement == 77.0 / 80)
  #expect(standing.fitness.labelCount == 80 && standing.fitness.rarestCount == 20)
  #expect(standing.fitness.reliability == 1 && standing.fitness.ceiling == 1)
  #expect(standing.fitness.labelSet == "L-1")
}

@Test func `too few labels, too little agreement and unread answers each make it advise only`() throws {
  let few = try study(people()).result(for: [subject], scores: verdicts(), last: nil, baseline: nil)
  #expect(few.standings.first?.reasons == [.tooFewLabels(count: 40, needed: 50)])
  let poor = try study(people(80)).result(
    for: [subject], scores: verdicts(80, wrongAt: Set(0..<20)), last: nil, baseline: nil)
  #expect(poor.standings.first?.reasons == [.lowAgreement(0.75, asked: 0.8, isCeiling: false)])
  let unread = try study(people(80)).result(
    for: [subject], scores: verdicts(80, unreadAt: [4, 5, 6]), last: nil, baseline: nil)
  #expect(unread.standings.first?.reasons == [.unreliable(77.0 / 80, onReleases: false)])
  let none = try study(people(80)).result(for: [subject], scores: [], last: nil, baseline: nil)
  #expect(none.standings.first?.reasons == [.unmeasured])
}

@Test func `where people agree less than asked, their own agreement is asked`() throws {
  // People disagree on 24 of 80 traces, which have no reference then.
  let result = try study(people(80, disagreeingAt: Set(0..<24))).result(
    for: [subject], scores: verdicts(80, wrongAt: Set(24..<38)), last: nil, baseline: nil)
  let standing = try #require(result.standings.first)
  #expect(standing.fitness.ceiling == 0.7)
  #expect(standing.fitness.agreement == 42.0 / 56)
  #expect(standing.isFit)
}

@Test func `what was said before is held beside it on the labels of now`() throws {
  let before = verdicts(version: "v1", wrongAt: [1, 2, 3, 5])
  let result = try study(people()).result(
    for: [subject], scores: verdicts(wrongAt: [5]),
    last: StandingStudy.EarlierScores(evaluation: "E-2", scores: before),
    baseline: StandingStudy.EarlierScores(evaluation: "E-1", scores: []))
  let standing = try #require(result.standings.first)
  let last = try #require(standing.last)
  #expect(last.version == "v1" && last.evaluation == "E-2")
  #expect(last.agreement?.value == 0.9)
  #expect(last.flips.flips.map(\.traceID) == ["t-1", "t-2", "t-3"])
  #expect(standing.fitness.agreement == 0.975)
  // The baseline has no score of this evaluator.
  #expect(standing.baseline == nil)
}

@Test func `the traces on which it contradicts people are handed on to be grouped`() throws {
  var seen: [Disagreements] = []
  let result = study(people()).result(
    for: [subject], scores: verdicts(wrongAt: [1, 2]), last: nil, baseline: nil
  ) { disagreements in
    seen.append(disagreements)
    return [DisagreementCluster(name: "refunds", disagreementCount: 2, itemCount: 3, examples: ["t-1"])]
  }
  #expect(seen.map(\.contradicted) == [["t-1", "t-2"]])
  #expect(result.standings.first?.clusters?.map(\.name) == ["refunds"])
}
