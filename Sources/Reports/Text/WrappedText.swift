/// Breaks text into lines that fit a screen with fixed widths.
package enum WrappedText {
  /// The lines of a text, each at most so many columns wide.
  ///
  /// Breaks at a space or after a comma where there is one in the second half of the line, else between any two
  /// characters.
  package static func lines(_ text: String, width: Int) -> [String] {
    Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false).flatMap { line -> [String] in
      let bytes = line.contains(0x09) ? line.flatMap { $0 == 0x09 ? [0x20, 0x20] : [$0] } : Array(line)
      // Most lines are ASCII, where bytes are characters of one column.
      if bytes.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) {
        return ranges(nil, bytes, width).map { String(decoding: bytes[$0], as: UTF8.self) }
      }
      let line = String(decoding: bytes, as: UTF8.self)
      let places = Array(line.indices) + [line.endIndex]
      let signs = line.map { $0.asciiValue ?? 0 }
      let widths = line.map(MarkdownTable.width)
      return ranges(widths, signs, width).map { String(line[places[$0.lowerBound]..<places[$0.upperBound]]) }
    }
  }

  /// The places of the lines among characters of given widths, or all of one; signs are their ASCII codes, or 0.
  private static func ranges(_ widths: [Int]?, _ signs: [UInt8], _ width: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    while start < signs.count {
      let end = end(widths, signs, from: start, width)
      ranges.append(start..<end)
      start = end < signs.count && signs[end] == space ? end + 1 : end
    }
    return ranges.isEmpty ? [0..<0] : ranges
  }

  private static let space = UInt8(ascii: " ")

  /// Where the line that starts at a place ends.
  private static func end(_ widths: [Int]?, _ signs: [UInt8], from start: Int, _ width: Int) -> Int {
    var column = 0
    var (breakPlace, breakColumn) = (start, 0)
    for place in start..<signs.count {
      column += widths?[place] ?? 1
      if signs[place] == space, column <= width + 1 { (breakPlace, breakColumn) = (place, column) }
      if column > width { return breakColumn > width / 2 ? breakPlace : max(place, start + 1) }
      if signs[place] == UInt8(ascii: ",") { (breakPlace, breakColumn) = (place + 1, column) }
    }
    return signs.count
  }
}
