import Statistics

/// What a map gains on pairs it was not learnt on.
package struct GainValidation: Sendable, Hashable {
  package let level: Double

  package init(level: Double = 0.95) {
    self.level = level
  }

  /// So many different pairs are left out one by one; of more, a tenth at a time.
  private static let leftOutLimit = 1_000
  private static let partCount = 10

  /// The gain in agreement of a guarded map, each pair mapped by what was learnt on all the others.
  ///
  /// With more than a thousand different pairs, as of scales with dozens of labels, a tenth of each is left out at a
  /// time.
  ///
  /// - Returns: `nil` without pairs.
  package func expectedGain(
    of guarded: GuardedCalibration, on table: CalibrationTable
  ) -> Estimate? {
    var (won, lost) = (0, 0)
    func tell(_ map: LabelMap, _ verdict: Int, _ reference: Int, _ count: Int) {
      let (mapped, kept) = (map.labels[verdict], table.ownLabels[verdict])
      if mapped == reference, kept != reference { won += count }
      if mapped != reference, kept == reference { lost += count }
    }
    if table.counts.count(where: { $0 > 0 }) <= Self.leftOutLimit {
      table.forEachLeftOut { rest, verdict, reference, count in
        tell(guarded.fit(rest).learnt.map, verdict, reference, count)
      }
    } else {
      for part in table.parts(Self.partCount) {
        let map = guarded.fit(table.subtracting(part)).learnt.map
        for verdict in part.judgeLabels.indices {
          for reference in part.humanLabels.indices {
            tell(map, verdict, reference, part[verdict: verdict, reference: reference])
          }
        }
      }
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
