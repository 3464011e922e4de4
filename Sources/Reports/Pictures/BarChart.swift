/// A horizontal bar chart: a label, a bar and a figure a row.
package struct BarChart: Sendable {
  /// How grave what a bar counts is, which colours it; the figure should say it too.
  package enum Level: UInt8, Sendable {
    case low, medium, high, critical
  }

  /// A row of the chart.
  package struct Bar: Sendable {
    package let label: String
    package let value: Double
    /// The figure as it is written at the end of the bar.
    package let figure: String
    package let level: Level?

    package init(label: String, value: Double, figure: String, level: Level? = nil) {
      self.label = label
      self.value = value
      self.figure = figure
      self.level = level
    }

    fileprivate var style: Picture.Style {
      switch level {
      case nil: .bar
      case .low: .low
      case .medium: .medium
      case .high: .high
      case .critical: .critical
      }
    }
  }

  package let title: String
  package let bars: [Bar]

  /// The most characters of a label; longer ones are cut at the end.
  private static let labelLimit = 64
  private static let rowHeight = 24
  private static let width = 880

  package init(title: String, bars: [Bar]) {
    self.title = title
    self.bars = bars
  }

  /// The chart as SVG; bars start at zero, and values below zero or not finite have none.
  package var svg: String {
    let labels = bars.map { Excerpt.startOfQuoting(VisibleText.singleLine($0.label), limit: Self.labelLimit) }
    let labelWidth = labels.map(Picture.width).max() ?? 0
    let figureWidth = bars.map { Picture.width(of: $0.figure) }.max() ?? 0
    let left = Double(min(labelWidth, Self.width * 3 / 5) + 12)
    let space = max(40, Double(Self.width) - left - Double(figureWidth) - 16)
    let most = bars.map(\.value).filter(\.isFinite).max() ?? 0
    var picture = Picture(width: Self.width, height: bars.count * Self.rowHeight + 34, title: title)
    picture.text(title, x: 0, y: 15, style: .faint)
    for (row, bar) in bars.enumerated() {
      let top = Double(26 + row * Self.rowHeight)
      let length = most > 0 && bar.value.isFinite ? max(0, bar.value / most) * space : 0
      picture.text(labels[row], x: left - 8, y: top + 15, anchor: .end)
      picture.rectangle(
        x: left, y: top + 2, width: length, height: Double(Self.rowHeight - 6), style: bar.style)
      picture.text(bar.figure, x: left + length + 6, y: top + 15, style: .faint)
    }
    return picture.svg
  }
}
