/// The share of successes in a sample whose members had unequal chances of being drawn: each counts as many times as
/// its chance is contained in one.
///
/// It is a sum of a few numbers, so that those of parts add up to that of the whole.
///
/// Source: J. Hájek 1971, comment in Foundations of Statistical Inference; L. Kish 1965, Survey Sampling, 11.7.
package struct WeightedShare: Sendable, Hashable {
  package private(set) var count: Int
  package private(set) var weight: Double
  package private(set) var successWeight: Double

  /// The sums of the squared weights, of all and of the successes.
  package private(set) var squaredWeight: Double
  package private(set) var squaredSuccessWeight: Double

  package init(
    count: Int = 0, weight: Double = 0, successWeight: Double = 0, squaredWeight: Double = 0,
    squaredSuccessWeight: Double = 0
  ) {
    precondition(successWeight <= weight * (1 + 1e-9), "\(successWeight) of \(weight)")
    (self.count, self.weight, self.successWeight) = (count, weight, successWeight)
    (self.squaredWeight, self.squaredSuccessWeight) = (squaredWeight, squaredSuccessWeight)
  }

  /// Adds a member of the sample.
  ///
  /// - Parameter probability: The chance that it had of being drawn, above 0 and up to 1.
  package mutating func add(_ isSuccess: Bool, probability: Double) {
    precondition(probability > 0 && probability <= 1, "a chance of \(probability)")
    count += 1
    weight += 1 / probability
    squaredWeight += 1 / (probability * probability)
    guard isSuccess else { return }
    successWeight += 1 / probability
    squaredSuccessWeight += 1 / (probability * probability)
  }

  /// The sums of two samples.
  package static func + (one: WeightedShare, other: WeightedShare) -> WeightedShare {
    WeightedShare(
      count: one.count + other.count, weight: one.weight + other.weight,
      successWeight: one.successWeight + other.successWeight,
      squaredWeight: one.squaredWeight + other.squaredWeight,
      squaredSuccessWeight: one.squaredSuccessWeight + other.squaredSuccessWeight)
  }

  /// The estimated share among all that the sample was drawn from; `nil` of no sample.
  package var value: Double? { weight > 0 ? min(1, successWeight / weight) : nil }

  /// How many draws with equal chances would tell as much.
  ///
  /// By the weights alone, or by the spread of the members around the share where that says fewer: members that stand
  /// for many may be less alike than the others.
  package var effectiveCount: Double {
    guard squaredWeight > 0, let share = value else { return 0 }
    let byWeights = weight * weight / squaredWeight
    let spread = (1 - 2 * share) * squaredSuccessWeight + share * share * squaredWeight
    let variance = spread / (weight * weight)
    return variance > 0 ? min(byWeights, share * (1 - share) / variance) : byWeights
  }

  /// The successes among as many equal draws as the sample is worth, to the nearest whole numbers.
  package var equalDraws: Proportion {
    let count = Int(effectiveCount.rounded())
    return Proportion(Int((Double(count) * (value ?? 0)).rounded()), of: count)
  }

  /// Wilson's score interval for as many draws as the sample is worth; `nil` of no sample.
  package func interval(level: Double = 0.95) -> Interval? {
    guard let share = value else { return nil }
    let n = max(effectiveCount, 1)
    let z = StandardNormal.quantile((1 + level) / 2)
    let centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    let reach = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return Interval(
      lower: share > 0 ? max(0, centre - reach) : 0, upper: share < 1 ? min(1, centre + reach) : 1)
  }
}
