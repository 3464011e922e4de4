/// Where keys of secrets and their values stand in text, apart from `key=value` and `key: value`.
enum SecretKeys {
  /// The end of a key that begins at an index, at most so many bytes on; of words beyond ASCII some are known.
  static func end(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    SecretWords.end(bytes, start) ?? bytes.end(from: start, limit: 64) { $0.isTokenByte }
  }

  /// Words before `code` where whoever knows it is let in.
  private static let codeWords: [StaticString] = [
    "verification ", "security ", "login ", "authentication ", "one-time ", "2fa ",
  ]

  /// Whether a key is one of a secret by what stands around it: `API key`, `verification code`, a word of another
  /// language, or the `value` beside a `name` that is one, as exports of HTTP headers and tags of HTML have it.
  static func isSecret(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ isSecretKey: (Span<UInt8>, Range<Int>) -> Bool
  ) -> Bool {
    if SecretWords.isBeyondASCII(bytes, range) { return true }
    if range.count == 3, bytes.hasText("key", at: range.lowerBound) {
      return bytes.hasText("api ", at: range.lowerBound - 4)
    }
    if range.count == 4, bytes.hasText("code", at: range.lowerBound) {
      return codeWords.contains { bytes.hasText($0, at: range.lowerBound - $0.utf8CodeUnitCount) }
    }
    guard range.count == 5, bytes.hasText("value", at: range.lowerBound) else { return false }
    guard bytes.byte(range.lowerBound - 1) == 0x22 else {
      return SecretMarkup.isBesideSecret(bytes, range, isSecretKey)
    }
    var index = range.lowerBound - 2
    while bytes.byte(index) == 0x20 || bytes.byte(index) == 0x2C { index -= 1 }
    guard bytes.byte(index) == 0x22 else { return false }
    var start = index
    while bytes.byte(start - 1).isTokenByte { start -= 1 }
    return start < index && bytes.byte(start - 1) == 0x22 && isSecretKey(bytes, start..<index)
  }

  /// Where a value begins that is the first field of an object, `{"value":"…"}`; else the index itself.
  static func startInObject(_ bytes: Span<UInt8>, _ index: Int) -> Int {
    guard bytes.byte(index) == 0x7B else { return index }
    let name = bytes.end(from: index + 1, limit: 4) { $0 == 0x20 }
    guard bytes.hasText("\"value\"", at: name) else { return index }
    return bytes.end(from: name + 7, limit: 4) { $0 == 0x20 || $0 == 0x3A }
  }

  /// Where the next text of a list begins, given the closing quote of one; `nil` after the last.
  static func nextItem(_ bytes: Span<UInt8>, _ quoteEnd: Int, quote: UInt8) -> Int? {
    guard bytes.byte(quoteEnd) == quote else { return nil }
    let comma = bytes.end(from: quoteEnd + 1, limit: 4) { $0 == 0x20 || $0 == 0x0A }
    guard bytes.byte(comma) == 0x2C else { return nil }
    let next = bytes.end(from: comma + 1, limit: 8) { $0 == 0x20 || $0 == 0x0A }
    return bytes.byte(next) == quote ? next + 1 : nil
  }

  /// Where a value begins that stands on a line of its own, further in than its key; `nil` where none does.
  static func nextLine(_ bytes: Span<UInt8>, _ index: Int) -> Int? {
    var place = index
    if bytes.byte(place) == 0x0A {
      place += 1
    } else if bytes.hasExactText("\\n", at: place) {
      place += 2
    } else {
      return nil
    }
    let start = bytes.end(from: place, limit: 16) { $0 == 0x20 || $0 == 0x09 }
    guard start > place else { return nil }
    // What ends with a colon is a key.
    let end = bytes.end(from: start, limit: 64) { $0 > 0x20 && $0 != 0x3A }
    return bytes.byte(end) == 0x3A && bytes.byte(end + 1) <= 0x20 ? nil : start
  }

  /// Whether a key is the password of a `.netrc`: `machine … login … password`.
  static func isOfNetrc(_ bytes: Span<UInt8>, _ key: Range<Int>) -> Bool {
    guard key.count == 8, bytes.hasExactText("password", at: key.lowerBound) else { return false }
    guard let user = wordStart(bytes, before: key.lowerBound), let login = wordStart(bytes, before: user),
      bytes.hasExactText("login", at: login), let host = wordStart(bytes, before: login)
    else { return false }
    return bytes.hasExactText("machine", at: host - 8) || bytes.hasExactText("default", at: login - 8)
  }

  /// Where the word before a place begins; `nil` at the start and behind what is no space.
  private static func wordStart(_ bytes: Span<UInt8>, before place: Int) -> Int? {
    var end = place
    while end > 0, bytes.byte(end - 1) <= 0x20 { end -= 1 }
    var start = end
    while start > 0, bytes.byte(start - 1) > 0x20, end - start < 100 { start -= 1 }
    return end < place && start < end ? start : nil
  }

  /// Where the password begins that a command takes right behind `-p`: of MySQL's, or of sshpass with a space.
  static func behindCommand(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    guard bytes.byte(start) == 0x70, bytes.byte(start - 1) == 0x2D, bytes.byte(start - 2) == 0x20 else {
      return nil
    }
    if bytes.byte(start + 1) == 0x20 {
      let isKnown = bytes.hasExactText("sshpass", at: start - 9) && bytes.byte(start + 2) > 0x20
      return isKnown && bytes.byte(start + 2) != 0x3C ? start + 2 : nil
    }
    guard bytes.byte(start + 1) > 0x20, bytes.byte(start + 1) != 0x3C else { return nil }
    for place in max(0, start - 60)..<start where bytes.byte(place) == 0x6D {
      if bytes.hasExactText("mysql", at: place), !bytes.byte(place - 1).isAlphanumeric { return start + 1 }
    }
    return nil
  }
}
