internal import Features
internal import Signatures
internal import Statistics
internal import Traces

/// The page of one signature, for an expert who has never seen the tool.
struct SignaturePage {
  let signature: Signature
  let report: RunReport
  let span: ClosedRange<CalendarDay>?

  /// The language of most traces of the run; `nil` where that is not known.
  var language: Language?

  var path: String { "signatures/\(signature.id).md" }
  var picturePath: String { "signatures/\(signature.id).svg" }

  var markdown: String {
    let items = ReviewItem.items(of: signature, in: report)
    let excerpts = ExcerptSection(excerpts: report.excerpts[signature.id] ?? [], language: language)
    return Prose.page([
      "# \(Markdown.inline(signature.name))", "`\(signature.id)` · [all signatures](../README.md)",
      Prose.paragraph(lead), Prose.list(facts), excerpts.briefMarkdown,
      EvidenceSections(signature: signature, report: report).markdown, weeks?.markdown ?? "", trend,
      excerpts.markdown,
      ReviewForm(signature: signature, items: items).markdown,
    ])
  }

  /// The counts by day; `nil` where there is one day at most.
  var picture: String? {
    guard let trend = dayTrend else { return nil }
    let points = trend.points.map { TrendChart.Point(label: $0.label, value: Double($0.count)) }
    return TrendChart(title: trendTitle, points: points) { Figures.decimal($0, 0) }.svg
  }

  /// The rates by week; `nil` without a workspace, or with one week in it.
  var weekPicture: (path: String, text: String)? {
    weeks?.picture.map { ("signatures/\(signature.id)-weeks.svg", $0) }
  }

  private var weeks: WeekTrendSection? {
    report.memory.map { WeekTrendSection(signature: signature, memory: $0) }
  }

  // MARK: Facts

  /// What a reader who has never seen the tool must know.
  private var lead: String {
    if signature.isRest, signature.sharesOrdinary { return ordinaryLead }
    if signature.isRest || !signature.isNamed { return Self.restLead }
    return report.hasOutcomes
      ? """
      This is one way in which the agent fails again and again: the failed traces counted here share the evidence
      below. Read the first trace, then say at the end whether the group makes sense.
      """
      : """
      This is something that the agent does again and again: the traces counted here share the evidence below.
      Whether it is a failure only a reader can say. Read the first trace, then judge at the end.
      """
  }

  private var ordinaryLead: String {
    let others = report.hasOutcomes ? "where all goes well, too" : "in the others, too"
    return """
      These traces share an error that comes about \(others), and nothing else that is looked for: it may be why they
      failed, or not. Read some of them, then judge at the end.
      """
  }

  private static let restLead = """
    These traces are alike in their words rather than in what happens in them: a rest, among which there may be several
    ways of failing or none. Read some of them, then judge at the end.
    """

  private var facts: [String] {
    let total = report.hasOutcomes ? report.counts.failures : report.counts.traces
    let share = Figures.percent(signature.share)
    var lines = [
      "**How often**: \(Figures.count(signature.support)) of \(Figures.count(total, report.oneNoun, report.noun)) (\(share))"
    ]
    if report.hasRates, let rate = signature.failureRate {
      lines.append("**How telling**: \(tellingWords(rate))")
    }
    if let count = signature.quoteCount, count < signature.support {
      let share = "\(Figures.count(count)) of \(Figures.count(signature.support))"
      lines.append("**How common**: \(share) use most of the telling words of the sentence in the name")
    }
    if signature.unknownCount > 0 {
      let besides = Figures.count(signature.unknownCount, "trace")
      lines.append("**Besides**: \(besides) of unknown outcome with the same evidence")
    }
    lines.append("**How bad**: \(Markdown.inline(signature.severityWords))")
    lines.append("**How firm**: stability \(signature.stabilityWords)")
    if signature.isLoose {
      lines.append("**How alike**: loosely\(looseness): look for several causes among them")
    }
    if let id = signature.lookalike, let other = report.signatures.first(where: { $0.id == id }) {
      lines.append(
        "**Looks like**: [\(id)](\(id).md) (\(Markdown.inline(other.shortName))); it may be the same way of failing"
      )
    }
    if let kin { lines.append("**See also**: \(kin)") }
    let rule = "[expected impact](../README.md#how-these-figures-came-about)"
    return lines + ["**Rank**: \(signature.rank) of \(report.signatures.count), by \(rule)"]
  }

  /// The signatures that may be taken for this one, each with what tells them apart; `nil` where there are none.
  private var kin: String? {
    let told = signature.kin.compactMap { kin in
      report.signatures.first { $0.id == kin.id }.map { other in
        "[\(Markdown.inline(other.shortName))](\(kin.id).md): \(kin.resemblance.words)"
      }
    }
    return told.isEmpty ? nil : told.joined(separator: "; ")
  }

  /// How many of the traces like these fail, or of all those that show the sign in the name.
  private func tellingWords(_ rate: Double) -> String {
    let all = Figures.percent(report.failureRate)
    let lift = signature.lift.map { "; that is \(Figures.times($0)) as often" } ?? ""
    if signature.isToldBySign, let alike = signature.alike, let term = signature.namedTerm {
      let words =
        "\(Figures.count(alike.failureCount)) of the \(Figures.count(alike.count, "trace")) that show it failed"
      return
        "\(words) (\(TermWording.cell.clause(for: term))), against \(all) of all\(lift)\(interval(of: alike))"
    }
    if let alike = signature.alike, alike.basis == .error {
      let words =
        "\(Figures.count(alike.failureCount)) of the \(Figures.count(alike.count, "trace")) with this error failed"
      return "\(words), against \(all) of all\(signature.isChance ? ", no more than chance" : lift)"
    }
    if let alike = signature.alike, signature.hasFewTraces {
      let counts = "\(Figures.count(alike.failureCount)) of the \(Figures.count(alike.count, "trace"))"
      return "\(counts) that are the most like these failed, and \(all) of all: too few to tell"
    }
    return (signature.isChance ? "no more than chance: " : "")
      + "\(Figures.percent(rate)) of the traces like these fail, against \(all) of all"
      + (signature.isChance ? "" : lift)
  }

  private func interval(of alike: Alike) -> String {
    guard let interval = Proportion(alike.failureCount, of: alike.count).wilsonInterval() else { return "" }
    return " (95 % interval \(Figures.percent(interval.lower)) to \(Figures.percent(interval.upper)))"
  }

  private var looseness: String {
    if signature.isRest {
      return signature.sharesOrdinary
        ? ", since \(report.hasOutcomes ? "successes" : "others") have as much of what they share"
        : ", a rest of which no half shares anything"
    }
    if !signature.isNamed { return ", and no sentence of theirs is said by half of them" }
    if signature.isChance { return ", since successes have as much of what they share" }
    return signature.meanDistance.map { ", \(Figures.decimal($0, 2)) from their centre on average" } ?? ""
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
    let summary = "The same as a table: \(trend.blocks)"
    return Prose.page([
      "## When", "![\(trendTitle)](\(signature.id).svg)", Prose.fold(summary, table.markdown),
    ])
  }
}
