/// The rows of a CSV text, one after the other, as places in its bytes.
///
/// Follows RFC 4180 and what is met in practice: rows end with CR, LF or both; a quoted field may hold
/// separators, line ends and doubled quotes; empty lines are no rows; a byte order mark is passed over.
package struct CSVRows {
  /// The bytes of a field: a stretch of the text, with quotes still doubled if `hasQuotes`.
  package struct Field {
    package let range: Range<Int>
    package let hasQuotes: Bool
  }

  private let separator: UInt8

  /// Where the last row ended: at its line end, or at the end of the text.
  package private(set) var place: Int

  /// The line on which the last row began, from 1.
  package private(set) var line = 0
  private var nextLine = 1

  /// Whether a quoted field was still open at the end of the text.
  package private(set) var isCutOff = false

  /// - Parameter start: Where the rows begin, if not with the bytes.
  package init(of bytes: [UInt8], from start: Int = 0, separator: UInt8 = UInt8(ascii: ",")) {
    self.separator = separator
    place = start == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : start
  }

  /// Reads the next row.
  ///
  /// - Returns: Whether there was one.
  package mutating func next(in bytes: [UInt8], into fields: inout [Field]) -> Bool {
    fields.removeAll(keepingCapacity: true)
    skipLineEnds(bytes)
    guard place < bytes.count else { return false }
    line = nextLine
    while true {
      fields.append(field(bytes))
      guard place < bytes.count, bytes[place] == separator else { break }
      place += 1
    }
    return true
  }

  private mutating func skipLineEnds(_ bytes: [UInt8]) {
    while place < bytes.count, isLineEnd(bytes[place]) {
      let isPair = bytes[place] == 13 && place + 1 < bytes.count && bytes[place + 1] == 10
      place += isPair ? 2 : 1
      nextLine += 1
    }
  }

  private mutating func field(_ bytes: [UInt8]) -> Field {
    guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { return plainField(bytes) }
    place += 1
    let start = place
    var hasQuotes = false
    while place < bytes.count {
      if bytes[place] == 10 { nextLine += 1 }
      if bytes[place] == UInt8(ascii: "\"") {
        guard place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "\"") else { break }
        hasQuotes = true
        place += 1
      }
      place += 1
    }
    if place >= bytes.count { isCutOff = true }
    let end = min(place, bytes.count)
    place = end
    while place < bytes.count, bytes[place] != separator, !isLineEnd(bytes[place]) { place += 1 }
    return Field(range: start..<end, hasQuotes: hasQuotes)
  }

  private mutating func plainField(_ bytes: [UInt8]) -> Field {
    let start = place
    while place < bytes.count, bytes[place] != separator, !isLineEnd(bytes[place]) { place += 1 }
    return Field(range: start..<place, hasQuotes: false)
  }

  private func isLineEnd(_ byte: UInt8) -> Bool { byte == 10 || byte == 13 }
}
