package import History

/// One pass over new traces, of which a share was scored.
package struct WatchPass: Sendable, Hashable {
  /// ISO 8601.
  package let startedAt: String

  /// The code of the evaluation that scored; `nil` where no trace was drawn.
  package let evaluation: String?

  /// The chances with which traces were drawn: of new or growing signatures, and all others; from 0 to 1.
  package let share: Double
  package let changedShare: Double

  /// New traces, and those of them that were scored.
  package let traceCount: Int
  package let drawnCount: Int

  /// What the failed traces have in common, as JSON.
  package let clusters: String

  package init(
    startedAt: String, evaluation: String?, share: Double, changedShare: Double, traceCount: Int,
    drawnCount: Int, clusters: String
  ) {
    (self.startedAt, self.evaluation) = (startedAt, evaluation)
    (self.share, self.changedShare) = (share, changedShare)
    (self.traceCount, self.drawnCount, self.clusters) = (traceCount, drawnCount, clusters)
  }
}

/// What a pass adds to the memory of a workspace beside its evaluation.
package struct WatchFindings: Sendable {
  package let pass: WatchPass

  /// The hashed names of the traces that were met, drawn or not, by week.
  package let names: [Week: [UInt64]]

  /// The week that traces are counted in which do not tell their time.
  package let week: Week

  /// Traces that count as failures from now on.
  package let failures: [WatchFailure]

  package init(pass: WatchPass, names: [Week: [UInt64]], week: Week, failures: [WatchFailure]) {
    (self.pass, self.names, self.week, self.failures) = (pass, names, week, failures)
  }
}

/// A trace that an evaluator failed.
package struct WatchFailure: Sendable, Hashable {
  /// Its name, hashed.
  package let name: UInt64
  package let traceID: String
  package let evaluator: String

  package init(name: UInt64, traceID: String, evaluator: String) {
    (self.name, self.traceID, self.evaluator) = (name, traceID, evaluator)
  }
}

/// A drift that was told.
package struct ToldDrift: Sendable, Hashable {
  package let evaluator: String
  package let version: String
  package let week: Week

  package init(evaluator: String, version: String, week: Week) {
    (self.evaluator, self.version, self.week) = (evaluator, version, week)
  }
}
