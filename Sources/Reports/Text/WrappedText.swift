/// Breaks text into lines that fit a screen with fixed widths.
enum WrappedText {
  /// The lines of a text, each at most so many columns wide.
  ///
  /// Breaks at a space or after a comma where there is one in the second half of the line, else between any two
  /// characters.
  static func lines(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
      let line = line.utf8.contains(0x09) ? String(line).replacing("\t", with: "  ") : String(line)
      // Most lines are ASCII, where bytes are characters of one column.
      if line.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) {
        let bytes = Array(line.utf8)
        let widths = [Int](repeating: 1, count: bytes.count)
        return ranges(widths, bytes, width).map { String(decoding: bytes[$0], as: UTF8.self) }
      }
      let characters = Array(line)
      let signs = characters.map { $0.asciiValue ?? 0 }
      let widths = characters.map { MarkdownTable.width(of: String($0)) }
      return ranges(widths, signs, width).map { String(characters[$0]) }
    }
  }

  /// The places of the lines among characters of given widths; signs are their ASCII codes, or 0.
  private static func ranges(_ widths: [Int], _ signs: [UInt8], _ width: Int) -> [Range<Int>] {
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
  private static func end(_ widths: [Int], _ signs: [UInt8], from start: Int, _ width: Int) -> Int {
    var column = 0
    var (breakPlace, breakColumn) = (start, 0)
    for place in start..<signs.count {
      column += widths[place]
      if signs[place] == space, column <= width + 1 { (breakPlace, breakColumn) = (place, column) }
      if column > width { return breakColumn > width / 2 ? breakPlace : max(place, start + 1) }
      if signs[place] == UInt8(ascii: ",") { (breakPlace, breakColumn) = (place + 1, column) }
    }
    return signs.count
  }
}
