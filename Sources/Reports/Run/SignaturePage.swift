internal import Features
internal import Signatures
internal import Traces

/// The page of one signature, for an expert who has never seen the tool.
struct SignaturePage {
  let signature: Signature
  let report: RunReport
  let span: ClosedRange<CalendarDay>?

  var path: String { "signatures/\(signature.id).md" }
  var picturePath: String { "signatures/\(signature.id).svg" }

  var markdown: String {
    let items = ReviewItem.items(of: signature, in: report)
    let sections = [
      facts, EvidenceSections(signature: signature, report: report).markdown, trend,
      ExcerptSection(excerpts: report.excerpts[signature.id] ?? [], report: report).markdown,
      ReviewForm(signature: signature, items: items).markdown,
    ]
    return """
      # \(Markdown.inline(signature.name))

      \(sections.filter { !$0.isEmpty }.joined(separator: "\n"))
      """
  }

  /// The counts by day; `nil` where there is one day at most.
  var picture: String? {
    guard let trend = dayTrend else { return nil }
    let points = trend.points.map { TrendChart.Point(label: $0.label, value: Double($0.count)) }
    return TrendChart(title: trendTitle, points: points) { Figures.decimal($0, 0) }.svg
  }

  // MARK: Facts

  private var facts: String {
    let total = report.hasOutcomes ? report.counts.failures : report.counts.traces
    var lines = [
      "**How often**: \(Figures.count(signature.support)) of \(Figures.count(total)) \(report.noun) (\(Figures.percent(signature.share)))"
    ]
    if report.hasOutcomes { lines.append(rateLine) }
    if signature.unknownCount > 0 {
      lines.append(
        "**Besides**: \(Figures.count(signature.unknownCount, "trace")) of unknown outcome with the same evidence"
      )
    }
    let reason = signature.severityReason.map { ": " + Markdown.inline($0) } ?? ""
    lines.append("**How bad**: \(signature.severity.name)\(reason)")
    lines.append("**How firm**: stability \(signature.stabilityWords)")
    lines.append(
      "**Rank**: \(signature.rank) of \(report.signatures.count), by [expected impact](../README.md#how-these-figures-came-about)"
    )
    return "`\(signature.id)` · [all signatures](../README.md)\n\n" + lines.map { "- \($0)\n" }.joined()
  }

  private var rateLine: String {
    let lift = signature.lift.map { ", \(Figures.times($0)) as often" } ?? ""
    return """
      **How telling**: \(Figures.percent(signature.failureRate)) of the traces with this evidence fail,
        against \(Figures.percent(report.failureRate)) of all\(lift)
      """
  }

  // MARK: Trend

  private var dayTrend: DayTrend? {
    guard let span, span.lowerBound < span.upperBound, !signature.evidence.days.isEmpty else { return nil }
    return DayTrend(signature.evidence.days, span: span)
  }

  private var trendTitle: String {
    "\(report.noun.capitalizedFirst) by \(dayTrend?.periodLength == 7 ? "week" : "day")"
  }

  private var trend: String {
    guard let trend = dayTrend else { return "" }
    var table = MarkdownTable(columns: [
      (title: trend.periodLength == 7 ? "Week from" : "Day", alignment: .left),
      (title: report.noun.capitalizedFirst, alignment: .right),
    ])
    for point in trend.points { table.append([point.label, Figures.count(point.count)]) }
    return """
      ## When

      ![\(trendTitle)](\(signature.id).svg)

      <details>
      <summary>\(trend.blocks) as a table</summary>

      \(table.markdown)
      </details>

      """
  }
}
