package import Alignment
import LinearAlgebra
import Statistics

/// The result of `calibrate` for programs; undefined figures are `null`.
package struct CalibrationJSON: Sendable {
  private let outcomes: [CalibrationOutcome]
  private let labelSet: LabelSetUse?

  package static let schemaVersion = 1

  package init(_ outcomes: [CalibrationOutcome], labelSet: LabelSetUse? = nil) {
    self.outcomes = outcomes
    self.labelSet = labelSet
  }

  package var text: String {
    let version = ("schema_version", JSONText.integer(CalibrationJSON.schemaVersion))
    let criteria = ("criteria", JSONText.array(outcomes.map(calibration)))
    return JSONText.object([version] + LabelSetUse.fields(labelSet) + [criteria]).page
  }

  private func calibration(_ outcome: CalibrationOutcome) -> JSONText {
    let record = CalibrationRecord(outcome, labelSet: labelSet?.name)
    let unchanged = LabelMap.none(for: outcome.table)
    return .object([
      ("criterion", .string(outcome.criterion)), ("judge", .string(outcome.judge)),
      ("judge_version", .text(outcome.judgeVersion)), ("id", .string(record.id)),
      ("content_hash", .string(outcome.contentHash)),
      ("judge_labels", .array(outcome.table.judgeLabels.map(JSONText.string))),
      ("human_labels", .array(outcome.table.humanLabels.map(JSONText.string))),
      ("size", .string(outcome.size)), ("repeat", .integer(outcome.repetition)),
      ("seed_string", .text(outcome.seedText)), ("pairs", .integer(outcome.table.total)),
      ("calibration_items", .array(outcome.items.map(JSONText.string))),
      ("held_out", .integer(outcome.heldOut.total)),
      ("held_out_is_calibration_set", .bool(outcome.seedText == nil)),
      ("none", map(unchanged, identity(outcome.table), outcome)),
      ("plain", plain(outcome)),
      ("plain_first", map(outcome.plainFirst.map, outcome.plainFirst.weights, outcome)),
      ("guarded", guarded(outcome)),
      (
        "prevalence", .array(outcome.prevalence.map(prevalence))
      ),
      ("learning_curve", .array(outcome.curve.points.map(point))),
      ("flattens_at", outcome.curve.flatteningCount.map(JSONText.integer) ?? .null),
    ])
  }

  private func plain(_ outcome: CalibrationOutcome) -> JSONText {
    map(
      outcome.plain.map, outcome.plain.weights, outcome,
      also: [
        ("penalty", .exact(outcome.settings.plain.penalty)),
        ("tie_rule", .string(outcome.settings.plain.tieRule.rawValue)),
        ("expected_gain", .figure(outcome.expectedPlainGain)),
      ])
  }

  private func guarded(_ outcome: CalibrationOutcome) -> JSONText {
    let gain = outcome.expectedGain
    return map(
      outcome.guarded.learnt.map, outcome.guarded.learnt.weights, outcome,
      also: [
        ("penalty", .exact(outcome.guarded.penalty)),
        ("expected_gain", .figure(gain?.value)),
        (
          "expected_gain_interval",
          gain?.interval.map { .array([.exact($0.lower), .exact($0.upper)]) } ?? .null
        ),
        ("refusal", .text(outcome.guarded.refusal.map(CalibrationWords.text))),
        ("warnings", .array(outcome.guarded.warnings.map { .string(CalibrationWords.text($0)) })),
      ])
  }

  /// A map with the agreement on the held-out pairs before and after it.
  private func map(
    _ map: LabelMap, _ weights: Matrix, _ outcome: CalibrationOutcome,
    also extra: [(String, JSONText)] = []
  ) -> JSONText {
    let heldOut = outcome.heldOut
    let before = heldOut.agreeingCount(under: .none(for: outcome.table))
    let after = heldOut.agreeingCount(under: map)
    func share(_ count: Int) -> JSONText {
      .figure(heldOut.total > 0 ? Double(count) / Double(heldOut.total) : nil)
    }
    var fields: [(String, JSONText)] = [
      ("before", share(before)), ("after", share(after)), ("correct_before", .integer(before)),
      ("correct_after", .integer(after)),
      ("kappa_before", .figure(heldOut.kappa(under: .none(for: outcome.table)))),
      ("kappa_after", .figure(heldOut.kappa(under: map))),
      (
        "map",
        .object(
          map.labels.enumerated().map { verdict, label in
            (outcome.table.judgeLabels[verdict], .text(label.map { outcome.table.humanLabels[$0] }))
          })
      ),
    ]
    fields.append(("W", .array((0..<weights.rowCount).map { .array(weights.row($0).map(JSONText.exact)) })))
    return .object(fields + extra)
  }

  /// The weights that change nothing.
  private func identity(_ table: CalibrationTable) -> Matrix {
    var weights = Matrix(rowCount: table.judgeLabels.count, columnCount: table.humanLabels.count)
    for (verdict, own) in table.ownLabels.enumerated() {
      if let own { weights[verdict, own] = 1 }
    }
    return weights
  }

  private func prevalence(_ finding: PrevalenceFinding) -> JSONText {
    var fields: [(String, JSONText)] = [
      ("label", .string(finding.label)), ("verdicts", .integer(finding.sample.verdictCount)),
      ("labelled", .integer(finding.sample.labelledCount)),
      ("weighted", .bool(finding.sample.isWeighted)), ("apparent", .figure(finding.sample.apparent)),
    ]
    for (method, result) in finding.estimates {
      switch result {
      case .success(let estimate):
        fields.append(
          (
            method.rawValue,
            .object([
              ("share", .exact(estimate.share)),
              ("interval", .array([.exact(estimate.lower), .exact(estimate.upper)])),
              ("labels_to_halve", estimate.labelCountForHalf.map(JSONText.integer) ?? .null),
            ])
          ))
      case .failure(let refusal):
        fields.append((method.rawValue, .object([("refused", .string(CalibrationWords.text(refusal)))])))
      }
    }
    return .object(fields)
  }

  private func point(_ point: LearningCurve.Point) -> JSONText {
    .object([
      ("pairs", .integer(point.pairCount)), ("plain_gain", .exact(point.plainGain)),
      ("guarded_gain", .exact(point.guardedGain)),
      ("guarded_standard_error", .exact(point.guardedStandardError)),
    ])
  }
}
