/// Records that are no traces, by reason, and ids that were used twice.
struct RejectionPage {
  let report: RunReport

  /// The most rejections, and the most conflicts, that are listed.
  private static let limit = 1_000

  var markdown: String {
    Prose.page(["# Rejections", "[All signatures](README.md)", rejections, conflicts])
  }

  private var rejections: String {
    guard report.counts.rejections > 0 else { return "Every record could be read as a trace." }
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
    let (count, records) = (report.counts.rejections, Figures.count(report.counts.records, "record"))
    let words = "\(Figures.count(count)) of \(records) could not be read as a trace; the others were."
    return Prose.page([words, byReason.markdown, "## Each of them", list])
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
    return Prose.page([table.markdown, rest(report.rejections.count)])
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
    return Prose.page([
      "## Ids that stand for different content",
      "Both traces are kept and counted; the exporter should be asked why one id stands for two.",
      table.markdown, rest(report.conflicts.count),
    ])
  }

  private func rest(_ count: Int) -> String {
    count > Self.limit ? "And \(Figures.count(count - Self.limit)) more." : ""
  }
}
