/// The tools whose answers have a word, or that are given it: the term alone does not say.
struct WordTools {
  /// For each term the tools that every row with it calls.
  private var tools: [TermKey: [UInt64]] = [:]

  /// - Parameter isSought: Whether a term of errors or of what tools are given is looked for.
  init(table: EvidenceTable, rows: [Int], where isSought: (TermKey) -> Bool) {
    var isWanted: [TermKey: Bool] = [:]
    for row in rows {
      for place in table.termRange(row) {
        let term = table.terms[place]
        guard term.block == .error || term.block == .argument else { continue }
        let wanted = isWanted[term] ?? isSought(term)
        isWanted[term] = wanted
        guard wanted else { continue }
        let called = table.tools[table.toolRange(row)]
        if let known = tools[term] {
          if known.count > 1 { tools[term] = known.filter(called.contains) }
        } else {
          tools[term] = Array(called)
        }
      }
    }
  }

  /// The tool of a term, as a term; of several the one that is called least.
  ///
  /// - Returns: `nil` if none is known.
  func tool(of term: TermKey, _ counts: FeatureCounts, _ background: FeatureCounts) -> TermKey? {
    tools[term]?.map { TermKey(.tool, hash: $0) }.min {
      (counts[$0] + background[$0], $0) < (counts[$1] + background[$1], $1)
    }
  }
}
