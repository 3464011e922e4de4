internal import Signatures

/// Traces that belong to no signature: the severe ones, and some of the rest by lot.
struct SeverePage {
  let report: RunReport

  var markdown: String {
    let items = ReviewItem.itemsOutside(of: report)
    let form = items.isEmpty ? "" : ReviewForm(signature: nil, items: items).markdown
    return Prose.page(
      ["# \(report.severeTitle)", "[All signatures](README.md)", Prose.paragraph(lead), legend] + passages
        + [leftOver] + others
        + [form])
  }

  private var lead: String {
    let (count, shown) = (report.severeCount, report.rareButSevere.count)
    guard count > 0 else {
      guard report.unassignedCount > 0 else {
        return "No \(report.oneNoun) that was mined is in no signature."
      }
      let noun = Figures.count(report.unassignedCount, report.oneNoun, report.noun)
      let belong = report.unassignedCount == 1 ? "belongs" : "belong"
      return "\(noun) \(belong) to no signature. \(report.noSignWords)"
    }
    let (all, belong) = (report.unassignedCount, report.unassignedCount == 1 ? "belongs" : "belong")
    let which = all == 1 ? "It" : "Of these, \(Figures.count(count))"
    return """
      \(Figures.count(all, report.oneNoun, report.noun)) \(belong) to no signature, since nothing that is looked for recurs
      often enough among them. \(which) may have done harm. \(shown < count ? (shown == 1 ? "The worst is shown." : "The worst \(shown) are shown, the worst first.") : count > 1 ? "The worst come first." : "")
      """
  }

  private var legend: String {
    report.rareButSevere.isEmpty && report.unassignedSample.isEmpty
      ? "" : Prose.paragraph(ExcerptSection.legend)
  }

  private var passages: [String] {
    report.rareButSevere.flatMap { trace in
      [
        "## \(trace.severity.name.capitalizedFirst): \(Markdown.inline(trace.reason))",
        near(trace.excerpt), ExcerptSection.origin(of: trace.excerpt),
        TracePassage(excerpt: trace.excerpt).markdown,
      ]
    }
  }

  /// The signature that a trace is near to; empty where there is none.
  private func near(_ excerpt: TraceExcerpt) -> String {
    guard let id = excerpt.nearID, let signature = report.signatures.first(where: { $0.id == id }) else {
      return ""
    }
    return Prose.paragraph("Near [\(id)](signatures/\(id).md): \(Markdown.inline(signature.shortName)).")
  }

  /// Where many of them are of one work.
  private var leftOver: String {
    let shown = report.leftOverWork.prefix(Self.mostWork)
    guard !shown.isEmpty else { return "" }
    var table = MarkdownTable(columns: [
      (title: "In none", alignment: .right), (title: "Failures", alignment: .right),
      (title: "Successes", alignment: .right), (title: "Agent", alignment: .left),
      (title: "Work up to", alignment: .left), (title: "For example", alignment: .left),
    ])
    for work in shown {
      table.append(markdown: [
        Figures.count(work.leftOverCount), Figures.count(work.failureCount), Figures.count(work.successCount),
        work.agent.map(Markdown.cell) ?? "—", Markdown.code(work.tool, isCell: true),
        work.examples.map { Markdown.code($0, isCell: true) }.joined(separator: ", "),
      ])
    }
    let lead = """
      Where many failures of one work belong to no signature, they may yet have a cause in common that no sign known to us
      tells, such as a wrong value. Read some of these side by side. *In none*: failures in no signature, of the *failures* in all. *Work up to*: the tool that they call for the first time last.
      """
    return Prose.page(["## Where they come from", Prose.paragraph(lead), table.markdown])
  }

  private static let mostWork = 10

  /// What else is in no signature, by lot.
  private var others: [String] {
    let sample = report.unassignedSample
    guard let first = sample.first else { return [] }
    let rest = report.unassignedCount - report.rareButSevere.count
    let chance = Figures.percent(first.representative?.inclusionProbability)
    let lead =
      sample.count < rest
      ? """
      \(report.severeCount > 0 ? "\(Figures.count(rest)) more \(report.noun) belong to no signature. " : "")These
      \(sample.count) were drawn by lot, with a chance of \(chance) each, so that labels tell something of all of them.
      """
      : "These are all \(report.severeCount > 0 ? "other " : "")\(report.noun) that belong to no signature."
    let title = report.severeCount > 0 ? "Others that belong to no signature" : "Traces drawn by lot"
    return ["## \(title)", Prose.paragraph(lead)]
      + sample.enumerated().flatMap { index, excerpt in
        [
          "### \(index + 1). Trace \(Markdown.inline(excerpt.traceID))", near(excerpt),
          ExcerptSection.origin(of: excerpt),
          TracePassage(excerpt: excerpt).markdown,
        ]
      }
  }
}
