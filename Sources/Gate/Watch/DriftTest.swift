package import History
internal import Statistics

/// What became of the pass rate of an evaluator in a week.
package struct Drift: Sendable, Hashable {
  /// The kinds, as they are written.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Fewer traces pass than in the reference window.
    case worse
    /// More traces pass.
    case better
    /// No more different than chance makes it.
    case steady
    /// There is no week before to compare with.
    case first
    /// The week is not over, and not tested yet: looking every day would find by chance what is not there.
    case open
  }

  package let kind: Kind
  package let pValue: Double?

  /// The same, adjusted for all evaluators of the suite that were tested in the week.
  package let adjustedPValue: Double?

  /// Whether the pass rate moved more than chance makes it.
  package var isTold: Bool { kind == .worse || kind == .better }

  /// The pass rate of the reference window, and how many weeks it holds.
  package let reference: Double?
  package let referenceWeekCount: Int

  init(
    kind: Kind, pValue: Double? = nil, adjustedPValue: Double? = nil, reference: Double? = nil,
    referenceWeekCount: Int = 0
  ) {
    (self.kind, self.pValue, self.adjustedPValue) = (kind, pValue, adjustedPValue)
    (self.reference, self.referenceWeekCount) = (reference, referenceWeekCount)
  }
}

/// Tests whether the pass rates of evaluators drift, all evaluators of a suite together.
///
/// A week that is over is compared with its reference window: the weeks before it with scores of the same version of
/// the evaluator, back to the last drift that was told and at most `windowLimit` of them. The test is the exact test
/// of two shares within agents (Fisher's, where there is one agent), so that another mix of agents is no drift, with
/// as many draws as the weighted samples are worth. Of the drifts told in a week at most `falseDiscoveryRate` are
/// expected to be chance.
package struct DriftTest: Sendable, Hashable {
  package let falseDiscoveryRate: Double
  package let windowLimit: Int

  package init(falseDiscoveryRate: Double = 0.05, windowLimit: Int = 8) {
    precondition((0...1).contains(falseDiscoveryRate) && windowLimit > 0)
    (self.falseDiscoveryRate, self.windowLimit) = (falseDiscoveryRate, windowLimit)
  }

  /// The drift of each week of each series, in their order.
  ///
  /// - Parameter now: The week that is not over.
  package func drifts(of series: [WatchedSeries], now: Week) -> [[Drift]] {
    var drifts = series.map { _ in [Drift]() }
    let weeks = Set(series.flatMap { $0.weeks.map(\.week) }).sorted()
    for week in weeks {
      let places = series.indices.filter { place in
        drifts[place].count < series[place].weeks.count
          && series[place].weeks[drifts[place].count].week == week
      }
      let found = tested(places.map { (series[$0], drifts[$0]) }, isOver: week < now)
      for (place, drift) in zip(places, found) { drifts[place].append(drift) }
    }
    return drifts
  }

  /// Tests the next week of each of several series, of which the drifts of the weeks before are known.
  private func tested(_ open: [(series: WatchedSeries, earlier: [Drift])], isOver: Bool) -> [Drift] {
    let windows = open.map { window(of: $0.series, $0.earlier) }
    let tests = zip(open, windows).map { entry, window in
      comparison(entry.series.weeks[entry.earlier.count], with: entry.series.weeks[window])
    }
    // What could not be told with so few traces, whatever is seen, is not counted among the tests.
    let counted = tests.indices.filter {
      isOver && !windows[$0].isEmpty && tests[$0].leastExactTest <= falseDiscoveryRate
    }
    let adjusted = benjaminiHochberg(counted.map { tests[$0].exactTest })
    let adjustedOf = Dictionary(uniqueKeysWithValues: zip(counted, adjusted))
    return open.indices.map { place in
      let window = open[place].series.weeks[windows[place]]
      let shares = WatchedWeek.sum(of: window).sorted { $0.key < $1.key }.map(\.value)
      let reference = shares.reduce(WeightedShare(), +).value
      let isTold = adjustedOf[place].map { $0 <= falseDiscoveryRate } ?? false
      let kind: Drift.Kind =
        !isOver
        ? .open : window.isEmpty ? .first : !isTold ? .steady : tests[place].excess > 0 ? .worse : .better
      return Drift(
        kind: kind, pValue: isOver && !window.isEmpty ? tests[place].exactTest : nil,
        adjustedPValue: adjustedOf[place], reference: reference, referenceWeekCount: window.count)
    }
  }

  /// The weeks from the last drift on, before the one that is tested.
  private func window(of series: WatchedSeries, _ earlier: [Drift]) -> Range<Int> {
    let lastDrift = earlier.lastIndex(where: \.isTold) ?? 0
    return max(lastDrift, earlier.count - windowLimit)..<earlier.count
  }

  /// Failures of a week beside those of its window, agent by agent.
  private func comparison(
    _ week: WatchedWeek, with window: ArraySlice<WatchedWeek>
  ) -> StratifiedComparison {
    let before = WatchedWeek.sum(of: window)
    return StratifiedComparison(
      week.passes.sorted { $0.key < $1.key }.compactMap { agent, now in
        before[agent].map {
          StratifiedComparison.Stratum(before: Self.failures($0), after: Self.failures(now))
        }
      })
  }

  private static func failures(_ passes: WeightedShare) -> Proportion {
    let draws = passes.equalDraws
    return Proportion(draws.count - draws.successCount, of: draws.count)
  }
}
