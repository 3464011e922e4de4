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
    let sorted = reasons.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    let byReason = sorted.map { reason, found in
      let first = report.rejections[found.first]
      return "\(Figures.count(found.count, "record")): \(Markdown.inline(reason)), first at "
        + "\(Markdown.code(first.path)) line \(first.line)"
    }
    let (count, records) = (report.counts.rejections, Figures.count(report.counts.records, "record"))
    let words = "\(Figures.count(count)) of \(records) could not be read as a trace; the others were."
    return Prose.page([words, Prose.list(byReason), "## By file", list])
  }

  private var list: String {
    let groups = self.groups
    let points = groups.prefix(Self.limit).map { group in
      let lines = group.prefix(Self.lineLimit).map { "\($0.line)" }
      let rest = group.count - lines.count
      let all = rest > 0 ? lines + ["\(Figures.count(rest)) more"] : lines
      return "\(Markdown.code(group[0].path)): \(Markdown.inline(group[0].reason)), in "
        + "\(Figures.count(group.count, "record")), \(group.count == 1 ? "line" : "lines") \(Figures.list(all)), the "
        + "first from byte \(group[0].offset)"
    }
    return Prose.page([Prose.list(points), rest(groups.count)])
  }

  /// The most lines that are named of a file.
  private static let lineLimit = 5

  /// The rejections of one file for one reason together, in the order of the first of each.
  private var groups: [[RunReport.Rejection]] {
    var groups: [[RunReport.Rejection]] = []
    var places: [[String]: Int] = [:]
    for rejection in report.rejections {
      let key = [rejection.path, rejection.reason]
      if let place = places[key] {
        groups[place].append(rejection)
      } else {
        places[key] = groups.count
        groups.append([rejection])
      }
    }
    return groups
  }

  private var conflicts: String {
    guard !report.conflicts.isEmpty else { return "" }
    var table = MarkdownTable(columns: [
      (title: "Line", alignment: .right), (title: "Trace", alignment: .left),
      (title: "File", alignment: .left),
    ])
    for conflict in report.conflicts.prefix(Self.limit) {
      table.append(markdown: [
        "\(conflict.line)", Markdown.code(conflict.traceID, isCell: true),
        Markdown.code(conflict.path, isCell: true),
      ])
    }
    return Prose.page([
      "## Ids that stand for different content",
      Prose.paragraph(
        "Both traces are kept and counted; the exporter should be asked why one id stands for two."),
      table.markdown, rest(report.conflicts.count),
    ])
  }

  private func rest(_ count: Int) -> String {
    count > Self.limit ? "And \(Figures.count(count - Self.limit)) more." : ""
  }
}
