internal import JSONBytes

/// The tables of `ErrorPhrases`, made ready for one pass over bytes.
struct ErrorPhraseIndex: Sendable {
  static let shared = ErrorPhraseIndex()

  private let types: PhraseMatcher
  private let typeRanks: [Int]

  /// What says nothing of a type though it holds a phrase of one, and the place of that phrase.
  private let vaguePhrases: PhraseMatcher
  private let vagueWords: Set<Int>

  /// For the places of phrases that tell a type only beside others these others.
  private let companions: [Int: PhraseMatcher]

  private let failures: PhraseMatcher
  private let failureKinds: [FailureKind]
  private let failureLengths: [Int]
  private let emptyResults: PhraseMatcher

  /// The phrases that count anywhere, alone: most bytes that are searched are of texts where no others do.
  private let anywhere: PhraseMatcher

  /// Where a phrase has to stand to make a text an error.
  private enum FailureKind {
    case atStart, nearStart, anywhere
  }

  private init() {
    let rows = ErrorPhrases.rows.enumerated().flatMap { rank, row in
      (row.alone + row.within).map { (phrase: $0, rank: rank) }
    }
    types = PhraseMatcher(rows.map(\.phrase))
    typeRanks = rows.map(\.rank)
    vaguePhrases = PhraseMatcher(ErrorPhrases.vague)
    vagueWords = Set(rows.indices.filter { ErrorPhrases.vagueWords.contains(rows[$0].phrase) })
    let matchers = ErrorPhrases.beside.mapValues { PhraseMatcher($0) }
    companions = Dictionary(
      uniqueKeysWithValues: rows.indices.compactMap { place in
        matchers[rows[place].phrase].map { (place, $0) }
      })
    let kinds =
      (ErrorPhrases.leads + ErrorPhrases.leadsOfPrograms).map { (phrase: $0, kind: FailureKind.atStart) }
      + (ErrorPhrases.rows.flatMap(\.alone) + ErrorPhrases.untyped).map { ($0, .nearStart) }
      + ErrorPhrases.anywhere.map { ($0, .anywhere) }
    failures = PhraseMatcher(kinds.map(\.phrase))
    failureKinds = kinds.map(\.kind)
    failureLengths = kinds.map(\.phrase.utf8.count)
    emptyResults = PhraseMatcher(ErrorPhrases.emptyResults)
    anywhere = PhraseMatcher(ErrorPhrases.anywhere)
  }

  /// The type of a failure: by its own name or code, else by a telling HTTP status, else by its words.
  ///
  /// The name of a class that programs raise for whatever goes wrong counts last.
  func type(of found: Failure) -> ErrorType {
    var failure = found
    failure.message = found.message.map(Self.withoutFrames)
    // SAP numbers its messages within areas: M8/504 is no status.
    let code = failure.typeText.flatMap { Self.isMessageNumber($0) ? nil : $0 }
    let byName = code.flatMap { type(ofText: Self.spaced($0)) }
    let isGeneral = failure.typeText.map { Self.isGeneralClass($0) } ?? false
    // A name such as INVALID_SESSION says no more than that something is not as it should be.
    if let byName, !isGeneral, byName != .validation {
      // What is billed is what is used up, and who asks too often breaks a rule of some name.
      let byWords = failure.message.flatMap { type(ofText: Self.spaced($0)) }
      switch (byName, byWords) {
      case (.payment, .quota): return .quota
      case (.precondition, .rateLimit), (.internal, .rateLimit), (.permission, .rateLimit): return .rateLimit
      default: return byName
      }
    }
    if byName == nil, let message = failure.message, Self.lacksSetting(message) { return .precondition }
    let byStatus = failure.status.flatMap { ErrorType(httpStatus: $0) }
    if let byStatus, ![.validation, .internal, .permission, .rateLimit].contains(byStatus) {
      return byStatus
    }
    let byWords = failure.message.flatMap {
      ErrorPhrases.isVague($0) ? nil : type(ofText: Self.spaced(Self.withoutNames($0)))
    }
    // Many services forbid, with 403, what was asked for too often, and say 429 once all is used up.
    if byStatus == .permission, byWords != .quota, byWords != .rateLimit { return .permission }
    if byStatus == .rateLimit, byWords != .quota { return .rateLimit }
    return byWords ?? byName ?? byStatus ?? .other
  }

  /// Whether a name is an area of messages, a slash and three digits.
  private static func isMessageNumber(_ name: [UInt8]) -> Bool {
    guard let slash = name.lastIndex(of: UInt8(ascii: "/")), slash > 0, name.count - slash == 4 else {
      return false
    }
    return name[(slash + 1)...].allSatisfy(isDigit) && name[..<slash].allSatisfy(isNamePart)
  }

  /// Whether a name is that of a class of exceptions of any kind, alone or with its modules before it.
  private static func isGeneralClass(_ name: [UInt8]) -> Bool {
    let start = name.lastIndex { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }.map { $0 + 1 } ?? 0
    return ErrorPhrases.generalClasses.contains(String(decoding: name[start...], as: UTF8.self).lowercased())
  }

  /// - Parameter text: As `spaced` gives it.
  private func type(ofText text: [UInt8]) -> ErrorType? {
    let whole = ByteRange(start: 0, count: text.count)
    var vague: [Range<Int>] = []
    vaguePhrases.forEachMatch(in: text.span, whole) { match in
      vague.append(match.end - ErrorPhrases.vague[match.phrase].utf8.count..<match.end + 1)
    }
    var best = ErrorPhrases.rows.count
    types.forEachMatch(in: text.span, whole) { match in
      guard typeRanks[match.phrase] < best else { return }
      let isVague = vagueWords.contains(match.phrase) && vague.contains { $0.contains(match.end) }
      if !isVague, isTelling(match.phrase, in: text) { best = typeRanks[match.phrase] }
    }
    return best < ErrorPhrases.rows.count ? ErrorPhrases.rows[best].type : nil
  }

  /// Whether a phrase of a type tells it in a text: one that names a thing needs a word for what became of it.
  private func isTelling(_ phrase: Int, in text: [UInt8]) -> Bool {
    guard let companions = companions[phrase] else { return true }
    var isFound = false
    companions.forEachMatch(in: text.span, ByteRange(start: 0, count: text.count)) { _ in isFound = true }
    return isFound
  }

  /// The text, and behind it the same with names such as `PermissionDenied` and `not_found` as words, if it has any.
  static func spaced(_ text: [UInt8]) -> [UInt8] {
    guard text.indices.contains(where: { joinsWords(text, $0) }) else { return text }
    var output = text
    output.append(UInt8(ascii: "\n"))
    var wasLower = false
    for byte in text {
      if isUpper(byte) && wasLower { output.append(UInt8(ascii: " ")) }
      wasLower = isLower(byte)
      output.append(isJoint(byte) ? UInt8(ascii: " ") : byte)
    }
    return output
  }

  /// Whether words are joined at a place: by a sign between them, or by a capital behind a small letter.
  ///
  /// A sign beside a space joins nothing, nor does one between two digits.
  private static func joinsWords(_ text: [UInt8], _ place: Int) -> Bool {
    guard place > 0 else { return false }
    let before = text[place - 1]
    guard isJoint(text[place]) else { return isUpper(text[place]) && isLower(before) }
    guard place + 1 < text.count, before > 0x20, text[place + 1] > 0x20 else { return false }
    return !isDigit(before) || !isDigit(text[place + 1])
  }

  private static func isJoint(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  private static func isLower(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
  }

  /// Whether a text begins with a word of failure, after punctuation.
  func beginsAsFailure(_ bytes: Span<UInt8>, _ text: ByteRange) -> Bool {
    if Self.failureMarks.contains(where: { Self.begins(bytes, text, $0) }) { return true }
    let start = Self.firstLetter(bytes, text)
    let head = ByteRange(start: start, count: min(40, text.end - start))
    var isFound = false
    failures.forEachMatch(in: bytes, head) { match in
      guard failureKinds[match.phrase] == .atStart else { return }
      if match.end - failureLengths[match.phrase] == start,
        isLead(bytes, ByteRange(start: start, count: match.end - start), of: text)
      {
        isFound = true
      }
    }
    let title = ByteRange(start: start, count: min(80, text.end - start))
    if isFound { isFound = !saysNone(bytes, head) && !isAboutErrors(bytes, title) }
    return isFound || namesException(bytes, ByteRange(start: start, count: min(200, text.end - start)))
      || namesCode(bytes, ByteRange(start: start, count: min(60, text.end - start)))
      || namesType(bytes, ByteRange(start: start, count: min(60, text.end - start)))
      || saysNoAnswer(bytes, ByteRange(start: start, count: min(120, text.end - start)))
      || hasShapeOfFailure(bytes, ByteRange(start: start, count: text.end - start))
      || shouts(bytes, ByteRange(start: start, count: text.end - start))
      || isThrown(bytes, ByteRange(start: start, count: text.end - start))
      || isBeforeFrames(bytes, ByteRange(start: start, count: text.end - start))
      || namesFailure(bytes, ByteRange(start: start, count: min(120, text.end - start)))
  }

  /// The signs that chats put before what did not work.
  private static let failureMarks: [StaticString] = ["❌", "🚫", "⛔", "✖", "✗", "✘", ":x:"]

  /// Where a text begins once digits, punctuation, frames and pictograms at its start are skipped.
  private static func firstLetter(_ bytes: Span<UInt8>, _ text: ByteRange) -> Int {
    var start = text.start
    let limit = min(text.end, text.start + 48)
    while start < limit {
      let byte = bytes[start]
      let second = start + 1 < text.end ? bytes[start + 1] : 0
      switch byte {
      case ..<0x80 where !isLetter(byte) || isOfTime(bytes, start, text): start += 1
      // U+2000 to U+2BFF are punctuation, arrows, frames and symbols; U+3000 to U+303F punctuation of East Asia.
      case 0xE2 where second < 0xB0, 0xE3 where second == 0x80: start += 3
      // A space that breaks no line, signs such as ¡, and ×.
      case 0xC2,
        0xC3 where second == 0x97:
        start += 2
      // Selectors of how a symbol is drawn, byte order marks, and pictograms.
      case 0xEF where second == 0xB8 || second == 0xBB: start += 3
      case 0xF0 where second == 0x9F: start += 4
      default: return start
      }
    }
    return min(start, limit)
  }

  /// Whether a letter is the T or the Z of a time such as `2025-07-01T01:00:32Z`.
  private static func isOfTime(_ bytes: Span<UInt8>, _ place: Int, _ text: ByteRange) -> Bool {
    guard place > text.start, isDigit(bytes[place - 1]) else { return false }
    let hasNext = place + 1 < text.end
    if bytes[place] == UInt8(ascii: "T") { return hasNext && isDigit(bytes[place + 1]) }
    return bytes[place] == UInt8(ascii: "Z") && hasNext && !isNamePart(bytes[place + 1])
  }

  /// Whether a text holds a phrase of failure where that phrase counts.
  ///
  /// - Parameter isShort: Whether phrases near the start count; in a long text they may be quoted.
  func holdsFailure(_ bytes: Span<UInt8>, _ text: ByteRange, isShort: Bool) -> Bool {
    var isFound = false
    let head = ByteRange(start: text.start, count: min(text.count, Self.searchedBytes))
    let tailStart = max(head.end, text.end - Self.searchedBytes)
    let tail = ByteRange(start: tailStart, count: text.end - tailStart)
    // A text of many lines is a list, a log or a program; what it says itself stands in its first line.
    let nearEnd = isShort ? firstWords(bytes, text) : text.start
    for part in [head, tail] where !part.isEmpty {
      guard isShort else {
        anywhere.forEachMatch(in: bytes, part) { _ in isFound = true }
        continue
      }
      failures.forEachMatch(in: bytes, part) { match in
        switch failureKinds[match.phrase] {
        case .atStart: break
        case .nearStart:
          guard match.end <= nearEnd else { return }
          let count = failureLengths[match.phrase]
          let phrase = ByteRange(start: match.end - count, count: count)
          if !isTitle(bytes, phrase, of: text), !isMentioned(bytes, phrase, of: text) { isFound = true }
        case .anywhere: isFound = true
        }
      }
    }
    return isFound
  }

  /// How much of a text's start and end is looked through.
  private static let searchedBytes = 500

  func isEmptyResult(_ bytes: Span<UInt8>, _ text: ByteRange) -> Bool {
    var isFound = false
    emptyResults.forEachMatch(in: bytes, text) { _ in isFound = true }
    return isFound
  }

  /// An HTTP status from 400 to 599 that a short text names as one; `nil` if it names none.
  func httpStatus(in bytes: Span<UInt8>, _ text: ByteRange) -> Int? {
    let end = min(text.end, text.start + 160)
    var place = text.start
    while place + 3 <= end {
      defer { place += 1 }
      guard bytes[place] == UInt8(ascii: "4") || bytes[place] == UInt8(ascii: "5"),
        Self.isDigit(bytes[place + 1]), Self.isDigit(bytes[place + 2]),
        place + 3 == text.end || !Self.isNamePart(bytes[place + 3]),
        place == text.start || !Self.isNamePart(bytes[place - 1]),
        place == text.start || isNamedStatus(bytes, before: place, from: text.start)
      else { continue }
      let digits = (0..<3).map { Int(bytes[place + $0] - UInt8(ascii: "0")) }
      let status = digits[0] * 100 + digits[1] * 10 + digits[2]
      // A number at the very start is a status only before the words that belong to it.
      if place > text.start
        || text.count > 4 && (bytes[place + 3] == 0x20 || bytes[place + 3] == UInt8(ascii: "-"))
          && isReason(bytes, ByteRange(start: place + 4, count: text.end - place - 4))
        || text.count > 5 && Self.statuses.contains(status) && bytes[place + 3] == UInt8(ascii: ":")
          && bytes[place + 4] == 0x20 && Self.isLetter(bytes[place + 5])
      {
        return status
      }
    }
    return nil
  }

  /// Whether a text begins as what an HTTP status is called or explained by, and not as what was counted.
  private func isReason(_ bytes: Span<UInt8>, _ text: ByteRange) -> Bool {
    // Mail servers write an enhanced status behind it, `550 5.1.1` (RFC 3463).
    if text.count > 5, Self.isDigit(bytes[text.start]), bytes[text.start + 1] == UInt8(ascii: "."),
      Self.isDigit(bytes[text.start + 2]), bytes[text.start + 3] == UInt8(ascii: "."),
      Self.isDigit(bytes[text.start + 4])
    {
      return true
    }
    var word = ""
    for index in text.indices.prefix(Self.reasonLimit) {
      guard Self.isLetter(bytes[index]) else {
        if word.isEmpty, !Self.isDigit(bytes[index]) { continue }
        break
      }
      word.append(Character(Unicode.Scalar(bytes[index] | 0x20)))
    }
    return Self.reasons.contains(word)
  }

  private static let reasonLimit = 24

  /// The statuses of errors in the registry of HTTP.
  private static let statuses = Set(
    Array(400...417) + Array(421...426) + [428, 429, 431, 451] + Array(500...511))

  /// The words that the reasons of RFC 9110 begin with, and those that servers write in their place.
  private static let reasons: Set<String> = [
    "access", "bad", "client", "conflict", "content", "denied", "error", "expectation", "failed", "forbidden",
    "gateway",
    "gone", "http", "internal", "invalid", "length", "locked", "method", "misdirected", "missing", "network",
    "no",
    "not", "page", "payload", "payment", "permission", "precondition", "proxy", "quota", "range", "rate",
    "request",
    "resource", "server", "service", "throttled", "timeout", "too", "unauthorised", "unauthorized",
    "unavailable",
    "unknown", "unprocessable", "unsupported", "upgrade", "uri", "variant",
  ]

  /// Whether the word before a number is one that names a status.
  private func isNamedStatus(_ bytes: Span<UInt8>, before place: Int, from start: Int) -> Bool {
    var end = place
    while end > start, !Self.isLetter(bytes[end - 1]) {
      end -= 1
      if place - end > 8 { return false }
    }
    var first = end
    while first > start, Self.isLetter(bytes[first - 1]) { first -= 1 }
    var word = ""
    for index in first..<end { word.append(Character(Unicode.Scalar(bytes[index] | 0x20))) }
    return ["http", "status", "code", "error", "err", "https", "response", "sip"].contains(word)
  }

  /// Where the first line begins that is indented and starts with "at", behind the first line of the text.
  static func stackStart(_ bytes: Span<UInt8>, _ text: ByteRange) -> Int {
    var start = text.start
    while start + 5 < text.end {
      let rest = ByteRange(start: start, count: text.end - 5 - start)
      guard let place = unsafe bytes.bytes.firstPosition(of: UInt8(ascii: "\n"), in: rest) else { break }
      var word = place + 1
      while word < text.end, bytes[word] == 0x20 || bytes[word] == 0x09 { word += 1 }
      let isFrame =
        word > place + 1 && word + 2 < text.end && bytes[word] == UInt8(ascii: "a")
        && bytes[word + 1] == UInt8(ascii: "t") && bytes[word + 2] == 0x20
      if isFrame { return place }
      start = place + 1
    }
    return text.end
  }

  static func begins(_ bytes: Span<UInt8>, _ text: ByteRange, _ word: StaticString) -> Bool {
    guard text.count >= word.utf8CodeUnitCount else { return false }
    return (0..<word.utf8CodeUnitCount).allSatisfy { unsafe bytes[text.start + $0] == word.utf8Start[$0] }
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z") || byte >= 0x80
  }

  static func isUpper(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  static func isNamePart(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLetter(byte) && byte < 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }
}
