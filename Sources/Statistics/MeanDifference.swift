/// The difference of two means, with its interval and test.
package struct MeanDifference: Sendable, Hashable {
  /// The second mean less the first.
  package let value: Double

  /// `nil` where it could not be made.
  package let interval: Interval?

  /// The two-sided *p* value of Student's *t* test; 1 where nothing varies and nothing differs.
  package let test: Double

  /// Compares numbers of the same items.
  ///
  /// The interval is bootstrapped over the items where there are at most `bootstrapLimit`, and Student's above, where
  /// both are the same to the digits shown.
  ///
  /// - Parameter differences: Second less first, an item each.
  /// - Returns: `nil` of fewer than two items.
  package init?(ofPairs differences: [Double], bootstrap: Bootstrap) {
    let moments = Moments(of: differences)
    guard let variance = moments.variance else { return nil }
    let n = Double(differences.count)
    self.init(
      value: moments.mean, error: (variance / n).squareRoot(), degreesOfFreedom: n - 1,
      level: bootstrap.level,
      resampled: differences.count > Self.bootstrapLimit
        ? nil : bootstrap.interval(itemCount: differences.count) { Moments.mean(of: differences, at: $0) })
  }

  /// Compares numbers of different items, whose variances may differ.
  ///
  /// Source: B. L. Welch 1947, doi:10.1093/biomet/34.1-2.28.
  ///
  /// - Returns: `nil` of fewer than two items on either side.
  package init?(before: [Double], after: [Double], level: Double = 0.95) {
    let (one, other) = (Moments(of: before), Moments(of: after))
    guard let first = one.variance, let second = other.variance else { return nil }
    let (n, m) = (Double(before.count), Double(after.count))
    let (a, b) = (first / n, second / m)
    let degrees = a + b > 0 ? (a + b) * (a + b) / (a * a / (n - 1) + b * b / (m - 1)) : n + m - 2
    self.init(
      value: other.mean - one.mean, error: (a + b).squareRoot(), degreesOfFreedom: degrees, level: level,
      resampled: nil)
  }

  private init(value: Double, error: Double, degreesOfFreedom: Double, level: Double, resampled: Interval?) {
    self.value = value
    let student = StudentT(degreesOfFreedom: degreesOfFreedom)
    let reach = student.quantile((1 + level) / 2) * error
    interval = resampled ?? Interval(lower: value - reach, upper: value + reach)
    test = error > 0 ? student.twoSidedTail(value / error) : value == 0 ? 1 : 0
  }

  /// Above it two thousand resamples would take seconds.
  package static let bootstrapLimit = 2_000
}

/// Mean and variance of numbers.
private struct Moments {
  let mean: Double

  /// With one less than the count below; `nil` of fewer than two numbers.
  let variance: Double?

  init(of numbers: [Double]) {
    let mean = numbers.isEmpty ? 0 : numbers.reduce(0, +) / Double(numbers.count)
    self.mean = mean
    variance =
      numbers.count < 2
      ? nil : numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count - 1)
  }

  static func mean(of numbers: [Double], at places: [Int]) -> Double {
    places.reduce(0) { $0 + numbers[$1] } / Double(places.count)
  }
}
