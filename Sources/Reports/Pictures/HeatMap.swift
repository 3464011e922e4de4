/// A table of counts as shades, such as tools × error types.
package struct HeatMap: Sendable {
  package let title: String
  package let rows: [String]
  package let columns: [String]
  /// The counts, a row for each row label.
  package let counts: [[Int]]

  private static let cellHeight = 26
  private static let labelLimit = 36

  /// - Precondition: There is a count for each row and column.
  package init(title: String, rows: [String], columns: [String], counts: [[Int]]) {
    precondition(
      counts.count == rows.count && counts.allSatisfy { $0.count == columns.count },
      "\(counts.count) rows of counts do not fill \(rows.count) × \(columns.count)")
    self.title = title
    self.rows = rows
    self.columns = columns
    self.counts = counts
  }

  /// The map as SVG: the darker the more, with each count written in its cell.
  ///
  /// A shade is at least 12 % and at most 34 % so that the figure on it can be read on light and dark ground.
  package var svg: String {
    let rowLabels = rows.map { Excerpt.start(of: VisibleText.singleLine($0), limit: Self.labelLimit) }
    let columnLabels = columns.map { Excerpt.start(of: VisibleText.singleLine($0), limit: 18) }
    let left = (rowLabels.map(Picture.width).max() ?? 0) + 12
    let cellWidth = max(48, (columnLabels.map(Picture.width).max() ?? 0) + 12)
    let most = Double(counts.flatMap(\.self).max() ?? 0)
    var picture = Picture(
      width: left + cellWidth * max(1, columns.count) + 4, height: 52 + rows.count * Self.cellHeight,
      title: title)
    picture.text(title, x: 0, y: 15, style: .faint)
    for (column, label) in columnLabels.enumerated() {
      picture.text(
        label, x: Double(left + column * cellWidth + cellWidth / 2), y: 38, anchor: .middle, style: .faint)
    }
    for (row, label) in rowLabels.enumerated() {
      let top = Double(46 + row * Self.cellHeight)
      picture.text(label, x: Double(left - 8), y: top + 17, anchor: .end)
      for column in columns.indices where counts[row][column] > 0 {
        let x = Double(left + column * cellWidth)
        let shade = 0.12 + 0.22 * Double(counts[row][column]) / most
        picture.rectangle(
          x: x + 1, y: top + 1, width: Double(cellWidth - 2), height: Double(Self.cellHeight - 2),
          style: .bar,
          opacity: shade)
        picture.text("\(counts[row][column])", x: x + Double(cellWidth) / 2, y: top + 17, anchor: .middle)
      }
    }
    return picture.svg
  }
}
