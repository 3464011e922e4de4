/// The tools whose answers have a word: of a term that is only of answers nothing else is known.
struct AnswerTools {
  /// For each term the tools that every row with it calls.
  private var tools: [TermKey: [UInt64]] = [:]

  /// - Parameter isAnswer: Whether a term is of answers, and looked for.
  init(table: EvidenceTable, rows: [Int], where isAnswer: (TermKey) -> Bool) {
    var isWanted: [TermKey: Bool] = [:]
    for row in rows {
      for place in table.termRange(row) where table.terms[place].block == .error {
        let term = table.terms[place]
        let wanted = isWanted[term] ?? isAnswer(term)
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

  /// The tool of a term, as a term; of several the one that is called least. `nil` if none is known.
  func tool(of term: TermKey, _ counts: FeatureCounts, _ background: FeatureCounts) -> TermKey? {
    tools[term]?.map { TermKey(.tool, hash: $0) }.min {
      (counts[$0] + background[$0], $0) < (counts[$1] + background[$1], $1)
    }
  }
}
