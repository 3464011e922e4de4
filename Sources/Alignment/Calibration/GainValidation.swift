import Statistics

/// What a map gains on pairs it was not learnt on.
package struct GainValidation: Sendable, Hashable {
  package let level: Double

  package init(level: Double = 0.95) {
    self.level = level
  }

  /// The gain in agreement of a guarded map, each pair mapped by what was learnt on all the others.
  ///
  /// - Returns: `nil` without pairs.
  package func expectedGain(
    of guarded: GuardedCalibration, on table: CalibrationTable
  ) -> Estimate? {
    var won = 0
    var lost = 0
    table.forEachLeftOut { rest, verdict, reference, count in
      let mapped = guarded.fit(rest).learnt.map.labels[verdict]
      let kept = table.ownLabels[verdict]
      if mapped == reference, kept != reference { won += count }
      if mapped != reference, kept == reference { lost += count }
    }
    return pairedDifference(won: won, lost: lost, of: table.total, level: level)
  }
}

/// The difference of two shares of the same items, with Bonett and Price's interval.
///
/// Source: D. G. Bonett and R. M. Price 2012, doi:10.3102/1076998611411915.
///
/// - Parameters:
///   - won: The items that count only for the second.
///   - lost: The items that count only for the first.
/// - Returns: `nil` without items.
package func pairedDifference(won: Int, lost: Int, of total: Int, level: Double) -> Estimate? {
  guard total > 0 else { return nil }
  let n = Double(total) + 2
  let (up, down) = ((Double(won) + 1) / n, (Double(lost) + 1) / n)
  let reach =
    StandardNormal.quantile((1 + level) / 2) * ((up + down - (up - down) * (up - down)) / n).squareRoot()
  return Estimate(
    Double(won - lost) / Double(total),
    Interval(lower: max(-1, up - down - reach), upper: min(1, up - down + reach)))
}
