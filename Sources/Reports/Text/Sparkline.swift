/// Values as heights of blocks, such as `▁▃█`.
package enum Sparkline {
  private static let heights: [Character] = Array("▁▂▃▄▅▆▇█")

  /// The values, the greatest at full height; `·` for 0 and for what is unknown.
  package static func text(of values: [Double?]) -> String {
    let most = values.compactMap { $0 }.max() ?? 0
    return String(
      values.map { value in
        guard let value, value > 0, most > 0 else { return "·" }
        return heights[min(heights.count - 1, Int(value / most * Double(heights.count) - 1e-9))]
      })
  }
}
