package import Statistics

/// The share of all traces that have a property, from the few that were read.
///
/// Each trace read stands for as many as the inverse of its inclusion probability. The interval is the exact one for a
/// number of reads that carries as much as the weighted ones do; strata make the truth more certain than that, so its
/// coverage is never much below its level.
///
/// Source: L. Kish 1965, Survey Sampling; E. L. Korn and B. I. Graubard 1998, Survey Methodology 24:193.
package struct SampledShare: Sendable, Hashable {
  /// From 0 to 1.
  package let value: Double
  package let interval: Interval
  package let readCount: Int

  /// A trace that was read.
  package struct Read: Sendable, Hashable {
    package let inclusionProbability: Double
    package let hasProperty: Bool

    package init(inclusionProbability: Double, hasProperty: Bool) {
      (self.inclusionProbability, self.hasProperty) = (inclusionProbability, hasProperty)
    }
  }

  /// - Parameter level: The coverage of the interval, from 0 to 1.
  /// - Returns: `nil` of no reads.
  package init?(_ reads: [Read], level: Double = 0.95) {
    let weights = reads.map { 1 / $0.inclusionProbability }
    let total = weights.reduce(0, +)
    guard total > 0, total.isFinite else { return nil }
    let positive = zip(reads, weights).reduce(0) { $0 + ($1.0.hasProperty ? $1.1 : 0) }
    let count = total * total / weights.reduce(0) { $0 + $1 * $1 }
    let (tail, share) = ((1 - level) / 2, positive / total)
    let (successes, failures) = (share * count, (1 - share) * count)
    value = share
    interval = Interval(
      lower: successes > 0 ? betaQuantile(tail, successes, failures + 1) : 0,
      upper: failures > 0 ? betaQuantile(1 - tail, successes + 1, failures) : 1)
    readCount = reads.count
  }
}
