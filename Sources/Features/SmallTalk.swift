internal import JSONBytes
internal import Traces

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
    "bonjour", "merci", "you too", "that's all", "that is all", "that'll be all",
    "that will be all", "all i needed",
  ]

  /// A longer sentence says something beside.
  private static let byteLimit = 60

  private static let matcher = PhraseMatcher(parts)

  /// Whether a sentence is one of them.
  static func isIt(_ bytes: Span<UInt8>, _ sentence: ByteRange) -> Bool {
    sentence.count <= byteLimit && holds(bytes, sentence)
  }

  /// Whether a sentence holds a part of one, whatever else it says.
  static func holds(_ bytes: Span<UInt8>, _ sentence: ByteRange) -> Bool {
    var isFound = false
    matcher.forEachMatch(in: bytes, sentence) { _ in isFound = true }
    return isFound
  }

  /// The sentences of a text that say something, without the spaces around them.
  static func sentences(of text: ByteRange, in trace: Trace) -> [ByteRange] {
    var ranges: [ByteRange] = []
    ranges.reserveCapacity(usualCount)
    func add(_ sentence: ByteRange) {
      let shown = trace.trimmed(sentence)
      if shown.indices.contains(where: { trace.text[$0].isLetterOrBeyond }) { ranges.append(shown) }
    }
    var start = text.start
    for place in text.indices where isEnd(trace.text[place]) {
      add(ByteRange(start: start, count: place + 1 - start))
      start = place + 1
    }
    add(ByteRange(start: start, count: text.end - start))
    return ranges
  }

  private static let usualCount = 8

  private static func isEnd(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "\n"): true
    default: false
    }
  }
}
