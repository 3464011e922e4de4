internal import Signatures

/// Joins pairs of characters of scripts that put no spaces between words, where one goes on with what another ends
/// with: of “抱歉”, “歉没” and “没能” a reader is told “抱歉没能”.
///
/// Pairs of words are not joined: “scale the” and “the scaling” are said, and “scale the scaling” by nobody.
enum JoinedPhrases {
  /// Pairs are of one phrase where the rarer has at least this part of the other's share.
  private static let sameShare = 0.5

  /// In characters: a longer phrase is a sentence.
  private static let partLimit = 8

  /// The terms with those joined that overlap, in the order of the first of each.
  ///
  /// - Parameter terms: Words of one block, or of one tool.
  static func of(_ terms: [SignatureEvidence.DistinctiveTerm]) -> [SignatureEvidence.DistinctiveTerm] {
    var rest = terms.map { (term: $0, parts: characters(of: $0)) }
    var joined: [SignatureEvidence.DistinctiveTerm] = []
    while !rest.isEmpty {
      var (term, parts) = rest.removeFirst()
      while parts.count > 1, parts.count < partLimit,
        let place = rest.firstIndex(where: { goesOn($0.parts, with: parts) && isAsCommon($0.term, term) })
      {
        let other = rest.remove(at: place)
        let isBehind = other.parts[0] == parts[parts.count - 1]
        parts = isBehind ? parts + other.parts.dropFirst() : other.parts.dropLast() + parts
        term = .init(
          term: term.term.saying(parts.joined()), share: min(term.share, other.term.share),
          shareElsewhere: min(term.shareElsewhere, other.term.shareElsewhere))
      }
      joined.append(term)
    }
    return joined
  }

  private static func goesOn(_ other: [String], with parts: [String]) -> Bool {
    other.count == 2 && (other[0] == parts[parts.count - 1] || other[1] == parts[0])
  }

  private static func isAsCommon(
    _ one: SignatureEvidence.DistinctiveTerm, _ other: SignatureEvidence.DistinctiveTerm
  ) -> Bool {
    min(one.share, other.share) >= sameShare * max(one.share, other.share)
  }

  /// The two characters of a term of a script that puts no spaces between words; none of others.
  private static func characters(of term: SignatureEvidence.DistinctiveTerm) -> [String] {
    guard let said = term.term.said, said.count == 2, said.allSatisfy(hasNoSpaces) else { return [] }
    return said.map(String.init)
  }

  /// Whether a character is of a script that puts no spaces between words, as far as most of them go.
  private static func hasNoSpaces(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first?.value else { return false }
    return 0x3040...0x30FF ~= scalar || 0x3400...0x9FFF ~= scalar || 0x0E00...0x0EFF ~= scalar
      || 0x1000...0x109F ~= scalar || 0x1780...0x17FF ~= scalar
  }
}
