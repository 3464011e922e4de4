/// Bytes with the characters that escapes and look-alikes of ASCII stand for, and where each stood.
///
/// Texts that quote others have a quote as `\u0022`, `&quot;` or `%22`; what is typed in Chinese or Japanese has wide
/// colons and digits, what is copied from a page spaces that do not break. A rule sees them as they are read.
struct UnescapedBytes {
  private(set) var bytes: [UInt8] = []

  /// Where the bytes behind each escape stand: here, and in the text.
  private var places: [(own: Int, original: Int)] = [(0, 0)]

  /// - Returns: `nil` where there is nothing to replace.
  init?(_ text: Span<UInt8>) {
    var (index, copied) = (0, 0)
    while index < text.count {
      guard text[index] >= 0x80 || [0x5C, 0x25, 0x26].contains(text[index]),
        let found = Self.character(text, index)
      else {
        index += 1
        continue
      }
      for place in copied..<index { bytes.append(text[place]) }
      bytes.append(found.byte)
      index = found.end
      copied = index
      places.append((bytes.count, index))
    }
    guard places.count > 1 else { return nil }
    for place in copied..<text.count { bytes.append(text[place]) }
  }

  /// Where the bytes of a range stand in the text.
  func original(_ range: Range<Int>) -> Range<Int> {
    original(range.lowerBound)..<original(range.upperBound)
  }

  private func original(_ index: Int) -> Int {
    var (low, high) = (0, places.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if places[middle].own <= index { low = middle } else { high = middle }
    }
    return places[low].original + index - places[low].own
  }

  /// The character of ASCII that is written at an index in another way, and the end of it.
  private static func character(_ text: Span<UInt8>, _ start: Int) -> (byte: UInt8, end: Int)? {
    if text[start] == 0x26 { return reference(text, start) }
    if text[start] >= 0x80 { return lookAlike(text, start) }
    let isPercent = text[start] == 0x25
    // Of a text that was quoted twice each backslash is two.
    let last = isPercent ? start : text.end(from: start, limit: 8) { $0 == 0x5C } - 1
    guard isPercent || [0x75, 0x78, 0x30, 0x31].contains(text.byte(last + 1)),
      let end = text.escapeEnd(from: last)
    else { return nil }
    let isOctal = !isPercent && text[last + 1].isDigit
    return number(text, last + (isPercent || isOctal ? 1 : 2)..<end, base: isOctal ? 8 : 16).map { ($0, end) }
  }

  /// `&quot;`, `&apos;`, `&commat;`, `&period;`, `&#34;`, `&#x22;`.
  private static func reference(_ text: Span<UInt8>, _ start: Int) -> (byte: UInt8, end: Int)? {
    if text.hasExactText("quot;", at: start + 1) { return (0x22, start + 6) }
    if text.hasExactText("apos;", at: start + 1) { return (0x27, start + 6) }
    if text.hasExactText("commat;", at: start + 1) { return (0x40, start + 8) }
    if text.hasExactText("period;", at: start + 1) { return (0x2E, start + 8) }
    guard text.byte(start + 1) == 0x23 else { return nil }
    let isHex = text.byte(start + 2) | 0x20 == 0x78
    let first = start + (isHex ? 3 : 2)
    let end = text.end(from: first, limit: 4) { $0 != 0x3B }
    guard end > first, text.byte(end) == 0x3B else { return nil }
    return number(text, first..<end, base: isHex ? 16 : 10).map { ($0, end + 1) }
  }

  /// The printable character of ASCII with a number.
  private static func number(_ text: Span<UInt8>, _ digits: Range<Int>, base: Int) -> UInt8? {
    var value = 0
    for index in digits {
      let byte = text[index] | 0x20
      let digit = text[index].isDigit ? Int(text[index] - 0x30) : Int(byte) - 0x57
      guard (0..<base).contains(digit) else { return nil }
      value = value * base + digit
    }
    return (0x20...0x7E).contains(value) ? UInt8(value) : nil
  }

  /// Characters of full width, and spaces and hyphens that do not break.
  private static func lookAlike(_ text: Span<UInt8>, _ start: Int) -> (byte: UInt8, end: Int)? {
    switch (text[start], text.byte(start + 1), text.byte(start + 2)) {
    case (0xC2, 0xA0, _): (0x20, start + 2)
    case (0xE2, 0x80, 0x89), (0xE2, 0x80, 0xAF), (0xE3, 0x80, 0x80): (0x20, start + 3)
    case (0xE2, 0x80, 0x90...0x93): (0x2D, start + 3)
    case (0xEF, 0xBC, let low) where low > 0x80: (low - 0x60, start + 3)
    case (0xEF, 0xBD, let low) where low < 0x9F: (low - 0x20, start + 3)
    default: nil
    }
  }
}
