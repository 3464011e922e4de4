internal import Signatures

/// Failures that are severe but belong to no signature.
struct SeverePage {
  let report: RunReport

  /// The most traces that are shown in full; the rest are listed.
  private static let excerptLimit = 50

  var markdown: String {
    var text = "# Rare but severe\n\n[All signatures](README.md)\n\n"
    guard !report.rareButSevere.isEmpty else {
      return text + "No trace outside of the signatures looks severe.\n"
    }
    text += """
      \(Figures.count(report.rareButSevere.count, "trace belongs", "traces belong")) to no signature, since
      nothing like \(report.rareButSevere.count == 1 ? "it" : "them") recurs, but may have done harm. The worst come first.


      """
    for trace in report.rareButSevere.prefix(Self.excerptLimit) {
      text += """
        ## \(trace.severity.name.capitalizedFirst): \(Markdown.inline(trace.reason))

        \(ExcerptSection.origin(of: trace.excerpt))

        \(TracePassage(excerpt: trace.excerpt).markdown)

        """
    }
    let rest = report.rareButSevere.dropFirst(Self.excerptLimit)
    guard !rest.isEmpty else { return text }
    var table = MarkdownTable(columns: [
      (title: "Severity", alignment: .left), (title: "Trace", alignment: .left),
      (title: "Why", alignment: .left),
    ])
    for trace in rest { table.append([trace.severity.name, trace.excerpt.traceID, trace.reason]) }
    return text + "## The rest\n\n" + table.markdown
  }
}
