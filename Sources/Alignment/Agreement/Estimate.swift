package import Statistics

/// A figure with its interval.
package struct Estimate: Sendable, Hashable {
  package let value: Double

  /// Holds the true figure in 95 of 100 such samples; `nil` where there are too few items to say.
  package let interval: Interval?

  package init(_ value: Double, _ interval: Interval?) {
    self.value = value
    self.interval = interval
  }
}

extension Estimate {
  /// The interval of a figure of which resampled values are given.
  ///
  /// - Returns: `nil` if it is undefined on a tenth of the resamples.
  static func interval(ofResampled values: [Double?], level: Double) -> Interval? {
    let defined = values.compactMap { $0 }.sorted()
    guard defined.count * 10 > values.count * 9,
      let lower = quantile((1 - level) / 2, ofSorted: defined),
      let upper = quantile((1 + level) / 2, ofSorted: defined)
    else { return nil }
    return Interval(lower: lower, upper: upper)
  }
}
