package import Labels

/// Everything that one run says of how people and judges agree.
package struct AlignmentResult: Sendable {
  /// The agreement among people, one a criterion, in the order of the criteria.
  package let humans: [HumanAgreement]

  /// Every judge on every criterion, the best agreement first within a criterion.
  package let judges: [JudgeFinding]
  package let comparisons: [JudgeComparison]
  package let conflicts: [LabelConflict]
  package let strayLabelCount: Int

  /// The pairs of a reference and a verdict, each item and judge once.
  package var comparisonCount: Int { separate.reduce(0) { $0 + $1.agreement.pairedCount } }
  package var misalignedCount: Int {
    separate.reduce(0) { $0 + $1.agreement.pairedCount - $1.agreement.confusion.agreeing }
  }

  /// The findings without those of criteria taken together, which would count items twice.
  private var separate: [JudgeFinding] { judges.filter { $0.agreement.criterion != Ratings.pooledName } }
}

/// What is said of one judge on one criterion.
package struct JudgeFinding: Sendable {
  package let agreement: JudgeAgreement
  package let ceiling: Ceiling
  package let need: LabelNeed
  package let lever: Lever

  /// The cross-validated gain of a guarded map.
  package let expectedGain: Estimate?
  package let staleness: Staleness

  /// The disagreements, the most instructive first.
  package let misaligned: [MisalignedItem]

  /// The disagreements by what their texts have in common; `nil` where no texts are given.
  package let clusters: [DisagreementCluster]?
}

/// Measures how far judges agree with people and says what to do about it.
package struct AlignmentStudy: Sendable, Hashable {
  package let resampling: Resampling
  package let needRule: LabelNeedRule

  /// The judges asked for; all of them if there are none.
  package let judgeNames: [String]

  /// The disagreements listed for each judge and criterion.
  package let misalignedLimit: Int

  /// Compares every two judges of a criterion, not only measures each.
  package let comparesJudges: Bool

  package init(
    resampling: Resampling = Resampling(), needRule: LabelNeedRule = LabelNeedRule(),
    judgeNames: [String] = [], misalignedLimit: Int = 10, comparesJudges: Bool = false
  ) {
    self.resampling = resampling
    self.needRule = needRule
    self.judgeNames = judgeNames
    self.misalignedLimit = misalignedLimit
    self.comparesJudges = comparesJudges
  }

  /// Measures people and judges, criterion by criterion.
  ///
  /// - Parameters:
  ///   - ratings: The criteria, and where wanted all of them pooled.
  ///   - table: What the ratings were read from; it names the items.
  ///   - clusters: What the disagreements of judges have in common, where that was looked for.
  package func result(
    for ratings: [Ratings], table: LabelTable,
    clusters: [JudgeOnCriterion: [DisagreementCluster]] = [:]
  ) -> AlignmentResult {
    var humans: [HumanAgreement] = []
    var judges: [JudgeFinding] = []
    var comparisons: [JudgeComparison] = []
    for criterion in ratings {
      let human = HumanAgreementMeasure(resampling: resampling).agreement(in: criterion)
      humans.append(human)
      let asked = criterion.judges.indices.filter {
        judgeNames.isEmpty || judgeNames.contains(criterion.judges[$0])
      }
      let findings = asked.map { judge in
        let key = JudgeOnCriterion(criterion: criterion.criterion, judge: criterion.judges[judge])
        return finding(ofJudge: judge, criterion, human, table, clusters[key])
      }
      judges += findings.sorted { left, right in
        let (a, b) = (left.agreement, right.agreement)
        return (b.figures[.exactMatch]?.value ?? -1, a.judge) < (a.figures[.exactMatch]?.value ?? -1, b.judge)
      }
      guard comparesJudges else { continue }
      for (place, first) in asked.enumerated() {
        for second in asked.dropFirst(place + 1) {
          if let pair = criterion.comparison(of: first, with: second, in: table, level: resampling.level) {
            comparisons.append(pair)
          }
        }
      }
    }
    let separate = ratings.filter { $0.criterion != Ratings.pooledName }
    return AlignmentResult(
      humans: humans, judges: judges, comparisons: comparisons, conflicts: separate.flatMap(\.conflicts),
      strayLabelCount: separate.reduce(0) { $0 + $1.strayLabelCount })
  }

  private func finding(
    ofJudge judge: Int, _ ratings: Ratings, _ humans: HumanAgreement, _ table: LabelTable,
    _ clusters: [DisagreementCluster]?
  ) -> JudgeFinding {
    let agreement = JudgeAgreementMeasure(resampling: resampling).agreement(ofJudge: judge, in: ratings)
    let ceiling = Ceiling(judge: agreement, humans: humans)
    let pairs = CalibrationTable(agreement.confusion, labels: ratings.scale.labels)
    let gain = GainValidation(level: resampling.level).expectedGain(of: GuardedCalibration(), on: pairs)
    return JudgeFinding(
      agreement: agreement, ceiling: ceiling,
      need: needRule.need(of: agreement.confusion, labels: ratings.scale.labels),
      lever: LeverRule(needRule: needRule).lever(
        judge: agreement, humans: humans, ceiling: ceiling, expectedGain: gain, clusters: clusters),
      expectedGain: gain, staleness: ratings.staleness(ofJudge: judge, in: table),
      misaligned: ratings.misalignedItems(ofJudge: judge, in: table, limit: misalignedLimit),
      clusters: clusters)
  }
}

extension CalibrationTable {
  /// The pairs of a table whose judge and people have the same labels.
  package init(_ confusion: Confusion, labels: [String]) {
    let k = labels.count
    self.init(
      judgeLabels: labels, humanLabels: labels,
      counts: (0..<k * k).map { confusion[reference: $0 % k, verdict: $0 / k] })
  }
}
