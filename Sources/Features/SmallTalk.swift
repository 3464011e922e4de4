internal import JSONBytes

/// Sentences by which people begin and end whatever they talk about, as data: they tell nothing of what went wrong.
enum SmallTalk {
  /// Parts of such sentences, in small letters.
  private static let parts: [String] = [
    "anything else", "bye", "feel free", "good morning", "good afternoon", "good evening", "have a good",
    "have a great",
    "have a nice", "how can i help", "how may i help", "is there more", "let me know if", "more i can do",
    "one moment", "something else i can", "thank you", "thanks", "you're welcome", "you are welcome", "hello",
    "hi there",
    "guten tag", "vielen dank", "sonst noch", "buenos d", "gracias",
    "algo m",
    "bonjour", "merci",
  ]

  /// A longer sentence says something beside.
  private static let byteLimit = 60

  private static let matcher = PhraseMatcher(parts)

  /// Whether a sentence is one of them.
  static func isIt(_ bytes: Span<UInt8>, _ sentence: ByteRange) -> Bool {
    guard sentence.count <= byteLimit else { return false }
    var isFound = false
    matcher.forEachMatch(in: bytes, sentence) { _ in isFound = true }
    return isFound
  }
}
