package import Statistics

/// Two evaluators on the traces that both could read: whether their verdicts move together.
package struct EvaluatorPair: Sendable, Hashable {
  package let first: String
  package let second: String

  /// The traces that both pass, that the first alone passes, that the second alone passes, that both fail.
  package var bothPassCount = 0
  package var onlyFirstCount = 0
  package var onlySecondCount = 0
  package var bothFailCount = 0

  package init(first: String, second: String) {
    (self.first, self.second) = (first, second)
  }

  package var sharedCount: Int { counts.reduce(0, +) }

  private var counts: [Int] { [bothPassCount, onlyFirstCount, onlySecondCount, bothFailCount] }

  /// Counts a trace that both evaluators scored, by whether it passed each.
  package mutating func add(first: Bool, second: Bool) {
    switch (first, second) {
    case (true, true): bothPassCount += 1
    case (true, false): onlyFirstCount += 1
    case (false, true): onlySecondCount += 1
    case (false, false): bothFailCount += 1
    }
  }

  /// The correlation of the two verdicts, from −1 to 1: 1 where they are the same, 0 where one says nothing of the
  /// other; `nil` where one of them gives all traces the same verdict.
  ///
  /// Source: G. U. Yule 1912, "On the Methods of Measuring Association Between Two Attributes", doi:10.2307/2340126.
  package var phi: Double? { Self.phi(counts) }

  private static func phi(_ counts: [Int]) -> Double? {
    let (a, b, c, d) = (Double(counts[0]), Double(counts[1]), Double(counts[2]), Double(counts[3]))
    let margins = (a + b) * (c + d) * (a + c) * (b + d)
    return margins > 0 ? (a * d - b * c) / margins.squareRoot() : nil
  }

  /// Agreement beyond chance, from −1 to 1; `nil` where chance alone would make all verdicts equal.
  ///
  /// Source: J. Cohen 1960, doi:10.1177/001316446002000104.
  package var kappa: Double? {
    let total = Double(sharedCount)
    guard total > 0 else { return nil }
    let agreed = Double(bothPassCount + bothFailCount) / total
    let passShares = (
      Double(bothPassCount + onlyFirstCount) / total, Double(bothPassCount + onlySecondCount) / total
    )
    let chance = passShares.0 * passShares.1 + (1 - passShares.0) * (1 - passShares.1)
    return chance < 1 ? (agreed - chance) / (1 - chance) : nil
  }

  /// The 95 % interval of phi over resampled traces; `nil` of too few, or of verdicts that are nearly all the same.
  package func interval(seed: UInt64 = 1) -> Interval? {
    guard sharedCount >= Self.fewestShared else { return nil }
    return Bootstrap(resampleCount: 1_000, seed: seed).interval(counts: counts) { Self.phi($0) }
  }

  /// Whether they count one thing twice: over at least 30 shared traces, phi is with 95 % certainty at least 0.7 away
  /// from 0, so that one verdict explains half of the other.
  package func isDouble(interval: Interval?) -> Bool {
    guard let interval else { return false }
    return interval.lower >= Self.doubleFrom || interval.upper <= -Self.doubleFrom
  }

  private static let fewestShared = 30
  private static let doubleFrom = 0.7
}
