/// Recognisers of numbers, amounts, sizes, durations and versions.
enum NumberMasks {
  /// The end of digits with thousands separators, fraction and exponent; `nil` if a word goes on after them.
  static func number(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard var end = numeral(bytes, start) else { return nil }
    if !bytes.endsWord(end) { end = bytes.digitsEnd(bytes[start].isDigit ? start : start + 1) }
    guard bytes.endsWord(end), !goesOnAsIdentifier(bytes, start, end) else { return nil }
    return end == start + 3 && isStatusCode(bytes, start) ? nil : start..<end
  }

  /// Whether digits are the first part of an identifier: a hyphen, letters and a digit follow, as in `5104-FF8`.
  private static func goesOnAsIdentifier(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard bytes.byte(end) == 0x2D, bytes.digitsEnd(start) == end else { return false }
    let letters = bytes.lettersEnd(end + 1)
    return letters > end + 1 && bytes.byte(letters).isDigit
  }

  /// Whether three digits are the value of a quoted key such as `"code"` or `"status"`: those say what happened.
  private static func isStatusCode(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    var index = start - 1
    while bytes.byte(index) == 0x20 { index -= 1 }
    guard bytes.byte(index) == 0x3A, bytes.byte(index - 1) == 0x22 || bytes.byte(index - 1) == 0x27 else {
      return false
    }
    return bytes.hasPrefix("code", at: index - 5) || bytes.hasPrefix("status", at: index - 7)
  }

  /// A number written in base 16 after `0x`.
  static func prefixedHex(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard bytes.byte(start) == 0x30, bytes.byte(start + 1) | 0x20 == 0x78 else { return nil }
    let end = bytes.hexEnd(start + 2)
    return end > start + 2 && bytes.endsWord(end) ? start..<end : nil
  }

  /// Bytes in pairs of hexadecimal digits with single spaces between, three at least, and a digit and a letter among
  /// them: numbers alone may be a table, letters alone words.
  static func byteDump(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    var (end, next, pairCount) = (start, start, 0)
    var (hasDigit, hasLetter) = (false, false)
    while bytes.hexEnd(next) == next + 2, bytes.endsWord(next + 2) {
      for index in next..<next + 2 {
        if bytes[index].isDigit { hasDigit = true } else { hasLetter = true }
      }
      end = next + 2
      pairCount += 1
      // So long a table of numbers is none; it is looked at from each of its numbers.
      if pairCount == plainPairLimit, !hasDigit || !hasLetter { return nil }
      guard bytes.byte(end) == 0x20 else { break }
      next = end + 1
    }
    return pairCount >= 3 && hasDigit && hasLetter ? start..<end : nil
  }

  /// Of dumps of so many random bytes not one in a million is without a letter: (100 / 256)^16.
  private static let plainPairLimit = 16

  /// A number and a unit of size.
  static func size(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard let end = measured(bytes, start, MaskWords.spacedSizes, MaskWords.joinedSizes) else { return nil }
    return start..<end
  }

  /// A number and a unit of time, also `<1 sec`.
  static func duration(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    let first = bytes.byte(start) == 0x3C ? start + 1 : start
    let units = (MaskWords.spacedDurations, MaskWords.joinedDurations)
    guard let end = measured(bytes, first, units.0, units.1) else {
      return compoundDuration(bytes, first) ?? spacedSeconds(bytes, first)
    }
    return start..<end
  }

  /// Numbers with a unit of time each and nothing between, as in `1h20m` and `+2s145ms`.
  private static func compoundDuration(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    let isSigned = bytes.byte(start) == 0x2B || bytes.byte(start) == 0x2D
    var (end, partCount) = (isSigned ? start + 1 : start, 0)
    while bytes.byte(end).isDigit {
      let unit = bytes.digitsEnd(end)
      let unitEnd = bytes.lettersEnd(unit)
      guard unitEnd > unit, unitEnd - unit <= 3 else { return nil }
      let word = bytes.lowercasedText(unit..<unitEnd)
      guard MaskWords.joinedDurations.contains(word) || MaskWords.spacedDurations.contains(word) else {
        return nil
      }
      end = unitEnd
      partCount += 1
    }
    return partCount >= 2 && bytes.endsWord(end) ? start..<end : nil
  }

  /// A number and `s` after a space, at the end of what is said.
  private static func spacedSeconds(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    guard let end = numeral(bytes, start), bytes.byte(end) == 0x20, bytes.byte(end + 1) == 0x73,
      bytes.endsWord(end + 2), bytes.byte(end + 2) != 0x27
    else { return nil }
    return start..<end + 2
  }

  /// An amount of money: a currency sign or code on either side of a number.
  static func money(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    let sign = currencySignEnd(bytes, start)
    if sign > start {
      let first = bytes.byte(sign) == 0x20 ? sign + 1 : sign
      guard bytes.byte(first).isDigit, let end = numeral(bytes, first) else { return nil }
      return start..<end
    }
    if bytes.byte(start).isLetter {
      guard start + 4 < bytes.count, bytes.lettersEnd(start) == start + 3, bytes[start + 3] == 0x20,
        bytes[start + 4].isDigit, isCurrency(bytes, start..<start + 3), let end = numeral(bytes, start + 4)
      else { return nil }
      return bytes.endsWord(end) ? start..<end : nil
    }
    guard let end = numeral(bytes, start) else { return nil }
    let signEnd = currencySignEnd(bytes, end)
    if signEnd > end { return start..<signEnd }
    let code = bytes.byte(end) == 0x20 ? end + 1 : end
    guard bytes.lettersEnd(code) == code + 3, bytes.endsWord(code + 3), isCurrency(bytes, code..<code + 3)
    else { return nil }
    return start..<code + 3
  }

  /// Three numbers or more with dots between, or two after a `v`; a suffix such as `-rc.1` belongs to it.
  static func version(_ bytes: Span<UInt8>, _ start: Int) -> Range<Int>? {
    let marked = bytes.byte(start) | 0x20 == 0x76
    var end = bytes.digitsEnd(marked ? start + 1 : start)
    guard end > (marked ? start + 1 : start) else { return nil }
    var partCount = 1
    while bytes.byte(end) == 0x2E, bytes.byte(end + 1).isDigit {
      end = bytes.digitsEnd(end + 1)
      partCount += 1
    }
    guard partCount >= (marked ? 2 : 3) else { return nil }
    while bytes.byte(end).isVersionSign, bytes.byte(end + 1).isWord {
      end = bytes.wordEnd(end + 1)
    }
    end = bytes.wordEnd(end)
    return start..<end
  }

  // MARK: Parts

  /// The end of a numeral that starts with a digit, or with a sign and a digit.
  static func numeral(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    let sign = bytes.byte(start) == 0x2D || bytes.byte(start) == 0x2B
    var end = bytes.digitsEnd(sign ? start + 1 : start)
    guard end > (sign ? start + 1 : start) else { return nil }
    while bytes.byte(end) == 0x2C, bytes.digitsEnd(end + 1) == end + 4 { end += 4 }
    if bytes.byte(end) == 0x2E, bytes.byte(end + 1).isDigit { end = bytes.digitsEnd(end + 1) }
    if bytes.byte(end) | 0x20 == 0x65 {
      let exponentSign = bytes.byte(end + 1) == 0x2D || bytes.byte(end + 1) == 0x2B
      let digits = exponentSign ? end + 2 : end + 1
      let exponentEnd = bytes.digitsEnd(digits)
      if exponentEnd > digits, bytes.endsWord(exponentEnd) { end = exponentEnd }
    }
    return end
  }

  /// The end of a numeral with a unit of one of two tables.
  private static func measured(
    _ bytes: Span<UInt8>, _ start: Int, _ spaced: Set<String>, _ joined: Set<String>
  ) -> Int? {
    guard let end = numeral(bytes, start) else { return nil }
    let hasSpace = bytes.byte(end) == 0x20
    let unit = hasSpace ? end + 1 : end
    let unitEnd = bytes.lettersEnd(unit)
    guard unitEnd > unit, unitEnd - unit <= 12, bytes.endsWord(unitEnd) else { return nil }
    let word = bytes.lowercasedText(unit..<unitEnd)
    return spaced.contains(word) || (!hasSpace && joined.contains(word)) ? unitEnd : nil
  }

  /// The end of one of the signs $ £ ¥ or of those from U+20A0 to U+20C0, such as €, or the start if there is none.
  private static func currencySignEnd(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    switch bytes.byte(start) {
    case 0x24: start + 1
    case 0xC2 where bytes.byte(start + 1) == 0xA3 || bytes.byte(start + 1) == 0xA5: start + 2
    case 0xE2 where bytes.byte(start + 1) == 0x82 && bytes.byte(start + 2) >= 0xA0: start + 3
    case 0xE2 where bytes.byte(start + 1) == 0x83 && bytes.byte(start + 2) == 0x80: start + 3
    default: start
    }
  }

  private static func isCurrency(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    bytes[range.lowerBound].isUppercase && MaskWords.currencies.contains(bytes.lowercasedText(range))
  }
}
