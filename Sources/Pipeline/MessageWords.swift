internal import Features
internal import Signatures
internal import Threads

/// The words of masked messages that say something.
struct MessageWords: Sendable {
  /// The masked messages, by their hash.
  let messages: [UInt64: [UInt8]]

  /// The words of the messages that were split beforehand.
  private var known: [UInt64: Set<String>] = [:]

  init(messages: [UInt64: [UInt8]]) {
    self.messages = messages
  }

  /// Splits the messages of some errors that several of them have: these are asked for again and again.
  init(messages: [UInt64: [UInt8]], of errors: [[ErrorEvidence]], threadCount: Int) {
    self.messages = messages
    var counts: [UInt64: Int] = [:]
    for error in errors.joined() { counts[error.message, default: 0] += 1 }
    let common = counts.filter { $0.value >= Self.leastCount }.map(\.key)
    let words = self
    let found = Blocks(itemCount: common.count, size: 64).concurrentMap(threadCount: threadCount) {
      _, range in common[range].map { words[$0] }
    }
    known = Dictionary(uniqueKeysWithValues: zip(common, found.joined()))
  }

  /// The words of a message without placeholders and grammar, in lower case; none of an unknown one.
  subscript(hash: UInt64) -> Set<String> {
    if let words = known[hash] { return words }
    let words = String(decoding: messages[hash] ?? [], as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .filter { !$0.contains("<") }
    return Set(words.prefix(Self.wordLimit).compactMap { TellingWords.core(of: $0.lowercased()) })
  }

  /// More words are of an output.
  private static let wordLimit = 40

  private static let leastCount = 3
}
