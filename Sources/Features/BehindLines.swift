internal import JSONBytes

/// Finds where an answer begins that stands below a line or two of what passed it on.
///
/// `gateway api-3: upstream answered badly (try 2)` above a body, `tool_error` and a rule above words.
struct BehindLines {
  let bytes: [UInt8]
  let text: ByteRange

  /// A longer line is prose or data.
  private static let lineBytes = 120

  /// What stands below a first line that alone says that the call failed; `nil` below any other.
  ///
  /// - Complexity: O(1): a longer line is none.
  var behindMark: ByteRange? {
    guard let line = firstLine, isMark(line) else { return nil }
    return withoutRules(from: line.end)
  }

  /// What stands below one line or two of any words that are no data, if that is an object, markup or, below a word
  /// for a failure, words; `nil` below others.
  ///
  /// - Complexity: O(1).
  var behindWords: ByteRange? {
    guard let line = firstLine, isPlain(line), let rest = withoutRules(from: line.end) else { return nil }
    if isBody(rest) { return rest }
    if let second = BehindLines(bytes: bytes, text: rest).firstLine, isPlain(second),
      let body = withoutRules(from: second.end), isBody(body)
    {
      return body
    }
    return rest.count <= Self.restBytes && bytes[line.end - 1] != UInt8(ascii: ":") && tellsFailure(line)
      ? rest : nil
  }

  /// The first of several lines, if it begins with a letter and is short.
  private var firstLine: ByteRange? {
    guard text.count > 2, ErrorPhraseIndex.isLetter(bytes[text.start]) else { return nil }
    let limit = min(text.end, text.start + Self.lineBytes + 1)
    var end = text.start
    while end < limit, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    guard end < limit else { return nil }
    while end > text.start, bytes[end - 1] <= 0x20 { end -= 1 }
    return ByteRange(start: text.start, count: end - text.start)
  }

  /// The text from a place on, without the white space and the rules of punctuation that it begins with; `nil` if
  /// nothing is left.
  private func withoutRules(from start: Int) -> ByteRange? {
    var place = start
    while place < text.end, bytes[place] <= 0x20 || Self.rules.contains(bytes[place]) { place += 1 }
    return place < text.end ? ByteRange(start: place, count: text.end - place) : nil
  }

  private static let rules = Array("-=*_~#".utf8)

  // MARK: Lines

  /// Whether a line is nothing but a name for the failure of a tool, or says that what was called answered badly.
  private func isMark(_ line: ByteRange) -> Bool {
    var (names, says) = (false, false)
    Self.callees.forEachMatch(in: bytes.span, line) { _ in names = true }
    if names { Self.badAnswers.forEachMatch(in: bytes.span, line) { _ in says = true } }
    if says { return true }
    guard line.count <= Self.markBytes else { return false }
    let letters = bytes[line.indices].filter { ErrorPhraseIndex.isLetter($0) }
    return Self.marks.contains(String(decoding: letters, as: UTF8.self).lowercased())
  }

  private static let markBytes = 24
  private static let marks: Set<String> = [
    "toolerror", "toolfailure", "toolfailed", "toolcallfailed", "toolcallerror", "toolexecutionfailed",
    "toolexecutionerror", "upstreamerror", "upstreamfailure", "upstreamfailed", "callfailed",
  ]

  private static let callees = PhraseMatcher(["upstream", "gateway", "backend", "proxy"])
  private static let badAnswers = PhraseMatcher([
    "answered badly", "answered with failure", "answered with a failure", "answered with error",
    "answered with an error", "responded badly", "responded with failure", "responded with a failure",
    "responded with error", "responded with an error", "replied badly", "replied with failure",
    "replied with an error", "returned failure", "returned a failure", "returned an error",
  ])

  /// Whether a line is a few words, and neither a row of a table nor fields.
  private func isPlain(_ line: ByteRange) -> Bool {
    var wordCount = 1
    for place in line.indices {
      if Self.marksOfData.contains(bytes[place]) { return false }
      guard bytes[place] == 0x20 else { continue }
      if bytes[place + 1] == 0x20 { return false }
      wordCount += 1
    }
    return wordCount <= Self.mostWords
  }

  private static let mostWords = 12
  private static let marksOfData = Array("{}[]|<>=;,\t\"".utf8)

  /// Whether a line has a word for a failure that is not counted: not `2 failed`.
  private func tellsFailure(_ line: ByteRange) -> Bool {
    var isFound = false
    Self.failures.forEachMatch(in: bytes.span, line) { match in
      var start = match.end
      while start > line.start, bytes[start - 1] != 0x20 { start -= 1 }
      isFound = isFound || start < line.start + 2 || !ErrorPhraseIndex.isDigit(bytes[start - 2])
    }
    return isFound
  }

  private static let failures = PhraseMatcher(["failure", "failed", "badly", "upstream"])

  // MARK: What stands below

  private func isBody(_ rest: ByteRange) -> Bool {
    rest.count <= Self.restBytes
      && (bytes[rest.start] == UInt8(ascii: "{") || bytes[rest.start] == UInt8(ascii: "<"))
  }

  /// A longer body below a line of words is what was asked for.
  private static let restBytes = 2_000

  /// Whether a tool gives back texts as they are, by its name: what they hold failed elsewhere.
  static func readsTexts(_ tool: String) -> Bool {
    ToolName.words(of: tool).contains(where: readingWords.contains)
  }

  private static let readingWords: Set<String> = [
    "read", "cat", "file", "files", "open", "view", "show", "search", "grep", "find", "browse", "document",
    "documents", "doc", "docs", "page", "pages", "log", "logs", "journal", "mail", "email", "message",
    "messages", "ticket", "tickets", "wiki", "article", "articles", "kb",
  ]
}
