internal import JSONBytes

/// A value as Python prints it, such as `[{'role': 'user'}]` or `Send(node='tools')`.
enum PrintedValue {
  /// The places of the texts in quotes within a printed value; `nil` if a text is none.
  ///
  /// What stands before an escape and what behind it are two texts.
  static func texts(in bytes: [UInt8], _ range: ByteRange) -> [ByteRange]? {
    let head = bytes[range.indices].prefix(headLength)
    let name = head.prefix { $0.isPartOfName }
    guard let opener = head.dropFirst(name.count).first, isOpener(opener), name.isEmpty || opener == 0x28,
      head.contains(where: { isQuote($0) })
    else { return nil }
    var texts: [ByteRange] = []
    var place = range.start
    while place < range.end {
      defer { place += 1 }
      // A quote behind a letter is an apostrophe.
      guard isQuote(bytes[place]), place > range.start, !bytes[place - 1].isPartOfName else { continue }
      let quote = bytes[place]
      var start = place + 1
      place = start
      while place < range.end, bytes[place] != quote {
        guard bytes[place] == UInt8(ascii: "\\") else {
          place += 1
          continue
        }
        texts.append(ByteRange(start: start, count: place - start))
        place = min(place + 2, range.end)
        start = place
      }
      texts.append(ByteRange(start: start, count: place - start))
    }
    return texts.isEmpty ? nil : texts
  }

  /// A value begins with a name, brackets and a quote no later than here.
  private static let headLength = 80

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"")
  }

  private static func isOpener(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "(")
  }
}
