/// A line over periods with the interval of each value.
package struct TrendChart: Sendable {
  /// A period and its value.
  package struct Point: Sendable {
    package let label: String
    package let value: Double
    /// The ends of the interval; `nil` where none is known.
    package let interval: ClosedRange<Double>?

    package init(label: String, value: Double, interval: ClosedRange<Double>? = nil) {
      self.label = label
      self.value = value
      self.interval = interval
    }
  }

  package let title: String
  package let points: [Point]
  /// Writes a value beside the axis.
  package let format: @Sendable (Double) -> String

  package init(title: String, points: [Point], format: @escaping @Sendable (Double) -> String) {
    self.title = title
    self.points = points
    self.format = format
  }

  /// The chart with axes and labels as SVG; the axis of values starts at zero.
  package var svg: String {
    var picture = Picture(width: 640, height: 220, title: title)
    let most = highest
    let left = Double(Picture.width(of: format(most)) + 12)
    let frame = Frame(
      left: left, top: 30, width: 640 - left - 24, height: 150, most: most, count: points.count)
    picture.text(title, x: 0, y: 15, style: .faint)
    picture.path([(left, 30), (left, 180), (616, 180)], style: .axis)
    picture.text(format(most), x: left - 6, y: 36, anchor: .end, style: .faint)
    picture.text(format(0), x: left - 6, y: 184, anchor: .end, style: .faint)
    draw(in: frame, &picture)
    drawLabels(in: frame, &picture)
    return picture.svg
  }

  // MARK: Steps

  /// Where values are drawn.
  private struct Frame {
    let left: Double
    let top: Double
    let width: Double
    let height: Double
    let most: Double
    let count: Int

    var step: Double { count > 1 ? width / Double(count - 1) : width }
    func x(_ index: Int) -> Double { count > 1 ? left + Double(index) * step : left + width / 2 }
    func y(_ value: Double) -> Double { top + height * (1 - min(1, max(0, value / most))) }
  }

  /// Writes the labels of the points, from the last to the first, those for which there is room.
  private func drawLabels(in frame: Frame, _ picture: inout Picture) {
    var room = Self.width
    for (index, point) in points.enumerated().reversed() {
      let width = Double(Picture.width(of: point.label))
      // Labels at the ends would stand out of the picture if they were centred.
      let left = max(0, min(frame.x(index) - width / 2, Self.width - 4 - width))
      guard left + width <= room else { continue }
      picture.text(point.label, x: left + width / 2, y: 200, anchor: .middle, style: .faint)
      room = left - Self.labelGap
    }
  }

  private static let width = 640.0

  /// Between two labels.
  private static let labelGap = 12.0

  private var highest: Double {
    let ends = points.flatMap { [$0.value, $0.interval?.upperBound ?? 0] }.filter(\.isFinite)
    let most = ends.max() ?? 0
    return most > 0 ? most : 1
  }

  /// Draws line and band; where a value is unknown (not finite), both are broken.
  private func draw(in frame: Frame, _ picture: inout Picture) {
    for run in runs() {
      let band = run.filter { points[$0].interval != nil }
      let upper = band.map { (x: frame.x($0), y: frame.y(points[$0].interval?.upperBound ?? 0)) }
      let lower = band.reversed().map { (x: frame.x($0), y: frame.y(points[$0].interval?.lowerBound ?? 0)) }
      if band.count > 1 { picture.path(upper + lower, style: .band, isClosed: true) }
      if run.count > 1 { picture.path(run.map { (frame.x($0), frame.y(points[$0].value)) }, style: .line) }
    }
    for (index, point) in points.enumerated() where point.value.isFinite {
      picture.dot(x: frame.x(index), y: frame.y(point.value), style: .bar)
    }
  }

  /// Stretches of points whose values are known.
  private func runs() -> [[Int]] {
    points.indices.reduce(into: [[]]) { runs, index in
      if points[index].value.isFinite { runs[runs.count - 1].append(index) } else { runs.append([]) }
    }
  }
}
