package import Alignment

/// The gain of the guarded map and of plain ridge, by the number of pairs learnt from.
package struct LearningCurveChart: Sendable {
  package let title: String
  package let points: [LearningCurve.Point]

  private static let left = 64.0
  private static let width = 520.0
  private static let top = 30.0
  private static let height = 160.0

  package init(title: String, points: [LearningCurve.Point]) {
    self.title = title
    self.points = points
  }

  /// The chart as SVG; steps along the axis are even, as the numbers of pairs about double from one to the next.
  package var svg: String {
    var picture = Picture(width: 660, height: 240, title: title)
    picture.text(title, x: 0, y: 15, style: .faint)
    let (least, most) = range
    func y(_ gain: Double) -> Double {
      Self.top + Self.height * (1 - (gain - least) / (most - least))
    }
    picture.path([(Self.left, y(0)), (Self.left + Self.width, y(0))], style: .axis)
    for value in Set([least, 0, most]).sorted() {
      picture.text(FigureText.signed(value), x: Self.left - 8, y: y(value) + 5, anchor: .end, style: .faint)
    }
    let band =
      points.indices.map { (x: x($0), y: y(upper(points[$0]))) }
      + points.indices.reversed().map { (x: x($0), y: y(lower(points[$0]))) }
    if points.count > 1 {
      picture.path(band, style: .band, isClosed: true)
      picture.path(points.indices.map { (x($0), y(points[$0].plainGain)) }, style: .axis)
      picture.path(points.indices.map { (x($0), y(points[$0].guardedGain)) }, style: .line)
    }
    for (index, point) in points.enumerated() {
      picture.dot(x: x(index), y: y(point.guardedGain), style: .bar)
      picture.text("\(point.pairCount)", x: x(index), y: 212, anchor: .middle, style: .faint)
    }
    picture.text("pairs learnt from", x: Self.left, y: 232, style: .faint)
    if let last = points.indices.last {
      picture.text("plain", x: x(last) + 8, y: y(points[last].plainGain) - 6, style: .faint)
      picture.text("guarded", x: x(last) + 8, y: y(points[last].guardedGain) + 16)
    }
    return picture.svg
  }

  private func x(_ index: Int) -> Double {
    Self.left + (points.count > 1 ? Self.width * Double(index) / Double(points.count - 1) : Self.width / 2)
  }

  private func upper(_ point: LearningCurve.Point) -> Double {
    point.guardedGain + 2 * point.guardedStandardError
  }

  private func lower(_ point: LearningCurve.Point) -> Double {
    point.guardedGain - 2 * point.guardedStandardError
  }

  /// The gains shown, with zero among them.
  private var range: (Double, Double) {
    let values: [Double] = points.map(\.plainGain) + points.map(upper) + points.map(lower) + [0]
    let (least, most) = (values.min() ?? 0, values.max() ?? 0)
    return most - least < 0.01 ? (least - 0.01, most + 0.01) : (least, most)
  }
}
