internal import Features
internal import Signatures

/// Chooses the few terms that a reader is told, without saying one thing twice.
enum TellingTerms {
  private static let limit = 12

  /// The most terms of each block of words; more would be a word list.
  private static let wordLimit = 3

  /// A wider term goes where a narrower one has at least this part of its share.
  private static let sameShare = 0.9

  /// The terms to be told, in the order given, which is the most telling first.
  static func chosen(
    from terms: [SignatureEvidence.DistinctiveTerm]
  ) -> [SignatureEvidence.DistinctiveTerm] {
    var chosen: [SignatureEvidence.DistinctiveTerm] = []
    var wordCounts: [String: Int] = [:]
    for candidate in terms where chosen.count < limit {
      let isSaid = terms.contains { isWider(candidate, than: $0) }
      let isWord = if case .words = candidate.term { true } else { false }
      let kind = candidate.term.kind
      guard !isSaid, !isWord || wordCounts[kind, default: 0] < wordLimit else { continue }
      if isWord { wordCounts[kind, default: 0] += 1 }
      chosen.append(candidate)
    }
    return chosen
  }

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
    case (.sign(.handOff, _), .sign(.immediateHandOff, _)): return true
    case (.sign(.manyCalls, let tool), .sign(.repeatedCall, let tool2)): return tool == tool2
    default: return false
    }
  }
}
