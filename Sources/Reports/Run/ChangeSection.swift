internal import History
internal import Signatures

/// What changed since the weeks before, and the trend of every signature: the first thing on a run's page.
struct ChangeSection {
  let memory: RunReport.Memory
  let signatures: [Signature]

  /// The most weeks that a sparkline shows.
  private static let sparklineLimit = 26

  /// The changes of the week, then the trends.
  var markdown: String {
    Prose.page([title, changes, kin, trends])
  }

  private var chronicle: Chronicle { memory.chronicle }
  private var title: String { "## What changed in \(memory.week.text)" }

  // MARK: Changes

  private var changed: [(entry: Chronicle.Entry, change: Change)] {
    let all = chronicle.entries.compactMap { entry in
      entry.changes.last.flatMap { $0 }.map { (entry: entry, change: $0) }
    }
    return ChangeWording.told.flatMap { kind in
      all.filter { $0.change.kind == kind }.sorted { one, other in
        let values = (one.change.pValue ?? 1, other.change.pValue ?? 1)
        return (values.0, one.entry.id) < (values.1, other.entry.id)
      }
    }
  }

  private var changes: String {
    guard chronicle.weeks.count > 1 else {
      return Prose.paragraph(
        "This is the first week that is remembered. What is new, grows or goes is told from the next on.")
    }
    let changed = changed
    let tested = chronicle.entries.count { $0.changes.last.flatMap { $0 } != nil }
    guard !changed.isEmpty else {
      return Prose.paragraph(
        "Nothing: none of \(Figures.count(tested, "signature")) is more different from the weeks before than "
          + "chance makes it.")
    }
    var table = MarkdownTable(columns: [
      (title: "Change", alignment: .left), (title: "Traces", alignment: .right),
      (title: "Per 1,000", alignment: .right), (title: "Times as often", alignment: .right),
      (title: "p, adjusted", alignment: .right), (title: "Signature", alignment: .left),
    ])
    for (entry, change) in changed {
      let tally = entry.tallies.last
      table.append(markdown: [
        "**\(ChangeWording.word(change.kind))**", Figures.count(tally?.support ?? 0),
        tally.map(ChangeWording.rateWithInterval) ?? "—", Figures.times(change.ratio),
        ChangeWording.chance(change.adjustedPValue), link(entry),
      ])
    }
    return Prose.page([Prose.paragraph(counts(changed.map(\.change.kind), tested)), table.markdown])
  }

  private func counts(_ kinds: [Change.Kind], _ tested: Int) -> String {
    """
    \(ChangeWording.counts(kinds, mark: "**")); \(Figures.count(tested - kinds.count)) of \(Figures.count(tested, "signature"))
    no more different from before than chance makes them. Each is compared with the weeks since its last change,
    agent by agent, by an exact test; of the changes told, about one in twenty may be chance.
    """
  }

  /// The signature by its name, with a link where the run has a page of it.
  private func link(_ entry: Chronicle.Entry) -> String {
    if let signature = signatures.first(where: { $0.id == entry.id }) {
      return "[\(Markdown.cell(signature.shortName))](signatures/\(entry.id).md)"
    }
    return "\(Markdown.cell(Excerpt.start(of: VisibleText.singleLine(entry.name), limit: 110))) `\(entry.id)`"
  }

  /// What was split from what, or merged with what.
  private var kin: String {
    let told = changed.filter { [.split, .merged, .moved].contains($0.change.kind) }.compactMap {
      entry, change -> String? in
      let like = chronicle.kin(of: entry.id, in: memory.week).compactMap(chronicle.entry)
      guard !like.isEmpty else { return nil }
      let words =
        switch change.kind {
        case .merged: "merged with what is like it"
        case .split: "split from or into what is like it"
        default: "exchanged traces with what is like it"
        }
      return
        "\(link(entry)) \(words): \(Figures.list(like.map(link))). Together they are as frequent as before."
    }
    return told.isEmpty ? "" : Prose.list(told)
  }

  // MARK: Trends

  private var trends: String {
    guard chronicle.weeks.count > 1, !signatures.isEmpty else { return "" }
    let first = chronicle.weeks.suffix(Self.sparklineLimit).first?.text ?? ""
    var table = MarkdownTable(columns: [
      (title: "By week", alignment: .left), (title: "Before", alignment: .right),
      (title: "Per 1,000 now", alignment: .right), (title: "Change", alignment: .left),
      (title: "Signature", alignment: .left),
    ])
    for signature in signatures {
      guard let entry = chronicle.entry(signature.id), let now = entry.tallies.last else { continue }
      let rates = entry.tallies.suffix(Self.sparklineLimit).map(\.rate)
      table.append(markdown: [
        Sparkline.text(of: rates), ChangeWording.rate(rates.dropLast().last ?? nil),
        ChangeWording.rateWithInterval(now), ChangeWording.word(entry.changes.last.flatMap { $0 }?.kind),
        link(entry),
      ])
    }
    return Prose.page([
      "### Trends",
      Prose.paragraph(
        """
        Traces per 1,000 by week, from \(first) to \(memory.week.text), with 95 % intervals; *before* is the week
        before. `faultline history` shows all weeks, also of signatures that are not here any more.
        """), table.markdown,
    ])
  }
}

extension RunReport {
  /// What became of the signatures in the week of the run, in a line; `nil` where no earlier week is remembered.
  package var changesInWords: String? {
    guard let memory, memory.chronicle.weeks.count > 1 else { return nil }
    let told = ChangeWording.counts(
      memory.chronicle.entries.compactMap { $0.changes.last.flatMap { $0 }?.kind })
    return "\(memory.week.text) against the weeks before: \(told.isEmpty ? "nothing changed" : told)."
  }
}
