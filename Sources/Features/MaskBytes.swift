/// Questions that the masks ask of single bytes.
extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }
  var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

  /// Whether it is a letter of ASCII, or a part of a character beyond.
  var isLetterOrBeyond: Bool { self >= 0x80 || isLetter }
  var isUppercase: Bool { self &- 0x41 < 26 }
  var isLowercase: Bool { self &- 0x61 < 26 }
  var isHexDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }
  /// Whether the byte belongs to a word: a letter, a digit, `_`, or part of a character beyond ASCII.
  var isWord: Bool { isLetter || isDigit || self == 0x5F || self >= 0x80 }
  /// Whether the byte is `.`, `+`, `-` or `%`, which may stand in the first part of an e-mail address.
  var isMailSign: Bool { self == 0x2E || self == 0x2B || self == 0x2D || self == 0x25 }
  /// Whether the byte is `-`, `+`, `.` or `_`, which may follow the numbers of a version.
  var isVersionSign: Bool { self == 0x2D || self == 0x2B || self == 0x2E || self == 0x5F }
  /// Whether the byte is `-`, `.`, `~`, `%`, `+`, `@` or `$`, which may stand in a path.
  var isPathSign: Bool {
    switch self {
    case 0x2D, 0x2E, 0x7E, 0x25, 0x2B, 0x40, 0x24: true
    default: false
    }
  }
  /// Whether the byte is a quote, bracket or backslash, which ends a URL.
  var endsURL: Bool {
    switch self {
    case 0x22, 0x27, 0x3C, 0x3E, 0x29, 0x5D, 0x7D, 0x60, 0x5C: true
    default: false
    }
  }
  /// Whether the byte is punctuation that belongs to the sentence rather than to the name before it.
  var isTrailing: Bool {
    switch self {
    case 0x2E, 0x2C, 0x3A, 0x3B, 0x21, 0x3F, 0x2D: true
    default: false
    }
  }
  /// Whether the byte is `.`, `-`, `/` or a backslash, which join the parts of a name.
  var joinsNames: Bool { self == 0x2E || self == 0x2D || self == 0x2F || self == 0x5C }
  /// Whether the byte is a space, tab, line feed, vertical tab, form feed or carriage return.
  var isSpace: Bool { self == 0x20 || self &- 0x09 < 5 }
}

/// Runs of bytes; every function returns the index after the run, and never leaves the span.
extension Span<UInt8> {
  /// The byte at an index, or 0 outside.
  func byte(_ index: Int) -> UInt8 {
    index >= 0 && index < count ? self[index] : 0
  }

  /// Whether a quotation mark stands at an index, written as the octal number `\\042`.
  func isEscapedQuote(_ start: Int) -> Bool {
    byte(start) == 0x5C && byte(start + 1) == 0x30 && byte(start + 2) == 0x34 && byte(start + 3) == 0x32
  }

  func digitsEnd(_ start: Int) -> Int {
    var end = start
    while end < count, self[end].isDigit { end += 1 }
    return end
  }

  func lettersEnd(_ start: Int) -> Int {
    var end = start
    while end < count, self[end].isLetter { end += 1 }
    return end
  }

  func hexEnd(_ start: Int) -> Int {
    var end = start
    while end < count, self[end].isHexDigit { end += 1 }
    return end
  }

  func wordEnd(_ start: Int) -> Int {
    var end = start
    while end < count, self[end].isWord { end += 1 }
    return end
  }

  /// Whether no word goes on at an index; a placeholder stands for the word it replaced.
  func endsWord(_ index: Int) -> Bool {
    guard index < count else { return true }
    return self[index] == 0x3C ? placeholderEnd(index) == nil : !self[index].isWord
  }

  /// Whether no word or placeholder ends right before an index.
  func startsWord(_ index: Int) -> Bool {
    guard index > 0 else { return true }
    guard self[index - 1] == 0x3E else { return !self[index - 1].isWord }
    var open = index - 1
    while open > 0, index - open < Masks.placeholderLimit, self[open] != 0x3C { open -= 1 }
    return placeholderEnd(open) != index
  }

  /// The end of the placeholder that starts at an index, or `nil`.
  func placeholderEnd(_ start: Int) -> Int? {
    guard byte(start) == 0x3C else { return nil }
    var end = start + 1
    while end < count, end - start < Masks.placeholderLimit, self[end].isLowercase || self[end] == 0x2A {
      end += 1
    }
    guard end > start + 1, byte(end) == 0x3E else { return nil }
    return Masks.placeholderNames.contains(lowercasedText(start + 1..<end)) ? end + 1 : nil
  }

  /// Whether the bytes from an index on are those of a text, capitals and small letters alike.
  ///
  /// - Parameter text: The text in small letters.
  func hasPrefix(_ text: String, at start: Int) -> Bool {
    guard start >= 0 else { return false }
    var index = start
    for wanted in text.utf8 {
      guard index < count else { return false }
      let found = self[index]
      guard found == wanted || (wanted.isLowercase && found | 0x20 == wanted) else { return false }
      index += 1
    }
    return true
  }

  /// The bytes of a range as a text in small letters, for looking words up in a table.
  func lowercasedText(_ range: Range<Int>) -> String {
    var copy: [UInt8] = []
    copy.reserveCapacity(range.count)
    for index in range {
      let byte = self[index]
      copy.append(byte.isUppercase ? byte | 0x20 : byte)
    }
    return String(decoding: copy, as: UTF8.self)
  }
}
