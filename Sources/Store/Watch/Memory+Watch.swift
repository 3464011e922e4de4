package import Evaluators
import Foundation
internal import GRDB
package import Gate
package import History
internal import Statistics

extension Memory {
  /// Which traces an earlier pass has met.
  ///
  /// - Parameter names: Hashed, ascending.
  /// - Returns: For each name whether it is known.
  package func areWatched(_ names: [UInt64]) throws(StoreError) -> [Bool] {
    try read { database in
      var marks = [Bool](repeating: false, count: names.count)
      let rows = try Row.fetchCursor(database, sql: "SELECT names FROM watchNames")
      while let row = try rows.next() { TraceNames.mark(names, in: row["names"], &marks) }
      return marks
    }
  }

  /// Records a pass with its evaluation and all its scores, or nothing of it.
  ///
  /// - Parameters:
  ///   - evaluation: `nil` where no trace was drawn.
  ///   - scores: Each with the chance that its trace had of being drawn.
  ///   - code: What a score is called.
  package func record(
    _ findings: WatchFindings, evaluation: EvaluationRecord?, scores: [Score], code: (Score) -> String
  ) throws(StoreError) {
    let codes = scores.map(code)
    try write { database in
      var evaluationID: Int64?
      if let evaluation {
        evaluationID = try Self.insert(evaluation, scores: scores, codes: codes, into: database) {
          place, id in
          guard let chance = scores[place].inclusionProbability else { return }
          let week = scores[place].startedAt.map { Week(holdingSecond: $0) } ?? findings.week
          try database.execute(
            sql: "INSERT INTO watchedScore (scoreID, week, inclusionProbability) VALUES (?, ?, ?)",
            arguments: [id, week.number, chance])
        }
      }
      let pass = findings.pass
      try database.execute(
        sql: """
          INSERT INTO watchPass (startedAt, evaluationID, share, changedShare, traceCount, drawnCount, clusters)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          pass.startedAt, evaluationID, pass.share, pass.changedShare, pass.traceCount, pass.drawnCount,
          pass.clusters,
        ])
      let passID = database.lastInsertedRowID
      for (week, names) in findings.names.sorted(by: { $0.key < $1.key }) {
        try database.execute(
          sql: "INSERT INTO watchNames (passID, week, count, names) VALUES (?, ?, ?, ?)",
          arguments: [passID, week.number, names.count, TraceNames.data(of: names)])
      }
      for failure in findings.failures {
        try database.execute(
          sql: "INSERT OR IGNORE INTO watchFailure (name, passID, traceID, evaluator) VALUES (?, ?, ?, ?)",
          arguments: [Int64(bitPattern: failure.name), passID, failure.traceID, failure.evaluator])
      }
    }
  }

  /// The last pass that met new traces; `nil` while there was none.
  package func lastWatchPass() throws(StoreError) -> WatchPass? {
    try read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT p.*, e.code FROM watchPass p LEFT JOIN evaluation e ON e.id = p.evaluationID
          ORDER BY p.id DESC LIMIT 1
          """
      ).map { row in
        WatchPass(
          startedAt: row["startedAt"], evaluation: row["code"], share: row["share"],
          changedShare: row["changedShare"], traceCount: row["traceCount"], drawnCount: row["drawnCount"],
          clusters: row["clusters"])
      }
    }
  }

  /// The hashed names of all traces that evaluators failed in a pass.
  package func failedNames() throws(StoreError) -> Set<UInt64> {
    try read { database in
      Set(try Int64.fetchAll(database, sql: "SELECT name FROM watchFailure").map { UInt64(bitPattern: $0) })
    }
  }

  /// What each version of each evaluator said of watched traces, week by week; by the evaluator's name, the versions of
  /// an evaluator in the order in which they first scored.
  package func watchedSeries() throws(StoreError) -> [WatchedSeries] {
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT v.name, v.version, v.criterionVersion, o.calibration, w.week, COALESCE(s.agent, '') AS agent,
            s.passed, COUNT(*) AS count, SUM(1.0 / w.inclusionProbability) AS weight,
            SUM(1.0 / (w.inclusionProbability * w.inclusionProbability)) AS squares
          FROM watchedScore w JOIN score s ON s.id = w.scoreID JOIN scoreOrigin o ON o.id = s.originID
            JOIN evaluatorVersion v ON v.id = o.evaluatorVersionID
          GROUP BY v.id, o.calibration, w.week, COALESCE(s.agent, ''), s.passed
          ORDER BY v.name, v.id, o.calibration, w.week, COALESCE(s.agent, ''), s.passed
          """)
      var series: [WatchedSeries] = []
      var weeks: [WatchedWeek] = []
      var key: (name: String, version: String)?
      while let row = try rows.next() {
        let calibration: String = row["calibration"]
        let version = WatchedSeries.version(
          evaluator: row["version"], criterion: row["criterionVersion"],
          calibration: calibration.isEmpty ? nil : calibration)
        let own = (name: row["name"] as String, version: version)
        if let key, key != own {
          series.append(WatchedSeries(evaluator: key.name, version: key.version, weeks: weeks))
          weeks = []
        }
        key = own
        let week = Week(number: row["week"])
        let last = weeks.last?.week == week ? weeks.removeLast() : WatchedWeek(week: week, passes: [:])
        weeks.append(last.adding(row))
      }
      if let key { series.append(WatchedSeries(evaluator: key.name, version: key.version, weeks: weeks)) }
      return series
    }
  }

  /// Remembers that drifts were told.
  ///
  /// - Returns: Those of them that had not been told before.
  package func tell(_ drifts: [ToldDrift]) throws(StoreError) -> [ToldDrift] {
    guard !drifts.isEmpty else { return [] }
    return try write { database in
      try drifts.filter { drift in
        try database.execute(
          sql: """
            INSERT OR IGNORE INTO toldDrift (evaluator, version, week, passID)
            SELECT ?, ?, ?, MAX(id) FROM watchPass
            """, arguments: [drift.evaluator, drift.version, drift.week.number])
        return database.changesCount > 0
      }
    }
  }

  /// What recording a run would bring, without recording it.
  package func rehearse(
    _ run: RunSummary, matching: IdentityMatching, test: ChangeTest
  ) throws(StoreError) -> (recorded: RecordedRun, chronicle: Chronicle) {
    do {
      return try queue.writeWithoutTransaction { database in
        var result: (recorded: RecordedRun, chronicle: Chronicle)?
        try database.inTransaction {
          let recorded = try Self.record(run, matching: matching, test: test, in: database)
          result = (recorded, try ChronicleReading(database: database).chronicle().chronicle)
          return .rollback
        }
        guard let result else {
          throw DatabaseError(resultCode: .SQLITE_ABORT, message: "the rehearsal of a run was cut short")
        }
        return result
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }
}

extension WatchedWeek {
  /// The week with the traces of a row: those of one agent with one verdict.
  fileprivate func adding(_ row: Row) -> WatchedWeek {
    let (count, agent): (Int, String) = (row["count"], row["agent"])
    guard let passed = row["passed"] as Bool? else {
      return WatchedWeek(week: week, passes: passes, unreadableCount: unreadableCount + count)
    }
    let (weight, squares): (Double, Double) = (row["weight"], row["squares"])
    let share = WeightedShare(
      count: count, weight: weight, successWeight: passed ? weight : 0, squaredWeight: squares,
      squaredSuccessWeight: passed ? squares : 0)
    var passes = passes
    passes[agent] = (passes[agent] ?? WeightedShare()) + share
    return WatchedWeek(week: week, passes: passes, unreadableCount: unreadableCount)
  }
}
