internal import JSONBytes
package import Traces

/// Finds where in a trace the terms stand that set its signature apart.
package struct TermScores: Sendable {
  /// What each term is worth.
  private let weights: [TermKey: Double]

  package init(weights: [TermKey: Double]) {
    self.weights = weights
  }

  /// A sentence of a turn.
  package struct Sentence: Sendable {
    /// The place of the turn in the trace.
    package let turn: Int
    package let text: String
    package let score: Double

    /// The terms in it that are worth something, each once.
    package let terms: [TermKey]
  }

  /// The terms that are worth something, ascending.
  package var terms: [TermKey] { weights.keys.sorted() }

  /// What a term is worth.
  package func weight(of term: TermKey) -> Double { weights[term] ?? 0 }

  /// What the words of each turn, and of what it gives to tools, are worth together, each term once a turn or call;
  /// 0 for turns of tools and systems, and for small talk.
  package func scores(of trace: Trace) -> [Double] {
    var scores = zip(trace.turns, blocks(of: trace)).map { turn, block in
      block.map { score(turn.text, as: $0, of: trace) } ?? 0
    }
    for call in trace.toolCalls where scores.indices.contains(call.turn) {
      scores[call.turn] += score(ofArguments: call, of: trace)
    }
    return scores
  }

  private func score(_ text: ByteRange, as block: Block, of trace: Trace) -> Double {
    let terms = sentences(of: text, in: trace).filter { !SmallTalk.isIt(trace.text.span, $0) }
      .flatMap { self.terms(in: $0, as: block, of: trace) }
    // Ascending: the last bits of a sum depend on the order.
    return Set(terms).sorted().reduce(0) { $0 + weight(of: $1) }
  }

  private func score(ofArguments call: ToolCall, of trace: Trace) -> Double {
    let tool = ByteHash.of(trace.text.span, call.tool)
    var seen: Set<TermKey> = []
    var total = 0.0
    Words.forEach(in: trace.text.span, call.arguments) { word in
      let key = TermKey.argument(tool: tool, word: word.hash)
      if let weight = weights[key], seen.insert(key).inserted { total += weight }
    }
    return total
  }

  /// The sentence whose words are worth the most; `nil` if no words are worth anything.
  ///
  /// - Parameters:
  ///   - limit: Longer sentences are cut at a word border, in bytes.
  ///   - isUsed: Whether a sentence, as it is shown, of a turn may be taken.
  package func bestSentence(
    of trace: Trace, limit: Int, where isUsed: (Sentence) -> Bool = { _ in true }
  ) -> Sentence? {
    var best: (range: ByteRange, sentence: Sentence)?
    for (turn, block) in blocks(of: trace).enumerated() {
      guard let block else { continue }
      for range in sentences(of: trace.turns[turn].text, in: trace) {
        let terms = terms(in: range, as: block, of: trace)
        let score =
          terms.reduce(0) { $0 + weight(of: $1) }
          * (isCode(range, of: trace) || SmallTalk.isIt(trace.text.span, range) ? Self.asideShare : 1)
        // Of sentences worth the same the shorter says it better.
        let known = best?.sentence.score ?? 0
        guard score > 0, score > known || score == known && range.count < best?.range.count ?? 0 else {
          continue
        }
        let text = shown(range, of: trace, limit: limit)
        let sentence = Sentence(turn: turn, text: text, score: score, terms: terms)
        if isUsed(sentence) { best = (range, sentence) }
      }
    }
    return best?.sentence
  }

  /// Of each sentence of the user and the assistant the terms that are worth something, of those with any.
  package func termsOfSentences(of trace: Trace) -> [[TermKey]] {
    zip(trace.turns, blocks(of: trace)).flatMap { turn, block -> [[TermKey]] in
      guard let block else { return [] }
      return sentences(of: turn.text, in: trace).map { terms(in: $0, as: block, of: trace) }
        .filter { !$0.isEmpty }
    }
  }

  /// The block of each turn's words; `nil` for turns of tools and systems.
  private func blocks(of trace: Trace) -> [Block?] {
    var isAnswered = false
    return trace.turns.map { turn in
      switch turn.role {
      case .assistant:
        isAnswered = true
        return .reply
      case .user: return isAnswered ? .protest : .request
      case .system, .tool: return nil
      }
    }
  }

  /// The terms of a stretch of text that are worth something, each once, in the order of the text.
  private func terms(in range: ByteRange, as block: Block, of trace: Trace) -> [TermKey] {
    var seen: Set<TermKey> = []
    var terms: [TermKey] = []
    Words.forEach(in: trace.text.span, range) { word in
      for hash in [word.hash, word.pairHash].compactMap({ $0 }) {
        let key = TermKey(block, hash: hash)
        if weights[key] != nil, seen.insert(key).inserted { terms.append(key) }
      }
    }
    return terms
  }

  private func sentences(of text: ByteRange, in trace: Trace) -> [ByteRange] {
    var ranges: [ByteRange] = []
    var start = text.start
    for place in text.indices {
      let byte = trace.text[place]
      let isEnd = byte == UInt8(ascii: "\n") || isFullStop(byte, at: place, in: text, of: trace)
      guard isEnd else { continue }
      ranges.append(trace.trimmed(ByteRange(start: start, count: place + 1 - start)))
      start = place + 1
    }
    ranges.append(trace.trimmed(ByteRange(start: start, count: text.end - start)))
    return ranges.filter { !$0.isEmpty }
  }

  /// What a line of code or of small talk is worth as a quotation, of what its words are.
  private static let asideShare = 0.3

  /// Whether a sentence reads as code: it calls, assigns, or joins words by signs.
  private func isCode(_ range: ByteRange, of trace: Trace) -> Bool {
    func isWord(_ byte: UInt8) -> Bool {
      let lower = byte | 0x20
      return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
    }
    for place in range.indices {
      let next = place + 1 < range.end ? trace.text[place + 1] : 0
      switch trace.text[place] {
      case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ";"), UInt8(ascii: "="): return true
      case UInt8(ascii: "_"), UInt8(ascii: "("):
        // A bracket or an underscore right behind a letter.
        if place > range.start, isWord(trace.text[place - 1]), next > 0x20 { return true }
      default: break
      }
    }
    if !range.isEmpty, trace.text[range.start] == UInt8(ascii: "#") { return true }
    let word = trace.text[range.indices].prefix { isWord($0) }
    return ["import", "from", "def", "return"].contains { word.elementsEqual($0.utf8) }
  }

  private func isFullStop(_ byte: UInt8, at place: Int, in text: ByteRange, of trace: Trace) -> Bool {
    guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") else {
      return false
    }
    guard place + 1 < text.end else { return true }
    return trace.text[place + 1] <= 0x20 && !isAbbreviation(before: place, in: text, of: trace)
  }

  /// Whether a full stop stands behind a word that is always cut short: `Dr. Lee`.
  private func isAbbreviation(before place: Int, in text: ByteRange, of trace: Trace) -> Bool {
    var start = place
    while start > text.start, trace.text[start - 1] > 0x20, place - start < 5 { start -= 1 }
    let word = String(decoding: trace.text[start..<place], as: UTF8.self)
    return ["Dr", "Mr", "Mrs", "Ms", "Prof", "St", "No", "Nr", "e.g", "i.e", "z.B", "vs", "Sr", "Sra"]
      .contains(word)
  }

  private func shown(_ range: ByteRange, of trace: Trace, limit: Int) -> String {
    guard range.count > limit else { return trace.string(range) }
    var end = range.start + limit
    while end > range.start, trace.text[end] > 0x20 { end -= 1 }
    if end == range.start {
      // One long run of letters: cut between two characters.
      end = range.start + limit
      while end > range.start, trace.text[end] & 0xC0 == 0x80 { end -= 1 }
    }
    return trace.string(ByteRange(start: range.start, count: end - range.start)) + " …"
  }
}
