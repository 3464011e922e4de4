internal import JSONBytes

/// A result of the Model Context Protocol as Python prints it, where a framework kept the object's text.
///
/// `meta=None content=[TextContent(type='text', text='locked', annotations=None)] isError=True` is the text `locked`,
/// of a call that failed.
struct PrintedToolResult: Hashable {
  /// The texts of the result, one a part, without Python's escapes.
  private(set) var texts: [[UInt8]] = []

  /// Whether the tool says that the call failed.
  private(set) var isFlagged = false

  /// Reads a printed result; `nil` if the bytes are none, are cut off, or hold a part that is no text.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard Self.heads.contains(where: { bytes.starts(with: $0) }) else { return nil }
    var place = bytes.startIndex
    while place < bytes.endIndex {
      let rest = bytes[place...]
      if rest.first == UInt8(ascii: "'") || rest.first == UInt8(ascii: "\"") {
        guard let text = Self.quoted(rest) else { return nil }
        if bytes[..<place].hasSuffix("text=") { texts.append(text.bytes) }
        place = text.end
      } else if rest.first == UInt8(ascii: "(") {
        let name = bytes[..<place].reversed().prefix { $0.isPartOfName }.reversed()
        guard name.isEmpty || Self.constructors.contains(where: { $0.elementsEqual(name) }) else {
          return nil
        }
        place += 1
      } else {
        if rest.starts(with: Self.flag) { isFlagged = true }
        place += 1
      }
    }
    guard isFlagged || !texts.isEmpty else { return nil }
  }

  private static let heads = [
    "meta=None content=[", "_meta=None content=[", "content=[TextContent(", "CallToolResult(",
    "[TextContent(",
  ].map { Array($0.utf8) }

  private static let constructors = ["CallToolResult", "TextContent", "Annotations"].map { Array($0.utf8) }

  private static let flag = Array("isError=True".utf8)

  /// The text in quotes that begins here, and where what follows it begins; `nil` if it is not closed.
  private static func quoted(_ bytes: ArraySlice<UInt8>) -> (bytes: [UInt8], end: Int)? {
    var text: [UInt8] = []
    var place = bytes.startIndex + 1
    while place < bytes.endIndex {
      if bytes[place] == bytes.first { return (text, place + 1) }
      guard bytes[place] == UInt8(ascii: "\\"), place + 1 < bytes.endIndex else {
        text.append(bytes[place])
        place += 1
        continue
      }
      let sign = bytes[place + 1]
      place += 2
      if let plain = escapes[sign] {
        text.append(plain)
      } else if let count = digitCounts[sign], let scalar = scalar(bytes[place...].prefix(count), count) {
        text += String(Character(scalar)).utf8
        place += count
      } else {
        text += [UInt8(ascii: "\\"), sign]
      }
    }
    return nil
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "'"): 0x27,
    UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C,
  ]

  /// The hexadecimal digits behind `\x`, `\u` and `\U`.
  private static let digitCounts: [UInt8: Int] = [
    UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8,
  ]

  private static func scalar(_ digits: ArraySlice<UInt8>, _ count: Int) -> Unicode.Scalar? {
    guard digits.count == count else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
  }
}

extension ArraySlice<UInt8> {
  fileprivate func hasSuffix(_ text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
