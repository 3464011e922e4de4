package import Statistics

/// A change of a pass rate, and how sure it is.
package struct Effect: Sendable, Hashable {
  /// From −1 to 1.
  package let value: Double

  /// The standard error.
  package let error: Double

  /// Where it lies in 95 of 100 such samples.
  package let interval: Interval

  /// The two-sided *p* value.
  package let pValue: Double

  /// How many traces it was measured on.
  package let itemCount: Int

  /// The *p* value adjusted for all evaluators of the suite; the same until it is.
  package internal(set) var adjustedPValue: Double

  /// An effect whose distribution is taken as normal.
  init(value: Double, variance: Double, itemCount: Int) {
    let error = max(0, variance).squareRoot()
    let pValue = error > 0 ? StandardNormal.twoSidedTail(value / error) : value == 0 ? 1 : 0
    let reach = StandardNormal.quantile(0.975) * error
    self.init(
      value: value, error: error,
      interval: Interval(lower: max(-1, value - reach), upper: min(1, value + reach)), pValue: pValue,
      itemCount: itemCount)
  }

  init(value: Double, error: Double, interval: Interval, pValue: Double, itemCount: Int) {
    (self.value, self.error, self.interval) = (value, error, interval)
    (self.pValue, self.adjustedPValue, self.itemCount) = (pValue, pValue, itemCount)
  }

  /// What differs between two verdicts on the same traces; `nil` of none.
  init?(_ flips: Flips) {
    let pair = PairedComparison(onlyFirstCount: flips.lostCount, onlySecondCount: flips.gainedCount)
    guard let value = pair.difference(of: flips.count),
      let interval = pair.differenceInterval(of: flips.count)
    else { return nil }
    self.init(
      value: value, error: flips.variance.squareRoot(), interval: interval, pValue: pair.midPTest,
      itemCount: flips.count)
  }

  /// Whether it is a cause of a change.
  func isNamed(by rule: GateRule) -> Bool {
    adjustedPValue <= rule.causeLevel && abs(value) >= rule.leastCause
  }
}

/// How two verdicts on the same traces differ.
package struct Flips: Sendable, Hashable {
  /// The traces that both passed, that only the first did, that only the second did, and that neither did.
  package internal(set) var bothPassCount = 0
  package internal(set) var lostCount = 0
  package internal(set) var gainedCount = 0
  package internal(set) var bothFailCount = 0

  package init() {}

  mutating func add(_ before: Bool, _ after: Bool) {
    switch (before, after) {
    case (true, true): bothPassCount += 1
    case (true, false): lostCount += 1
    case (false, true): gainedCount += 1
    case (false, false): bothFailCount += 1
    }
  }

  package var count: Int { bothPassCount + lostCount + gainedCount + bothFailCount }

  /// The change of the pass rate; 0 of no traces.
  package var difference: Double { count == 0 ? 0 : Double(gainedCount - lostCount) / Double(count) }

  /// The share of traces on which the verdicts differ; `nil` of no traces.
  package var share: Double? { count == 0 ? nil : Double(gainedCount + lostCount) / Double(count) }

  /// The variance of the difference; one flip more is taken as seen, since none seen is not none possible.
  var variance: Double {
    guard count > 0 else { return 0 }
    let n = Double(count)
    let flips = Double(gainedCount + lostCount + 1)
    let net = Double(gainedCount - lostCount)
    return max(0, flips - net * net / n) / (n * n)
  }
}
