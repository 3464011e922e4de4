/// Questions that redaction asks of single bytes and of runs of them.
extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var isUppercase: Bool { self &- 0x41 < 26 }
  var isAlphanumeric: Bool { isLetter || isDigit }
  /// Whether the byte can stand in a key or token: a letter, a digit, `-` or `_`.
  var isTokenByte: Bool { isAlphanumeric || self == 0x2D || self == 0x5F }
  /// Whether the byte begins a letter of two bytes, from U+00C0 on.
  var isLeadOfSpacedLetter: Bool { (0xC3...0xDF).contains(self) }
}

extension Span<UInt8> {
  /// The byte at an index, or 0 outside.
  func byte(_ index: Int) -> UInt8 {
    index >= 0 && index < count ? self[index] : 0
  }

  /// The end of the bytes from an index on for which a condition holds, at most so many.
  func end(from start: Int, limit: Int = .max, while condition: (UInt8) -> Bool) -> Int {
    var end = start
    while end < count, end - start < limit, condition(self[end]) { end += 1 }
    return end
  }

  /// Whether a text in small letters stands at an index, in capitals or small letters.
  ///
  /// A `StaticString`, since most words end the question at the first byte, which takes long to get of a `String`.
  @inline(__always) func hasText(_ text: StaticString, at start: Int) -> Bool {
    for offset in 0..<text.utf8CodeUnitCount {
      let (wanted, found) = (unsafe text.utf8Start[offset], byte(start + offset))
      guard found == wanted || (wanted.isLetter && found | 0x20 == wanted) else { return false }
    }
    return true
  }

  /// Whether exactly these bytes stand at an index.
  func hasBytes(_ wanted: [UInt8], at start: Int) -> Bool {
    guard start >= 0, start + wanted.count <= count else { return false }
    for offset in wanted.indices where self[start + offset] != wanted[offset] { return false }
    return true
  }

  /// Whether a word in small letters stands at an index, in capitals or small letters; where it has a space, one of
  /// the separators may stand.
  func hasWord(_ word: [UInt8], at start: Int, separators: [UInt8]) -> Bool {
    guard start >= 0, start + word.count <= count else { return false }
    for offset in word.indices {
      let (found, wanted) = (self[start + offset], word[offset])
      let isSame = wanted == 0x20 ? separators.contains(found) : found | 0x20 == wanted
      guard isSame else { return false }
    }
    return true
  }

  /// Whether exactly this text stands at an index.
  @inline(__always) func hasExactText(_ text: StaticString, at start: Int) -> Bool {
    for offset in 0..<text.utf8CodeUnitCount {
      guard unsafe byte(start + offset) == text.utf8Start[offset] else { return false }
    }
    return true
  }

  /// The digits of a range, without what stands between them.
  func digits(in range: Range<Int>) -> [UInt8] {
    range.compactMap { self[$0].isDigit ? self[$0] - 0x30 : nil }
  }
}

/// What stands before and behind a word in texts that are quoted in others.
extension Span<UInt8> {
  /// Whether a word can start at an index: no letter or digit is before it but those of an escape.
  ///
  /// Of letters outside of ASCII those count that are written in words with spaces between, in two bytes: Latin, Greek,
  /// Cyrillic, Hebrew, Arabic. Quotes, spaces and signs are none, nor is what is written without spaces.
  func isWordStart(_ index: Int) -> Bool {
    let before = byte(index - 1)
    guard before >= 0x80 else { return !before.isAlphanumeric || isBehindEscape(index) }
    var lead = index - 1
    while lead > index - 4, byte(lead) & 0xC0 == 0x80 { lead -= 1 }
    return !byte(lead).isLeadOfSpacedLetter && byte(lead) >= 0xC2
  }

  /// Whether an index is right behind an escape.
  func isBehindEscape(_ index: Int) -> Bool {
    (2...6).contains { escapeEnd(from: index - $0) == index }
  }

  /// The end of an escape that stands as text, as in JSON that stands in a text or in a URL: `\n`, `\u0022`, `\x1b`,
  /// `\056`, `%20`, and `[31m` of a colour; `nil` where none begins.
  func escapeEnd(from start: Int) -> Int? {
    switch byte(start) {
    case 0x25: return hexEnd(start + 1, count: 2)
    case 0x5B, 0x3B:
      let end = end(from: start + 1, limit: 3, while: \.isDigit)
      return end > start + 1 && byte(end) == 0x6D ? end + 1 : nil
    case 0x5C:
      switch byte(start + 1) {
      case 0x62, 0x66, 0x6E, 0x72, 0x74: return start + 2
      case 0x75: return hexEnd(start + 2, count: 4)
      case 0x78: return hexEnd(start + 2, count: 2)
      case 0x30...0x33:
        // Three octal digits, as in C and Python: `\056`.
        let end = end(from: start + 1, limit: 3) { $0 &- 0x30 < 8 }
        return end == start + 4 ? end : nil
      default: return nil
      }
    default: return nil
    }
  }

  private func hexEnd(_ start: Int, count: Int) -> Int? {
    let end = end(from: start, limit: count) { $0.isDigit || ($0 | 0x20) &- 0x61 < 6 }
    return end == start + count ? end : nil
  }
}
