/// Records that are no traces, by reason, and ids that were used twice.
struct RejectionPage {
  let report: RunReport

  /// The most rejections, and the most conflicts, that are listed.
  private static let limit = 1_000

  var markdown: String {
    "# Rejections\n\n[All signatures](README.md)\n\n\(rejections)\n\(conflicts)"
  }

  private var rejections: String {
    guard report.counts.rejections > 0 else { return "Every record could be read as a trace.\n" }
    var reasons: [String: (count: Int, first: Int)] = [:]
    for (index, rejection) in report.rejections.enumerated() {
      reasons[rejection.reason, default: (0, index)].count += 1
    }
    var byReason = MarkdownTable(columns: [
      (title: "Reason", alignment: .left), (title: "Records", alignment: .right),
      (title: "First", alignment: .left),
    ])
    for (reason, found) in reasons.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }) {
      let first = report.rejections[found.first]
      byReason.append(markdown: [
        Markdown.cell(reason), Figures.count(found.count),
        "\(Markdown.code(first.path, isCell: true)) line \(first.line)",
      ])
    }
    return """
      \(Figures.count(report.counts.rejections)) of \(Figures.count(report.counts.records, "record"))
      could not be read as \(report.counts.rejections == 1 ? "a trace" : "traces"). The others were read.

      \(byReason.markdown)
      ## Each of them

      \(list)
      """
  }

  private var list: String {
    var table = MarkdownTable(columns: [
      (title: "File", alignment: .left), (title: "Line", alignment: .right),
      (title: "Byte", alignment: .right),
      (title: "Reason", alignment: .left),
    ])
    for rejection in report.rejections.prefix(Self.limit) {
      table.append(markdown: [
        Markdown.code(rejection.path, isCell: true), "\(rejection.line)", "\(rejection.offset)",
        Markdown.cell(rejection.reason),
      ])
    }
    return table.markdown + rest(report.rejections.count)
  }

  private var conflicts: String {
    guard !report.conflicts.isEmpty else { return "" }
    var table = MarkdownTable(columns: [
      (title: "Trace", alignment: .left), (title: "File", alignment: .left),
      (title: "Line", alignment: .right),
    ])
    for conflict in report.conflicts.prefix(Self.limit) {
      table.append(markdown: [
        Markdown.code(conflict.traceID, isCell: true), Markdown.code(conflict.path, isCell: true),
        "\(conflict.line)",
      ])
    }
    return """
      ## Ids used twice for different content

      Both traces are kept and counted; the exporter should be asked why one id stands for two.

      \(table.markdown)\(rest(report.conflicts.count))
      """
  }

  private func rest(_ count: Int) -> String {
    count > Self.limit ? "\nAnd \(Figures.count(count - Self.limit)) more.\n" : ""
  }
}
