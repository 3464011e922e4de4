internal import JSONBytes

/// How an answer ends: whether it was cut off before its end.
///
/// Many whole answers end without a stop: "No record of it", a name under a letter, the last point of a list. So one
/// that ends in a letter or a comma is cut off only where stops were set before in the same line, where the line is
/// long, or where its last word asks for another; and one that ends in a table only where the last row has fewer cells than the row above.
struct AnswerEnd {
  let isCutOff: Bool

  /// - Parameter text: An answer without the white space at its ends, not empty.
  init(_ bytes: Span<UInt8>, _ text: ByteRange) {
    let line = Self.line(bytes, endingAt: text.end, from: text.start)
    if bytes[line.start] == UInt8(ascii: "|") {
      isCutOff = line.start > text.start && Self.isShortRow(bytes, line, from: text.start)
      return
    }
    let last = bytes[text.end - 1]
    let isWordPart = last | 0x20 >= UInt8(ascii: "a") && last | 0x20 <= UInt8(ascii: "z")
    guard isWordPart || last == UInt8(ascii: ","), !Self.isMarked(bytes, line) else {
      isCutOff = false
      return
    }
    isCutOff =
      line.count >= Self.longLine || Self.hasStop(bytes, line) || Self.endsInJoiningWord(bytes, line)
  }

  /// A line of so many bytes is no signature and no title.
  private static let longLine = 120

  /// The line that ends at a place.
  private static func line(_ bytes: Span<UInt8>, endingAt end: Int, from first: Int) -> ByteRange {
    var start = end
    while start > first, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    while start < end - 1, bytes[start] <= 0x20 { start += 1 }
    return ByteRange(start: start, count: end - start)
  }

  /// Whether a line is a point of a list or a heading.
  private static func isMarked(_ bytes: Span<UInt8>, _ line: ByteRange) -> Bool {
    switch bytes[line.start] {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: ">"): return true
    default: break
    }
    var place = line.start
    while place < line.end, ErrorPhraseIndex.isDigit(bytes[place]) { place += 1 }
    return place > line.start && place < line.end
      && (bytes[place] == UInt8(ascii: ".") || bytes[place] == UInt8(ascii: ")"))
  }

  /// Whether a sentence ends within a line.
  private static func hasStop(_ bytes: Span<UInt8>, _ line: ByteRange) -> Bool {
    var place = line.start + 1
    while place + 1 < line.end {
      let isStop = [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?")].contains(bytes[place])
      if isStop, bytes[place + 1] == 0x20, bytes[place - 1] > 0x20 { return true }
      place += 1
    }
    return false
  }

  /// Whether the last word of a line is one that another must follow.
  private static func endsInJoiningWord(_ bytes: Span<UInt8>, _ line: ByteRange) -> Bool {
    var start = line.end
    while start > line.start, ErrorPhraseIndex.isLetter(bytes[start - 1]) { start -= 1 }
    // One letter or two alone may be the whole answer.
    guard line.end - start <= joiningLimit, start > line.start || line.end - start > 2 else { return false }
    let word = String(decoding: (start..<line.end).map { bytes[$0] }, as: UTF8.self).lowercased()
    return joiningWords.contains(word)
  }

  private static let joiningLimit = 9

  /// Articles, conjunctions, possessives, prepositions and forms of "to be" that end no sentence, in English, German,
  /// French and Spanish.
  private static let joiningWords: Set<String> = [
    "the", "an", "a", "is", "are", "was", "were", "at", "as", "regarding", "and", "or", "of", "to", "with",
    "from", "your", "our", "my", "their", "because", "which",
    "der", "das", "und", "oder", "mit", "eine", "einen", "von", "les", "et", "ou", "des", "une", "el", "los",
    "las", "con", "por", "para", "que",
  ]

  /// Whether the last row of a table has fewer cells than the one above it.
  private static func isShortRow(_ bytes: Span<UInt8>, _ row: ByteRange, from first: Int) -> Bool {
    var end = row.start
    while end > first, bytes[end - 1] <= 0x20 { end -= 1 }
    guard end > first else { return false }
    let above = line(bytes, endingAt: end, from: first)
    return bytes[above.start] == UInt8(ascii: "|") && barCount(bytes, row) < barCount(bytes, above)
  }

  private static func barCount(_ bytes: Span<UInt8>, _ line: ByteRange) -> Int {
    line.indices.count { bytes[$0] == UInt8(ascii: "|") }
  }
}
