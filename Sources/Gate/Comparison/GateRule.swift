/// What counts as a change, and how sure it must be.
package struct GateRule: Sendable, Hashable {
  /// The smallest drop of a pass rate or mean score that matters, from 0 to 1.
  package let minimalEffect: Double

  /// The share of false discoveries among the changes told over the suite.
  package let level: Double

  /// The chance that a cause is named that is none.
  ///
  /// Half a dozen causes are asked for at once; with one in two hundred for each, false alarms stay under three in a
  /// hundred in all.
  package let causeLevel: Double

  /// The chance with which a drop that matters should be found, for the numbers of traces that are advised.
  package let power: Double

  /// How many resamples the intervals of mean scores are made of, and their seed.
  package let resampleCount: Int
  package let seed: UInt64

  package init(
    minimalEffect: Double = 0.02, level: Double = 0.05, causeLevel: Double = 0.005, power: Double = 0.8,
    resampleCount: Int = 2_000, seed: UInt64 = 1
  ) {
    precondition(minimalEffect > 0 && minimalEffect < 1, "a minimal effect of \(minimalEffect)")
    (self.minimalEffect, self.level, self.causeLevel) = (minimalEffect, level, causeLevel)
    (self.power, self.resampleCount, self.seed) = (power, resampleCount, seed)
  }

  /// What moves less than half of what matters is not named as a cause.
  var leastCause: Double { minimalEffect / 2 }
}
