internal import Evaluators
internal import GRDB

/// The scores of one evaluation, written within a transaction.
struct ScoreRecording {
  private let database: Database
  private let evaluationID: Int64
  private let insertion: Statement

  /// Ids of evaluator versions and of origins that were met.
  private var versionIDs: [[String]: Int64] = [:]
  private var originIDs: [[String]: Int64] = [:]

  init(database: Database, evaluationID: Int64) throws {
    (self.database, self.evaluationID) = (database, evaluationID)
    insertion = try database.makeStatement(
      sql: """
        INSERT INTO score (evaluationID, originID, code, traceID, traceHash, shownHash, promptHash, agent,
          signatureID, traceStartedAt, isCanary, label, mappedLabel, value, passed, rationale, failure)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
  }

  /// Adds an evaluator of the evaluation.
  mutating func add(_ evaluator: EvaluatorRecord, at time: String) throws {
    try database.execute(
      sql: """
        INSERT OR IGNORE INTO evaluatorVersion (name, version, criterion, criterionVersion, content, firstUsedAt)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        evaluator.name, evaluator.version, evaluator.criterion, evaluator.criterionVersion, evaluator.content,
        time,
      ])
    let id = try Int64.fetchOne(
      database,
      sql: "SELECT id FROM evaluatorVersion WHERE name = ? AND version = ? AND criterionVersion = ?",
      arguments: [evaluator.name, evaluator.version, evaluator.criterionVersion])
    guard let id else { return }
    versionIDs[[evaluator.name, evaluator.version, evaluator.criterionVersion]] = id
    try database.execute(
      sql: """
        INSERT INTO evaluationMember (evaluationID, evaluatorVersionID, agreement, fitness)
        VALUES (?, ?, ?, ?)
        """, arguments: [evaluationID, id, evaluator.agreement, evaluator.fitness])
  }

  /// Adds a score of an evaluator that was added before.
  mutating func add(_ score: Score, code: String) throws {
    try insertion.execute(arguments: [
      evaluationID, try originID(of: score), code, score.traceID, score.traceHash, score.shownHash,
      score.promptHash, score.agent, score.signatureID, score.startedAt, score.isCanary, score.label,
      score.mappedLabel, score.value, score.passed, score.rationale, score.failure,
    ])
  }

  private mutating func originID(of score: Score) throws -> Int64 {
    let version = [score.evaluator, score.evaluatorVersion, score.criterionVersion]
    let key = version + [score.judgeModel ?? "", score.calibration ?? "", score.labelSet ?? ""]
    if let known = originIDs[key] { return known }
    guard let versionID = versionIDs[version] else {
      throw DatabaseError(
        resultCode: .SQLITE_CONSTRAINT, message: "a score of an evaluator that is not in the evaluation")
    }
    let fields: StatementArguments = [versionID, key[3], key[4], key[5]]
    try database.execute(
      sql: """
        INSERT OR IGNORE INTO scoreOrigin (evaluatorVersionID, judgeModel, calibration, labelSet)
        VALUES (?, ?, ?, ?)
        """, arguments: fields)
    let id = try Int64.fetchOne(
      database,
      sql: """
        SELECT id FROM scoreOrigin
        WHERE evaluatorVersionID = ? AND judgeModel = ? AND calibration = ? AND labelSet = ?
        """, arguments: fields)
    guard let id else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an origin was lost") }
    originIDs[key] = id
    return id
  }
}
