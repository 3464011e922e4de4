/// Breaks text into lines that fit a screen with fixed widths.
enum WrappedText {
  /// The lines of a text, each at most so many columns wide.
  ///
  /// Breaks at a space or after a comma where there is one in the second half of the line, else between any two
  /// characters.
  static func lines(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      wrapped(Array(line.replacing("\t", with: "  ")), width: width)
    }
  }

  private static func wrapped(_ line: [Character], width: Int) -> [String] {
    var lines: [String] = []
    var start = 0
    while start < line.count {
      let end = end(of: line, from: start, width: width)
      lines.append(String(line[start..<end]))
      start = end < line.count && line[end] == " " ? end + 1 : end
    }
    return lines.isEmpty ? [""] : lines
  }

  /// Where the line that starts at a place ends.
  private static func end(of line: [Character], from start: Int, width: Int) -> Int {
    var column = 0
    var (breakPlace, breakColumn) = (start, 0)
    for place in start..<line.count {
      column += MarkdownTable.width(of: String(line[place]))
      if line[place] == " ", column <= width + 1 { (breakPlace, breakColumn) = (place, column) }
      if column > width { return breakColumn > width / 2 ? breakPlace : max(place, start + 1) }
      if line[place] == "," { (breakPlace, breakColumn) = (place + 1, column) }
    }
    return line.count
  }
}
