internal import Features
internal import Signatures

/// What a reader is told of the terms of a signature: the few that say most, none twice, words of a kind together.
enum TellingTerms {
  /// A row of the table: a clause that holds for all its terms.
  struct Row {
    let terms: [SignatureEvidence.DistinctiveTerm]

    /// The least and the greatest share of the terms.
    func range(_ share: (SignatureEvidence.DistinctiveTerm) -> Double) -> String {
      let shares = terms.map(share)
      let (low, high) = (Figures.percent(shares.min()), Figures.percent(shares.max()))
      return low == high ? low : "\(low.dropLast(2))–\(high)"
    }
  }

  private static let rowLimit = 10

  /// The most words told of each speaker; more would be a word list.
  private static let wordLimit = 5

  /// A wider term goes where a narrower one has at least this part of its share.
  private static let sameShare = 0.9

  /// The rows to be told, in the order of the terms, which is the most telling first.
  static func rows(of terms: [SignatureEvidence.DistinctiveTerm]) -> [Row] {
    var rows: [Row] = []
    var rowOfKind: [String: Int] = [:]
    for candidate in terms
    where tellsSomething(candidate) && !terms.contains(where: { isWider(candidate, than: $0) }) {
      guard let kind = candidate.term.kindOfWords else {
        rows.append(Row(terms: [candidate]))
        continue
      }
      if let row = rowOfKind[kind] {
        if rows[row].terms.count < wordLimit { rows[row] = Row(terms: rows[row].terms + [candidate]) }
      } else {
        rowOfKind[kind] = rows.count
        rows.append(Row(terms: [candidate]))
      }
    }
    return Array(rows.prefix(rowLimit))
  }

  /// Whether a reader learns something of a term: words that many others say too, or words of grammar, tell nothing.
  private static func tellsSomething(_ term: SignatureEvidence.DistinctiveTerm) -> Bool {
    guard case .words(_, let words) = term.term else { return true }
    guard term.share >= leastRatioOfWords * term.shareElsewhere else { return false }
    return words.split(separator: " ").contains { $0.utf8.count > shortWordBytes }
  }

  /// How many times as common words are here as elsewhere, at least.
  private static let leastRatioOfWords = 4.0

  /// So short a word of Latin letters is one of grammar.
  private static let shortWordBytes = 3

  /// Whether a term says less than another that is about as common.
  private static func isWider(
    _ one: SignatureEvidence.DistinctiveTerm, than other: SignatureEvidence.DistinctiveTerm
  ) -> Bool {
    guard one.term != other.term, other.share >= one.share * sameShare else { return false }
    switch (one.term, other.term) {
    case (.error(let tool, let type, let template), .error(let tool2, let type2, let template2)):
      return (tool == nil || tool == tool2) && (type == nil || type == type2)
        && (template == nil || template == template2)
    case (.words(let block, let words), .words(let block2, let words2)):
      return block == block2 && " \(words2) ".contains(" \(words) ")
    case (.tool(let tool), .step(let from, let to)): return tool == from || tool == to
    case (.tool(let tool), .error(let tool2, _, _)): return tool == tool2
    case (.sign(.lastTool, let tool), .sign(.gaveUpAfterError, let tool2)): return tool == tool2
    case (.sign(let sign, let tool), .lapse(let kind, _, let step)):
      return kind.sign == sign && (tool == nil || tool == step)
    case (.sign(.handOff, _), .sign(.immediateHandOff, _)): return true
    case (.sign(.manyCalls, let tool), .sign(.repeatedCall, let tool2)): return tool == tool2
    default: return false
    }
  }
}
