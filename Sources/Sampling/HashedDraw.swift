internal import Statistics

/// A draw by the hash of a name: the same name is drawn every time, and whoever is drawn at one share is drawn at any
/// larger one.
package struct HashedDraw: Sendable, Hashable {
  /// From 0 to 1; the chance of each name to be drawn.
  package let share: Double

  package init(share: Double) {
    precondition((0...1).contains(share), "a share of \(share)")
    self.share = share
  }

  /// - Parameter key: The hash of the name.
  package func takes(_ key: UInt64) -> Bool {
    // Other draws go by the same keys; the salt parts this one from them.
    var generator = SplitMix64(seed: key ^ Self.salt)
    return Double(generator.next() >> 11) * 0x1p-53 < share
  }

  private static let salt: UInt64 = 0x7761_7463_6865_6421
}
