package import Gate
package import History

/// What became of the evaluators' pass rates over the weeks, and what a pass over new traces found.
package struct WatchReport: Sendable {
  /// When the page was made, in ISO 8601.
  package var time: String

  /// The version of the tool.
  package var version: String

  /// The last pass that met new traces; `nil` while there was none.
  package var pass: Pass?

  /// The traces that were new this time; 0 where the page shows what was known before.
  package var newTraceCount: Int

  /// The evaluators, in the order of the suite.
  package var evaluators: [WatchedEvaluator]

  /// The most weeks of the reference window, and the share of false discoveries.
  package var test: DriftTest

  /// What happened in a pass.
  package struct Pass: Sendable {
    package var startedAt: String

    /// The folder of its scores, as seen from the workspace; `nil` where no trace was drawn.
    package var folder: String?

    /// The chances with which traces were drawn: of new or growing signatures, and all others; from 0 to 1.
    package var share: Double
    package var changedShare: Double
    package var traceCount: Int
    package var drawnCount: Int
    package var clusters: [WatchCluster]

    package init(
      startedAt: String, folder: String?, share: Double, changedShare: Double, traceCount: Int,
      drawnCount: Int, clusters: [WatchCluster]
    ) {
      (self.startedAt, self.folder, self.share) = (startedAt, folder, share)
      (self.changedShare, self.traceCount, self.drawnCount) = (changedShare, traceCount, drawnCount)
      self.clusters = clusters
    }
  }

  package init(
    time: String, version: String, pass: Pass?, newTraceCount: Int, evaluators: [WatchedEvaluator],
    test: DriftTest
  ) {
    (self.time, self.version, self.pass) = (time, version, pass)
    (self.newTraceCount, self.evaluators, self.test) = (newTraceCount, evaluators, test)
  }
}

/// An evaluator over the weeks.
package struct WatchedEvaluator: Sendable {
  package var name: String

  /// Why its failures are not handed to the next mining run; nothing if they are.
  package var unfitness: [Fitness.Reason]

  /// What its version of now said, and the drift of each week of it.
  package var series: WatchedSeries
  package var drifts: [Drift]

  /// Whose drift it is, by the week that it was told of.
  package var origins: [Week: DriftOrigin] = [:]

  /// What its earlier versions said; they are shown and not compared with.
  package var earlier: [WatchedSeries]

  package init(
    name: String, unfitness: [Fitness.Reason], series: WatchedSeries, drifts: [Drift],
    earlier: [WatchedSeries]
  ) {
    precondition(series.weeks.count == drifts.count, "\(drifts.count) drifts of \(series.weeks.count) weeks")
    (self.name, self.unfitness, self.series) = (name, unfitness, series)
    (self.drifts, self.earlier) = (drifts, earlier)
  }

  /// A row for each week: the version of now where it scored, else the last one that did.
  package var weeks: [(week: WatchedWeek, version: String, drift: Drift?)] {
    var rows: [Week: (week: WatchedWeek, version: String, drift: Drift?)] = [:]
    for old in earlier {
      for week in old.weeks { rows[week.week] = (week, old.version, nil) }
    }
    for (week, drift) in zip(series.weeks, drifts) { rows[week.week] = (week, series.version, drift) }
    return rows.sorted { $0.key < $1.key }.map(\.value)
  }
}

/// Watched traces that an evaluator failed, and that have something in common.
package struct WatchCluster: Sendable, Hashable, Codable {
  package var evaluator: String

  /// What they have in common, in one line.
  package var name: String

  /// The traces that failed, and all that were watched and are like them.
  package var failures: Int
  package var traces: Int

  /// The signature that most of them belong to; `nil` of a new cluster.
  package var signature: String?

  /// How many of them count as failures from now on, though their exports do not say so.
  package var handedOver: Int

  /// Some of the traces that failed.
  package var examples: [String]

  package init(
    evaluator: String, name: String, failures: Int, traces: Int, signature: String?, handedOver: Int,
    examples: [String]
  ) {
    (self.evaluator, self.name, self.failures, self.traces) = (evaluator, name, failures, traces)
    (self.signature, self.handedOver, self.examples) = (signature, handedOver, examples)
  }
}
