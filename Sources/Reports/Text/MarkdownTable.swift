/// A Markdown table whose columns line up in plain text too.
package struct MarkdownTable: Sendable {
  /// The side on which the cells of a column line up.
  package enum Alignment: Sendable {
    case left
    case right
  }

  package private(set) var header: [String]
  package private(set) var alignments: [Alignment]
  package private(set) var rows: [[String]] = []

  /// Makes a table without rows.
  ///
  /// - Parameter columns: The title of each column and the side on which its cells line up.
  package init(columns: [(title: String, alignment: Alignment)]) {
    header = columns.map { Markdown.cell($0.title) }
    alignments = columns.map(\.alignment)
  }

  /// Adds a row of texts, which are escaped.
  ///
  /// - Precondition: There is a text for each column.
  package mutating func append(_ texts: [String]) {
    append(markdown: texts.map(Markdown.cell))
  }

  /// Adds a row of cells that are Markdown already, such as links that we made; none may hold a line break.
  ///
  /// - Precondition: There is a cell for each column.
  package mutating func append(markdown cells: [String]) {
    precondition(cells.count == header.count, "\(cells.count) cells do not fill \(header.count) columns")
    rows.append(cells)
  }

  /// The table as Markdown, on a screen without the columns that there is no room for.
  ///
  /// - Parameters:
  ///   - width: The columns of the screen; `nil` where lines may be of any length.
  ///   - lesser: The titles of the columns that may be left out, the first to go first.
  package func markdown(width: Int?, leavingOut lesser: [String]) -> String {
    guard let width else { return filledMarkdown }
    var table = self
    for title in lesser where Self.lineWidth(of: table.widths) > width {
      table.remove(column: Markdown.cell(title))
    }
    return table.filledMarkdown
  }

  private mutating func remove(column title: String) {
    guard let place = header.firstIndex(of: title) else { return }
    header.remove(at: place)
    alignments.remove(at: place)
    for row in rows.indices { rows[row].remove(at: place) }
  }

  /// The columns of a terminal, but for the one in which a line ends.
  static let screenWidth = 79

  /// Whether all columns have room on a terminal.
  var fitsScreen: Bool { Self.lineWidth(of: widths) <= Self.screenWidth }

  private var widths: [Int] {
    header.indices.map { column in max(3, (rows + [header]).map { Self.width(of: $0[column]) }.max() ?? 0) }
  }

  private static func lineWidth(of widths: [Int]) -> Int { widths.reduce(1) { $0 + $1 + 3 } }

  /// The table as Markdown.
  ///
  /// Where it is wider than a terminal, texts in the last column are not filled up, so that only the rows with long ones
  /// run over.
  package var markdown: String {
    var widths = widths
    if !fitsScreen, alignments.last == .left, let last = header.last {
      widths[widths.count - 1] = max(3, Self.width(of: last))
    }
    return markdown(widths)
  }

  /// The table as Markdown with all cells of a column of one width, for a terminal that cuts or wraps lines by itself.
  var filledMarkdown: String { markdown(widths) }

  private func markdown(_ widths: [Int]) -> String {
    let rule = zip(widths, alignments).map { width, alignment in
      String(repeating: "-", count: width - 1) + (alignment == .right ? ":" : "-")
    }
    let lines = [header, rule] + rows
    return lines.map { line($0, widths) }.joined()
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = cells.indices.map { column in
      let space = String(repeating: " ", count: max(0, widths[column] - Self.width(of: cells[column])))
      return alignments[column] == .right ? space + cells[column] : cells[column] + space
    }
    return "| " + padded.joined(separator: " | ") + " |\n"
  }

  /// The columns that a text takes on a screen with fixed widths: two for wide East Asian characters.
  static func width(of text: String) -> Int {
    text.utf8.allSatisfy { $0 < 0x80 && $0 != 0x0D } ? text.utf8.count : text.reduce(0) { $0 + width(of: $1) }
  }

  /// The columns that a character takes.
  static func width(of character: Character) -> Int {
    switch character.unicodeScalars.first?.value ?? 0 {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default:
      1
    }
  }
}
