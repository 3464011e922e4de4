package import Evaluators
internal import GRDB

extension Memory {
  /// Hands on the scores of an evaluation, in the order in which they were made.
  package func forEachScore(of code: String, _ body: (Score) -> Void) throws(StoreError) {
    try read { database in
      let rows = try Row.fetchCursor(
        database, sql: Self.scores + " WHERE e.code = ? ORDER BY s.id", arguments: [code])
      while let row = try rows.next() { body(Score(row)) }
    }
  }

  /// Hands on the scores of all evaluations of a kind, each with its evaluation's time.
  package func forEachScore(
    of kind: EvaluationRecord.Kind, _ body: (Score, _ time: String) -> Void
  ) throws(StoreError) {
    try read { database in
      let rows = try Row.fetchCursor(
        database, sql: Self.scores + " WHERE e.kind = ? ORDER BY s.id", arguments: [kind.rawValue])
      while let row = try rows.next() { body(Score(row), row["startedAt"]) }
    }
  }

  /// Hands on an evaluator's scores of canaries, each with the id of its evaluation's row.
  static func forEachCanary(
    of evaluator: String, in database: Database, _ body: (Score, _ evaluationID: Int64) -> Void
  ) throws {
    let rows = try Row.fetchCursor(
      database, sql: scores + " WHERE s.isCanary AND v.name = ? ORDER BY s.id", arguments: [evaluator])
    while let row = try rows.next() { body(Score(row), row["evaluationID"]) }
  }

  /// The scores of a name, with the evaluations that they are of; more than one where the same was found again.
  package func scores(named code: String) throws(StoreError) -> [(score: Score, evaluation: String)] {
    try read { database in
      try Row.fetchAll(database, sql: Self.scores + " WHERE s.code = ? ORDER BY s.id", arguments: [code]).map
      {
        (Score($0), $0["evaluationCode"])
      }
    }
  }

  private static let scores = """
    SELECT s.*, e.code AS evaluationCode, e.startedAt, v.name, v.version, v.criterion, v.criterionVersion,
      o.judgeModel, o.calibration, o.labelSet, w.inclusionProbability
    FROM score s JOIN evaluation e ON e.id = s.evaluationID JOIN scoreOrigin o ON o.id = s.originID
      JOIN evaluatorVersion v ON v.id = o.evaluatorVersionID LEFT JOIN watchedScore w ON w.scoreID = s.id
    """
}

extension Score {
  fileprivate init(_ row: Row) {
    self.init(
      traceID: row["traceID"], traceHash: row["traceHash"], shownHash: row["shownHash"],
      evaluator: row["name"],
      evaluatorVersion: row["version"], criterion: row["criterion"],
      criterionVersion: row["criterionVersion"])
    let text: (String) -> String? = { column in (row[column] as String).isEmpty ? nil : row[column] }
    (judgeModel, calibration, labelSet) = (text("judgeModel"), text("calibration"), text("labelSet"))
    (agent, signatureID, startedAt) = (row["agent"], row["signatureID"], row["traceStartedAt"])
    (promptHash, isCanary) = (row["promptHash"], row["isCanary"])
    inclusionProbability = row["inclusionProbability"]
    (label, mappedLabel, value, passed) = (row["label"], row["mappedLabel"], row["value"], row["passed"])
    (rationale, failure) = (row["rationale"], row["failure"])
  }
}
