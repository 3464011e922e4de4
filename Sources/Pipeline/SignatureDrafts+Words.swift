internal import Features
internal import JSONBytes
internal import Signatures
internal import Traces

/// What was said in the traces of a signature that sets it apart.
extension SignatureDrafts {
  /// What is said in the traces read of a signature, and in those of others.
  struct Quotes {
    let own: SharedQuotes
    let elsewhere: SharedQuotes

    /// Tells how many of all its traces say what is close to a sentence.
    let reach: SentenceReach

    /// What the assistant says here and hardly elsewhere; `nil` where that was not looked for.
    var rare: Set<TermKey>?

    /// Whether a sentence of the assistant has a word of what is said hardly elsewhere.
    func isTelling(_ sentence: TermScores.Sentence, by role: Role) -> Bool {
      guard role == .assistant, let rare else { return true }
      return sentence.terms.contains(where: rare.contains)
    }

    /// A longer request holds more than what somebody asks.
    private static let longRequestBytes = 1_000

    /// Whether a sentence is one of a long request that half of the traces begin with: instructions, which no user asks
    /// for.
    func isInstruction(_ sentence: String, of request: Int) -> Bool {
      request > Self.longRequestBytes && own.share(of: sentence, by: .user) >= 0.5
    }

    /// Whether a sentence is twice as common here as elsewhere at least: what all say is of no signature.
    func tellsApart(_ sentence: String, by role: Role) -> Bool {
      elsewhere.isEmpty
        || own.share(of: sentence, by: role) >= 2 * elsewhere.share(of: sentence, by: role)
    }
  }

  /// What each word is worth in finding what sets a signature apart.
  ///
  /// - Parameters:
  ///   - requestWeight: What the words of the user's request count.
  ///   - otherWeight: What later words of user and assistant count, and what tools are given.
  func scores(
    of counts: ClusterCounts, requestWeight: Double = Self.requestWeight, otherWeight: Double = 1
  ) -> TermScores {
    var weights: [TermKey: Double] = [:]
    for column in counts.columns {
      let term = mined.partition.space.columns[column.column].term
      let weight: Double
      switch term.block {
      case .request: weight = requestWeight
      case .protest, .reply:
        // What the agent says on every day of this work is not what went wrong.
        weight = otherWeight * Double(mined.partition.wordParts[column.column])
      case .argument: weight = Self.argumentWeight * otherWeight
      case .error, .tool, .workflow: continue
      }
      if weight > 0 { weights[term] = (column.share - column.shareElsewhere) * weight }
    }
    return TermScores(weights: weights)
  }

  /// A few words that a tool is given stand against whole sentences.
  private static let argumentWeight = 3.0

  /// What the user asked for is where it began, not what went wrong: it decides only where nothing else does.
  private static let requestWeight = 0.3

  /// What at least half of the traces of a signature say, or what is close to it, and that sets it apart the most, in
  /// the words of its medoid or else of another trace read; `nil` where there is none.
  func quote(from traces: [Trace], _ scores: TermScores, _ quotes: Quotes) -> SignatureNaming.Quote? {
    let found = traces.lazy.compactMap { trace -> SignatureNaming.Quote? in
      guard let sentence = best(in: trace, scores, quotes),
        sentence.score >= Self.quotedScore * (isRequest(sentence.turn, of: trace) ? Self.requestWeight : 1)
      else { return nil }
      return quote(sentence, of: trace, quotes)
    }
    return found.first
  }

  /// What one of the traces read says after the request that sets the signature apart, whether or not others say what
  /// is close to it; `nil` where there is none.
  func example(in traces: [Trace], _ scores: TermScores, _ quotes: Quotes) -> SignatureNaming.Quote? {
    let found = traces.lazy.compactMap { trace -> SignatureNaming.Quote? in
      let sentence = scores.bestSentence(of: trace, limit: Self.quoteLimit) { sentence in
        !isRequest(sentence.turn, of: trace)
          && quotes.tellsApart(sentence.text, by: trace.turns[sentence.turn].role)
      }
      guard let sentence, sentence.score >= Self.quotedScore else { return nil }
      return quote(sentence, of: trace, quotes)
    }
    return found.first
  }

  /// How many of a cluster's traces say words that only they have.
  func wordReach(of counts: ClusterCounts, _ rows: [Int]) -> SignatureEvidence.WordReach? {
    OwnWords(
      counts, mined.partition.space.columns, wordParts: mined.partition.wordParts,
      table: mined.collection.evidence
    ).reach(of: rows, others: others(than: rows))
  }

  /// Tells how many of the traces of a cluster say what is close to a sentence.
  func reach(of counts: ClusterCounts, _ rows: [Int], read: [Trace]) -> SentenceReach {
    let weights = counts.columns.compactMap { column -> (term: TermKey, weight: Double)? in
      let term = mined.partition.space.columns[column.column].term
      guard term.block == .request || term.block.isWording else { return nil }
      return (term, column.share - column.shareElsewhere)
    }
    let all = TermScores(weights: Dictionary(weights.map { ($0.term, $0.weight) }) { first, _ in first })
    return SentenceReach(
      weights, rows: rows, in: mined.collection.evidence, read: read.map(all.termsOfSentences))
  }

  private func quote(
    _ sentence: TermScores.Sentence, of trace: Trace, _ quotes: Quotes
  ) -> SignatureNaming.Quote {
    let role = trace.turns[sentence.turn].role
    let isExample = quotes.own.share(of: sentence.text, by: role) < Self.sharedShare
    let text = Self.quoted(sentence)
    return SignatureNaming.Quote(
      speaker: role.name, text: isExample ? Self.shortened(text) : text,
      isRequest: isRequest(sentence.turn, of: trace), isExample: isExample,
      closeCount: quotes.reach.closeCount(of: sentence.terms))
  }

  /// What fewer of the traces read say is an example of what they say.
  private static let sharedShare = 0.8

  /// A quote with room for the words that call it an example.
  private static func shortened(_ text: String) -> String {
    let kept = text.prefix(exampleLimit)
    guard kept.endIndex < text.endIndex, let end = kept.lastIndex(of: " ") else { return text }
    let words = kept[..<end]
    return words.hasSuffix("…") ? String(words) : words + " …"
  }

  /// In characters.
  private static let exampleLimit = 68

  /// A sentence on one line, without the ids and dates of its trace.
  private static func quoted(_ sentence: TermScores.Sentence) -> String {
    let line = sentence.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return QuoteMask().masked(withoutMarkup(line))
  }

  /// A sentence without the marks of lists and headings before it and of emphasis within; as it is if nothing is left.
  private static func withoutMarkup(_ line: String) -> String {
    var rest = line[...]
    while let first = rest.split(separator: " ", maxSplits: 1).first, isListMark(first) {
      rest = rest.dropFirst(first.count).drop { $0 == " " }
    }
    let plain = rest.replacing("**", with: "").replacing("__", with: "")
    return plain.contains(where: \.isLetter) ? String(plain) : line
  }

  /// Whether a word is `-`, `*`, `•`, `>`, `##` or `3.`.
  private static func isListMark(_ word: Substring) -> Bool {
    if word.allSatisfy({ "-*•>#".contains($0) }) { return true }
    return word.count <= 3 && (word.hasSuffix(".") || word.hasSuffix(")"))
      && word.dropLast().allSatisfy(\.isNumber)
  }

  /// The sentence of a user's request, of any trace read, that is worth the most; `nil` if none is worth anything.
  func request(
    in traces: [Trace], _ counts: ClusterCounts, _ quotes: Quotes
  ) -> SignatureNaming.Quote? {
    bestSentence(in: traces, scores(of: counts, requestWeight: 1, otherWeight: 0), quotes).map {
      quote($0.sentence, of: $0.trace, quotes)
    }
  }

  /// The sentence of any trace read, after the user's request, that is worth the most; `nil` if none is worth
  /// anything.
  func answer(
    in traces: [Trace], _ counts: ClusterCounts, _ quotes: Quotes
  ) -> SignatureNaming.Quote? {
    bestSentence(in: traces, scores(of: counts, requestWeight: 0), quotes).map {
      quote($0.sentence, of: $0.trace, quotes)
    }
  }

  /// The sentence of any of some traces that is worth the most, of equals the first.
  private func bestSentence(
    in traces: [Trace], _ scores: TermScores, _ quotes: Quotes
  ) -> (trace: Trace, sentence: TermScores.Sentence)? {
    let sentences = traces.compactMap { trace in
      best(in: trace, scores, quotes).map { (trace: trace, sentence: $0) }
    }
    return sentences.enumerated().max { one, other in
      (one.element.sentence.score, -one.offset) < (other.element.sentence.score, -other.offset)
    }?.element
  }

  /// The sentence of a trace that is worth the most, of those that half of the traces say in like words, and that are
  /// commoner here than elsewhere.
  private func best(in trace: Trace, _ scores: TermScores, _ quotes: Quotes) -> TermScores.Sentence? {
    scores.bestSentence(of: trace, limit: Self.quoteLimit) { sentence in
      let turn = trace.turns[sentence.turn]
      return quotes.reach.isCommon(sentence.terms) && quotes.tellsApart(sentence.text, by: turn.role)
        && quotes.isTelling(sentence, by: turn.role)
        && !(isRequest(sentence.turn, of: trace) && quotes.isInstruction(sentence.text, of: turn.text.count))
    }
  }

  /// What the assistant says in several of the traces and hardly elsewhere, in words that say something.
  func rareReplies(of counts: ClusterCounts, _ names: [TermKey: Term]) -> Set<TermKey> {
    let terms = counts.columns.filter { $0.share >= Self.saidShare && $0.shareElsewhere <= Self.rareShare }
      .map { mined.partition.space.columns[$0.column].term }
    return Set(
      terms.filter { key in
        guard case .words(.reply, let said) = names[key] else { return false }
        return TellingWords.core(of: said) != nil
      })
  }

  /// What fewer of the traces say is of some, and what more of the others say tells nothing.
  private static let saidShare = 0.3
  private static let rareShare = 0.05

  private func isRequest(_ turn: Int, of trace: Trace) -> Bool {
    trace.turns[turn].role == .user && turn < trace.turns.firstIndex { $0.role == .assistant } ?? .max
  }

  /// In bytes: a name has to fit on a line beside its figures.
  private static let quoteLimit = 80

  /// A sentence that is worth less is not what the traces have in common.
  private static let quotedScore = 0.5
}
