/// Recognisers of identifiers: UUIDs, hashes, names with digits, quoted strings, values of keys.
enum IdentifierMasks {
  /// The longest quoted string that is masked, in bytes, and the most words in it; longer ones are sentences.
  private static let quotedByteLimit = 80
  private static let quotedWordLimit = 5

  /// A UUID.
  static func uuid(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    var index = start
    for length in [8, 4, 4, 4, 12] {
      guard index == start || bytes.byte(index) == 0x2D else { return nil }
      let first = index == start ? index : index + 1
      guard bytes.hexEnd(first) == first + length else { return nil }
      index = first + length
    }
    return bytes.endsWord(index) ? start..<index : nil
  }

  /// Eight hexadecimal digits or more, with letters and digits among them.
  static func hex(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    let end = bytes.hexEnd(start)
    guard end - start >= 8, bytes.endsWord(end) else { return nil }
    var hasDigit = false
    var hasLetter = false
    for index in start..<end {
      if bytes[index].isDigit { hasDigit = true } else { hasLetter = true }
    }
    return hasDigit && hasLetter ? start..<end : nil
  }

  /// A word with digits that says which one: `user_8123`, `blk_-1608`, `ORD-2024-0012`, `W2378156`.
  ///
  /// A prefix of letters and one joint say what kind it is and stay: only `8123` of `user_8123` is in the result.
  /// One digit at the end (`ssh2`, `eth0`) and words of `MaskWords.wordsWithDigits` are names of kinds.
  static func identifier(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    let shape = shape(of: bytes, start)
    guard shape.digitCount > 0, shape.digitCount < shape.end - start else { return nil }
    let range = start..<shape.end
    if range.count <= 7, MaskWords.wordsWithDigits.contains(bytes.lowercasedText(range)) { return nil }
    if shape.digitCount == 1, shape.digitIndex == shape.end - 1 {
      return shape.lastSegment == shape.digitIndex ? shape.digitIndex..<shape.end : nil
    }
    let prefixEnd = bytes.lettersEnd(start)
    if bytes.byte(prefixEnd) == 0x5F || bytes.byte(prefixEnd) == 0x2D {
      var tail = prefixEnd + 1
      while bytes.byte(tail) == 0x2D || bytes.byte(tail) == 0x5F { tail += 1 }
      let secondHasDigit = shape.digitIndex < segmentEnd(bytes, tail)
      return prefixEnd - start >= 2 && secondHasDigit ? prefixEnd + 1..<shape.end : range
    }
    let isPrefixAndNumber = prefixEnd - start >= 3 && bytes.digitsEnd(prefixEnd) == shape.end
    if isPrefixAndNumber { return prefixEnd..<shape.end }
    return shape.digitCount >= 2 || range.count >= 6 ? range : nil
  }

  /// What stands between quotes, if it is short and no request line, and no key or value of JSON.
  static func quoted(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    let quote = bytes.byte(start)
    guard quote == 0x22 || quote == 0x27 || quote == 0x60 else { return escapedQuoted(bytes, start) }
    guard bytes.startsWord(start), !isValueOfQuotedKey(bytes, start) else { return nil }
    var end = start + 1
    var wordCount = 1
    while end < bytes.count, bytes[end] != quote, end - start <= quotedByteLimit, bytes[end] != 0x0A {
      if bytes[end] == 0x20 { wordCount += 1 }
      if bytes[end] == 0x22 { return nil }
      end += 1
    }
    let isClosed = bytes.byte(end) == quote && end > start + 1 && bytes.endsWord(end + 1)
    guard isClosed, wordCount <= quotedWordLimit, bytes.byte(end + 1) != 0x3A else { return nil }
    guard !bytes[start + 1].isSpace, !endsValue(bytes[start + 1]) || bytes[start + 1] == 0x3C,
      !startsWithMethod(bytes, start + 1)
    else { return nil }
    let contentEnd = bytes.byte(end - 1) == 0x5C ? end - 1 : end
    return contentEnd > start + 1 ? start + 1..<contentEnd : nil
  }

  /// What stands between quotation marks that a log writes as octal numbers: `\042node-7\042`.
  private static func escapedQuoted(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard bytes.isEscapedQuote(start) else { return nil }
    let first = start + 4
    var end = first
    while end < bytes.count, end - first <= quotedByteLimit, bytes[end] != 0x0A {
      if bytes.isEscapedQuote(end) { return end > first ? first..<end : nil }
      end += 1
    }
    return nil
  }

  /// The value of `key=value` where the key says which one: see `MaskWords.identifyingKeys`.
  static func keyValue(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    let keyEnd = bytes.lettersEnd(start)
    guard keyEnd > start, keyEnd - start <= 9, bytes.byte(keyEnd) == 0x3D else { return nil }
    let value = keyEnd + 1
    guard bytes.byte(value).isWord || bytes.byte(value) == 0x2F else { return nil }
    guard MaskWords.identifyingKeys.contains(bytes.lowercasedText(start..<keyEnd)) else { return nil }
    var end = value
    while end < bytes.count, !bytes[end].isSpace, !endsValue(bytes[end]) { end += 1 }
    return value..<end
  }

  // MARK: Parts

  /// The extent of a word with digits, and where its digits are.
  private struct Shape {
    var end: Int
    var digitCount = 0
    /// The index of the first digit.
    var digitIndex = Int.max
    /// The start of the last part between `_` or `-`.
    var lastSegment: Int
  }

  private static func shape(of bytes: Span<UInt8>, _ start: Int) -> Shape {
    var shape = Shape(end: start, lastSegment: start)
    var index = start
    while true {
      let end = segmentEnd(bytes, index)
      guard end > index else { break }
      for position in index..<end where bytes[position].isDigit {
        shape.digitCount += 1
        shape.digitIndex = min(shape.digitIndex, position)
      }
      shape.end = end
      shape.lastSegment = index
      var next = end
      while bytes.byte(next) == 0x5F || bytes.byte(next) == 0x2D { next += 1 }
      guard next > end, next - end <= 2, bytes.byte(next).isLetter || bytes.byte(next).isDigit else { break }
      index = next
    }
    shape.end = bytes.wordEnd(shape.end)
    return shape
  }

  private static func segmentEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end].isWord, bytes[end] != 0x5F { end += 1 }
    return end
  }

  private static func endsValue(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x2C, 0x3B, 0x29, 0x5D, 0x7D, 0x26, 0x22, 0x27, 0x28, 0x5B, 0x7B, 0x3C, 0x3E: true
    default: false
    }
  }

  private static func isValueOfQuotedKey(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    var index = start - 1
    while index >= 0, bytes[index] == 0x20 { index -= 1 }
    guard bytes.byte(index) == 0x3A else { return false }
    return bytes.byte(index - 1) == 0x22 || bytes.byte(index - 1) == 0x27
  }

  private static func startsWithMethod(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    let end = bytes.lettersEnd(start)
    guard (3...7).contains(end - start), bytes.byte(end) == 0x20 else { return false }
    return MaskWords.requestMethods.contains(bytes.lowercasedText(start..<end))
  }
}
