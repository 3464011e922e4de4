/// A text as bytes, in which others are looked for.
///
/// To look for characters is slow, since one may be made of several; of ASCII each byte is one.
package struct PlainText: Sendable {
  private let bytes: [UInt8]
  private let isASCII: Bool

  package init(_ text: String) {
    bytes = Array(text.utf8)
    isASCII = bytes.allSatisfy { $0 < 0x80 }
  }

  /// Whether a text stands in this one, as `contains(_:)` of strings says.
  ///
  /// - Precondition: Neither holds a carriage return, which is one character with the line feed behind it.
  package func contains(_ text: PlainText) -> Bool {
    guard text.isASCII, !text.bytes.isEmpty else { return containsCharacters(of: text) }
    var place = 0
    while let found = firstPlace(of: text, from: place) {
      let end = found + text.bytes.count
      // Beside other characters those of ASCII may be parts of one.
      let isAlone = (found == 0 || bytes[found - 1] < 0x80) && (end == bytes.count || bytes[end] < 0x80)
      if isAlone { return true }
      place = found + 1
    }
    return place > 0 || !isASCII && text.bytes.contains(where: Self.isWrittenOtherwise)
      ? containsCharacters(of: text) : false
  }

  /// Whether a sign of ASCII is the same character as one beyond it: U+037E is a semicolon, and U+1FEF a grave.
  private static func isWrittenOtherwise(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ";") || byte == UInt8(ascii: "`") || byte == UInt8(ascii: "K")
  }

  private func containsCharacters(of text: PlainText) -> Bool {
    String(decoding: bytes, as: UTF8.self).contains(String(decoding: text.bytes, as: UTF8.self))
  }

  private func firstPlace(of text: PlainText, from start: Int) -> Int? {
    let (bytes, wanted) = (bytes.span, text.bytes.span)
    var place = start
    while place + wanted.count <= bytes.count {
      place = unsafe bytes.bytes.firstPosition(of: wanted[0], from: place)
      guard place + wanted.count <= bytes.count else { return nil }
      var count = 1
      while count < wanted.count, bytes[place + count] == wanted[count] { count += 1 }
      if count == wanted.count { return place }
      place += 1
    }
    return nil
  }
}
