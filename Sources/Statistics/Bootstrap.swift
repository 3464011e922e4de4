import Threads

/// Intervals from resampling: the percentile bootstrap.
///
/// Every resample has a generator of its own, so that figures do not depend on the number of threads.
///
/// Source: B. Efron and R. J. Tibshirani 1993, *An Introduction to the Bootstrap*, ch. 13.
package struct Bootstrap: Sendable, Hashable {
  package let resampleCount: Int

  /// The coverage aimed at, between 0 and 1.
  package let level: Double
  package let seed: UInt64

  /// - Precondition: `resampleCount` ≥ 1 and 0 < `level` < 1.
  package init(resampleCount: Int = 2_000, level: Double = 0.95, seed: UInt64) {
    precondition(resampleCount >= 1 && level > 0 && level < 1, "\(resampleCount) resamples, level \(level)")
    self.resampleCount = resampleCount
    self.level = level
    self.seed = seed
  }

  /// Returns the interval of a statistic over resamples of items.
  ///
  /// - Parameters:
  ///   - statistic: Gets the indices of the items drawn, with repeats; `nil` where it is undefined.
  /// - Returns: `nil` if there are no items, or if the statistic is undefined on a tenth of the resamples.
  /// - Complexity: O(resamples · (items + statistic)).
  package func interval(
    itemCount: Int, threadCount: Int = 1, of statistic: @Sendable ([Int]) -> Double?
  ) -> Interval? {
    guard itemCount > 0 else { return nil }
    return interval(threadCount: threadCount) { generator in
      statistic((0..<itemCount).map { _ in generator.integer(below: itemCount) })
    }
  }

  /// Returns the interval of a statistic that depends only on how many items are of each kind.
  ///
  /// Equal in law to resampling the items one by one, at a cost that does not grow with their number.
  ///
  /// - Parameters:
  ///   - counts: The number of items of each kind.
  ///   - statistic: Gets the counts drawn, with the same total; `nil` where it is undefined.
  package func interval(
    counts: [Int], threadCount: Int = 1, of statistic: @Sendable ([Int]) -> Double?
  ) -> Interval? {
    guard counts.reduce(0, +) > 0 else { return nil }
    return interval(threadCount: threadCount) { generator in
      statistic(generator.multinomial(counts.reduce(0, +), weights: counts.map(Double.init)))
    }
  }

  /// Returns the interval of whatever a resample, made with the generator given, comes to.
  package func interval(
    threadCount: Int = 1, ofResample resample: @Sendable (inout SplitMix64) -> Double?
  ) -> Interval? {
    let blocks = Blocks(itemCount: resampleCount, size: 16)
    let values = blocks.concurrentMap(threadCount: threadCount) { _, resamples in
      resamples.map { index in
        var generator = SplitMix64(seed: seed, stream: index)
        return resample(&generator)
      }
    }
    let defined = values.joined().compactMap { $0 }.filter(\.isFinite).sorted()
    guard let lower = quantile((1 - level) / 2, ofSorted: defined),
      let upper = quantile((1 + level) / 2, ofSorted: defined),
      defined.count * 10 > resampleCount * 9
    else { return nil }
    return Interval(lower: lower, upper: upper)
  }
}

/// Returns a quantile of sorted numbers, linear between neighbours; `nil` of no numbers.
///
/// Source: R. J. Hyndman and Y. Fan 1996, doi:10.2307/2684934, definition 7 (NumPy's own).
package func quantile(_ probability: Double, ofSorted numbers: [Double]) -> Double? {
  guard let last = numbers.indices.last else { return nil }
  let place = probability * Double(last)
  let below = min(last, max(0, Int(place)))
  let above = min(last, below + 1)
  return numbers[below] + (place - Double(below)) * (numbers[above] - numbers[below])
}
