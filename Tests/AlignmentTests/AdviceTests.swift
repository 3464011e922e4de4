import Alignment
import Labels
import Statistics
import Testing

private let scale = LabelScale(labels: ["fail", "pass"], kind: .nominal)

/// Labels of two people and verdicts of a judge with these counts of reference × verdict.
private func study(
  _ counts: [Int], humansAgree: Double = 1, seed: UInt64 = 1, clusters: [DisagreementCluster]? = nil
) throws -> JudgeFinding {
  var table = LabelTable()
  var generator = SplitMix64(seed: seed)
  var item = 0
  for (cell, count) in counts.enumerated() {
    for _ in 0..<count {
      let reference = scale.labels[cell / 2]
      let other = scale.labels[1 - cell / 2]
      for name in ["a", "b", "c"] {
        let label = name == "a" || generator.uniform() < humansAgree ? reference : other
        table.append(item: "\(item)", criterion: "c", annotator: name, isJudge: false, label: label)
      }
      table.append(
        item: "\(item)", criterion: "c", annotator: "j", isJudge: true, label: scale.labels[cell % 2])
      item += 1
    }
  }
  let ratings = RatingsReader(scales: ["c": scale]).ratings(in: table)
  let study = AlignmentStudy(resampling: Resampling(resampleCount: 200))
  let found = clusters.map { [JudgeOnCriterion(criterion: "c", judge: "j"): $0] } ?? [:]
  return try #require(study.result(for: ratings, table: table, clusters: found).judges.first)
}

@Test func `a judge that surely reaches the target is kept`() throws {
  let finding = try study([97, 3, 3, 97])
  #expect(finding.lever.action == .keep)
  #expect(finding.need == .reached)
}

@Test func `a judge that is steadily turned round is calibrated`() throws {
  #expect(try study([10, 90, 90, 10]).lever.action == .calibrate)
}

@Test func `a judge that errs without a steady shift needs another prompt`() throws {
  let finding = try study([65, 35, 35, 65])
  #expect(finding.lever.action == .refinePrompt)
  #expect(finding.need == .missed)
  #expect(finding.ceiling.place == .below)
}

@Test func `disagreements that are alike are named as what the prompt misses`() throws {
  let alike = DisagreementCluster(
    name: "refunds without a receipt", disagreementCount: 40, itemCount: 50, examples: ["1", "2"])
  let spread = DisagreementCluster(name: "greetings", disagreementCount: 12, itemCount: 40, examples: ["3"])
  let lever = try study([65, 35, 35, 65], clusters: [alike, spread]).lever
  #expect(lever.action == .refinePrompt)
  #expect(lever.evidence.contains("40 of 70 disagreements are alike (refunds without a receipt)"))
  #expect(lever.evidence.contains("0.80 of such items"))
  let none = try study([65, 35, 35, 65], clusters: [spread]).lever
  #expect(none.action == .refinePrompt)
  #expect(none.evidence.contains("nothing in common"))
}

@Test func `alike disagreements ask for another prompt before more labels`() throws {
  // Agreement 0.78 of 50 cannot be told from 0.80.
  let counts = [20, 5, 6, 19]
  #expect(try study(counts).lever.action == .labelMore)
  let alike = DisagreementCluster(name: "refunds", disagreementCount: 9, itemCount: 11, examples: [])
  #expect(try study(counts, clusters: [alike]).lever.action == .refinePrompt)
}

@Test func `a criterion on which people disagree is redesigned`() throws {
  #expect(try study([65, 35, 35, 65], humansAgree: 0.55).lever.action == .redesign)
}

@Test func `few labels or one class give no verdict but the number needed`() throws {
  let few = try study([4, 1, 1, 4])
  #expect(few.lever.action == .labelMore)
  #expect(few.need == .noVerdict(moreLabels: 10, missing: []))
  let one = try study([30, 2, 0, 0])
  #expect(one.need == .noVerdict(moreLabels: 5, missing: ["pass"]))
}

@Test func `an interval that holds the target asks for more labels of the rarest class`() {
  let confusion = Confusion(labelCount: 2, counts: [32, 8, 3, 7])
  let need = LabelNeedRule(target: 0.8).need(of: confusion, labels: ["fail", "pass"])
  guard case .undecided(let more, let rarest) = need else {
    Issue.record("\(need)")
    return
  }
  #expect(rarest == "pass")
  #expect(more > 100)
}

@Test func `two judges are compared on the same items`() throws {
  var table = LabelTable()
  for item in 0..<20 {
    table.append(item: "\(item)", criterion: "c", annotator: "a", isJudge: false, label: "pass")
    table.append(
      item: "\(item)", criterion: "c", annotator: "new", isJudge: true, label: item < 18 ? "pass" : "fail")
    table.append(
      item: "\(item)", criterion: "c", annotator: "old", isJudge: true, label: item < 10 ? "pass" : "fail")
  }
  let ratings = try #require(RatingsReader(scales: ["c": scale]).ratings(in: table).first)
  let comparison = try #require(ratings.comparison(of: 1, with: 0, in: table))
  #expect(comparison.first == "old" && comparison.second == "new")
  #expect(comparison.itemCount == 20)
  #expect(abs(comparison.difference.value - 0.4) < 1e-12)
  #expect(comparison.comparison.onlySecondCount == 8)
  #expect(abs(comparison.comparison.exactTest - 2 / 256.0) < 1e-9)
  #expect(comparison.flipCount == 8)
  #expect(comparison.flips.first?.item == "10")
}

@Test func `dissent from a united panel is more instructive than from a divided one`() throws {
  var table = LabelTable()
  for (item, labels) in [("split", ["pass", "pass", "fail"]), ("united", ["pass", "pass", "pass"])] {
    for (index, label) in labels.enumerated() {
      table.append(item: item, criterion: "c", annotator: "\(index)", isJudge: false, label: label)
    }
    table.append(item: item, criterion: "c", annotator: "j", isJudge: true, label: "fail")
  }
  let ratings = try #require(RatingsReader(scales: ["c": scale]).ratings(in: table).first)
  let items = ratings.misalignedItems(ofJudge: 0, in: table, limit: 5)
  #expect(items.map(\.item) == ["united", "split"])
  #expect(items.map(\.supportCount) == [3, 2])
}

@Test func `labels older than the verdicts and unlike them are told`() throws {
  var table = LabelTable()
  for item in 0..<100 {
    let isLabelled = item < 50
    if isLabelled {
      table.append(
        item: "\(item)", criterion: "c", annotator: "a", isJudge: false, label: "pass", labelledAt: 0)
    }
    table.append(
      item: "\(item)", criterion: "c", annotator: "j", isJudge: true, label: isLabelled ? "pass" : "fail",
      labelledAt: 10 * 86_400)
  }
  let ratings = try #require(RatingsReader(scales: ["c": scale]).ratings(in: table).first)
  let staleness = ratings.staleness(ofJudge: 0, in: table)
  #expect(staleness.daysBehind == 10)
  #expect(staleness.verdictMixDistance == 1)
  #expect((staleness.verdictMixPValue ?? 1) < 1e-9)
}

@Test func `labels of one class are not called too few`() throws {
  let lever = try study([0, 0, 10, 50]).lever
  #expect(lever.action == .labelMore)
  #expect(
    lever.evidence
      == "all 60 labelled items have one label, which tells nothing of others; some of fail are needed")
}
