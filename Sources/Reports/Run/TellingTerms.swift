internal import Features
internal import JSONBytes
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

  /// The most rows of words among them.
  private static let wordRowLimit = 3

  /// The most words told of each speaker; more would be a word list.
  private static let wordLimit = 5

  /// A wider term goes where a narrower one has at least this part of its share.
  private static let sameShare = 0.9

  /// The rows to be told, facts before words, else in the order of the terms, which is the most telling first.
  static func rows(of terms: [SignatureEvidence.DistinctiveTerm]) -> [Row] {
    var rows: [Row] = []
    var rowOfKind: [String: Int] = [:]
    var facts: Set<Fact> = []
    for told in terms where !isToldByTools(told, terms) && !terms.contains(where: { isWider(told, than: $0) })
    {
      guard let candidate = withoutCrumbs(told) else { continue }
      guard let kind = candidate.term.kindOfWords else {
        if Fact(of: candidate.term).map({ facts.insert($0).inserted }) ?? true {
          rows.append(Row(terms: [candidate]))
        }
        continue
      }
      if let row = rowOfKind[kind] {
        let known = rows[row].terms
        guard
          !known.contains(where: { says($0.term, candidate.term) || hasSameCore($0.term, candidate.term) })
        else { continue }
        rows[row] = Row(terms: known + [candidate])
      } else {
        rowOfKind[kind] = rows.count
        rows.append(Row(terms: [candidate]))
      }
    }
    return shortened(rows.map { Row(terms: Array(JoinedPhrases.of($0.terms).prefix(wordLimit))) })
  }

  /// The facts and then the words, as many as are told, grave signs among them: a row of words says less of what
  /// happens, however rare the words are.
  private static func shortened(_ rows: [Row]) -> [Row] {
    let facts = rows.filter { $0.terms[0].term.kindOfWords == nil }
    let words = rows.filter { $0.terms[0].term.kindOfWords != nil }.prefix(wordRowLimit)
    let factLimit = rowLimit - words.count
    let graveCount = facts.dropFirst(factLimit).count { isGrave($0.terms[0]) }
    let first = facts.prefix(max(0, factLimit - graveCount))
    return first + facts.dropFirst(first.count).filter { isGrave($0.terms[0]) } + words
  }

  private static func isGrave(_ term: SignatureEvidence.DistinctiveTerm) -> Bool {
    guard case .sign(let sign, _) = term.term, SeverityRule.severity(of: sign) == .critical else {
      return false
    }
    return SeverityRule.isCommon(sign, share: term.share, elsewhere: term.shareElsewhere)
  }

  /// What several signs say of a trace in other words, so that one of them tells it.
  private struct Fact: Hashable {
    let group: Int

    /// The tool that it is about; `nil` for the end, which there is one of.
    let tool: String?

    /// `nil` for terms that tell a fact of their own.
    init?(of term: Term) {
      guard case .sign(let sign, let tool) = term,
        let group = Self.groups.firstIndex(where: { $0.contains(sign) })
      else { return nil }
      (self.group, self.tool) = (group, group == 0 ? nil : tool)
    }

    /// The first is of how a trace ends.
    private static let groups: [Set<WorkflowSign>] = [
      [.noAnswer, .endsWithTool, .endsWithCall, .unansweredCall],
      [.repeatedCall, .repeatedSuccess, .repeatedReading],
    ]
  }

  /// A term without what tells a reader nothing; `nil` where all of it is words that many others say too, or grammar.
  private static func withoutCrumbs(
    _ term: SignatureEvidence.DistinctiveTerm
  ) -> SignatureEvidence.DistinctiveTerm? {
    guard case .words(let block, let words) = term.term else { return term }
    guard term.tellsApart, let core = TellingWords.core(of: words) else { return nil }
    // One word of a pair may be as common elsewhere, whatever the pair is: the figures are of the pair.
    let isWhole = core.count { $0 == " " } == words.count { $0 == " " }
    let shown = isWhole ? core : words
    guard !shown.contains(where: marks.contains) else { return nil }
    return .init(term: .words(block, shown), share: term.share, shareElsewhere: term.shareElsewhere)
  }

  /// Two words with one of them between are a crumb of code or of two sentences.
  private static let marks: Set<Character> = [
    "(", ")", "[", "]", "{", "}", "<", ">", "|", "\\", "\"", "“", "”", "`", "=",
  ]

  /// Whether two terms are the same words but for capitals.
  private static func says(_ one: Term, _ other: Term) -> Bool {
    let wording = TermWording.plain
    return wording.clause(for: one).lowercased() == wording.clause(for: other).lowercased()
  }

  /// Whether two terms are the same words but for those of grammar.
  private static func hasSameCore(_ one: Term, _ other: Term) -> Bool {
    guard case .words(_, let words) = one, case .words(_, let others) = other,
      let core = TellingWords.core(of: words)
    else { return false }
    return core.lowercased() == TellingWords.core(of: others)?.lowercased()
  }

  /// Whether a term is a sign of some tool that others tell of the tools themselves.
  private static func isToldByTools(
    _ term: SignatureEvidence.DistinctiveTerm, _ terms: [SignatureEvidence.DistinctiveTerm]
  ) -> Bool {
    guard case .sign(let sign, nil) = term.term else { return false }
    let told = terms.filter { if case .sign(sign, .some) = $0.term { true } else { false } }
    return !told.isEmpty && told.reduce(0) { $0 + $1.share } >= term.share * sameShare
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
      return block == block2 && PlainText(" \(words2) ").contains(PlainText(" \(words) "))
    case (.tool(let tool), .step(let from, let to)): return tool == from || tool == to
    case (.tool(let tool), .error(let tool2, _, _)): return tool == tool2
    case (.tool(let tool), .sign(let sign, let tool2)):
      return tool == tool2 && (sign == .firstTool || sign == .lastTool)
    case (.sign(.lastTool, let tool), .sign(.gaveUpAfterError, let tool2)): return tool == tool2
    case (.sign(let sign, let tool), .lapse(let kind, _, let step)):
      return kind.sign == sign && (tool == nil || tool == step)
    case (.sign(.noAnswer, _), .sign(let sign, _)): return sign == .endsWithTool || sign == .endsWithCall
    case (.sign(.noToolCall, _), .sign(.promiseWithoutCall, _)): return true
    case (.sign(.handOff, _), .sign(.immediateHandOff, _)): return true
    case (.sign(.manyCalls, let tool), .sign(.repeatedCall, let tool2)): return tool == tool2
    default: return false
    }
  }
}
