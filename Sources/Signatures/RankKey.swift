/// What the order of signatures goes by: a rest, which has no cause to be mended, comes after all others; before that
/// the greater impact first, then the greater support.
package struct RankKey: Sendable, Hashable, Comparable {
  package let isRest: Bool
  package let impact: Double
  package let support: Int

  package init(isRest: Bool, impact: Double, support: Int) {
    (self.isRest, self.impact, self.support) = (isRest, impact, support)
  }

  /// Whether one comes before another.
  package static func < (one: RankKey, other: RankKey) -> Bool {
    guard one.isRest == other.isRest else { return other.isRest }
    return (other.impact, other.support) < (one.impact, one.support)
  }
}
