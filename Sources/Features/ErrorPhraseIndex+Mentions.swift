internal import JSONBytes

/// Tells a phrase that reports a failure from one that is only talked about.
///
/// Manuals say what happens if access is denied, lists name what timed out, programs name the errors that they raise.
extension ErrorPhraseIndex {
  // MARK: Phrases at the start

  /// Whether a phrase of failure at the start of a text says that something failed, and is neither a part of a name,
  /// such as `error_rate` or `fatal.txt`, nor counted as none, nor what is written or spoken about.
  func isLead(_ bytes: Span<UInt8>, _ phrase: ByteRange, of text: ByteRange) -> Bool {
    !isTitle(bytes, phrase, of: text) && !isPartOfName(bytes, phrase.end, of: text)
      && !isCountedAsNone(bytes, phrase.start, of: text) && !isNoun(bytes, phrase, of: text)
  }

  /// Whether a name goes on at a place: `_rate`, `.txt`, `/`.
  private func isPartOfName(_ bytes: Span<UInt8>, _ place: Int, of text: ByteRange) -> Bool {
    guard place < text.end else { return false }
    let isFollowed = place + 1 < text.end && Self.isNamePart(bytes[place + 1])
    switch bytes[place] {
    case UInt8(ascii: "_"): return isFollowed && !isFieldOfWords(bytes, place, of: text)
    case UInt8(ascii: "/"): return true
    case UInt8(ascii: "."):
      guard isFollowed else { return false }
      let ending = String(
        decoding: (place + 1..<min(text.end, place + 7)).map { bytes[$0] }.prefix { Self.isNamePart($0) },
        as: UTF8.self)
      return Self.endings.contains(ending)
    default: return false
    }
  }

  /// Whether the name that goes on at a place is that of a field of a body, or of one that holds words:
  /// `error_text: the gate is shut`.
  private func isFieldOfWords(_ bytes: Span<UInt8>, _ place: Int, of text: ByteRange) -> Bool {
    var end = place
    while end < text.end, Self.isNamePart(bytes[end]) { end += 1 }
    guard end + 2 < text.end else { return false }
    switch bytes[end] {
    case UInt8(ascii: "\""): return true
    case UInt8(ascii: ":") where bytes[end + 1] == 0x20 && Self.isLetter(bytes[end + 2]):
      let value = (end + 2..<text.end).prefix { bytes[$0] != UInt8(ascii: "\n") }
      return value.contains { bytes[$0] == 0x20 }
    default: return false
    }
  }

  /// The endings of files that people name after failures.
  private static let endings: Set<String> = [
    "csv", "css", "go", "html", "htm", "java", "js", "json", "jsonl", "log", "md", "pdf", "php", "png", "py",
    "rb", "rs", "swift", "ts", "tsx", "txt", "xlsx", "xml", "yaml", "yml",
  ]

  /// Whether a nought stands before a place: `0 failed, 27 passed`.
  private func isCountedAsNone(_ bytes: Span<UInt8>, _ place: Int, of text: ByteRange) -> Bool {
    guard place > text.start + 1, bytes[place - 1] == 0x20, bytes[place - 2] == UInt8(ascii: "0") else {
      return false
    }
    return place - 3 < text.start || bytes[place - 3] <= 0x20
  }

  /// Whether a phrase is a noun that the next word goes on with, as in "failure to pay" or "critical minerals".
  private func isNoun(_ bytes: Span<UInt8>, _ phrase: ByteRange, of text: ByteRange) -> Bool {
    guard phrase.end + 1 < text.end, bytes[phrase.end] == 0x20, Self.isLetter(bytes[phrase.end + 1]) else {
      return false
    }
    let noun = phrase.indices.map { bytes[$0] | 0x20 }
    guard let verbs = Self.nouns[String(decoding: noun, as: UTF8.self)] else { return false }
    let next = (phrase.end + 1..<min(text.end, phrase.end + 16)).map { bytes[$0] | 0x20 }
      .prefix(while: Self.isLetter)
    return !next.elementsEqual(noun) && !next.suffix(3).elementsEqual(Self.participle)
      && !verbs.contains(String(decoding: next, as: UTF8.self))
  }

  private static let participle = Array("ing".utf8)

  /// Nouns with which texts begin that tell of a failure, and the words that go on so.
  private static let nouns: [String: Set<String>] = [
    "failure": [
      "in", "while", "during", "when", "at", "on", "from", "occurred", "code", "reason", "detected", "for",
      "with", "message",
    ],
    "critical": ["error", "failure", "fault", "exception", "problem", "system", "internal", "issue"],
  ]

  // MARK: Phrases near the start

  /// Whether a phrase is only mentioned: in quotes, as a name in a program, on a condition, or behind what was done.
  func isMentioned(_ bytes: Span<UInt8>, _ phrase: ByteRange, of text: ByteRange) -> Bool {
    isQuoted(bytes, phrase.start, from: text.start) || isPartOfFileName(bytes, phrase.end, of: text)
      || isNameInProgram(bytes, phrase, of: text) || isDependent(bytes, phrase, of: text)
      || isInRow(bytes, phrase, of: text)
  }

  /// Whether a quotation mark stands before a place: a phrase in quotes is talked about.
  private func isQuoted(_ bytes: Span<UInt8>, _ place: Int, from start: Int) -> Bool {
    guard place > start else { return false }
    let before = bytes[place - 1]
    let isTyped = before == UInt8(ascii: "\"") || before == UInt8(ascii: "'") || before == UInt8(ascii: "`")
    guard !isTyped, place - start >= 3 else { return isTyped }
    return bytes[place - 3] == 0xE2 && bytes[place - 2] == 0x80 && (0x98...0x9F).contains(before)
  }

  private func isPartOfFileName(_ bytes: Span<UInt8>, _ place: Int, of text: ByteRange) -> Bool {
    place < text.end && bytes[place] == UInt8(ascii: ".") && isPartOfName(bytes, place, of: text)
  }

  /// Whether a phrase is the name of a class that a program raises or that other words speak of: `raise TimeoutError(`,
  /// `Top error: TimeoutError (81)`.
  private func isNameInProgram(_ bytes: Span<UInt8>, _ phrase: ByteRange, of text: ByteRange) -> Bool {
    let name = phrase.indices.map { bytes[$0] | 0x20 }
    guard name.suffix(5).elementsEqual(Self.error), name.allSatisfy(Self.isLetter) else { return false }
    if phrase.end + 1 < text.end, bytes[phrase.end] == 0x20 {
      let next = bytes[phrase.end + 1]
      if next == UInt8(ascii: "(") || Self.isLetter(next) { return true }
    }
    return wordsBefore(bytes, phrase.start, of: text).last.map { Self.wordsOfPrograms.contains($0) } ?? false
  }

  private static let error = Array("error".utf8)
  private static let wordsOfPrograms: Set<String> = [
    "raise", "throw", "new", "except", "catch", "return", "class", "extends", "import",
  ]

  /// Whether a phrase stands behind words that make it depend on something, ask for it or explain it, or that say what
  /// was done with it.
  private func isDependent(_ bytes: Span<UInt8>, _ phrase: ByteRange, of text: ByteRange) -> Bool {
    let sentence = wordsBefore(bytes, phrase.start, of: text)
    if sentence.contains(where: Self.conditions.contains) { return true }
    if let first = sentence.first, Self.openings.contains(first) { return true }
    let place = phrase.start
    if bytes[phrase.start] >= 0x80, isConditionOfEastAsia(bytes, phrase, of: text) { return true }
    let head = (text.start..<min(place, text.start + Self.deedBytes)).map { bytes[$0] }
    let words = head.split { !Self.isLetter($0) }.map { String(decoding: $0, as: UTF8.self).lowercased() }
    guard let first = words.first, !words.contains(where: Self.reservations.contains) else { return false }
    return Self.deeds.contains(first)
      || words.count > 2 && Self.deeds.contains(words[1]) && words[2] == "to"
  }

  private static let deedBytes = 200

  /// Words behind which a sentence tells of no failure that is there.
  private static let conditions: Set<String> = [
    "if", "whether", "unless", "why", "means", "mean", "meaning", "fix", "fixes", "fixed", "handle",
    "handles", "troubleshooting", "runbook", "wenn", "falls", "jeśli", "jeżeli", "eğer",
  ]

  /// Words with which a sentence begins that tells of no failure that is there.
  private static let openings: Set<String> = [
    "when", "whenever", "how", "what", "where", "who", "customers", "users", "si", "cuando", "lorsque",
    "quand",
    "quando", "gdy", "sobald",
  ]

  /// What was done, where a text begins with it.
  private static let deeds: Set<String> = [
    "created", "sent", "saved", "added", "acknowledged", "updated", "recorded", "filed", "scheduled",
  ]
  private static let reservations: Set<String> = ["but", "however", "not", "with", "without", "except"]

  /// The words of a sentence before a place, in small letters.
  private func wordsBefore(_ bytes: Span<UInt8>, _ place: Int, of text: ByteRange) -> [String] {
    var start = place
    while start > text.start, place - start < Self.sentenceBytes, !isEnd(bytes, start - 1, of: text) {
      start -= 1
    }
    return (start..<place).map { bytes[$0] }.split { !Self.isLetter($0) }
      .map { String(decoding: $0, as: UTF8.self).lowercased() }
  }

  private static let sentenceBytes = 200

  /// Whether a sentence ends with a byte.
  private func isEnd(_ bytes: Span<UInt8>, _ place: Int, of text: ByteRange) -> Bool {
    switch bytes[place] {
    case UInt8(ascii: "\n"): return true
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
      return place + 1 >= text.end || bytes[place + 1] <= 0x20
    // The full stop of East Asia.
    case 0x82: return place >= text.start + 2 && bytes[place - 1] == 0x80 && bytes[place - 2] == 0xE3
    default: return false
    }
  }

  /// Whether the sentence of a phrase has the words for "if" of Chinese or, behind it, Japanese.
  private func isConditionOfEastAsia(_ bytes: Span<UInt8>, _ phrase: ByteRange, of text: ByteRange) -> Bool {
    var (start, end) = (phrase.start, phrase.end)
    while start > text.start, !isEnd(bytes, start - 1, of: text) { start -= 1 }
    while end < text.end, !isEnd(bytes, end, of: text) { end += 1 }
    let sentence = String(decoding: (start..<end).map { bytes[$0] }, as: UTF8.self)
    return ["如果", "若", "当", "時は", "ときは", "場合"].contains { sentence.contains($0) }
  }

  /// Whether a phrase stands in a row below the names of columns: a cell says how things stand that were asked for.
  private func isInRow(_ bytes: Span<UInt8>, _ phrase: ByteRange, of text: ByteRange) -> Bool {
    var (start, end) = (phrase.start, phrase.end)
    while start > text.start, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    guard start > text.start else { return false }
    while end < text.end, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    let isSaid = (start..<end - 1).contains { bytes[$0] == UInt8(ascii: ":") && bytes[$0 + 1] == 0x20 }
    guard !isSaid, let head = text.indices.first(where: { bytes[$0] == UInt8(ascii: "\n") }) else {
      return false
    }
    return namesColumns(bytes, ByteRange(start: text.start, count: head - text.start))
  }

  /// Whether a line is nothing but words in capitals far apart.
  private func namesColumns(_ bytes: Span<UInt8>, _ line: ByteRange) -> Bool {
    var wordCount = 0
    var wasSpace = true
    for place in line.indices {
      let isSpace = bytes[place] == 0x20 || bytes[place] == 0x09
      guard
        isSpace || Self.isUpper(bytes[place])
          || [UInt8(ascii: "_"), UInt8(ascii: "-")].contains(bytes[place])
      else { return false }
      if wasSpace, !isSpace { wordCount += 1 }
      wasSpace = isSpace
    }
    return wordCount > 2
  }

  // MARK: Whole texts

  /// Where the words end among which a phrase counts: of many lines the first, of few the first 200 bytes, and none of a
  /// text that lists what others say.
  func firstWords(_ bytes: Span<UInt8>, _ text: ByteRange) -> Int {
    var firstLine: Int?
    var secondLine: Int?
    var lineCount = 1
    var isNumbered = false
    for place in text.indices where bytes[place] == UInt8(ascii: "\n") {
      isNumbered = isNumbered || isSecond(bytes, place + 1, of: text)
      if firstLine == nil { firstLine = place } else { secondLine = secondLine ?? place }
      lineCount += 1
    }
    // What is only noted stopped nothing.
    if Self.notes.contains(where: { Self.begins(bytes, text, $0) }) { return text.start }
    if Self.letters.contains(where: { Self.begins(bytes, text, $0) }) { return text.start }
    let limit = min(text.end, text.start + 200)
    guard let firstLine else { return limit }
    let line = ByteRange(start: text.start, count: firstLine - text.start)
    if isNumbered || isNotedInLog(bytes, line) { return text.start }
    // Below a title stands what was asked for.
    let isTitled = secondLine.map { $0 <= firstLine + 2 } ?? false
    return lineCount > Self.mostLines || isTitled ? min(limit, firstLine) : limit
  }

  private static let mostLines = 3
  private static let notes: [StaticString] = ["NOTICE:", "NOTE:", "INFO:", "DEBUG:", "Notice:", "Note:"]

  /// With what letters and talks begin.
  private static let letters: [StaticString] = [
    "From:", "Subject:", "Q:", "Customer:", "customer:", "User:", "user:",
    "Agent:", "agent:", "Caller:", "Patient:", "Client:",
  ]

  /// Whether a line begins with a 2 as the text does with a 1: `1. `, `2. `.
  private func isSecond(_ bytes: Span<UInt8>, _ line: Int, of text: ByteRange) -> Bool {
    guard line + 1 < text.end, bytes[text.start] == UInt8(ascii: "1"), bytes[line] == UInt8(ascii: "2"),
      bytes[text.start + 1] == bytes[line + 1]
    else { return false }
    return [UInt8(ascii: "."), UInt8(ascii: ")"), UInt8(ascii: ":"), 0x20, 0x09].contains(bytes[line + 1])
  }

  /// Whether a line is one of a log that notes what is no error.
  private func isNotedInLog(_ bytes: Span<UInt8>, _ line: ByteRange) -> Bool {
    guard line.indices.prefix(Self.digitBytes).contains(where: { Self.isDigit(bytes[$0]) }) else {
      return false
    }
    let head = line.indices.prefix(Self.headerBytes).map { bytes[$0] }
    let header = LineFields(of: head.span)
    guard header.fields.contains(where: { $0.kind == .time }),
      let level = header.fields.firstIndex(where: { $0.kind == .level })
    else { return false }
    let name = head[header.starts[level]...].prefix { Self.isLetter($0) }
    return Self.levels.contains(String(decoding: name, as: UTF8.self).lowercased())
  }

  private static let digitBytes = 24
  private static let headerBytes = 120
  private static let levels: Set<String> = ["info", "debug", "trace", "notice", "warn", "warning"]

  /// The first sentence of a text that somebody wrote; empty if it is a question or the text a letter.
  static func firstSentence(_ bytes: Span<UInt8>, _ text: ByteRange) -> ByteRange {
    var end = text.start
    if greetings.contains(where: { begins(bytes, text, $0) }) {
      return ByteRange(start: text.start, count: 0)
    }
    while end < text.end, !shared.isEnd(bytes, end, of: text) { end += 1 }
    if end < text.end, bytes[end] == UInt8(ascii: "?") { end = text.start }
    return ByteRange(start: text.start, count: end - text.start)
  }

  private static let greetings: [StaticString] = ["Dear ", "Hi ", "Hello ", "Hello,", "Hi,", "Hallo "]
}
