import Foundation

/// A comparison of two rates of events within strata, so that a change in the mix of strata is no change in rate.
///
/// Source: N. Mantel and W. Haenszel 1959, doi:10.1093/jnci/22.4.719.
package struct StratifiedComparison: Sendable, Hashable {
  /// The two proportions of one stratum.
  package struct Stratum: Sendable, Hashable {
    package let before: Proportion
    package let after: Proportion

    package init(before: Proportion, after: Proportion) {
      self.before = before
      self.after = after
    }

    var total: Int { before.count + after.count }
    var successCount: Int { before.successCount + after.successCount }
  }

  /// Strata that can tell something: with trials in both periods, and an event.
  private let strata: [Stratum]

  /// - Parameter strata: Those without trials before or after tell nothing and are left out.
  package init(_ strata: [Stratum]) {
    self.strata = strata.filter {
      $0.before.count > 0 && $0.after.count > 0 && $0.successCount > 0
    }
  }

  /// The events after, beyond those that the rates of both periods together would give.
  package var excess: Double {
    strata.reduce(0) { sum, stratum in
      let expected = Double(stratum.successCount) * Double(stratum.after.count) / Double(stratum.total)
      return sum + Double(stratum.after.successCount) - expected
    }
  }

  /// The excess over its standard deviation; `nil` where no stratum can tell.
  package var score: Double? {
    guard !strata.isEmpty else { return nil }
    let variance = strata.reduce(0.0) { $0 + Self.variance(of: $1) }
    return variance > 0 ? excess / variance.squareRoot() : 0
  }

  /// The variance of a stratum's events after, given its margins.
  private static func variance(of stratum: Stratum) -> Double {
    let (events, total) = (Double(stratum.successCount), Double(stratum.total))
    let (before, after) = (Double(stratum.before.count), Double(stratum.after.count))
    return events / total * (total - events) / total * before * after / max(1, total - 1)
  }

  /// The two-sided *p* value of the Cochran–Mantel–Haenszel test, without correction; `nil` where no stratum can
  /// tell.
  package var scoreTest: Double? { score.map(StandardNormal.twoSidedTail) }

  /// The two-sided *p* value of the exact test: the chance, given the margins of every stratum, of a sum of
  /// events after that is no more likely than the one seen; 1 where no stratum can tell.
  ///
  /// For one stratum it is Fisher's. Above `exactEventLimit` events the score test stands for it.
  ///
  /// - Complexity: O(*e*²) for *e* events.
  package var exactTest: Double {
    guard let sums = possibleSums else { return scoreTest ?? 1 }
    let seen = strata.reduce(0) { $0 + $1.after.successCount } - sums.least
    return Self.chance(ofAtMost: sums.chances[seen], among: sums.chances)
  }

  /// The least *p* value that the exact test could give with these margins; 1 where no stratum can tell.
  ///
  /// A comparison for which it is large can tell nothing, whatever is seen, and need not be counted among the
  /// tests made.
  ///
  /// Source: R. E. Tarone 1990, doi:10.2307/2531456.
  package var leastExactTest: Double {
    guard !strata.isEmpty else { return 1 }
    guard let sums = possibleSums else { return 0 }
    return Self.chance(ofAtMost: sums.chances.min() ?? 1, among: sums.chances)
  }

  /// The chance of all sums that are no more likely than one.
  private static func chance(ofAtMost chance: Double, among chances: [Double]) -> Double {
    // Sums that are equally likely differ by rounding.
    let limit = chance * (1 + 1e-7)
    return min(1, chances.reduce(0) { $0 + ($1 <= limit ? $1 : 0) } / chances.reduce(0, +))
  }

  /// The chances of the sums of events after, from the least possible on; `nil` where no stratum can tell and
  /// above `exactEventLimit` events.
  private var possibleSums: (least: Int, chances: [Double])? {
    guard !strata.isEmpty, strata.reduce(0, { $0 + $1.successCount }) <= Self.exactEventLimit else {
      return nil
    }
    var chances = [1.0]
    var least = 0
    for stratum in strata {
      let (first, own) = Self.hypergeometric(stratum)
      least += first
      var sum = [Double](repeating: 0, count: chances.count + own.count - 1)
      for (place, chance) in chances.enumerated() where chance > 0 {
        for (other, factor) in own.enumerated() { sum[place + other] += chance * factor }
      }
      chances = sum
    }
    return (least, chances)
  }

  /// With more events the distribution is as good as normal.
  private static let exactEventLimit = 2_000

  /// The chances of the numbers of events after, from the least possible on.
  private static func hypergeometric(_ stratum: Stratum) -> (least: Int, chances: [Double]) {
    let (events, after, before) = (stratum.successCount, stratum.after.count, stratum.before.count)
    let possible = max(0, events - before)...min(after, events)
    let whole = logBinomial(before + after, events)
    return (
      possible.lowerBound,
      possible.map { exp(logBinomial(after, $0) + logBinomial(before, events - $0) - whole) }
    )
  }

  /// The Mantel–Haenszel ratio of the two rates, after over before; `nil` where there was no event before or no
  /// stratum can tell.
  package var rateRatio: Double? {
    let sums = strata.reduce((above: 0.0, below: 0.0)) { sums, stratum in
      let total = Double(stratum.total)
      return (
        sums.above + Double(stratum.after.successCount * stratum.before.count) / total,
        sums.below + Double(stratum.before.successCount * stratum.after.count) / total
      )
    }
    return sums.below > 0 ? sums.above / sums.below : nil
  }
}
