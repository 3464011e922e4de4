package import Evaluators
internal import GRDB

extension Memory {
  /// Records an evaluation with all its scores, or nothing of it.
  ///
  /// - Parameters:
  ///   - scores: Those of its evaluators alone.
  ///   - code: What a score is called.
  package func record(
    _ evaluation: EvaluationRecord, scores: [Score], code: (Score) -> String
  ) throws(StoreError) {
    let codes = scores.map(code)
    try write { database in
      _ = try Self.insert(evaluation, scores: scores, codes: codes, into: database) { _, _ in }
    }
  }

  /// Writes the rows of an evaluation.
  ///
  /// - Parameter finish: Takes the place of each score and the id of its row.
  /// - Returns: The id of the evaluation's row.
  static func insert(
    _ evaluation: EvaluationRecord, scores: [Score], codes: [String], into database: Database,
    finish: (_ place: Int, _ id: Int64) throws -> Void
  ) throws -> Int64 {
    try database.execute(
      sql: """
        INSERT INTO evaluation (code, kind, startedAt, title, version, labelSet, folder, inputKey, isBaseline)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        evaluation.code, evaluation.kind.rawValue, evaluation.startedAt, evaluation.title,
        evaluation.version, evaluation.labelSet, evaluation.folder, evaluation.inputKey,
        evaluation.isBaseline,
      ])
    let id = database.lastInsertedRowID
    var recording = try ScoreRecording(database: database, evaluationID: id)
    for evaluator in evaluation.evaluators { try recording.add(evaluator, at: evaluation.startedAt) }
    for (place, score) in scores.enumerated() {
      try recording.add(score, code: codes[place])
      try finish(place, database.lastInsertedRowID)
    }
    return id
  }

  /// All evaluations, the earliest first.
  package func evaluations() throws(StoreError) -> [EvaluationRecord] {
    try read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM evaluation ORDER BY startedAt, id").map {
        try Self.evaluation(of: $0, in: database)
      }
    }
  }

  /// The evaluation of a code; `nil` if there is none.
  package func evaluation(_ code: String) throws(StoreError) -> EvaluationRecord? {
    try read { database in
      try Row.fetchOne(database, sql: "SELECT * FROM evaluation WHERE code = ?", arguments: [code]).map {
        try Self.evaluation(of: $0, in: database)
      }
    }
  }

  /// What was last found of a version of an evaluator on a label set, as JSON; `nil` where that was never looked at.
  package func fitness(
    ofEvaluator name: String, version: String, criterionVersion: String
  ) throws(StoreError) -> String? {
    try read { database in
      try String.fetchOne(
        database,
        sql: """
          SELECT m.fitness FROM evaluationMember m JOIN evaluation e ON e.id = m.evaluationID
            JOIN evaluatorVersion v ON v.id = m.evaluatorVersionID
          WHERE v.name = ? AND v.version = ? AND v.criterionVersion = ? AND m.fitness IS NOT NULL
          ORDER BY e.startedAt DESC, e.id DESC LIMIT 1
          """, arguments: [name, version, criterionVersion])
    }
  }

  /// Makes an evaluation the one that later ones of its kind and label set are held against.
  package func setBaseline(_ code: String) throws(StoreError) {
    try write { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT id, kind, labelSet FROM evaluation WHERE code = ?", arguments: [code])
      guard let row else { return }
      try database.execute(
        sql: "UPDATE evaluation SET isBaseline = (id = ?) WHERE kind = ? AND labelSet IS ?",
        arguments: [row["id"] as Int64, row["kind"] as String, row["labelSet"] as String?])
    }
  }

  /// The versions of an evaluator that ever scored, the earliest first.
  package func versions(ofEvaluator name: String) throws(StoreError) -> [EvaluatorRecord] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT *, NULL AS agreement, NULL AS fitness FROM evaluatorVersion
          WHERE name = ? ORDER BY firstUsedAt, id
          """, arguments: [name]
      ).map(EvaluatorRecord.init)
    }
  }

  private static func evaluation(of row: Row, in database: Database) throws -> EvaluationRecord {
    guard let kind = EvaluationRecord.Kind(rawValue: row["kind"]) else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an evaluation is of no known kind")
    }
    let members = try Row.fetchAll(
      database,
      sql: """
        SELECT v.*, m.agreement, m.fitness FROM evaluationMember m
        JOIN evaluatorVersion v ON v.id = m.evaluatorVersionID WHERE m.evaluationID = ? ORDER BY v.name, v.id
        """, arguments: [row["id"] as Int64])
    return EvaluationRecord(
      code: row["code"], kind: kind, startedAt: row["startedAt"], title: row["title"],
      version: row["version"],
      labelSet: row["labelSet"], folder: row["folder"], inputKey: row["inputKey"],
      isBaseline: row["isBaseline"],
      evaluators: members.map(EvaluatorRecord.init))
  }
}

extension EvaluatorRecord {
  init(_ row: Row) {
    self.init(
      name: row["name"], version: row["version"], criterion: row["criterion"],
      criterionVersion: row["criterionVersion"], content: row["content"], agreement: row["agreement"],
      fitness: row["fitness"])
  }
}
