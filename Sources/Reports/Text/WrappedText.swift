/// Breaks text into lines that fit a screen with fixed widths.
enum WrappedText {
  /// The lines of a text, each at most so many columns wide.
  ///
  /// Breaks at spaces where there is one in the second half of the line, else anywhere between characters.
  static func lines(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      wrapped(String(line.replacing("\t", with: "  ")), width: width)
    }
  }

  private static func wrapped(_ line: String, width: Int) -> [String] {
    var lines: [String] = []
    var start = line.startIndex
    var lastSpace: String.Index?
    var (column, spaceColumn) = (0, 0)
    var place = start
    while place < line.endIndex {
      let size = MarkdownTable.width(of: String(line[place]))
      if column + size > width, place > start {
        let atSpace = lastSpace.flatMap { spaceColumn >= width / 2 ? $0 : nil }
        let end = line[place] == " " ? place : atSpace ?? place
        lines.append(String(line[start..<end]))
        start = end < line.endIndex && line[end] == " " ? line.index(after: end) : end
        (place, column, lastSpace) = (start, 0, nil)
        continue
      }
      if line[place] == " " { (lastSpace, spaceColumn) = (place, column) }
      column += size
      place = line.index(after: place)
    }
    return lines + [String(line[start...])]
  }
}
