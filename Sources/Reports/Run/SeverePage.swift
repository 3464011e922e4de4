internal import Signatures

/// Failures that are severe but belong to no signature.
struct SeverePage {
  let report: RunReport

  /// The most traces that are shown in full; the rest are listed.
  private static let excerptLimit = 50

  var markdown: String {
    Prose.page(
      ["# Rare but severe", "[All signatures](README.md)", Prose.paragraph(lead)] + passages + [rest])
  }

  private var lead: String {
    let count = report.rareButSevere.count
    guard count > 0 else { return "No trace outside of the signatures looks severe." }
    let belongs = Figures.count(count, "trace belongs", "traces belong")
    return """
      \(belongs) to no signature, since nothing like \(count == 1 ? "it" : "them") recurs often enough, but may
      have done harm. The worst come first.
      """
  }

  private var passages: [String] {
    report.rareButSevere.prefix(Self.excerptLimit).flatMap { trace in
      [
        "## \(trace.severity.name.capitalizedFirst): \(Markdown.inline(trace.reason))",
        ExcerptSection.origin(of: trace.excerpt), TracePassage(excerpt: trace.excerpt).markdown,
      ]
    }
  }

  private var rest: String {
    let rest = report.rareButSevere.dropFirst(Self.excerptLimit)
    guard !rest.isEmpty else { return "" }
    var table = MarkdownTable(columns: [
      (title: "Severity", alignment: .left), (title: "Trace", alignment: .left),
      (title: "Why", alignment: .left),
    ])
    for trace in rest { table.append([trace.severity.name, trace.excerpt.traceID, trace.reason]) }
    return Prose.page(["## The rest", table.markdown])
  }
}
