internal import Features
internal import Statistics

/// Whether messages of a tool are met in one failure, as those of one cause would be that is worded anew each time.
///
/// A call that fails is made again, and fails again in other words. Where the failures of each of two clusters have
/// messages of their own among them and hardly one has a message of both, what went wrong is not the same.
struct MetMessages {
  /// A point's unrepaired errors.
  let errors: (Int) -> [ErrorEvidence]

  /// The share of a message's failures that makes it a cluster's own.
  private static let ownShare = 0.9

  /// Of fewer failures with several messages nothing is known.
  private static let leastCount = 10

  /// So much more seldom than by chance messages of two causes are met, and the chance at which that is beyond chance.
  private static let (seldomShare, significance) = (0.25, 0.001)

  /// Whether the messages of two clusters are met far more seldom than those of each.
  func areApart(_ one: [Int], _ other: [Int], at tool: UInt64) -> Bool {
    let found = (one + other).map { row in
      Set(errors(row).filter { $0.tool == tool }.map(\.message))
    }
    var counts: [UInt64: (one: Int, all: Int)] = [:]
    for (place, messages) in found.enumerated() {
      for message in messages {
        counts[message, default: (0, 0)].all += 1
        if place < one.count { counts[message]?.one += 1 }
      }
    }
    let shares = counts.mapValues { Double($0.one) / Double($0.all) }
    var (several, met, ofOne) = (0, 0, 0.0)
    for messages in found where messages.count > 1 {
      several += 1
      let own = messages.map { shares[$0] ?? 0 }
      ofOne += own.reduce(0, +) / Double(own.count)
      let isOfOne = own.allSatisfy { $0 >= Self.ownShare }
      let isOfOther = own.allSatisfy { $0 <= 1 - Self.ownShare }
      if !isOfOne && !isOfOther { met += 1 }
    }
    guard several >= Self.leastCount else { return false }
    let part = ofOne / Double(several)
    let expected = 2 * part * (1 - part) * Double(several)
    // The chance of as few from a Poisson distribution.
    return Double(met) <= Self.seldomShare * expected
      && regularisedUpperGamma(Double(met) + 1, expected) < Self.significance
  }
}
