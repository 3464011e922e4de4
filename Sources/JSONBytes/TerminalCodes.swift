/// The sequences by which programs colour what they write on a terminal, and name its window.
///
/// They stand within words, `ESC[31mERROR ESC[0m`, and say nothing that a trace is read for.
///
/// Source: ECMA-48, 5th edition, sections 5.4 (control sequences) and 5.6 (control strings).
package enum TerminalCodes {
  static let escape: UInt8 = 0x1B

  /// A string that is not closed by then is none.
  private static let stringLimit = 400

  /// Whether a text may hold some.
  package static func mayStand(in text: [UInt8]) -> Bool {
    unsafe text.span.bytes.firstPosition(of: escape) != nil
  }

  /// Whether a stretch of a text may hold some.
  package static func mayStand(in text: [UInt8], _ range: ByteRange) -> Bool {
    // Within the stretch alone: of many stretches each would be searched to the end of the text.
    unsafe text.span.extracting(range.indices).bytes.firstPosition(of: escape) != nil
  }

  /// A stretch of a text without them; `nil` if it holds none.
  package static func removed(from text: [UInt8], _ range: ByteRange) -> [UInt8]? {
    guard mayStand(in: text, range) else { return nil }
    var output: [UInt8] = []
    output.reserveCapacity(range.count)
    var place = range.start
    while place < range.end {
      if text[place] == escape, let next = end(of: text, from: place, before: range.end) {
        place = next
      } else {
        output.append(text[place])
        place += 1
      }
    }
    return output.count < range.count ? output : nil
  }

  /// Where a sequence that begins at a place ends; `nil` if none does.
  private static func end(of text: [UInt8], from start: Int, before limit: Int) -> Int? {
    guard start + 1 < limit else { return nil }
    var place = start + 2
    switch text[start + 1] {
    case UInt8(ascii: "["):
      while place < limit, (0x30...0x3F).contains(text[place]) { place += 1 }
      while place < limit, (0x20...0x2F).contains(text[place]) { place += 1 }
      return place < limit && (0x40...0x7E).contains(text[place]) ? place + 1 : nil
    case UInt8(ascii: "]"):
      while place < min(limit, start + stringLimit) {
        if text[place] == 0x07 { return place + 1 }
        if text[place] == escape, place + 1 < limit, text[place + 1] == UInt8(ascii: "\\") {
          return place + 2
        }
        place += 1
      }
      return nil
    default: return nil
    }
  }
}
