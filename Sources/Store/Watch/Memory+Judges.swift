internal import GRDB
package import Gate
package import History

extension Memory {
  /// What is known of the judge of watched traces, with the reference weeks and in a week after them.
  ///
  /// Canaries of the week are those of the passes that scored its traces; with the reference weeks, those of the passes
  /// before. A pass that scored both says nothing of a change between them.
  package func judgeEvidence(
    of series: WatchedSeries, in week: Week, after window: [Week]
  ) throws(StoreError) -> JudgeEvidence {
    try read { database in
      var evidence = JudgeEvidence()
      var (passesBefore, passesAfter): (Set<Int64>, Set<Int64>) = ([], [])
      let rows = try Row.fetchCursor(
        database, sql: Self.judgedWeeks, arguments: [series.evaluator, series.version])
      while let row = try rows.next() {
        let own = Week(number: row["week"])
        let model: String = row["judgeModel"]
        if own == week {
          passesAfter.insert(row["evaluationID"])
          if !model.isEmpty { evidence.modelsAfter.insert(model) }
        } else if window.contains(own) {
          passesBefore.insert(row["evaluationID"])
          if !model.isEmpty { evidence.modelsBefore.insert(model) }
        }
      }
      passesBefore = passesBefore.filter { $0 < passesAfter.min() ?? .max }
      try Self.forEachCanary(of: series.evaluator, in: database) { score, pass in
        if passesBefore.contains(pass) { evidence.canariesBefore.append(score, run: "") }
        if passesAfter.contains(pass) { evidence.canariesAfter.append(score, run: "") }
      }
      return evidence
    }
  }

  /// The passes and models that scored each week by a version, as `WatchedSeries.version` writes it.
  private static let judgedWeeks = """
    SELECT DISTINCT s.evaluationID, w.week, o.judgeModel
    FROM watchedScore w JOIN score s ON s.id = w.scoreID JOIN scoreOrigin o ON o.id = s.originID
      JOIN evaluatorVersion v ON v.id = o.evaluatorVersionID
    WHERE v.name = ? AND v.version || ' · ' || v.criterionVersion
      || CASE o.calibration WHEN '' THEN '' ELSE ' · ' || o.calibration END = ?
    ORDER BY s.evaluationID
    """
}
