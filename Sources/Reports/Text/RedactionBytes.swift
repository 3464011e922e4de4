/// Questions that redaction asks of single bytes and of runs of them.
extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var isUppercase: Bool { self &- 0x41 < 26 }
  var isAlphanumeric: Bool { isLetter || isDigit }
  /// Whether the byte can stand in a key or token: a letter, a digit, `-` or `_`.
  var isTokenByte: Bool { isAlphanumeric || self == 0x2D || self == 0x5F }
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
  func hasText(_ text: String, at start: Int) -> Bool {
    var index = start
    for wanted in text.utf8 {
      let found = byte(index)
      guard found == wanted || (wanted.isLetter && found | 0x20 == wanted) else { return false }
      index += 1
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
  func hasExactText(_ text: String, at start: Int) -> Bool {
    var index = start
    for wanted in text.utf8 {
      guard byte(index) == wanted else { return false }
      index += 1
    }
    return true
  }

  /// The digits of a range, without what stands between them.
  func digits(in range: Range<Int>) -> [UInt8] {
    range.compactMap { self[$0].isDigit ? self[$0] - 0x30 : nil }
  }
}
