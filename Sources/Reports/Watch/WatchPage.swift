internal import Gate
internal import History
internal import Statistics

/// The page of the watch: pass rates by evaluator and week, drifts, and what the last pass found.
package struct WatchPage: Sendable {
  package let report: WatchReport
  private let redaction: Redaction

  package init(_ report: WatchReport, redaction: Redaction) {
    (self.report, self.redaction) = (report, redaction)
  }

  /// The page, a picture for each evaluator and the file for programs.
  package var files: [Page] {
    [Page(path: "README.md", text: text), Page(path: "watch.json", text: json)]
      + report.evaluators.map { Page(path: "\($0.name).svg", text: picture(of: $0)) }
  }

  /// The file for programs.
  package var json: String { WatchJSON(report, redaction).text }

  var text: String {
    Prose.page(
      ["# Watch", summary, "## Now", table.markdown, Prose.paragraph(legend)]
        + report.evaluators.map(section) + [failures])
  }

  // MARK: Now

  private var summary: String {
    guard let pass = report.pass else { return Prose.paragraph("No trace was watched yet.") }
    let what = report.newTraceCount == 0 ? "No trace was new; the last pass that met some" : "This pass"
    let folder = pass.folder.map { " The scores are in `\($0)` of the workspace." } ?? ""
    return Prose.paragraph(
      """
      \(what), of \(pass.startedAt), met \(Figures.count(pass.traceCount, "new trace")) and scored \
      \(Figures.count(pass.drawnCount)) of them, drawn by the hash of their ids: \
      \(Figures.percent(pass.changedShare)) of those in new, returned or growing signatures, \
      \(Figures.percent(pass.share)) of all others.\(folder)
      """)
  }

  /// A row for each evaluator: its last week.
  package var table: MarkdownTable {
    var table = MarkdownTable(columns: [
      ("Evaluator", .left), ("Week", .left), ("Scored", .right), ("Pass rate", .right), ("95 %", .right),
      ("Reference", .right), ("Drift", .left),
    ])
    for evaluator in report.evaluators {
      guard let last = evaluator.weeks.last else {
        table.append([evaluator.name] + ["—", "0", "—", "—", "—", "—"])
        continue
      }
      let rate = last.week.rate
      table.append([
        evaluator.name, last.week.week.text, Figures.count(rate.count), Figures.percent(rate.value),
        Self.text(of: rate.interval()), Figures.percent(last.drift?.reference ?? nil),
        Self.words(for: last.drift),
      ])
    }
    return table
  }

  /// The table for a screen.
  ///
  /// - Parameter width: Its columns; `nil` where lines may be of any length.
  package func table(width: Int?) -> String {
    table.markdown(width: width, leavingOut: ["Scored", "Reference", "95 %"])
  }

  private var legend: String {
    """
    A pass rate is an estimate for all traces of the week: each scored one counts as many times as the chance that it \
    had of being drawn is contained in one; the interval is Wilson's for as many equal draws as that is worth. A week \
    that is over is tested against its reference window: the weeks before with scores of the same version, back to \
    the last drift told, at most \(report.test.windowLimit). The test is exact, within agents, so that another mix of \
    agents is no drift; of the drifts told in a week over all evaluators, at most \
    \(Figures.percent(report.test.falseDiscoveryRate)) are expected to be chance.
    """
  }

  // MARK: By evaluator

  private func section(of evaluator: WatchedEvaluator) -> String {
    var table = MarkdownTable(columns: [
      ("Week", .left), ("Version", .left), ("Scored", .right), ("Unreadable", .right), ("Pass rate", .right),
      ("95 %", .right), ("Reference", .right), ("p, adjusted", .right), ("Drift", .left),
    ])
    for (week, version, drift) in evaluator.weeks.reversed() {
      table.append([
        week.week.text, version, Figures.count(week.rate.count), Figures.count(week.unreadableCount),
        Figures.percent(week.rate.value), Self.text(of: week.rate.interval()),
        Figures.percent(drift?.reference ?? nil), ChangeWording.chance(drift?.adjustedPValue),
        Self.words(for: drift),
      ])
    }
    let name = Markdown.inline(evaluator.name)
    return Prose.page([
      "## \(name)", "![\(Self.title(of: evaluator))](\(evaluator.name).svg)",
      Prose.fold("The same as a table", table.markdown),
      Prose.list(
        evaluator.origins.sorted { $0.key > $1.key }.map {
          "\($0.key.text): \(DriftWording.words($0.value))."
        }),
    ])
  }

  private func picture(of evaluator: WatchedEvaluator) -> String {
    let points = evaluator.weeks.map { week, _, _ in
      TrendChart.Point(
        label: week.week.text, value: week.rate.value ?? .nan,
        interval: week.rate.interval().map { $0.lower...$0.upper })
    }
    return TrendChart(title: Self.title(of: evaluator), points: points) { Figures.percent($0) }.svg
  }

  private static func title(of evaluator: WatchedEvaluator) -> String {
    "\(evaluator.name): share of traces that pass by week, with 95 % intervals"
  }

  static func words(for drift: Drift?) -> String {
    switch drift?.kind {
    case nil: "other version"
    case .worse: "worse"
    case .better: "better"
    case .steady: "steady"
    case .first: "first week"
    case .open: "week not over"
    }
  }

  private static func text(of interval: Interval?) -> String {
    interval.map { "\(Figures.percent($0.lower)) to \(Figures.percent($0.upper))" } ?? "—"
  }

  // MARK: Failures

  private var failures: String {
    guard let pass = report.pass else { return "" }
    guard !pass.clusters.isEmpty else {
      return Prose.page([
        "## Failures of the last pass",
        Prose.paragraph("Too few failed, or they have nothing in common that those that passed have not."),
        unfit,
      ])
    }
    var table = MarkdownTable(columns: [
      ("Evaluator", .left), ("What the failed traces have in common", .left), ("Failed", .right),
      ("Signature", .left), ("Handed over", .right), ("Such as", .left),
    ])
    for cluster in pass.clusters {
      table.append([
        cluster.evaluator, redaction.redacted(cluster.name), Figures.count(cluster.failures),
        cluster.signature ?? "new", Figures.count(cluster.handedOver),
        cluster.examples.map(redaction.redacted).joined(separator: ", "),
      ])
    }
    return Prose.page([
      "## Failures of the last pass", table.markdown,
      Prose.paragraph(
        """
        Handed over are traces that an evaluator fit to gate failed and that their export does not call failures: \
        the next `faultline mine` over them in this workspace takes them for failures, unless a person judged them.
        """), unfit,
    ])
  }

  /// Which evaluators hand nothing over, and why.
  private var unfit: String {
    let lines = report.evaluators.filter { !$0.unfitness.isEmpty }.map { evaluator in
      "\(Markdown.inline(evaluator.name)) hands nothing over: "
        + evaluator.unfitness.map(GateWording.words).joined(separator: "; ") + "."
    }
    return Prose.list(lines)
  }
}
