import Alignment
import Labels
import Statistics

extension AlignmentPage {
  var levers: String {
    sorted.map { finding in
      let agreement = finding.agreement
      let name = Markdown.inline("\(agreement.criterion), \(agreement.judge)")
      var line =
        "- \(name): **\(finding.lever.action.rawValue)**; \(Markdown.inline(finding.lever.evidence))."
      if agreement.hasPrevalenceGap {
        line += " One label is so frequent that chance agrees almost as often as the judge: trust kappa."
      }
      if let days = finding.staleness.daysBehind, days > 0 {
        line += " The last label is \(FigureText.decimal(days, digits: 0)) days older than the last verdict."
      }
      if let p = finding.staleness.verdictMixPValue, p < 0.01 {
        line += " The labelled items have another mix of verdicts than the rest: label some of the others."
      }
      return line + "\n"
    }.joined()
  }

  var comparisons: String {
    guard !result.comparisons.isEmpty else { return "" }
    var table = MarkdownTable(columns: [
      ("criterion", .left), ("first", .left), ("second", .left), ("items", .right), ("difference", .right),
      ("only first", .right), ("only second", .right), ("McNemar's p", .right), ("flips", .right),
    ])
    for comparison in result.comparisons {
      table.appendRow([
        comparison.criterion, comparison.first, comparison.second, "\(comparison.itemCount)",
        FigureText.estimate(comparison.difference), "\(comparison.comparison.onlyFirstCount)",
        "\(comparison.comparison.onlySecondCount)", FigureText.decimal(comparison.comparison.exactTest),
        "\(comparison.flipCount)",
      ])
    }
    return "## Judges side by side\n\n" + table.markdown + "\n" + flips
  }

  /// Which labels each of two judges alone got right, and items on which they differ.
  private var flips: String {
    var labels = MarkdownTable(columns: [
      ("criterion", .left), ("label", .left), ("right only by", .left), ("items", .right),
    ])
    var items = MarkdownTable(columns: [
      ("item", .left), ("criterion", .left), ("people", .left), ("first", .left), ("second", .left),
    ])
    for comparison in result.comparisons {
      for part in comparison.byLabel {
        for (judge, count) in [(comparison.first, part.onlyFirst), (comparison.second, part.onlySecond)]
        where count > 0 {
          labels.appendRow([comparison.criterion, part.label, judge, "\(count)"])
        }
      }
      for flip in comparison.flips.prefix(AlignmentPage.shownFlipCount) {
        items.appendRow([
          redaction.redacted(flip.item), comparison.criterion, flip.reference,
          "\(comparison.first): \(flip.first)", "\(comparison.second): \(flip.second)",
        ])
      }
    }
    return [labels, items].filter { !$0.rows.isEmpty }.map(\.markdown).joined(separator: "\n")
  }

  /// The flips of two judges shown on the page; the others stand in the JSON.
  private static let shownFlipCount = 10

  // MARK: What disagreements have in common

  var clusters: String {
    guard result.judges.contains(where: { $0.clusters != nil }) else { return "" }
    var table = MarkdownTable(columns: [
      ("criterion", .left), ("judge", .left), ("disagreements alike", .left), ("count", .right),
      ("share of the disagreements", .right), ("judge errs on such items", .right),
      ("on all items", .right), ("for example", .left),
    ])
    for finding in sorted {
      let agreement = finding.agreement
      let misaligned = agreement.pairedCount - agreement.confusion.agreeing
      for cluster in finding.clusters ?? [] where misaligned > 0 {
        table.appendRow([
          agreement.criterion, agreement.judge,
          Excerpt.start(of: redaction.redacted(cluster.name), limit: 120), "\(cluster.disagreementCount)",
          FigureText.percent(Double(cluster.disagreementCount) / Double(misaligned)),
          cluster.rate.map { FigureText.percent($0) } ?? FigureText.undefined,
          FigureText.percent(Double(misaligned) / Double(agreement.pairedCount)),
          redaction.redacted(cluster.examples.prefix(3).joined(separator: ", ")),
        ])
      }
    }
    return table.rows.isEmpty
      ? "The texts of the disagreements have nothing in common that recurs.\n" : table.markdown
  }

  // MARK: Calibration

  /// What a guarded map of labels would do.
  var calibrations: String {
    var table = MarkdownTable(columns: [
      ("criterion", .left), ("judge", .left), ("agreement", .right), ("expected with a guarded map", .right),
      ("gain", .right),
    ])
    for finding in sorted {
      let agreement = finding.agreement
      guard let before = agreement.figures[.exactMatch]?.value, let gain = finding.expectedGain else {
        continue
      }
      table.appendRow([
        agreement.criterion, agreement.judge, FigureText.decimal(before),
        FigureText.decimal(before + gain.value), FigureText.estimate(gain),
      ])
    }
    return table.markdown
      + "\nThe gain is cross-validated: each item is mapped by what was learnt on all the others. "
      + "`faultline calibrate` makes the map.\n"
  }
}
