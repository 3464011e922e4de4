package import History
package import Statistics

/// What a version of an evaluator said of the watched traces, week by week.
package struct WatchedSeries: Sendable, Hashable {
  package let evaluator: String

  /// What decides a verdict: the versions of evaluator and criterion, and that of a calibration where one was applied.
  package let version: String

  /// Ascending.
  package let weeks: [WatchedWeek]

  package init(evaluator: String, version: String, weeks: [WatchedWeek]) {
    (self.evaluator, self.version) = (evaluator, version)
    self.weeks = weeks.sorted { $0.week < $1.week }
  }

  /// What decides a verdict, in one text.
  package static func version(evaluator: String, criterion: String, calibration: String?) -> String {
    ([evaluator, criterion] + (calibration.map { [$0] } ?? [])).joined(separator: " · ")
  }
}

/// The watched traces of a week, each weighted by the inverse of the chance it had of being drawn.
package struct WatchedWeek: Sendable, Hashable {
  package let week: Week

  /// Passing traces by agent; traces without one stand under an empty name.
  package let passes: [String: WeightedShare]

  /// Traces of which the evaluator gave no readable verdict; they are in no rate.
  package let unreadableCount: Int

  package init(week: Week, passes: [String: WeightedShare], unreadableCount: Int = 0) {
    (self.week, self.passes, self.unreadableCount) = (week, passes, unreadableCount)
  }

  /// Passing traces of all agents.
  package var rate: WeightedShare { Self.sum(of: [self]).values.reduce(WeightedShare(), +) }

  /// The passing traces of several weeks, by agent.
  static func sum(of weeks: some Sequence<WatchedWeek>) -> [String: WeightedShare] {
    weeks.reduce(into: [:]) { sums, week in
      for (agent, share) in week.passes.sorted(by: { $0.key < $1.key }) {
        sums[agent] = (sums[agent] ?? WeightedShare()) + share
      }
    }
  }
}
