/// The two ends of an interval, the ends included.
package struct Interval: Sendable, Hashable, Codable {
  package let lower: Double
  package let upper: Double

  package init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }

  package var width: Double { upper - lower }

  /// Whether a value lies in the interval or at one of its ends.
  package func contains(_ value: Double) -> Bool {
    lower <= value && value <= upper
  }
}

/// A number of successes among a number of trials.
package struct Proportion: Sendable, Hashable, Codable {
  package let successCount: Int
  package let count: Int

  /// - Precondition: 0 ≤ `successCount` ≤ `count`.
  package init(_ successCount: Int, of count: Int) {
    precondition((0...max(0, count)).contains(successCount), "\(successCount) successes of \(count)")
    self.successCount = successCount
    self.count = count
  }

  /// The share of successes, from 0 to 1; `nil` of no trials.
  package var value: Double? {
    count == 0 ? nil : Double(successCount) / Double(count)
  }

  /// Returns Wilson's score interval for the share; `nil` of no trials.
  ///
  /// Its coverage is near the level on average, and it is shorter than the exact one.
  ///
  /// Source: E. B. Wilson 1927, doi:10.1080/01621459.1927.10502953.
  package func wilsonInterval(level: Double = 0.95) -> Interval? {
    guard let share = value else { return nil }
    let n = Double(count)
    let z = StandardNormal.quantile((1 + level) / 2)
    let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    let reach = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return Interval(
      lower: successCount == 0 ? 0 : max(0, centre - reach),
      upper: successCount == count ? 1 : min(1, centre + reach))
  }

  /// Returns the exact interval for the share, whose coverage is never below the level; `nil` of no trials.
  ///
  /// Source: C. J. Clopper and E. S. Pearson 1934, doi:10.1093/biomet/26.4.404.
  package func exactInterval(level: Double = 0.95) -> Interval? {
    guard count > 0 else { return nil }
    let tail = (1 - level) / 2
    let (successes, failures) = (Double(successCount), Double(count - successCount))
    return Interval(
      lower: successCount == 0 ? 0 : betaQuantile(tail, successes, failures + 1),
      upper: successCount == count ? 1 : betaQuantile(1 - tail, successes + 1, failures))
  }
}
