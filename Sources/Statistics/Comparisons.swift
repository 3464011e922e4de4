import Foundation

/// A comparison of two independent proportions.
package struct ProportionComparison: Sendable, Hashable {
  package let first: Proportion
  package let second: Proportion

  package init(_ first: Proportion, _ second: Proportion) {
    self.first = first
    self.second = second
  }

  /// The score statistic of the difference, second less first; `nil` if either has no trials, 0 if all trials
  /// are alike.
  package var score: Double? {
    guard let before = first.value, let after = second.value else { return nil }
    let (n, m) = (Double(first.count), Double(second.count))
    let pooled = Double(first.successCount + second.successCount) / (n + m)
    let variance = pooled * (1 - pooled) * (1 / n + 1 / m)
    return variance > 0 ? (after - before) / variance.squareRoot() : 0
  }

  /// The two-sided *p* value of the score test; good where each expected count is above 5 or so.
  package var scoreTest: Double? {
    score.map(StandardNormal.twoSidedTail)
  }

  /// The two-sided *p* value of Fisher's exact test: the chance, given the margins, of a table no more likely
  /// than this one; 1 if either has no trials.
  ///
  /// - Complexity: O(fewest successes or failures or trials).
  package var exactTest: Double {
    let (n, m) = (first.count, second.count)
    let successCount = first.successCount + second.successCount
    let possible = max(0, successCount - m)...min(n, successCount)
    let weights = possible.map {
      logBinomial(n, $0) + logBinomial(m, successCount - $0) - logBinomial(n + m, successCount)
    }
    let observed = weights[first.successCount - possible.lowerBound]
    // Tables that are equally likely differ by rounding: the margin is the one SciPy uses.
    let slack = 1e-14 * max(1, abs(observed)) + 1e-7
    return min(1, exp(logSumExp(weights.filter { $0 <= observed + slack })))
  }
}

/// A comparison of two answers to the same questions.
///
/// Source: Q. McNemar 1947, doi:10.1007/BF02295996.
package struct PairedComparison: Sendable, Hashable {
  /// The number of questions that only the first got right.
  package let onlyFirstCount: Int

  /// The number of questions that only the second got right.
  package let onlySecondCount: Int

  package init(onlyFirstCount: Int, onlySecondCount: Int) {
    precondition(onlyFirstCount >= 0 && onlySecondCount >= 0)
    self.onlyFirstCount = onlyFirstCount
    self.onlySecondCount = onlySecondCount
  }

  /// The two-sided *p* value of McNemar's exact test; 1 without a difference.
  package var exactTest: Double {
    let total = onlyFirstCount + onlySecondCount
    let fewer = min(onlyFirstCount, onlySecondCount)
    guard total > 0, fewer * 2 < total else { return 1 }
    // P(X ≤ fewer) for a fair coin.
    return min(1, 2 * regularisedBeta(0.5, Double(total - fewer), Double(fewer + 1)))
  }

  /// The *p* value of McNemar's chi-square test with Edwards' correction for continuity; `nil` without a
  /// difference.
  package var chiSquareTest: Double? {
    let total = Double(onlyFirstCount + onlySecondCount)
    guard total > 0 else { return nil }
    let distance = max(0, abs(Double(onlyFirstCount - onlySecondCount)) - 1)
    return ChiSquare(degreesOfFreedom: 1).upperTail(distance * distance / total)
  }
}

/// Returns log of *n* choose *k*, for 0 ≤ *k* ≤ *n*.
package func logBinomial(_ n: Int, _ k: Int) -> Double {
  logGamma(Double(n + 1)) - logGamma(Double(k + 1)) - logGamma(Double(n - k + 1))
}

/// Returns the *p* values adjusted so that those of at most *q* hold a share of at most *q* of false discoveries.
///
/// Source: Y. Benjamini and Y. Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x.
///
/// - Parameter pValues: Numbers from 0 to 1, of independent or positively dependent tests.
/// - Returns: The adjusted values, in the order given.
package func benjaminiHochberg(_ pValues: [Double]) -> [Double] {
  let order = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
  var adjusted = pValues
  var least = 1.0
  for (rank, index) in order.enumerated().reversed() {
    least = min(least, pValues[index] * Double(pValues.count) / Double(rank + 1))
    adjusted[index] = least
  }
  return adjusted
}
