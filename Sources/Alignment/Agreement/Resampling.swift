import Statistics

/// How often figures are computed anew on resampled items, to say how sure they are.
///
/// Source: B. Efron and R. J. Tibshirani 1993, *An Introduction to the Bootstrap*, ch. 13.
package struct Resampling: Sendable, Hashable {
  package let resampleCount: Int

  /// The share of samples in which an interval is to hold the truth.
  package let level: Double
  package let seed: UInt64

  package init(resampleCount: Int = 2_000, level: Double = 0.95, seed: UInt64 = 1) {
    precondition(resampleCount >= 0, "\(resampleCount) resamples")
    self.resampleCount = resampleCount
    self.level = level
    self.seed = seed
  }

  /// Returns what several figures come to on each resample of items that are of a few kinds.
  ///
  /// Drawing how many items of each kind there are is the same in law as drawing the items.
  ///
  /// - Parameter figures: From the resampled counts to a value for each figure.
  /// - Returns: The resampled values, a list for each figure.
  func values(
    counts: [Int], figureCount: Int, _ figures: ([Int]) -> [Double?]
  ) -> [[Double?]] {
    let total = counts.reduce(0, +)
    var result: [[Double?]] = Array(repeating: [], count: figureCount)
    guard total > 1 else { return result }
    let kinds = counts.indices.filter { counts[$0] > 0 }
    let weights = kinds.map { Double(counts[$0]) }
    var generator = SplitMix64(seed: seed)
    for _ in 0..<resampleCount {
      var drawn = Array(repeating: 0, count: counts.count)
      for (kind, count) in zip(kinds, generator.multinomial(total, weights: weights)) {
        drawn[kind] = count
      }
      for (figure, value) in figures(drawn).enumerated() { result[figure].append(value) }
    }
    return result
  }
}
