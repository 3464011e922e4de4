internal import JSONBytes

/// How texts begin that are errors: with a name of an exception, a code of an error, what was thrown where.
extension ErrorPhraseIndex {
  /// Whether a text begins with the name of an exception: a word that ends in Error, Exception or Fault, before
  /// a colon, a bracket, the end, or the rest of a line with a colon in it.
  func namesException(_ bytes: Span<UInt8>, _ head: ByteRange) -> Bool {
    var place = head.start
    while place < head.end, Self.isNamePart(bytes[place]) { place += 1 }
    let isName = ["Error", "Exception", "Fault", "error", "exception", "LostFailure"].contains {
      (suffix: StaticString) in
      let count = suffix.utf8CodeUnitCount
      guard place - head.start > count else { return false }
      return (0..<count).allSatisfy { unsafe bytes[place - count + $0] == suffix.utf8Start[$0] }
    }
    guard isName, place < head.end else { return isName }
    if [UInt8(ascii: ":"), UInt8(ascii: "("), UInt8(ascii: "{")].contains(bytes[place]) { return true }
    // Elixir: ** (MatchError) words.
    if bytes[place] == UInt8(ascii: ")"), head.start > 0, bytes[head.start - 1] == UInt8(ascii: "(") {
      return true
    }
    guard bytes[place] <= 0x20, Self.isUpper(bytes[head.start]) else { return false }
    while place < head.end, bytes[place] != UInt8(ascii: "\n") {
      if bytes[place] == UInt8(ascii: ":"), place + 1 < head.end, bytes[place + 1] == 0x20 { return true }
      place += 1
    }
    return false
  }

  /// Whether a text begins with a name and a value that says that there is none: `errors: 0`, `failed=0 passed=7`.
  func saysNone(_ bytes: Span<UInt8>, _ head: ByteRange) -> Bool {
    func end(from start: Int, while condition: (UInt8) -> Bool) -> Int {
      (start..<head.end).first { !condition(bytes[$0]) } ?? head.end
    }
    let name = end(from: head.start) { Self.isNamePart($0) || $0 == UInt8(ascii: "-") }
    let sign = end(from: name) { $0 == 0x20 || $0 == UInt8(ascii: "\"") }
    guard sign < head.end, bytes[sign] == UInt8(ascii: ":") || bytes[sign] == UInt8(ascii: "=") else {
      return false
    }
    let start = end(from: sign + 1) { $0 == 0x20 || $0 == UInt8(ascii: "\"") }
    let stop = end(from: start) { $0 > 0x20 && !Self.valueEnds.contains($0) }
    let value = String(decoding: (start..<stop).map { bytes[$0] }, as: UTF8.self).lowercased()
    guard !value.isEmpty, BodyFailure.noError.contains(value) else { return false }
    let next = end(from: stop) { $0 == 0x20 }
    guard next > stop, next < head.end, bytes[next] > 0x20 else { return true }
    // "Error: no such file" goes on, and "failed: 0 passed: 7" has another field.
    let nextName = end(from: next) { Self.isNamePart($0) || $0 == UInt8(ascii: "-") }
    return nextName > next && nextName < head.end
      && (bytes[nextName] == UInt8(ascii: ":") || bytes[nextName] == UInt8(ascii: "="))
  }

  /// Whether a text begins with the title of what is written about errors, a measure of them, or what became of them:
  /// `Error handling guide:`, `Failure count: 0`, `Error cleared on pump 3`.
  func isAboutErrors(_ bytes: Span<UInt8>, _ head: ByteRange) -> Bool {
    let end =
      head.indices.first { bytes[$0] == UInt8(ascii: ":") || bytes[$0] == UInt8(ascii: "\n") } ?? head.end
    let title = (head.start..<end).map { bytes[$0] | 0x20 }
    let words = title.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
    guard words.count > 1, Self.subjects.contains(words[0]) else { return false }
    if Self.ends.contains(words[1]) { return true }
    // "Error reading the guide" is one.
    let rest = words.dropFirst().drop { Self.topics.contains($0) }
    guard let next = rest.first else { return end < head.end && bytes[end] == UInt8(ascii: "\n") }
    if rest.count < words.count - 1, Self.places.contains(next) { return true }
    return rest.count == 1 && Self.writings.contains(next)
  }

  private static let subjects: Set<String> = ["error", "errors", "exception", "failure"]
  private static let topics: Set<String> = [
    "handling", "code", "codes", "message", "messages", "recovery", "reporting", "response", "responses",
    "types",
    "and", "warning", "logging", "tracking", "management", "prevention", "style", "best", "practices",
  ]

  /// Words that lead from what a text is about to where that is.
  private static let places: Set<String> = ["in", "of", "for"]
  private static let ends: Set<String> = ["cleared", "resolved", "fixed", "acknowledged"]
  private static let writings: Set<String> = [
    "guide", "guides", "guideline", "guidelines", "handbook", "manual", "docs", "documentation", "reference",
    "overview", "tutorial", "policy", "policies", "faq", "cookbook", "checklist", "runbook", "playbook",
    "glossary",
    "dashboard", "budget", "budgets", "rate", "rates", "margin", "count", "counts", "total",
  ]

  private static let valueEnds = Array(",;|)]}\"".utf8)

  /// Whether a text begins with a code that says of itself that it is one of an error, such as `E_LOCKED:` or
  /// `ERR_42`.
  func namesCode(_ bytes: Span<UInt8>, _ head: ByteRange) -> Bool {
    var place = head.start
    while place < head.end, Self.isNamePart(bytes[place]), bytes[place] & 0x20 == 0 || !isLower(bytes[place])
    {
      place += 1
    }
    guard place < head.end, bytes[place] == UInt8(ascii: ":") || bytes[place] <= 0x20 else { return false }
    if bytes[place] == UInt8(ascii: ":"),
      Self.codesOfGRPC.contains(where: {
        matches(bytes, ByteRange(start: head.start, count: place - head.start), $0)
      })
    {
      return true
    }
    if ["E_", "ERR_", "ERROR_", "ERR-"].contains(where: { (prefix: StaticString) in
      let count = prefix.utf8CodeUnitCount
      guard place - head.start > count else { return false }
      return (0..<count).allSatisfy { unsafe bytes[head.start + $0] == prefix.utf8Start[$0] }
    }) {
      return true
    }
    return bytes[place] == UInt8(ascii: ":") && saysWhatFailed((head.start..<place).map { bytes[$0] })
  }

  /// Whether one word of a code in capitals says that something was refused or is not as it should be:
  /// `SIGNATURE_REQUIRED`, `NO_SEATS`.
  private func saysWhatFailed(_ code: [UInt8]) -> Bool {
    let words = code.split(separator: UInt8(ascii: "_")).map { String(decoding: $0, as: UTF8.self) }
    return words.count > 1 && words.contains(where: Self.wordsOfRefusal.contains)
      && !words.contains(where: Self.wordsOfSuccess.contains)
  }

  private static let wordsOfRefusal: Set<String> = [
    "NO", "NOT", "REQUIRED", "INVALID", "DENIED", "MISSING", "EXCEEDED", "FORBIDDEN", "FAILED", "FAILURE",
    "ERROR", "EXPIRED", "CONFLICT", "UNAVAILABLE", "LOCKED", "TOO", "BAD", "UNKNOWN", "TIMEOUT", "REJECTED",
    "CLOSED", "DUPLICATE", "ALREADY", "MISMATCH", "UNSUPPORTED", "BLOCKED", "EXHAUSTED", "INSUFFICIENT",
    "ILLEGAL", "CANNOT", "UNAUTHORIZED", "OVERLAP", "STALE", "REFUSED", "DISABLED", "SUSPENDED",
    "UNREACHABLE", "UNABLE",
  ]
  private static let wordsOfSuccess: Set<String> = ["ID", "NUMBER", "COUNT", "TIME", "DATE", "CODE", "OK"]

  /// Whether a text is what failed in one word or two, a colon and words: `timeout: no answer from the depot`.
  func namesType(_ bytes: Span<UInt8>, _ head: ByteRange) -> Bool {
    let end = head.indices.prefix(Self.typeBytes).first { bytes[$0] == UInt8(ascii: ":") }
    guard let end, end + 2 < head.end, bytes[end + 1] == 0x20,
      bytes[end + 2] == UInt8(ascii: "\"") || Self.isLetter(bytes[end + 2]),
      // "locked: yes" is a field.
      (end + 3..<head.end).contains(where: { bytes[$0] == 0x20 })
    else { return false }
    let name = (head.start..<end).map { byte in
      let byte = bytes[byte]
      return byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") ? 0x20 : byte | 0x20
    }
    return Self.namesOfTypes.contains(String(decoding: name, as: UTF8.self))
  }

  /// Whether a text begins with what came back, which is nothing, and says after how long: `No answer from 10.0.0.7 after
  /// 300 ms`.
  func saysNoAnswer(_ bytes: Span<UInt8>, _ head: ByteRange) -> Bool {
    let colon = head.indices.prefix(Self.callerBytes).first { bytes[$0] == UInt8(ascii: ":") }
    if let colon, colon + 2 < head.end, bytes[colon + 1] == 0x20 {
      // "PMS bridge: no response in 30 s"
      return saysNoAnswer(bytes, ByteRange(start: colon + 2, count: head.end - colon - 2))
    }
    guard head.count > 12, bytes[head.start] | 0x20 == UInt8(ascii: "n"), bytes[head.start + 2] == 0x20 else {
      return false
    }
    let words = String(decoding: head.indices.map { bytes[$0] }, as: UTF8.self).lowercased()
      .split { !$0.isLetter && !$0.isNumber }
    guard words.count > 3, words[0] == "no", ["answer", "response", "reply"].contains(words[1]) else {
      return false
    }
    return words.contains { ["ms", "milliseconds", "seconds", "sec", "s", "minutes"].contains($0) }
      || words.contains { $0.first?.isNumber ?? false && ($0.hasSuffix("ms") || $0.hasSuffix("s")) }
  }

  /// Whether a text begins with what was not found: `No contact found for this email`, `NO PATIENT RECORD`.
  func saysNothingFound(_ bytes: Span<UInt8>, _ text: ByteRange) -> Bool {
    guard text.count > 8, bytes[text.start] | 0x20 == UInt8(ascii: "n"), bytes[text.start + 2] == 0x20 else {
      return false
    }
    let words = String(decoding: text.indices.prefix(Self.typeBytes * 2).map { bytes[$0] }, as: UTF8.self)
      .lowercased().split { !$0.isLetter }
    return words.count > 1 && words[0] == "no"
      && words.dropFirst().prefix(4).contains { ["found", "record", "matches", "match"].contains($0) }
  }

  private static let callerBytes = 30
  private static let typeBytes = 24
  private static let namesOfTypes: Set<String> = [
    "timeout", "time out", "timed out", "unavailable", "throttled", "overloaded", "locked", "quota",
    "unsupported",
    "malformed", "duplicate", "exhausted", "mismatch", "interrupted", "killed", "busy", "refused", "blocked",
    "not found", "no such", "bad request", "bad gateway", "rate limit", "rate limited", "too many requests",
    "permission denied", "access denied", "validation", "validation error", "out of range", "out of memory",
    "out of stock", "sold out", "expired", "cancelled", "canceled", "unknown",
  ]

  /// The codes of gRPC (google/rpc/code.proto) but OK, as its tools print them.
  private static let codesOfGRPC: [StaticString] = [
    "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
    "PERMISSION_DENIED", "UNAUTHENTICATED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED",
    "OUT_OF_RANGE",
    "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
  ]

  private func isLower(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }

  /// Whether a text begins with what failed: two words, or a few after a name, of which the last is "failed",
  /// "failure" or "error", before a colon and words, as in `get_order failed: no such order`.
  func namesFailure(_ bytes: Span<UInt8>, _ head: ByteRange) -> Bool {
    var place = head.start
    var (wordCount, wordStart) = (1, head.start)
    var isName = false
    while place < head.end, bytes[place] != UInt8(ascii: ":") {
      guard bytes[place] == 0x20 || bytes[place] == UInt8(ascii: "-") || Self.isNamePart(bytes[place]) else {
        return false
      }
      let isJoint = bytes[place] == UInt8(ascii: "_") || bytes[place] == UInt8(ascii: ".")
      isName = isName || isJoint && wordCount == 1
      if bytes[place] == 0x20 { (wordCount, wordStart) = (wordCount + 1, place + 1) }
      place += 1
    }
    // "Last delivery attempt failed: nobody in" may be what was asked for, and is no failure of the tool.
    // "Tool get_order failed: no such order" begins with what it names.
    let isTool = matches(bytes, ByteRange(start: head.start, count: min(4, head.count)), "Tool")
    let mostWords = isName || isTool ? Self.mostWordsAfterName : 2
    guard place + 2 < head.end, bytes[place + 1] <= 0x20, (2...mostWords).contains(wordCount) else {
      return false
    }
    let last = ByteRange(start: wordStart, count: place - wordStart)
    guard Self.failureWords.contains(where: { matches(bytes, last, $0) }) else { return false }
    while place < head.end, bytes[place] <= 0x20 || bytes[place] == UInt8(ascii: ":") { place += 1 }
    // "Standard error: 0.3" is a figure, and "last error: none" tells of no failure.
    guard place < head.end, !Self.isDigit(bytes[place]), bytes[place] != UInt8(ascii: "-") else {
      return false
    }
    var end = place
    while end < head.end, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    let value = String(decoding: (place..<end).map { bytes[$0] }, as: UTF8.self).lowercased()
    return !BodyFailure.noError.contains(value)
  }

  private static let mostWordsAfterName = 5
  private static let failureWords: [StaticString] = [
    "failed", "failure", "error", "FAILED", "ERROR", "Failed", "Error", "exception", "aborted", "rejected",
  ]

  /// Whether a text is a name, a colon and words before the frames of a stack, whatever the name ends in; the name
  /// has a capital or the names of packages before it.
  func isThrown(_ bytes: Span<UInt8>, _ text: ByteRange) -> Bool {
    guard text.count > 8, Self.isLetter(bytes[text.start]) else { return false }
    var place = text.start
    var isQualified = Self.isUpper(bytes[text.start])
    while place < text.end, Self.isNamePart(bytes[place]) {
      isQualified = isQualified || bytes[place] == UInt8(ascii: ".")
      place += 1
    }
    guard isQualified else { return false }
    guard place + 1 < text.end, bytes[place] == UInt8(ascii: ":"), bytes[place + 1] == 0x20 else {
      return false
    }
    let head = ByteRange(start: text.start, count: min(text.count, Self.thrownBytes))
    return Self.stackStart(bytes, head) < head.end
  }

  /// The words of what was thrown are short.
  private static let thrownBytes = 600

  /// Whether a phrase is one word of a name, as in "The Forbidden City": written with a capital and followed by
  /// another word that is.
  func isTitle(_ bytes: Span<UInt8>, _ phrase: ByteRange, of text: ByteRange) -> Bool {
    guard Self.titleWords.contains(where: { matches(bytes, phrase, $0) }), Self.isUpper(bytes[phrase.start]),
      phrase.end + 2 < text.end, bytes[phrase.end] == 0x20
    else { return false }
    return Self.isUpper(bytes[phrase.end + 1]) && isLower(bytes[phrase.end + 2])
  }

  /// The words of failure that names are made of.
  private static let titleWords: [StaticString] = [
    "Forbidden", "Critical", "Panic", "Fatal", "Failure", "Denied", "Rejected", "Conflict", "Abort",
  ]

  private func matches(_ bytes: Span<UInt8>, _ range: ByteRange, _ word: StaticString) -> Bool {
    range.count == word.utf8CodeUnitCount
      && (0..<range.count).allSatisfy { unsafe bytes[range.start + $0] == word.utf8Start[$0] }
  }
}
