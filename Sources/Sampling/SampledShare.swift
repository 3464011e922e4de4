package import Statistics

/// The share of all traces that have a property, from the few that were read.
///
/// Traces chosen by rule stand for themselves; those drawn by lot, in their stratum or in the lane over all, are
/// together a simple random sample of the rest of their stratum, whose unread traces they stand for. Strata without a
/// draw are taken to be as the others are.
///
/// The interval is the score interval of a number of draws that is worth as much. What that number is follows from the
/// variance within the strata, where strata with a draw or two borrow from the others (``ShareSpread``), with a
/// quantile of Student's *t* for the draws beyond one a stratum.
///
/// Source: W. G. Cochran 1977, Sampling Techniques, 5.3–5.4; E. B. Wilson 1927, doi:10.1080/01621459.1927.10502953.
package struct SampledShare: Sendable, Hashable {
  /// From 0 to 1.
  package let value: Double
  package let interval: Interval
  package let readCount: Int

  /// Traces that were read, and how many of them have the property.
  package struct Reads: Sendable, Hashable {
    package var count: Int
    package var positiveCount: Int

    package init(count: Int = 0, positiveCount: Int = 0) {
      (self.count, self.positiveCount) = (count, positiveCount)
    }

    /// Adds a trace that was read.
    package mutating func add(hasProperty: Bool) {
      count += 1
      if hasProperty { positiveCount += 1 }
    }
  }

  /// A part of all traces, and what was read of it.
  package struct Stratum: Sendable, Hashable {
    /// How many traces it holds.
    package let size: Int

    /// Reads of traces chosen by rule.
    package let chosen: Reads

    /// Reads of traces drawn by lot.
    package let drawn: Reads

    package init(size: Int, chosen: Reads, drawn: Reads) {
      (self.chosen, self.drawn) = (chosen, drawn)
      self.size = max(size, chosen.count + drawn.count)
    }

    var unreadCount: Double { Double(size - chosen.count - drawn.count) }
    var draws: ShareSpread.Draws { .init(count: drawn.count, positiveCount: drawn.positiveCount) }
  }

  /// - Parameter level: The coverage of the interval, from 0 to 1.
  /// - Returns: `nil` where nothing was drawn by lot.
  package init?(_ strata: [Stratum], level: Double = 0.95) {
    let told = strata.filter { $0.drawn.count > 0 }
    guard !told.isEmpty else { return nil }
    let size = strata.reduce(0.0) { $0 + Double($1.size) }
    let known = strata.reduce(0.0) { $0 + Double($1.chosen.positiveCount + $1.drawn.positiveCount) }
    let unread = strata.reduce(0) { $0 + $1.unreadCount }
    let share = Self.shareOfUnread(told)
    readCount = strata.reduce(0) { $0 + $1.chosen.count + $1.drawn.count }
    value = (known + unread * share) / size
    guard unread > 0 else {
      interval = Interval(lower: value, upper: value)
      return
    }
    let count = Self.worth(strata, told: told, unread: unread, level: level)
    let score = Self.scoreInterval(of: share, count: count, level: level)
    interval = Interval(
      lower: (known + unread * score.lower) / size, upper: (known + unread * score.upper) / size)
  }

  /// The share among unread traces of strata with draws.
  private static func shareOfUnread(_ told: [Stratum]) -> Double {
    let unread = told.reduce(0) { $0 + $1.unreadCount }
    guard unread > 0 else {
      let draws = told.reduce(0) { $0 + $1.drawn.count }
      return Double(told.reduce(0) { $0 + $1.drawn.positiveCount }) / Double(draws)
    }
    return told.reduce(0) {
      $0 + $1.unreadCount * Double($1.drawn.positiveCount) / Double($1.drawn.count)
    } / unread
  }

  /// The number of independent draws from all that would tell as much of the unread traces.
  private static func worth(
    _ strata: [Stratum], told: [Stratum], unread: Double, level: Double
  ) -> Double {
    let spread = ShareSpread(strata.map(\.draws))
    let unreadTold = told.reduce(0) { $0 + $1.unreadCount }
    let scale = unreadTold > 0 ? unread / unreadTold : 0
    var (variance, expected) = (0.0, 0.0)
    for stratum in strata {
      let (share, within) = spread.expectation(after: stratum.draws)
      let part = stratum.unreadCount / unread
      expected += part * share
      // What the unread traces are is drawn once more.
      variance += part * within / unread
      if stratum.drawn.count > 0 {
        variance += part * part * scale * scale * within / Double(stratum.drawn.count)
      } else {
        variance += part * part * spread.varianceBetween
      }
    }
    if unreadTold == 0 {
      variance += expected * (1 - expected) / Double(told.reduce(0) { $0 + $1.drawn.count })
    }
    let degrees = max(1, told.reduce(0) { $0 + $1.drawn.count } - told.count)
    let upper = (1 + level) / 2
    let stretch =
      StudentT(degreesOfFreedom: Double(degrees)).quantile(upper) / StandardNormal.quantile(upper)
    return expected * (1 - expected) / (variance * stretch * stretch)
  }

  private static func scoreInterval(of share: Double, count: Double, level: Double) -> Interval {
    let z = StandardNormal.quantile((1 + level) / 2)
    let centre = (share + z * z / (2 * count)) / (1 + z * z / count)
    let reach =
      z / (1 + z * z / count) * (share * (1 - share) / count + z * z / (4 * count * count)).squareRoot()
    return Interval(
      lower: share > 0 ? max(0, centre - reach) : 0, upper: share < 1 ? min(1, centre + reach) : 1)
  }
}
