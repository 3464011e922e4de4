internal import History
internal import Signatures
internal import Statistics

/// A signature over the weeks, for its page.
struct WeekTrendSection {
  let signature: Signature
  let memory: RunReport.Memory

  private static let title = "Traces per 1,000 by week, with 95 % intervals"

  private var entry: Chronicle.Entry? { memory.chronicle.entry(signature.id) }
  private var isShown: Bool { memory.chronicle.weeks.count > 1 }

  /// The rates by week as a picture; `nil` where there is one week at most.
  var picture: String? {
    guard isShown, let entry else { return nil }
    let points = zip(memory.chronicle.weeks, entry.tallies).map { week, tally in
      TrendChart.Point(
        label: week.text, value: tally.rate ?? .nan,
        interval: tally.rateInterval.map { $0.lower...$0.upper })
    }
    return TrendChart(title: Self.title, points: points) { ChangeWording.rate($0) }.svg
  }

  /// The picture, and the same as a table; empty where there is one week at most.
  var markdown: String {
    guard isShown, let entry else { return "" }
    var table = MarkdownTable(columns: [
      (title: "Week", alignment: .left), (title: "Traces", alignment: .right),
      (title: "Per 1,000", alignment: .right), (title: "Change", alignment: .left),
      (title: "p, adjusted", alignment: .right),
    ])
    for (place, week) in memory.chronicle.weeks.enumerated() {
      let (tally, change) = (entry.tallies[place], entry.changes[place])
      table.append(markdown: [
        week.text, Figures.count(tally.support), ChangeWording.rateWithInterval(tally),
        ChangeWording.word(change?.kind), ChangeWording.chance(change?.adjustedPValue),
      ])
    }
    let summary = "The same as a table: \(Sparkline.text(of: entry.tallies.map(\.rate)))"
    return Prose.page([
      "## Week by week", Prose.paragraph(sentence(entry)), "![\(Self.title)](\(signature.id)-weeks.svg)",
      Prose.fold(summary, table.markdown),
    ])
  }

  private func sentence(_ entry: Chronicle.Entry) -> String {
    let first = zip(memory.chronicle.weeks, entry.tallies).first { $0.1.support > 0 }?.0.text
    let since = first.map { "Met first in \($0)." } ?? ""
    let change = entry.changes.last.flatMap { $0 }
    let now = change.map { "In \(memory.week.text): \(ChangeWording.word($0.kind))." } ?? ""
    let remarks = [
      entry.remarks.owner.map { "Owner: \(Markdown.inline($0))." },
      entry.remarks.criterion.map { "Criterion: \(Markdown.code($0))." },
      entry.remarks.note.map { "Note: \(Markdown.inline($0))" },
    ].compactMap { $0 }
    return ([since, now] + remarks).filter { !$0.isEmpty }.joined(separator: " ")
  }
}
