/// Secrets in XML and HTML: the text of an element or the value of an attribute that another attribute names.
enum SecretMarkup {
  /// Attributes that name what an element holds.
  private static let names: [StaticString] = ["name", "key", "id", "property"]

  /// Those that say what a field of a form takes.
  private static let kinds: [StaticString] = ["type", "autocomplete"]

  /// No tag that is looked at is longer, and no text.
  private static let tagLimit = 300
  private static let textLimit = 400

  typealias KeyTest = (Span<UInt8>, Range<Int>) -> Bool

  /// The text of an element with the name of a secret, with attributes or none: `<password type="x">…</password>`.
  static func text(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Range<Int>? {
    var start = name.lowerBound
    // The prefix of a name space.
    if bytes.byte(start - 1) == 0x3A {
      start -= 1
      while name.lowerBound - start < 32, bytes.byte(start - 1).isTokenByte { start -= 1 }
    }
    guard bytes.byte(start - 1) == 0x3C else { return nil }
    let next = bytes.byte(name.upperBound)
    guard next == 0x3E || next <= 0x20 else { return nil }
    return text(bytes, from: name.upperBound, closing: start..<name.upperBound)
  }

  /// The text of an element that an attribute names: `<string name="api_key">…</string>`.
  static func namedText(_ bytes: Span<UInt8>, _ attribute: Range<Int>, _ isSecret: KeyTest) -> Range<Int>? {
    guard bytes.byte(attribute.upperBound) == 0x3D, bytes.byte(attribute.lowerBound - 1) <= 0x20,
      isOne(of: names, bytes, attribute), let opening = tagStart(bytes, attribute.lowerBound),
      isSecretValue(bytes, attribute.upperBound + 1, isSecret)
    else { return nil }
    let tag = opening + 1..<bytes.end(from: opening + 1, limit: 64) { $0.isTokenByte || $0 == 0x3A }
    return text(bytes, from: attribute.upperBound, closing: tag)
  }

  /// Whether another attribute of the tag that an attribute stands in names a secret:
  /// `<input name="password" value="…">`.
  static func isBesideSecret(_ bytes: Span<UInt8>, _ attribute: Range<Int>, _ isSecret: KeyTest) -> Bool {
    guard bytes.byte(attribute.lowerBound - 1) <= 0x20, let start = tagStart(bytes, attribute.lowerBound)
    else {
      return false
    }
    let end = bytes.end(from: attribute.upperBound, limit: tagLimit) { $0 != 0x3E }
    for place in start..<end where bytes[place] == 0x3D {
      var word = place
      while place - word < 16, bytes.byte(word - 1).isTokenByte { word -= 1 }
      if isOne(of: names + kinds, bytes, word..<place), isSecretValue(bytes, place + 1, isSecret) {
        return true
      }
    }
    return false
  }

  // MARK: Parts

  /// Where the tag begins that a place is in; `nil` where it is in none.
  private static func tagStart(_ bytes: Span<UInt8>, _ place: Int) -> Int? {
    var start = place - 1
    while start > 0, place - start < tagLimit, bytes[start] != 0x3C, bytes[start] != 0x3E { start -= 1 }
    return bytes.byte(start) == 0x3C && bytes.byte(start + 1).isLetter ? start : nil
  }

  /// Whether an attribute's value, in quotes or not, is the name of a secret or ends in one: `db.password`.
  private static func isSecretValue(_ bytes: Span<UInt8>, _ start: Int, _ isSecret: KeyTest) -> Bool {
    let first = bytes.end(from: start, limit: 4) { [0x22, 0x27, 0x5C].contains($0) }
    let end = bytes.end(from: first, limit: 64) { $0.isTokenByte || $0 == 0x2E || $0 == 0x3A }
    var last = end
    while last > first, bytes[last - 1].isTokenByte { last -= 1 }
    return last < end && isSecret(bytes, last..<end)
  }

  /// The text between the end of a tag and the one that closes it, which is of the same name.
  ///
  /// Else what stands behind a placeholder, `<secret>`, would be its text.
  private static func text(_ bytes: Span<UInt8>, from place: Int, closing name: Range<Int>) -> Range<Int>? {
    let close = bytes.end(from: place, limit: tagLimit) { $0 != 0x3E && $0 != 0x3C }
    guard bytes.byte(close) == 0x3E, bytes.byte(close - 1) != 0x2F else { return nil }
    var start = bytes.end(from: close + 1, limit: 64) { $0 <= 0x20 }
    var (end, closing) = (start, start)
    if bytes.hasExactText("<![CDATA[", at: start) {
      start += 9
      end = bytes.end(from: start, limit: textLimit) { $0 != 0x5D && $0 != 0x3C }
      closing = bytes.end(from: end, limit: 3) { $0 == 0x5D || $0 == 0x3E }
    } else {
      end = bytes.end(from: start, limit: textLimit) { $0 != 0x3C }
      closing = end
      while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    }
    let isClosed =
      bytes.hasExactText("</", at: closing) && bytes.byte(closing + 2 + name.count) == 0x3E
      && name.allSatisfy { bytes.byte(closing + 2 + $0 - name.lowerBound) == bytes[$0] }
    return isClosed && end > start ? start..<end : nil
  }

  private static func isOne(of words: [StaticString], _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    words.contains { $0.utf8CodeUnitCount == range.count && bytes.hasText($0, at: range.lowerBound) }
  }
}
