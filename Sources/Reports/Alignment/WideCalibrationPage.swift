package import Alignment
import LinearAlgebra
import Statistics

/// What `calibrate --from` gives: maps from probabilities, scores or several judges, for people and for programs.
package struct WideCalibrationPage: Sendable {
  private let outcomes: [WideOutcome]
  private let records: [CalibrationRecord]
  private let labelSet: LabelSetUse?

  /// - Parameter records: The calibration files of the outcomes, in their order.
  package init(_ outcomes: [WideOutcome], records: [CalibrationRecord], labelSet: LabelSetUse? = nil) {
    precondition(records.count == outcomes.count, "\(records.count) files of \(outcomes.count) maps")
    (self.outcomes, self.records, self.labelSet) = (outcomes, records, labelSet)
  }

  package var files: [Page] { [Page(path: "README.md", text: page)] }

  private var page: String {
    guard !outcomes.isEmpty else {
      return
        "# Calibration\n\n**Nothing could be calibrated**: no item has a reference, a verdict and what was asked for.\n"
    }
    let lead = ["# Calibration\n", summary, notes] + (labelSet.map { [$0.words + "\n"] } ?? [])
    return (lead + ["## Maps\n"] + zip(outcomes, records).map(section)).joined(separator: "\n")
  }

  private var summary: String {
    var table = MarkdownTable(columns: [
      ("criterion", .left), ("judge", .left), ("learnt from", .left), ("pairs", .right), ("no map", .right),
      ("plain ridge", .right), ("guarded", .right), ("expected gain", .right), ("verdict", .left),
    ])
    for outcome in outcomes {
      table.appendRow([
        outcome.criterion, outcome.judge, outcome.source.name, "\(outcome.pairCount)",
        FigureText.decimal(outcome.none), FigureText.decimal(outcome.plain),
        FigureText.decimal(outcome.guarded), FigureText.estimate(outcome.expectedGain),
        outcome.guardedMap.weights == nil
          ? "no change: no map's gain is supported by these pairs" : "use the guarded map",
      ])
    }
    return table.markdown
  }

  private var notes: String {
    """
    Agreements are means over \(outcomes.first?.cutCount ?? 0) random halves held out; the expected gain of the guarded map is cross-validated in ten parts.

    """
  }

  private func section(_ outcome: WideOutcome, _ record: CalibrationRecord) -> String {
    let name = Markdown.inline("\(outcome.criterion), \(outcome.judge)")
    var text =
      "### \(name)\n\nCalibration `\(record.id)`, \(record.kind.rawValue), learnt from \(outcome.pairCount) pairs.\n"
    guard !record.weights.isEmpty else { return text + "\nIt changes nothing.\n" }
    var table = MarkdownTable(
      columns: [(outcome.source.name, .left)] + outcome.labels.map { ("W: \($0)", .right) })
    for (feature, weights) in zip(record.wide?.features ?? [], record.weights) {
      table.appendRow([feature] + weights.map { FigureText.decimal($0) })
    }
    if record.wide?.addsToOwn == true { text += "\nWhat W gives is added to 1 for the judge's own label.\n" }
    return text + "\n" + table.markdown
  }

  // MARK: For programs

  /// The figures for programs; undefined ones are `null`.
  package var json: String {
    let version = ("schema_version", JSONText.integer(CalibrationJSON.schemaVersion))
    let criteria = ("criteria", JSONText.array(zip(outcomes, records).map(value)))
    return JSONText.object([version] + LabelSetUse.fields(labelSet) + [criteria]).page
  }

  private func value(of outcome: WideOutcome, _ record: CalibrationRecord) -> JSONText {
    .object([
      ("criterion", .string(outcome.criterion)), ("judge", .string(outcome.judge)),
      ("judge_version", .text(outcome.judgeVersion)), ("id", .string(record.id)),
      ("content_hash", .string(outcome.contentHash)), ("from", .string(outcome.source.name)),
      ("judges", .array((record.wide?.judges ?? []).map(JSONText.string))),
      ("human_labels", .array(outcome.labels.map(JSONText.string))),
      ("features", .array((record.wide?.features ?? []).map(JSONText.string))),
      ("pairs", .integer(outcome.pairCount)), ("cuts", .integer(outcome.cutCount)),
      ("none", map(outcome, after: outcome.none, .none)),
      ("plain", map(outcome, after: outcome.plain, outcome.plainMap)),
      ("guarded", map(outcome, after: outcome.guarded, outcome.guardedMap)),
      ("expected_gain", .figure(outcome.expectedGain?.value)),
      (
        "expected_gain_interval",
        outcome.expectedGain?.interval.map { .array([.exact($0.lower), .exact($0.upper)]) } ?? .null
      ),
    ])
  }

  private func map(_ outcome: WideOutcome, after: Double, _ map: WideMap) -> JSONText {
    let rows = map.weights.map { weights in (0..<weights.rowCount).map { Array(weights.row($0)) } }
    return .object([
      ("before", .figure(outcome.none)), ("after", .figure(after)),
      ("W", rows.map { .array($0.map { .array($0.map(JSONText.exact)) }) } ?? .null),
      ("penalty", map.weights == nil ? .null : .exact(map.penalty)),
    ])
  }
}
