/// The tools whose answers have a word, or that are given it: the term alone does not say.
struct WordTools {
  /// For each term its place in `tools`, counted from 1; −1 for one that is not sought.
  private var places = TermTable()

  /// The tools that every row with a term calls.
  private var tools: [[UInt64]] = []

  /// - Parameter isSought: Whether a term of errors or of what tools are given is looked for.
  init(table: EvidenceTable, rows: [Int], where isSought: (TermKey) -> Bool) {
    for row in rows {
      for place in table.termRange(row) {
        let term = table.terms[place]
        guard term.block == .error || term.block == .argument else { continue }
        let known = Int(places[term])
        if known > 0 {
          guard tools[known - 1].count > 1 else { continue }
          let called = table.tools[table.toolRange(row)]
          tools[known - 1].removeAll { !called.contains($0) }
        } else if known == 0, isSought(term) {
          tools.append(Array(table.tools[table.toolRange(row)]))
          places.add(Int32(tools.count), to: term)
        } else if known == 0 {
          places.add(-1, to: term)
        }
      }
    }
  }

  /// The tool of a term, as a term; of several the one that is called least.
  ///
  /// - Returns: `nil` if none is known.
  func tool(of term: TermKey, _ counts: FeatureCounts, _ background: FeatureCounts) -> TermKey? {
    let place = Int(places[term])
    guard place > 0 else { return nil }
    return tools[place - 1].map { TermKey(.tool, hash: $0) }.min {
      (counts[$0] + background[$0], $0) < (counts[$1] + background[$1], $1)
    }
  }
}
