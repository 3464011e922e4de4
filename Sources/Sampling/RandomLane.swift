internal import Statistics

/// A simple random sample of everything that was mined, whatever stratum it is in, drawn apart from the strata's own
/// samples.
///
/// It is an order more than a sample: its first so many are a simple random sample, too, so that a budget may cut it
/// anywhere.
package struct RandomLane: Sendable, Hashable {
  package let count: Int
  package let seed: UInt64

  package init(count: Int, seed: UInt64) {
    self.count = count
    self.seed = seed
  }

  /// A tenth of what was mined and no more than forty: half the width of an interval is then about 15 points without
  /// any other read.
  package static func usualCount(of populationCount: Int) -> Int { min(40, (populationCount + 9) / 10) }

  /// The places of those drawn, in the order in which they were drawn.
  ///
  /// - Parameter keys: For each member of the population a number that depends on nothing but itself.
  package func places(in keys: [UInt64]) -> [Int] {
    let draws = keys.map { key in
      // The second draw parts the lane's order from those of the strata, which go by the same keys.
      var generator = SplitMix64(seed: key ^ Self.salt &+ seed)
      _ = generator.next()
      return generator.next()
    }
    return Array(keys.indices.sorted { (draws[$0], $0) < (draws[$1], $1) }.prefix(count))
  }

  private static let salt: UInt64 = 0x6C61_6E65_6C61_6E65
}

/// The chance to be drawn at least once in two draws that know nothing of each other.
package func chanceOfEither(_ one: Double, _ other: Double) -> Double {
  // Without a second draw the first's chance stays as it is, to the last digit.
  other == 0 ? one : 1 - (1 - one) * (1 - other)
}
