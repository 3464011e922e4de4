internal import Evaluators
internal import Statistics

/// The page of an evaluation: what each evaluator said, which of them count one thing twice, what could not be read.
package struct EvaluationPage: Sendable {
  package let report: EvaluationReport

  package init(_ report: EvaluationReport) {
    self.report = report
  }

  /// The page and the file for programs.
  package var files: [Page] {
    [
      Page(path: "README.md", text: text),
      Page(path: "evaluation.json", text: EvaluationJSON(report).text),
    ]
  }

  var text: String {
    var text = """
      # Evaluation \(report.run)

      \(Figures.count(report.counts.traces, "trace")) scored by \
      \(Figures.count(report.members.count, "evaluator")) on \(report.time). One line a score: \
      [`scores.jsonl`](scores.jsonl); all that they were made of: [`evaluation.json`](evaluation.json).


      """
    text += "## Evaluators\n\n" + table.markdown
    text +=
      "\nThe interval of a pass rate is Wilson's, of 95 %. An answer that could not be read is neither a pass nor "
    text += "a fail.\n"
    if report.canaryCount > 0 {
      text +=
        "\nBesides, \(Figures.count(report.canaryCount, "canary", "canaries")) of the labelled traces were asked about "
      text += "anew, so that the gate sees whether a judge drifts; they count in no rate.\n"
    }
    let standings = StandingSection(report.standings, labelSet: report.labelSet).text
    text += standings.isEmpty ? "" : "\n" + standings
    return text + leftText + failureText + doubleText + inputText
  }

  /// A row for each evaluator.
  package var table: MarkdownTable {
    var table = MarkdownTable(columns: [
      ("Evaluator", .left), ("Version", .left), ("Kind", .left), ("Criterion", .left), ("Scored", .right),
      ("Pass rate", .right), ("95 %", .right), ("Passed", .right), ("Failed", .right), ("Unreadable", .right),
    ])
    for member in report.members {
      let (evaluator, tally) = (member.version.evaluator, member.tally)
      let interval = tally.passes.wilsonInterval()
      table.append([
        evaluator.name, member.version.id, evaluator.kind.rawValue, evaluator.criterion,
        Figures.count(tally.traceCount), Figures.percent(tally.passes.value),
        interval.map { "\(Figures.percent($0.lower)) to \(Figures.percent($0.upper))" } ?? "—",
        Figures.count(tally.passCount), Figures.count(tally.failCount), Figures.count(tally.unreadableCount),
      ])
    }
    return table
  }

  /// The table for a screen.
  ///
  /// - Parameter width: Its columns; `nil` where lines may be of any length.
  package func table(width: Int?) -> String {
    table.markdown(width: width, leavingOut: ["Version", "Kind", "Criterion", "95 %", "Scored"])
  }

  private var leftText: String {
    let left = report.members.filter { $0.tally.leftCount > 0 }
    guard !left.isEmpty else { return "" }
    let lines = left.map { member in
      "- \(Markdown.inline(member.version.evaluator.name)): \(Figures.count(member.tally.leftCount, "trace"))\n"
    }
    return "\n## Not asked about\n\nA budget was spent before these; run again to go on.\n\n" + lines.joined()
  }

  private var failureText: String {
    var table = MarkdownTable(columns: [
      ("Evaluator", .left), ("Traces", .right), ("Why there is no verdict", .left),
    ])
    for member in report.members {
      for failure in member.tally.commonestFailures.prefix(Self.shownFailureCount) {
        table.append([member.version.evaluator.name, Figures.count(failure.count), failure.reason])
      }
    }
    return table.rows.isEmpty ? "" : "\n## Unreadable answers\n\n" + table.markdown
  }

  private static let shownFailureCount = 5

  private var doubleText: String {
    let doubles = report.doublings.filter(\.isDouble)
    guard !doubles.isEmpty else { return "" }
    var table = MarkdownTable(columns: [
      ("Evaluators", .left), ("Traces", .right), ("Correlation φ", .right), ("95 %", .right), ("κ", .right),
    ])
    for double in doubles {
      let interval = double.interval.map {
        "\(Figures.decimal($0.lower, 2)) to \(Figures.decimal($0.upper, 2))"
      }
      table.append([
        "\(double.pair.first), \(double.pair.second)", Figures.count(double.pair.sharedCount),
        Figures.decimal(double.phi, 2), interval ?? "—",
        double.pair.kappa.map { Figures.decimal($0, 2) } ?? "—",
      ])
    }
    return """

      ## Counted twice

      The verdicts of these evaluators move together: over at least 30 shared traces, their correlation is with 95 % \
      certainty at least 0.7 away from 0. One of two says it; the other counts it again.

      \(table.markdown)
      """
  }

  private var inputText: String {
    var text = "\n## What was read\n\n"
    let counts = report.counts
    text += "\(Figures.count(counts.records, "record")): \(Figures.count(counts.traces, "trace"))"
    if counts.joined > 0 { text += ", \(Figures.count(counts.joined)) joined with others" }
    text +=
      ", \(Figures.count(counts.duplicates, "duplicate")), \(Figures.count(counts.rejections, "rejection")).\n"
    if counts.undrawn > 0 {
      text += "Besides, \(Figures.count(counts.undrawn, "record")) of traces that were not drawn.\n"
    }
    if counts.conflicts > 0 {
      text +=
        "\(Figures.count(counts.conflicts, "trace")) had the id of another with other content; their own ends in "
      text += "`#` and eight digits.\n"
    }
    if !report.rejections.isEmpty {
      var table = MarkdownTable(columns: [
        ("Records", .right), ("Why they are no traces", .left), ("First", .left),
      ])
      for rejection in report.rejections {
        table.append([
          Figures.count(rejection.count), rejection.reason, "\(rejection.path), line \(rejection.line)",
        ])
      }
      text += "\n" + table.markdown
    }
    return text
  }
}
