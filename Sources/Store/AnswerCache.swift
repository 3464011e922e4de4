package import Evaluators
import Foundation
internal import GRDB

/// The answers that models gave, in a database of their own, `answers.db`.
///
/// An answer is committed to the disk before it counts, so that a run that dies goes on without asking again, and a
/// repeated run asks nothing. What was asked is kept as a hash alone.
package final class AnswerCache: Sendable {
  package static let fileName = "answers.db"

  private let path: String
  let queue: DatabaseQueue

  /// What an answer is known again by.
  package struct Key: Sendable, Hashable {
    package let evaluatorVersion: String
    package let model: String

    /// The SHA-256 of all that the endpoint was sent.
    package let requestHash: String

    /// Which of the independent samples of a trace it is for; the first is 0.
    package let sample: Int

    package init(evaluatorVersion: String, model: String, requestHash: String, sample: Int) {
      (self.evaluatorVersion, self.model) = (evaluatorVersion, model)
      (self.requestHash, self.sample) = (requestHash, sample)
    }
  }

  /// Opens the answers at a path, and makes them where there are none.
  ///
  /// - Throws: `StoreError.damaged`, `.foreign`, `.newer` or `.unwritable`; the file is not changed then.
  package convenience init(at path: String) throws(StoreError) {
    try Self.checkFile(path)
    do {
      var configuration = Configuration()
      configuration.busyMode = .timeout(10)
      configuration.prepareDatabase { database in
        try database.execute(sql: "PRAGMA synchronous = FULL")
      }
      try self.init(DatabaseQueue(path: path, configuration: configuration), path: path)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Answers that are kept no longer than the process.
  package convenience init() throws(StoreError) {
    do {
      try self.init(DatabaseQueue(), path: "answers in memory")
    } catch {
      throw StoreError(error, path: "answers in memory")
    }
  }

  private init(_ queue: DatabaseQueue, path: String) throws {
    (self.queue, self.path) = (queue, path)
    let (application, isNewer, isEmpty) = try queue.read { database in
      (
        try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
        try Self.migrator.hasBeenSuperseded(database),
        try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
      )
    }
    guard application == Self.applicationID || isEmpty else { throw StoreError.foreign(path: path) }
    guard !isNewer else { throw StoreError.newer(path: path) }
    try Self.migrator.migrate(queue)
  }

  /// Looks at the file before SQLite does; an empty one is a database that is yet to be made.
  private static func checkFile(_ path: String) throws(StoreError) {
    guard FileManager.default.fileExists(atPath: path) else { return }
    guard let file = FileHandle(forReadingAtPath: path) else { throw .unwritable(path: path, code: errno) }
    defer { try? file.close() }
    let header = (try? file.read(upToCount: 16)) ?? Data()
    guard header.isEmpty || header == Data("SQLite format 3\0".utf8) else {
      throw .damaged(path: path, detail: "it does not begin as a database does")
    }
  }

  /// Tells it from other databases; "FLTA".
  private static let applicationID = 0x464C_5441

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 answers") { database in
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(
        sql: """
          CREATE TABLE answer (
            evaluatorVersion TEXT NOT NULL,
            model TEXT NOT NULL,
            requestHash TEXT NOT NULL,
            sample INTEGER NOT NULL,
            text TEXT NOT NULL,
            reasoning TEXT,
            reportedModel TEXT,
            promptTokens INTEGER,
            answerTokens INTEGER,
            finishReason TEXT,
            PRIMARY KEY (evaluatorVersion, model, requestHash, sample)
          ) STRICT, WITHOUT ROWID
          """)
    }
    return migrator
  }

  /// The answer that is kept under a key; `nil` if there is none.
  package func answer(for key: Key) throws(StoreError) -> ChatAnswer? {
    do {
      return try queue.read { database in
        let row = try Row.fetchOne(
          database,
          sql: """
            SELECT text, reasoning, reportedModel, promptTokens, answerTokens, finishReason FROM answer
            WHERE evaluatorVersion = ? AND model = ? AND requestHash = ? AND sample = ?
            """, arguments: [key.evaluatorVersion, key.model, key.requestHash, key.sample])
        return row.map { row in
          ChatAnswer(
            text: row[0], reasoning: row[1], model: row[2], promptTokenCount: row[3],
            answerTokenCount: row[4],
            finishReason: row[5])
        }
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Keeps an answer; it is on the disk when the call returns.
  ///
  /// The first answer to a question stays, so that all who ask are told the same.
  package func keep(_ answer: ChatAnswer, for key: Key) throws(StoreError) {
    do {
      try queue.write { database in
        try database.execute(
          sql: "INSERT OR IGNORE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          arguments: [
            key.evaluatorVersion, key.model, key.requestHash, key.sample, answer.text, answer.reasoning,
            answer.model, answer.promptTokenCount, answer.answerTokenCount, answer.finishReason,
          ])
      }
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// How many answers are kept.
  package func count() throws(StoreError) -> Int {
    do {
      return try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM answer") ?? 0 }
    } catch {
      throw StoreError(error, path: path)
    }
  }
}
