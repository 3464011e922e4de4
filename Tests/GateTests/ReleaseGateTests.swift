import Evaluators
import Labels
import Statistics
import Testing

@testable import Gate

/// A table of scores given one by one.
private func table(
  of evaluator: String = "polite", version: String = "v1", run: String = "R",
  _ scores: [(id: String, content: String, passed: Bool?)], change: (inout Score, Int) -> Void = { _, _ in }
) -> ScoreTable {
  var table = ScoreTable()
  for (place, item) in scores.enumerated() {
    var score = Score(
      traceID: item.id, traceHash: item.content, shownHash: item.content, evaluator: evaluator,
      evaluatorVersion: version, criterion: "tone", criterionVersion: "c1")
    score.passed = item.passed
    score.value = item.passed.map { $0 ? 1 : 0 }
    score.label = item.passed.map { $0 ? "pass" : "fail" }
    change(&score, place)
    table.append(score, run: run)
  }
  return table
}

/// Tasks of which every tenth fails, and `lost` of those that passed before.
private func release(_ count: Int, lost: Int = 0, content: String) -> [(String, String, Bool?)] {
  (0..<count).map { ("t-\($0)", "\(content)-\($0)", $0 % 10 != 0 && !($0 % 10 == 1 && $0 / 10 < lost)) }
}

private func gate(
  _ baseline: ScoreTable, _ candidate: ScoreTable, fitness: [String: Fitness] = [:], trusts: Bool = true
) -> GateReport {
  ReleaseGate().report(baseline: baseline, candidate: candidate, fitness: fitness, isTrusted: trusts)
}

@Test func `a release that scores as before on enough traces passes`() {
  let report = gate(table(release(600, content: "a")), table(release(600, content: "b")))
  #expect(report.decision == .passed && report.causes.isEmpty)
  #expect(report.findings[0].isPaired && report.findings[0].passes.difference?.value == 0)
}

@Test func `with too few traces a release does not pass, and the number that would do is stated`() throws {
  let report = gate(table(release(60, content: "a")), table(release(60, content: "b")))
  #expect(report.decision == .inconclusive)
  let finding = report.findings[0]
  #expect(finding.passes.power < 0.8)
  let needed = try #require(finding.passes.neededCount)
  #expect(needed > 60 && finding.doubts == [.tooFewTraces(needed: needed)])
  let power = DifferencePower().pairedPower(
    of: 0.02, discordance: 1.0 / 62, pairCount: needed)
  #expect(power >= 0.8 - 1e-9)
}

@Test func `a drop that matters regresses, and shows the traces that fell`() {
  let report = gate(table(release(600, content: "a")), table(release(600, lost: 30, content: "b")))
  #expect(report.decision == .regressed && report.causes == [.agent])
  let finding = report.findings[0]
  #expect(finding.passes.difference?.value == -0.05)
  #expect(finding.examples.count == 10 && finding.examples[0].traceID == "t-1")
  #expect(finding.examples[0].scoreBefore != finding.examples[0].scoreAfter)
}

@Test func `a certain drop too small to matter is no regression`() {
  let report = gate(table(release(9_000, content: "a")), table(release(9_000, lost: 60, content: "b")))
  #expect(report.decision == .passed)
  #expect((report.findings[0].passes.difference?.adjustedPValue ?? 1) < 1e-6)
}

@Test func `an evaluator that was not shown to agree with people advises and does not block`() {
  let (before, after) = (table(release(600, content: "a")), table(release(600, lost: 30, content: "b")))
  let unknown = gate(before, after, trusts: false)
  #expect(unknown.decision == .notFit && unknown.findings[0].unfitness == [.unmeasured])
  let good = Fitness(labelCount: 80, rarestCount: 20, agreement: 0.85, reliability: 1)
  #expect(gate(before, after, fitness: ["polite": good], trusts: false).decision == .regressed)
  let bad = Fitness(labelCount: 80, rarestCount: 20, agreement: 0.7, reliability: 1)
  #expect(gate(before, after, fitness: ["polite": bad], trusts: false).decision == .notFit)
}

@Test(arguments: [
  (
    Fitness(labelCount: 49, rarestCount: 20, agreement: 0.9, reliability: 1),
    [Fitness.Reason.tooFewLabels(count: 49, needed: 50)]
  ),
  (Fitness(labelCount: 90, rarestCount: 4, agreement: 0.9), [.tooFewOfOneLabel(count: 4, needed: 5)]),
  (Fitness(labelCount: 90, rarestCount: 20, agreement: 0.75, ceiling: 0.74), []),
  (
    Fitness(labelCount: 90, rarestCount: 20, agreement: 0.7, ceiling: 0.74),
    [.lowAgreement(0.7, asked: 0.74, isCeiling: true)]
  ),
  (Fitness(labelCount: 90, agreement: 0.8, ceiling: 0.9), []),
  (Fitness(labelCount: 90, agreement: 0.9, reliability: 0.97), [.unreliable(0.97, onReleases: false)]),
])
func `an evaluator is fit with enough labels, agreement and reliability`(
  fitness: Fitness, reasons: [Fitness.Reason]
) {
  #expect(fitness.reasons(isTrusted: false, readable: nil) == reasons)
}

@Test func `an answer that cannot be read is no fail, and many of them make an evaluator unfit`() {
  let before = table(release(600, content: "a"))
  let some = table(release(600, content: "b").enumerated().map { ($1.0, $1.1, $0 % 100 == 5 ? nil : $1.2) })
  let report = gate(before, some)
  #expect(report.decision == .passed && report.findings[0].candidate.unreadableCount == 6)
  #expect(report.findings[0].passes.after.count == 594)
  let many = table(release(600, content: "b").enumerated().map { ($1.0, $1.1, $0 % 20 == 5 ? nil : $1.2) })
  #expect(gate(before, many).decision == .notFit)
}

@Test func `an evaluator that is left out of the candidate does not let it pass`() {
  var before = table(release(600, content: "a"))
  before.append(table(of: "brief", release(600, content: "a")))
  let report = gate(before, table(release(600, content: "b")))
  #expect(report.decision == .inconclusive && report.onlyBaseline == ["brief"])
  #expect(gate(table(of: "x", release(9, content: "a")), table(release(9, content: "b"))).findings.isEmpty)
}

@Test func `the last score of a trace counts`() {
  var after = table(release(600, lost: 60, content: "b"))
  after.append(table(release(600, content: "b")))
  let report = gate(table(release(600, content: "a")), after)
  #expect(report.decision == .passed && report.findings[0].candidate.repeatedCount == 600)
}

@Test func `an evaluator that was edited and never compared with itself decides nothing`() {
  let (before, after) = (table(release(600, content: "a")), table(version: "v2", release(600, content: "b")))
  let same = gate(before, after)
  #expect(same.decision == .inconclusive && same.findings[0].doubts == [.notComparable])
  let fallen = gate(before, table(version: "v2", release(600, lost: 50, content: "b")))
  #expect(fallen.decision == .regressed && fallen.causes.isEmpty)
  #expect(fallen.suspects == [.agent, .evaluator])
}

@Test func `on the very same traces a drop is the judge's and never the agent's`() {
  let report = gate(table(release(600, content: "a")), table(release(600, lost: 50, content: "a")))
  #expect(report.decision == .regressed && report.causes == [.judge])
  #expect(report.findings[0].agent == nil)
}

@Test func `other words to the model are the evaluator's doing`() {
  let report = gate(
    table(release(600, content: "a")) { score, _ in score.promptHash = "old" },
    table(release(600, lost: 50, content: "a")) { score, _ in score.promptHash = "new" })
  #expect(report.causes == [.evaluator])
}

@Test func `a milder evaluator does not hide a worse agent`() {
  let made = MadeReleases(
    [.agent, .evaluator], traceCount: 2_000, canaryCount: 500,
    strength: [.agent: 0.15, .evaluator: -0.9])
  let report = made.report()
  let finding = report.findings[0]
  #expect((finding.passes.difference?.value ?? -1) > -0.02)
  #expect(Set(finding.causes.map(\.kind)) == [.agent, .evaluator])
  #expect(report.decision == .regressed && report.causes == [.agent])
}

@Test func `a signature in which nothing passes is failure and not traffic`() {
  func side(_ failing: Int, _ content: String) -> ScoreTable {
    let scores = (0..<1_000).map { ("\(content)-\($0)", "\(content)-\($0)", Optional($0 >= failing)) }
    return table(scores) { score, place in
      score.agent = place % 2 == 0 ? "shop" : "bank"
      if place < failing { score.signatureID = "SIG-1" }
    }
  }
  let report = gate(side(60, "a"), side(150, "b"))
  #expect(report.decision == .regressed && report.causes == [.agent])
}

@Test func `another mix of agents is named, and the agents are found as they were`() {
  func side(_ share: Int, _ content: String) -> ScoreTable {
    let scores = (0..<2_000).map { place in
      (
        "\(content)-\(place)", "\(content)-\(place)",
        Optional(place < share ? place % 2 == 0 : place % 20 != 0)
      )
    }
    return table(scores) { score, place in score.agent = place < share ? "hard" : "easy" }
  }
  let report = gate(side(200, "a"), side(1_000, "b"))
  #expect(report.causes == [.mix])
  let mix = report.findings[0].mix
  #expect(abs(mix?.onLikeTraffic.value ?? 1) < 0.005)
  #expect(mix?.strata.count == 2 && mix?.strata[0].after.count == 1_000)
}

@Test func `among twenty evaluators that did not change, hardly a release is blocked`() {
  let blocked = (0..<100).count { seed in
    var tables = (ScoreTable(), ScoreTable())
    for evaluator in 0..<20 {
      let counts = (0..<2).map { side in
        var random = SplitMix64(seed: UInt64(seed), stream: evaluator * 2 + side)
        return random.binomial(200, probability: 0.8)
      }
      func scores(_ side: Int) -> [(String, String, Bool?)] {
        (0..<200).map { ("\(side)-\($0)", "\(side)-\($0)", $0 < counts[side]) }
      }
      tables.0.appendPlain("e\(evaluator)", scores(0))
      tables.1.appendPlain("e\(evaluator)", scores(1))
    }
    return gate(tables.0, tables.1).decision == .regressed
  }
  #expect(blocked <= 5, "\(blocked) of 100")
}

extension ScoreTable {
  /// Adds verdicts without all that makes an id, which takes long in debug builds.
  fileprivate mutating func appendPlain(
    _ evaluator: String, _ scores: [(id: String, content: String, passed: Bool?)]
  ) {
    func number(_ text: String) -> Int32 { Int32(words.index(of: text)) }
    let source = Source(
      evaluator: number(evaluator), evaluatorVersion: number("v1"), criterion: number("c"),
      criterionVersion: number("c1"), judgeModel: -1, calibration: -1, labelSet: -1, run: -1)
    for score in scores {
      appendSource(source)
      trace.append(Int32(traces.index(of: score.id)))
      for path in [\ScoreTable.agent, \.signature, \.label, \.mappedLabel] { self[keyPath: path].append(-1) }
      for path in [\ScoreTable.id, \.traceHash, \.shownHash, \.promptHash] { self[keyPath: path].append(0) }
      value.append(score.passed == true ? 1 : 0)
      startedAt.append(.nan)
      verdict.append(score.passed == true ? .pass : .fail)
      isCanary.append(false)
    }
  }
}
