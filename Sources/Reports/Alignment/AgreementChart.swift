/// The agreement of each judge with its interval, and the ceiling that people set.
package struct AgreementChart: Sendable {
  /// A judge on a criterion: its agreement, from 0 to 1, with the interval.
  package struct Row: Sendable {
    package let label: String
    package let value: Double
    package let interval: ClosedRange<Double>?

    /// How far people agree with each other; `nil` where that is unknown.
    package let ceiling: Double?

    package init(label: String, value: Double, interval: ClosedRange<Double>?, ceiling: Double?) {
      self.label = label
      self.value = value
      self.interval = interval
      self.ceiling = ceiling
    }
  }

  package let title: String
  package let rows: [Row]

  private static let rowHeight = 24
  private static let plotWidth = 420.0
  private static let labelLimit = 44

  package init(title: String, rows: [Row]) {
    self.title = title
    self.rows = rows
  }

  /// The chart as SVG: a dot for the agreement, a line for its interval, an orange stroke for the ceiling; the
  /// axis goes from 0 to 1.
  package var svg: String {
    let labels = rows.map { Excerpt.start(of: VisibleText.singleLine($0.label), limit: Self.labelLimit) }
    let left = Double((labels.map(Picture.width).max() ?? 0) + 14)
    let bottom = 34 + rows.count * Self.rowHeight
    var picture = Picture(width: Int(left + Self.plotWidth) + 70, height: bottom + 30, title: title)
    picture.text(title, x: 0, y: 15, style: .faint)
    for tick in [0, 25, 50, 75, 100] {
      let x = left + Self.plotWidth * Double(tick) / 100
      picture.path([(x, 28), (x, Double(bottom))], style: .axis)
      picture.text("\(tick) %", x: x, y: Double(bottom) + 18, anchor: .middle, style: .faint)
    }
    for (index, row) in rows.enumerated() {
      let y = Double(34 + index * Self.rowHeight) + 10
      picture.text(labels[index], x: left - 8, y: y + 5, anchor: .end)
      if let interval = row.interval {
        picture.path([(x(interval.lowerBound, left), y), (x(interval.upperBound, left), y)], style: .line)
      }
      if let ceiling = row.ceiling {
        picture.rectangle(x: x(ceiling, left) - 2, y: y - 9, width: 4, height: 18, style: .high)
      }
      picture.dot(x: x(row.value, left), y: y, style: .bar)
      picture.text(
        FigureText.decimal(row.value), x: left + Self.plotWidth + 16, y: y + 5, style: .faint)
    }
    return picture.svg
  }

  private func x(_ share: Double, _ left: Double) -> Double { left + Self.plotWidth * min(1, max(0, share)) }
}
