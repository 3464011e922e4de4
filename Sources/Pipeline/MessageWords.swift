internal import Signatures

/// The words of masked messages that say something.
struct MessageWords {
  /// The masked messages, by their hash.
  let messages: [UInt64: [UInt8]]

  /// The words of a message without placeholders and grammar, in lower case; none of an unknown one.
  subscript(hash: UInt64) -> Set<String> {
    let words = String(decoding: messages[hash] ?? [], as: UTF8.self).split(whereSeparator: \.isWhitespace)
      .filter { !$0.contains("<") }
    return Set(words.prefix(Self.wordLimit).compactMap { TellingWords.core(of: $0.lowercased()) })
  }

  /// More words are of an output.
  private static let wordLimit = 40
}
