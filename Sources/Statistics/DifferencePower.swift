/// How surely a difference of two shares would be found, and how many trials would find it.
///
/// A difference is found where the two-sided test at `level` tells it from none.
package struct DifferencePower: Sendable, Hashable {
  /// The chance of a false alarm, of both sides together.
  package let level: Double

  /// - Precondition: 0 < `level` < 1.
  package init(level: Double = 0.05) {
    precondition(level > 0 && level < 1, "a level of \(level)")
    self.level = level
  }

  // MARK: Different trials

  /// The chance to find a change from one share to another with so many trials of each.
  ///
  /// Source: J. L. Fleiss, B. Levin and M. C. Paik 2003, *Statistical Methods for Rates and Proportions*, §4.2.
  package func power(from before: Double, to after: Double, counts: (before: Int, after: Int)) -> Double {
    guard counts.before > 0, counts.after > 0 else { return 0 }
    let (n, m) = (Double(counts.before), Double(counts.after))
    let pooled = (n * before + m * after) / (n + m)
    let same = (pooled * (1 - pooled) * (1 / n + 1 / m)).squareRoot()
    let changed = (before * (1 - before) / n + after * (1 - after) / m).squareRoot()
    return chance(abs(after - before), same: same, changed: changed)
  }

  /// The trials of each that find a change from one share to another with a chance of `power`; `nil` of no change.
  package func count(from before: Double, to after: Double, power: Double = 0.8) -> Int? {
    guard before != after else { return nil }
    let mean = (before + after) / 2
    let same = (2 * mean * (1 - mean)).squareRoot()
    let changed = (before * (1 - before) + after * (1 - after)).squareRoot()
    return count(abs(after - before), same: same, changed: changed, power)
  }

  // MARK: The same trials

  /// The chance that McNemar's test finds a difference among so many pairs.
  ///
  /// Source: R. J. Connor 1987, doi:10.2307/2531961.
  ///
  /// - Parameter discordance: The share of pairs that differ at all, at least the difference.
  package func pairedPower(of difference: Double, discordance: Double, pairCount: Int) -> Double {
    guard pairCount > 0 else { return 0 }
    let share = max(discordance, abs(difference))
    let n = Double(pairCount)
    return chance(
      abs(difference), same: (share / n).squareRoot(),
      changed: (max(0, share - difference * difference) / n).squareRoot())
  }

  /// The pairs among which McNemar's test finds a difference with a chance of `power`; `nil` of no difference.
  package func pairCount(of difference: Double, discordance: Double, power: Double = 0.8) -> Int? {
    guard difference != 0 else { return nil }
    let share = max(discordance, abs(difference))
    return count(
      abs(difference), same: share.squareRoot(),
      changed: max(0, share - difference * difference).squareRoot(),
      power)
  }

  // MARK: Steps

  /// The chance that a distance reaches the critical one, of either sign.
  private func chance(_ distance: Double, same: Double, changed: Double) -> Double {
    let critical = StandardNormal.quantile(1 - level / 2) * same
    guard changed > 0 else { return distance > critical ? 1 : 0 }
    return StandardNormal.cumulative((distance - critical) / changed)
      + StandardNormal.cumulative((-distance - critical) / changed)
  }

  /// - Parameters:
  ///   - same: The standard deviation of one trial's share where nothing changed.
  ///   - changed: The same where it did.
  private func count(_ distance: Double, same: Double, changed: Double, _ power: Double) -> Int {
    let reach = StandardNormal.quantile(1 - level / 2) * same + StandardNormal.quantile(power) * changed
    return Int((reach / distance * (reach / distance)).rounded(.up))
  }
}
