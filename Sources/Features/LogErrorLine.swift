internal import JSONBytes

/// Finds the line of an error in the log that a tool gives back: a time, and behind it the level of an error, in
/// capitals, in brackets, before a colon or right behind the time.
///
/// A tool that runs a job prints how it went, line by line, and the line that tells why it failed stands anywhere
/// among those of what went well. The last one counts: what was logged before it was gone on from.
struct LogErrorLine {
  let bytes: [UInt8]
  let text: ByteRange

  /// In lower case, as logging libraries write them.
  private static let levels = PhraseMatcher([
    "error", "fatal", "critical", "severe", "crit", "alert", "emerg", "emergency", "panic",
  ])

  /// The fields of a line's header stand within so many bytes, chosen by hand.
  private static let headerBytes = 120

  /// What the line says behind its level; `nil` where no line is one of an error.
  ///
  /// - Complexity: O(*n*) for *n* bytes.
  func words() -> [UInt8]? {
    guard beginsWithTime else { return nil }
    var found: ByteRange?
    Self.levels.forEachMatch(in: bytes.span, text) { match in
      if let words = wordsOfLine(levelEnd: match.end) { found = words }
    }
    if found == nil { found = wordsOfNumberedLine }
    return found.map { Array(bytes[$0.indices]) }
  }

  /// Whether a time stands in the header of the first line: of other texts no more is looked at.
  var beginsWithTime: Bool {
    let head = bytes[text.indices].prefix(Self.headerBytes).prefix { $0 != Self.newLine }
    guard head.prefix(Self.digitBytes).contains(where: ErrorPhraseIndex.isDigit) else { return false }
    return LineFields(of: Array(head).span).fields.contains { $0.kind == .time }
  }

  /// The first digit of a line that begins with a time, or with a level and a time, stands within so many bytes.
  private static let digitBytes = 24

  /// What a line says behind a word that ends at a place, if that is the level in its header.
  private func wordsOfLine(levelEnd: Int) -> ByteRange? {
    let first = max(text.start, levelEnd - Self.headerBytes)
    var start = levelEnd
    while start > first, bytes[start - 1] != Self.newLine { start -= 1 }
    // The header is longer than that of a log.
    guard start == text.start || bytes[start - 1] == Self.newLine else { return nil }
    var headEnd = levelEnd
    while headEnd < text.end, bytes[headEnd] > 0x20 { headEnd += 1 }
    guard headEnd - start <= Self.headerBytes else { return nil }
    let fields = LineFields(of: Array(bytes[start..<headEnd]).span).fields
    let header = fields.dropLast()
    guard let last = fields.last, header.contains(where: { $0.kind == .time }),
      // Behind another level the word is one of the message.
      !header.contains(where: { $0.kind == .level }),
      isBracketedLevel(start..<headEnd, end: levelEnd)
        || last.kind == .level
          && (ErrorPhraseIndex.isUpper(bytes[levelEnd - 1]) || last.endsInColon || header.last?.kind == .time)
    else { return nil }
    var end = headEnd
    while end < text.end, bytes[end] != Self.newLine, end - headEnd < ErrorRecogniser.messageLimit {
      end += 1
    }
    while headEnd < end, !ErrorPhraseIndex.isNamePart(bytes[headEnd]), bytes[headEnd] < 0x80,
      bytes[headEnd] != UInt8(ascii: "[")
    {
      headEnd += 1
    }
    return headEnd < end ? ByteRange(start: headEnd, count: end - headEnd) : nil
  }

  /// What the last line says that begins as the logs of Kubernetes do; `nil` if none is of an error.
  private var wordsOfNumberedLine: ByteRange? {
    var found: ByteRange?
    var start = text.start
    while start < text.end {
      var end = start
      while end < text.end, bytes[end] != Self.newLine { end += 1 }
      if let words = Self.behindDate(bytes[start..<end]) {
        found = ByteRange(start: words, count: min(end - words, ErrorRecogniser.messageLimit))
      }
      start = end + 1
    }
    return found
  }

  /// Where the words begin behind a letter for the level of an error, the month and day, and what else stands before a
  /// bracket, as Kubernetes writes logs: `E0412 07:30:34.1 12 pull.go:55] back-off`; `nil` if a line begins otherwise.
  static func behindDate(_ line: ArraySlice<UInt8>) -> Int? {
    guard line.first == UInt8(ascii: "E") || line.first == UInt8(ascii: "F") else { return nil }
    let head = line.dropFirst().prefix(5)
    guard head.last == 0x20, head.dropLast().count(where: ErrorPhraseIndex.isDigit) == 4,
      let close = line.prefix(headerBytes).firstIndex(of: UInt8(ascii: "]")), close + 2 < line.endIndex,
      line[close + 1] == 0x20
    else { return nil }
    return close + 2
  }

  /// Whether the level stands alone in square brackets at the end of the header.
  private func isBracketedLevel(_ head: Range<Int>, end: Int) -> Bool {
    guard end == head.upperBound - 1, bytes[end] == UInt8(ascii: "]") else { return false }
    let open = bytes[head].lastIndex(of: UInt8(ascii: "["))
    return open.map { bytes[$0 + 1..<end].allSatisfy(ErrorPhraseIndex.isLetter) } ?? false
  }

  private static let newLine = UInt8(ascii: "\n")
}
