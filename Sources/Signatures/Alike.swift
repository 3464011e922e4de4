/// How many of the traces that have what sets a signature apart failed.
package struct Alike: Sendable, Hashable {
  package let failureCount: Int
  package let count: Int

  /// Whether as many would fail as often if they had nothing in common.
  package let isChance: Bool

  /// Which traces are counted.
  package enum Basis: Sendable, Hashable {
    /// As many as the signature has, those that have the most of what sets it apart.
    case likeness

    /// All that show the sign in the name.
    case sign

    /// All in which the tool in the name says what it says in the signature's.
    case error
  }

  package let basis: Basis

  package init(failureCount: Int, count: Int, isChance: Bool, basis: Basis = .likeness) {
    (self.failureCount, self.count, self.isChance) = (failureCount, count, isChance)
    self.basis = basis
  }
}
