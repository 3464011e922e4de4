package import Alignment

/// The page of `calibrate` for people, with its pictures.
package struct CalibrationPage: Sendable {
  private let outcomes: [CalibrationOutcome]
  private let labelSet: LabelSetUse?

  package init(_ outcomes: [CalibrationOutcome], labelSet: LabelSetUse? = nil) {
    self.outcomes = outcomes
    self.labelSet = labelSet
  }

  package var files: [Page] {
    guard !outcomes.isEmpty else {
      return [
        Page(
          path: "README.md",
          text:
            "# Calibration\n\n**Nothing could be calibrated**: no item has both a reference label and a readable verdict.\n"
        )
      ]
    }
    let curves = outcomes.indices.map {
      Page(path: "learning-\($0 + 1).svg", text: curve(outcomes[$0]))
    }
    return [Page(path: "README.md", text: page)] + curves
  }

  private var page: String {
    let lead = ["# Calibration\n", summary, notes] + (labelSet.map { [$0.words + "\n"] } ?? [])
    let parts = ["## Corrected prevalence\n", prevalence, "## Maps\n"]
    return (lead + parts + outcomes.indices.map(section)).joined(separator: "\n")
  }

  private var summary: String {
    var table = MarkdownTable(columns: [
      ("criterion", .left), ("judge", .left), ("learnt from", .right), ("held out", .right),
      ("no map", .right),
      ("plain ridge", .right), ("guarded", .right), ("kappa, no map", .right), ("kappa, guarded", .right),
      ("expected gain", .right), ("verdict", .left),
    ])
    for outcome in outcomes {
      let heldOut = outcome.heldOut
      let unchanged = LabelMap.none(for: outcome.table)
      func agreement(_ map: LabelMap) -> String {
        FigureText.decimal(
          heldOut.total > 0 ? Double(heldOut.agreeingCount(under: map)) / Double(heldOut.total) : nil)
      }
      table.appendRow([
        outcome.criterion, outcome.judge, "\(outcome.table.total)",
        outcome.seedText == nil ? "none" : "\(heldOut.total)", agreement(unchanged),
        agreement(outcome.plain.map), agreement(outcome.guarded.learnt.map),
        FigureText.decimal(heldOut.kappa(under: unchanged)),
        FigureText.decimal(heldOut.kappa(under: outcome.guarded.learnt.map)),
        FigureText.estimate(outcome.expectedGain),
        verdict(on: outcome.guarded),
      ])
    }
    return table.markdown
  }

  private func verdict(on map: GuardedMap) -> String {
    if let refusal = map.refusal { return "no change: \(CalibrationWords.text(refusal))" }
    let warnings = map.warnings.map(CalibrationWords.text)
    return warnings.isEmpty
      ? "use the guarded map" : "look before use: \(warnings.joined(separator: "; "))"
  }

  private var notes: String {
    """
    Of a map's gain the guarded one asks that its lower bound is above zero. Where no pairs are held out, the agreements are those on the pairs learnt from and flatter plain ridge; the \
    expected gain is cross-validated, each pair mapped by what was learnt on all the others.

    """
  }

  private var prevalence: String {
    var table = MarkdownTable(columns: [
      ("criterion", .left), ("judge", .left), ("share of", .left), ("verdicts", .right), ("labels", .right),
      ("apparent", .right), ("Rogan–Gladen", .right), ("prediction-powered", .right),
      ("labels for half the interval", .right),
    ])
    for outcome in outcomes {
      for finding in outcome.prevalence {
        let shares = finding.estimates.map { estimate -> String in
          switch estimate.result {
          case .success(let share):
            "\(FigureText.decimal(share.share)) [\(FigureText.decimal(share.lower)), \(FigureText.decimal(share.upper))]"
          case .failure(let refusal): "refused: \(CalibrationWords.text(refusal))"
          }
        }
        let halves = finding.estimates.last.flatMap { try? $0.result.get().labelCountForHalf }
        table.appendRow(
          [
            outcome.criterion, outcome.judge, finding.label, "\(finding.sample.verdictCount)",
            "\(finding.sample.labelledCount)", FigureText.decimal(finding.sample.apparent),
          ] + shares + [halves.map { "\($0)" } ?? FigureText.undefined])
      }
    }
    return table.markdown
  }

  private func section(_ index: Int) -> String {
    let outcome = outcomes[index]
    let record = CalibrationRecord(outcome)
    var table = MarkdownTable(
      columns: [("verdict", .left), ("plain", .left), ("guarded", .left)]
        + outcome.table.humanLabels.map { ("W: \($0)", .right) })
    for (verdict, label) in outcome.table.judgeLabels.enumerated() {
      func name(_ map: LabelMap) -> String {
        map.labels[verdict].map { outcome.table.humanLabels[$0] } ?? FigureText.undefined
      }
      table.appendRow(
        [label, name(outcome.plain.map), name(outcome.guarded.learnt.map)]
          + record.weights[verdict].map { FigureText.decimal($0) })
    }
    let warnings = outcome.guarded.warnings.map {
      "- Warning: \(Markdown.inline(CalibrationWords.text($0))).\n"
    }
    let flattening =
      outcome.curve.flatteningCount.map { "The gain grows no more from \($0) pairs on." }
      ?? "The gain has not yet stopped growing, or there is none."
    return """
      ### \(Markdown.inline("\(outcome.criterion), \(outcome.judge)"))

      Calibration `\(record.id)`, penalty \(FigureText.decimal(record.penalty, digits: 2)) pairs toward no change, learnt from \(outcome.table.total) pairs.

      \(table.markdown)
      \(warnings.joined())\(flattening)

      ![Gain by number of pairs](learning-\(index + 1).svg)

      """
  }

  private func curve(_ outcome: CalibrationOutcome) -> String {
    LearningCurveChart(
      title:
        "Gain in agreement on held-out pairs, by pairs learnt from: guarded (band: two standard errors), plain",
      points: outcome.curve.points
    ).svg
  }
}
