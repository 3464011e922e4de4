package import Alignment
import Labels
import Statistics

/// The result of `align` for programs; undefined figures are `null`.
package struct AlignmentJSON: Sendable {
  private let result: AlignmentResult
  private let labelSet: LabelSetUse?

  package static let schemaVersion = 1

  package init(_ result: AlignmentResult, labelSet: LabelSetUse? = nil) {
    self.result = result
    self.labelSet = labelSet
  }

  package var text: String {
    let fields: [(String, JSONText)] = [
      ("comparisons", .integer(result.comparisonCount)),
      ("misaligned", .integer(result.misalignedCount)),
      ("criteria", .array(result.judges.map(judge))),
      ("humans", .array(result.humans.map(humans))),
      ("judge_comparisons", .array(result.comparisons.map(comparison))),
      ("conflicts", .array(result.conflicts.map(conflict))),
      ("labels_outside_scale", .integer(result.strayLabelCount)),
    ]
    let version = ("schema_version", JSONText.integer(AlignmentJSON.schemaVersion))
    return JSONText.object([version] + LabelSetUse.fields(labelSet) + fields).page
  }

  private func judge(_ finding: JudgeFinding) -> JSONText {
    let agreement = finding.agreement
    var fields: [(String, JSONText)] = [
      ("criterion", .string(agreement.criterion)), ("judge", .string(agreement.judge)),
      ("scale", .string(agreement.scale.kind.rawValue)), ("scale_guessed", .bool(agreement.scale.isGuessed)),
      ("shown", .integer(agreement.shownCount)), ("valid", .integer(agreement.validCount)),
      ("coverage", .figure(agreement.reliability.value)),
      ("paired", .integer(agreement.pairedCount)), ("base_rate", .figure(agreement.baseRate)),
    ]
    fields += Figure.allCases.map { ($0.rawValue, .figure(agreement.figures[$0]?.value)) }
    fields.append(("exact_match_each", .figure(agreement.agreementWithEach?.value)))
    fields.append(("interval", intervals(of: agreement)))
    fields.append(("confusion", confusion(agreement)))
    fields.append(("by_label", .array(agreement.byLabel.map(label))))
    fields.append(("pass", agreement.passCounts.map(passes) ?? .null))
    fields.append(("prevalence_warning", .bool(agreement.hasPrevalenceGap)))
    fields.append(("ceiling", ceiling(finding.ceiling)))
    fields.append(("enough", need(finding.need)))
    fields.append(("lever", .string(finding.lever.action.rawValue)))
    fields.append(("lever_evidence", .string(finding.lever.evidence)))
    fields.append(("expected_gain", estimate(finding.expectedGain)))
    fields.append(("staleness", staleness(finding.staleness)))
    fields.append(("misaligned", .array(finding.misaligned.map(item))))
    fields.append(("disagreement_clusters", finding.clusters.map { .array($0.map(cluster)) } ?? .null))
    return .object(fields)
  }

  private func intervals(of agreement: JudgeAgreement) -> JSONText {
    var fields: [(String, JSONText)] = Figure.allCases.map {
      ($0.rawValue, pair(agreement.figures[$0]?.interval))
    }
    fields.append(("coverage", pair(agreement.reliability.exactInterval())))
    fields.append(("exact_match_each", pair(agreement.agreementWithEach?.interval)))
    return .object(fields)
  }

  /// Rows are reference labels, columns verdicts.
  private func confusion(_ agreement: JudgeAgreement) -> JSONText {
    let labels = agreement.scale.labels
    return .object([
      ("labels", .array(labels.map(JSONText.string))),
      (
        "counts",
        .array(
          labels.indices.map { row in
            .array(labels.indices.map { .integer(agreement.confusion[reference: row, verdict: $0]) })
          })
      ),
    ])
  }

  private func label(_ figures: LabelFigures) -> JSONText {
    .object([
      ("label", .string(figures.label)), ("reference", .integer(figures.referenceCount)),
      ("verdicts", .integer(figures.verdictCount)), ("precision", .figure(figures.precision)),
      ("recall", .figure(figures.recall)), ("f1", .figure(figures.f1)),
    ])
  }

  private func passes(_ counts: PassCounts) -> JSONText {
    .object([
      ("true_positives", .integer(counts.truePass)), ("false_negatives", .integer(counts.tooStrict)),
      ("true_negatives", .integer(counts.trueFail)), ("false_positives", .integer(counts.tooLenient)),
      ("too_strict", .integer(counts.tooStrict)), ("too_lenient", .integer(counts.tooLenient)),
    ])
  }

  private func ceiling(_ ceiling: Ceiling) -> JSONText {
    .object([
      ("humans", estimate(ceiling.humanAgreement)), ("judge", estimate(ceiling.judgeAgreement)),
      ("place", .string(ceiling.place.rawValue)),
    ])
  }

  private func need(_ need: LabelNeed) -> JSONText {
    switch need {
    case .reached:
      .object([("decided", .bool(true)), ("reached", .bool(true)), ("more_labels", .integer(0))])
    case .missed:
      .object([("decided", .bool(true)), ("reached", .bool(false)), ("more_labels", .integer(0))])
    case .undecided(let more, let rarest):
      .object([
        ("decided", .bool(false)), ("reached", .null), ("more_labels", .integer(more)),
        ("of", .array([.string(rarest)])),
      ])
    case .noVerdict(let more, let missing):
      .object([
        ("decided", .bool(false)), ("reached", .null), ("more_labels", .integer(more)),
        ("of", .array(missing.map(JSONText.string))),
      ])
    }
  }

  private func staleness(_ staleness: Staleness) -> JSONText {
    .object([
      ("days_behind", .figure(staleness.daysBehind)),
      ("verdict_mix_distance", .figure(staleness.verdictMixDistance)),
      ("verdict_mix_p", .figure(staleness.verdictMixPValue)),
    ])
  }

  private func item(_ item: MisalignedItem) -> JSONText {
    .object([
      ("item_id", .string(item.item)), ("reference", .string(item.reference)),
      ("verdict", .string(item.verdict)), ("support", .integer(item.supportCount)),
      ("labels", .integer(item.labelCount)), ("strength", .exact(item.strength)),
      ("judge_rationale", .text(item.judgeRationale)), ("human_rationale", .text(item.humanRationale)),
    ])
  }

  private func cluster(_ cluster: DisagreementCluster) -> JSONText {
    .object([
      ("name", .string(cluster.name)), ("disagreements", .integer(cluster.disagreementCount)),
      ("items", .integer(cluster.itemCount)), ("rate", .figure(cluster.rate)),
      ("examples", .array(cluster.examples.map(JSONText.string))),
    ])
  }

  private func humans(_ humans: HumanAgreement) -> JSONText {
    var fields: [(String, JSONText)] = [
      ("criterion", .string(humans.criterion)), ("items", .integer(humans.itemCount)),
      ("items_ge2", .integer(humans.sharedItemCount)), ("ratings", .integer(humans.ratingCount)),
      ("items_with_reference", .integer(humans.referencedItemCount)),
    ]
    fields += HumanFigure.allCases.map { ($0.rawValue, .figure(humans.figures[$0]?.value)) }
    fields.append(("mean_pairwise_kappa", .figure(humans.meanPairwiseKappa?.value)))
    fields.append(
      (
        "interval",
        .object(
          HumanFigure.allCases.map { ($0.rawValue, pair(humans.figures[$0]?.interval)) }
            + [("mean_pairwise_kappa", pair(humans.meanPairwiseKappa?.interval))])
      ))
    fields.append(
      (
        "reference_counts",
        .object(zip(humans.scale.labels, humans.referenceCounts).map { ($0, .integer($1)) })
      ))
    fields.append(("confusing", .bool(humans.isConfusing)))
    fields.append(("left_out", .array(humans.humans.map(leftOut))))
    return .object(fields)
  }

  private func leftOut(_ human: LeftOutHuman) -> JSONText {
    .object([
      ("human", .string(human.name)), ("items", .integer(human.itemCount)),
      ("exact_match", estimate(human.agreement)), ("kappa", .figure(human.kappa)),
    ])
  }

  private func comparison(_ comparison: JudgeComparison) -> JSONText {
    .object([
      ("criterion", .string(comparison.criterion)), ("first", .string(comparison.first)),
      ("second", .string(comparison.second)), ("items", .integer(comparison.itemCount)),
      ("first_exact_match", .exact(comparison.firstAgreement)),
      ("second_exact_match", .exact(comparison.secondAgreement)),
      ("difference", estimate(comparison.difference)),
      ("only_first", .integer(comparison.comparison.onlyFirstCount)),
      ("only_second", .integer(comparison.comparison.onlySecondCount)),
      ("mcnemar_p", .exact(comparison.comparison.exactTest)),
      (
        "by_label",
        .array(
          comparison.byLabel.map {
            .object([
              ("label", .string($0.label)), ("only_first", .integer($0.onlyFirst)),
              ("only_second", .integer($0.onlySecond)),
            ])
          })
      ),
      ("flips", .integer(comparison.flipCount)),
      (
        "flipped",
        .array(
          comparison.flips.map {
            .object([
              ("item_id", .string($0.item)), ("reference", .string($0.reference)),
              ("first", .string($0.first)), ("second", .string($0.second)),
            ])
          })
      ),
    ])
  }

  private func conflict(_ conflict: LabelConflict) -> JSONText {
    .object([
      ("item_id", .string(conflict.item)), ("annotator", .string(conflict.annotator)),
      ("labels", .array(conflict.labels.map(JSONText.string))),
    ])
  }

  private func pair(_ interval: Interval?) -> JSONText {
    interval.map { .array([.exact($0.lower), .exact($0.upper)]) } ?? .null
  }

  private func estimate(_ estimate: Estimate?) -> JSONText {
    guard let estimate else { return .null }
    return .object([("value", .exact(estimate.value)), ("interval", pair(estimate.interval))])
  }
}
