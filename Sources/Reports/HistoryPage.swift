package import History

/// The signatures of a workspace over the weeks, as tables that read well in a terminal and as Markdown.
package struct HistoryPage: Sendable {
  package let chronicle: Chronicle

  /// The columns of the screen; `nil` where lines may be of any length.
  package let width: Int?

  private static let sparklineLimit = 26
  private static let nameLimit = 80
  private static let nameTitle = "Signature"

  /// Shorter names say nothing, and a line that is too long is then the lesser evil.
  private static let leastNameLimit = 16

  package init(chronicle: Chronicle, width: Int? = nil) {
    (self.chronicle, self.width) = (chronicle, width)
  }

  // MARK: All

  /// A row a signature, those of the last week first, the most frequent first.
  package var overview: String {
    guard let last = chronicle.weeks.last, let first = chronicle.weeks.first else {
      return "Nothing is remembered yet: `faultline mine` in this workspace records a run.\n"
    }
    let signatures = Figures.count(chronicle.entries.count, "signature")
    let weeks = chronicle.weeks.count
    return Prose.page([
      weeks == 1
        ? "\(signatures) in one week, \(last.text)."
        : "\(signatures) over \(Figures.count(weeks)) weeks, \(first.text) to \(last.text); figures of \(last.text).",
      overviewTable(nameLimit: nameLimitOfOverview).filledMarkdown,
    ])
  }

  /// How much of the names there is room for.
  private var nameLimitOfOverview: Int {
    guard let width else { return Self.nameLimit }
    // Without names the column is as wide as its title.
    let others = overviewTable(nameLimit: 0).filledMarkdown.prefix { $0 != "\n" }.count - Self.nameTitle.count
    return max(Self.leastNameLimit, min(Self.nameLimit, width - others))
  }

  private func overviewTable(nameLimit: Int) -> MarkdownTable {
    var table = MarkdownTable(columns: [
      (title: "Id", alignment: .left), (title: "By week", alignment: .left),
      (title: "Traces", alignment: .right), (title: "Per 1,000", alignment: .right),
      (title: "Change", alignment: .left), (title: Self.nameTitle, alignment: .left),
    ])
    for entry in ordered {
      let now = entry.tallies.last
      table.append(markdown: [
        entry.id, Sparkline.text(of: entry.tallies.suffix(Self.sparklineLimit).map(\.rate)),
        Figures.count(now?.support ?? 0), now.map(ChangeWording.rateWithInterval) ?? "—",
        ChangeWording.word(entry.changes.last.flatMap { $0 }?.kind), name(entry, limit: nameLimit),
      ])
    }
    return table
  }

  private var ordered: [Chronicle.Entry] {
    chronicle.entries.enumerated().sorted { one, other in
      let supports = (one.element.tallies.last?.support ?? 0, other.element.tallies.last?.support ?? 0)
      return (supports.1, one.offset) < (supports.0, other.offset)
    }.map(\.element)
  }

  private func name(_ entry: Chronicle.Entry, limit: Int = HistoryPage.nameLimit) -> String {
    Markdown.cell(Excerpt.start(of: VisibleText.singleLine(entry.name), limit: limit))
  }

  // MARK: One

  /// A signature with all its weeks; `nil` if there is none of this id.
  package func page(of id: String) -> String? {
    guard let entry = chronicle.entry(id) else { return nil }
    var table = MarkdownTable(columns: [
      (title: "Week", alignment: .left), (title: "Traces", alignment: .right),
      (title: "Of", alignment: .right), (title: "Per 1,000", alignment: .right),
      (title: "Change", alignment: .left), (title: "Times as often", alignment: .right),
      (title: "p", alignment: .right), (title: "p, adjusted", alignment: .right),
    ])
    for (place, week) in chronicle.weeks.enumerated() {
      let (tally, change) = (entry.tallies[place], entry.changes[place])
      table.append(markdown: [
        week.text, Figures.count(tally.support), Figures.count(tally.traceCount),
        ChangeWording.rateWithInterval(tally), ChangeWording.word(change?.kind),
        Figures.times(change?.ratio), ChangeWording.chance(change?.pValue),
        ChangeWording.chance(change?.adjustedPValue),
      ])
    }
    return Prose.page([
      "# \(entry.id): \(Markdown.inline(entry.name))", Prose.list(facts(of: entry)), table.markdown,
    ])
  }

  private func facts(of entry: Chronicle.Entry) -> [String] {
    let mined = entry.remarks.name == nil ? nil : "Mined as: \(Markdown.inline(entry.minedName))"
    let facts = [
      mined, "Severity: \(entry.severity)\(entry.remarks.severity == nil ? "" : ", as a person said")",
      entry.remarks.owner.map { "Owner: \(Markdown.inline($0))" },
      entry.remarks.criterion.map { "Criterion: \(Markdown.code($0))" },
      entry.remarks.note.map { "Note: \(Markdown.inline($0))" },
    ].compactMap { $0 }
    let like = chronicle.weeks.last.map { chronicle.kin(of: entry.id, in: $0) } ?? []
    return facts + (like.isEmpty ? [] : ["Like it: \(Figures.list(like))"])
  }

  // MARK: Two weeks

  /// Two weeks side by side; `nil` unless both are remembered.
  package func comparison(_ before: Week, _ after: Week, by test: ChangeTest) -> String? {
    guard let changes = chronicle.changes(from: before, to: after, by: test),
      let first = chronicle.weeks.firstIndex(of: before), let second = chronicle.weeks.firstIndex(of: after)
    else { return nil }
    var table = MarkdownTable(columns: [
      (title: "Id", alignment: .left), (title: "\(before.text), per 1,000", alignment: .right),
      (title: "\(after.text), per 1,000", alignment: .right), (title: "Times as often", alignment: .right),
      (title: "p, adjusted", alignment: .right), (title: "Change", alignment: .left),
      (title: "Signature", alignment: .left),
    ])
    let rows = zip(chronicle.entries, changes).compactMap { entry, change in change.map { (entry, $0) } }
      .sorted { ($0.1.pValue ?? 1, $0.0.id) < ($1.1.pValue ?? 1, $1.0.id) }
    for (entry, change) in rows {
      table.append(markdown: [
        entry.id, ChangeWording.rateWithInterval(entry.tallies[first]),
        ChangeWording.rateWithInterval(entry.tallies[second]), Figures.times(change.ratio),
        ChangeWording.chance(change.adjustedPValue), ChangeWording.word(change.kind), name(entry),
      ])
    }
    let count = rows.count { $0.1.kind != .steady }
    return Prose.page([
      "\(Figures.count(count)) of \(Figures.count(rows.count, "signature")) changed from \(before.text) to \(after.text).",
      table.markdown,
    ])
  }
}
