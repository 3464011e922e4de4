internal import JSONBytes
internal import Traces

/// What the assistant says last of the errors before it: one that it reports was not made good, whatever came between.
struct LastAnswer {
  private let trace: Trace
  private let turn: Int
  private let text: ByteRange

  /// The words of the answer, and of each two that stand together.
  private let words: WordSet
  private let pairs: WordSet

  /// For each sentence that says that something did not go, its words.
  private let failures: [WordSet]

  /// The last turn of the assistant, if it comes after the last call; `nil` for others, and where it says that another
  /// try went well.
  init?(of trace: Trace) {
    guard let turn = trace.turns.lastIndex(where: { $0.role == .assistant && !$0.text.isEmpty }),
      trace.toolCalls.last.map({ $0.turn < turn }) ?? false
    else { return nil }
    let text = ByteRange(
      start: trace.turns[turn].text.start, count: min(trace.turns[turn].text.count, Self.answerBytes))
    guard !Self.holds(Self.retries, trace, text) else { return nil }
    (self.trace, self.turn, self.text) = (trace, turn, text)
    (words, pairs) = Self.words(of: trace.text.span, text)
    failures = SmallTalk.sentences(of: text, in: trace).filter { Self.holds(Self.phrases, trace, $0) }
      .map { Self.words(of: trace.text.span, $0).words }
  }

  /// A longer answer tells more than what failed.
  private static let answerBytes = 2_000

  /// Whether the answer tells of an error: in its words, or that what its tool does did not go.
  func reports(_ error: ToolError) -> Bool {
    let message = ByteRange(start: 0, count: error.message.count)
    let said = Self.words(of: error.message.span, message, from: Self.tellingBytes)
    if said.pairs.count >= Self.fewestPairs,
      Self.isMost(said.pairs.commonCount(with: pairs), of: said.pairs.count)
    {
      return true
    }
    guard !failures.isEmpty else { return false }
    if said.words.count >= Self.fewestWords,
      Self.isMost(said.words.commonCount(with: words), of: said.words.count)
    {
      return true
    }
    return saysThatToolFailed(error)
  }

  /// Whether a sentence says that something did not go, in half of the words of the name of the tool, and no turn of
  /// the user stands between.
  private func saysThatToolFailed(_ error: ToolError) -> Bool {
    let call = trace.toolCalls[error.call]
    guard !call.tool.isEmpty, !trace.turns[call.turn..<turn].contains(where: { $0.role == .user }) else {
      return false
    }
    let name = Array(ToolName.words(of: trace.string(call.tool)).joined(separator: " ").utf8)
    let parts = Self.words(
      of: name.span, ByteRange(start: 0, count: name.count), from: Self.tellingBytes
    ).words
    return !parts.isEmpty
      && failures.contains { $0.commonCount(with: parts) * 2 >= parts.count }
  }

  private static let tellingBytes = 4
  private static let fewestWords = 3
  private static let fewestPairs = 2

  private static func isMost(_ count: Int, of all: Int) -> Bool { count * 3 >= all * 2 }

  // MARK: Words

  /// The words of a stretch of so many bytes at least, and the pairs of all of its words.
  static func words(
    of bytes: Span<UInt8>, _ text: ByteRange, from least: Int = 1
  ) -> (words: WordSet, pairs: WordSet) {
    var (words, pairs) = (WordSet(), WordSet())
    Words.forEach(in: bytes, text) { word in
      if word.range.count >= least { words.insert(word.hash) }
      if let pair = word.pairHash { pairs.insert(pair) }
    }
    return (words, pairs)
  }

  /// Each two words that stand together in a stretch.
  static func pairs(of bytes: Span<UInt8>, _ text: ByteRange) -> WordSet {
    var pairs = WordSet()
    Words.forEach(in: bytes, text) { if let pair = $0.pairHash { pairs.insert(pair) } }
    return pairs
  }

  private static func holds(_ matcher: PhraseMatcher, _ trace: Trace, _ text: ByteRange) -> Bool {
    var isFound = false
    matcher.forEachMatch(in: trace.text.span, text) { _ in isFound = true }
    return isFound
  }

  /// How an assistant says that something did not go; of what it will not do it speaks in the present.
  private static let phrases = PhraseMatcher([
    "could not", "couldn't", "couldn’t", "failed", "failure", "was unable", "were unable", "wasn't able",
    "wasn’t able", "was not able", "weren't able", "no way to", "didn't work", "didn’t work", "did not work",
    "did not go through", "didn't go through", "was not possible", "wasn't possible", "without success",
    "went wrong", "came back with an error", "returned an error", "answered with an error", "konnte nicht",
    "konnte ich nicht", "war nicht möglich", "fehlgeschlagen", "gescheitert", "no pude", "no se pudo",
    "no fue posible", "n'ai pas pu", "n’ai pas pu", "n'a pas pu", "a échoué", "não consegui",
    "não foi possível",
    "non sono riuscito", "失败", "未能", "できませんでした",
  ])

  /// How it says that another try went well.
  private static let retries = PhraseMatcher([
    "retried", "after a retry", "on retry", "second try", "second attempt", "third try", "third attempt",
    "tried again and", "at first", "initially", "the first time", "the first attempt", "the first try",
    "this time", "eventually", "but it works now", "worked now", "now works", "then succeeded", "then worked",
    "beim zweiten", "im zweiten", "zunächst", "al principio", "segundo intento", "d'abord", "deuxième",
  ])
}
