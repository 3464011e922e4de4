internal import Signatures
internal import Traces

/// The first page of a run: the week at a glance.
struct RunPage {
  let report: RunReport
  let span: ClosedRange<CalendarDay>?

  static let picturePath = "signatures.svg"

  /// The most bars in the picture.
  private static let barLimit = 20

  var markdown: String {
    Prose.page([
      "# \(Markdown.inline(report.title))", changes, RunSummary(report: report).markdown, ranking, coverage,
      rest,
      RunDetails(report: report).markdown,
    ])
  }

  /// The bars of the first signatures; `nil` if there is none.
  var picture: String? {
    guard !report.signatures.isEmpty else { return nil }
    let bars = report.signatures.prefix(Self.barLimit).map { signature in
      BarChart.Bar(
        label: "\(signature.rank). \(signature.name)", value: Double(signature.support),
        figure: "\(Figures.count(signature.support)) · \(signature.severity.name)",
        level: BarChart.Level(rawValue: signature.severity.rawValue))
    }
    return BarChart(title: pictureTitle, bars: bars).svg
  }

  private var pictureTitle: String {
    let count = min(Self.barLimit, report.signatures.count)
    let noun = report.noun.capitalizedFirst
    guard count > 1 else { return "\(noun) in the signature, with severity" }
    return "\(noun) in each of the first \(count) signatures, with severity; in the order of expected impact"
  }

  // MARK: Sections

  private var changes: String {
    report.memory.map { ChangeSection(memory: $0, signatures: report.signatures).markdown } ?? ""
  }

  private var ranking: String {
    guard !report.signatures.isEmpty else {
      return Prose.paragraph("**No signature was found**: \(report.whyNone)")
    }
    return Prose.page([
      report.hasOutcomes
        ? "## Ways of failing, by expected impact" : "## Groups of behaviour, by expected impact",
      "![\(pictureTitle)](\(Self.picturePath))", ranked,
      Prose.paragraph(legend),
    ])
  }

  /// The signatures in their order; figures stand first, so that they line up in a terminal, where names run over.
  private var ranked: String {
    let hasAgents = report.signatures.contains { $0.evidence.agents.count > 1 } || report.agentCount > 1
    var columns: [(title: String, alignment: MarkdownTable.Alignment)] = [
      ("Rank", .right), ("Support", .right), ("Share", .right),
    ]
    if report.hasRates { columns += [("Failure rate", .right), ("Lift", .right)] }
    columns += [("Severity", .left), ("Stability", .right)]
    if hasDays { columns.append((days, .left)) }
    columns.append(("Signature", .left))
    var table = MarkdownTable(columns: columns)
    for signature in report.signatures {
      var cells = ["\(signature.rank)", Figures.count(signature.support), Figures.percent(signature.share)]
      if report.hasRates { cells += [signature.rateWords, signature.liftWords] }
      cells += [signature.severity.name, signature.stability.map { Figures.decimal($0, 2) } ?? "—"]
      if hasDays { cells.append(bars(of: signature)) }
      let link = "[\(Markdown.cell(signature.shortName))](signatures/\(signature.id).md)"
      let notes = [signature.isLoose ? "*loose*" : "", hasAgents ? agents(of: signature) : ""]
      cells.append(([link] + notes).filter { !$0.isEmpty }.joined(separator: ", "))
      table.append(markdown: cells)
    }
    return table.markdown
  }

  /// Whether the run is of more than one day.
  private var hasDays: Bool { span.map { $0.lowerBound < $0.upperBound } ?? false }

  /// What a bar is of, such as `By day`.
  private var days: String { span.map { DayTrend.title(ofPeriod: DayTrend.cellPeriodLength(of: $0)) } ?? "" }

  /// How often a signature was met from day to day; empty where there is one day.
  private func bars(of signature: Signature) -> String {
    guard let span, span.lowerBound < span.upperBound else { return "" }
    let length = DayTrend.cellPeriodLength(of: span)
    return DayTrend(signature.evidence.days, span: span, periodLength: length).blocks
  }

  private func agents(of signature: Signature) -> String {
    let agents = signature.evidence.agents
    guard let first = agents.first else { return "—" }
    let rest = agents.count > 1 ? " +\(agents.count - 1)" : ""
    return Markdown.code(Excerpt.start(of: first.name, limit: 30), isCell: true) + rest
  }

  private var legend: String {
    let rate =
      report.hasRates
      ? """
       *Failure rate*: of all traces like these, the share that failed; \(Figures.percent(report.failureRate)) of all traces
      did. *Lift*: the first over the second; "—" where traces are few, or chance makes as much.
      """ : ""
    let loose =
      report.signatures.contains(where: \.isLoose)
      ? " *Loose*: its traces have little in common; look for several causes." : ""
    return """
      *Support*: \(report.noun) in the signature. *Share*: of all \(report.noun).\(rate) *Stability*: how far other
      samples of the same traces bring the same traces together, from 0 to 1.\(barWords)\(loose)
      """
  }

  /// What the bars are of.
  private var barWords: String {
    guard hasDays, let span else { return "" }
    return " *\(days)*: from \(span.lowerBound.text) to \(span.upperBound.text)."
  }

  /// How much the first signatures hold of all.
  private var coverage: String {
    guard report.signatures.count > 1 else { return "" }
    var table = MarkdownTable(columns: [
      (title: "First signatures", alignment: .right),
      (title: report.noun.capitalizedFirst, alignment: .right),
      (title: "Share of all", alignment: .right),
    ])
    let steps =
      [1, 3, 5, 10, 20, 50, 100].filter { $0 < report.signatures.count } + [report.signatures.count]
    for step in steps {
      let first = report.signatures.prefix(step)
      let share = first.reduce(0) { $0 + $1.share }
      table.append([
        "\(step)", Figures.count(first.reduce(0) { $0 + $1.support }), Figures.percent(min(1, share)),
      ])
    }
    return Prose.page(["## How much the first signatures cover", table.markdown])
  }

  private var rest: String {
    let severe = report.severeCount
    let severeWords =
      severe == 0
      ? report.noSignWords
        + (report.unassignedSample.isEmpty ? "" : " [Read \(whichOutside)](rare-but-severe.md).")
      : "\(Figures.count(severe, "looks", "look")) severe: [rare but severe](rare-but-severe.md)."
    let rejected = Figures.count(report.counts.rejections, "record was", "records were")
    let conflicts = Figures.count(report.counts.conflicts, "id stands", "ids stand")
    let rejectedWords =
      report.counts.rejections + report.counts.conflicts == 0
      ? "Every record could be read, and no id stands for different content."
      : "\(rejected) rejected and \(conflicts) for different content: [rejections](rejections.md)."
    let unassigned = Figures.count(report.unassignedCount, "mined trace belongs", "mined traces belong")
    let outside =
      report.unassignedCount == 0
      ? (report.signatures.isEmpty ? "No trace was mined." : "Every mined trace belongs to a signature.")
      : "\(unassigned) to no signature. \(severeWords)"
    var lines = [outside, unfitted, rejectedWords].filter { !$0.isEmpty }
    if !report.unreadFields.isEmpty { lines.append(unread) }
    if report.counts.undividedMessages > 0 {
      lines.append(
        """
        \(Figures.count(report.counts.undividedMessages)) messages of one file are one trace, since none names its \
        conversation: a field such as `conversation_id` divides them.
        """)
    }
    return Prose.page(["## What is in no signature", Prose.list(lines)])
  }

  /// The traces of unknown outcome that fit no signature; empty where there are none.
  private var unfitted: String {
    let count = report.unfittedCount
    let fit = Figures.count(count, "trace of unknown outcome fits", "traces of unknown outcome fit")
    return count == 0
      ? "" : "\(fit) no signature: \(count == 1 ? "it" : "each") may be a success or a failure."
  }

  /// Which of the traces in no signature the page of them shows.
  private var whichOutside: String {
    if report.unassignedCount == 1 { return "it" }
    return report.unassignedSample.count == report.unassignedCount ? "them" : "some of them"
  }

  /// The fields that look like content and are not read, a few by their names.
  private var unread: String {
    let names = report.unreadFields.prefix(Self.fieldLimit).map { Markdown.code($0) }
    let rest = report.unreadFields.count - names.count
    let all = rest > 0 ? names + ["\(Figures.count(rest)) more"] : names
    return
      "Fields that look like content are in no turn: \(Figures.list(all)). `faultline inspect` shows what was "
      + "understood."
  }

  private static let fieldLimit = 10
}
