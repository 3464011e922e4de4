import Foundation
internal import GRDB

/// The database of a workspace: runs, signatures, what became of them.
///
/// Every change is one transaction, so that a process that dies at any point leaves what was there before or all of
/// the new.
package struct Memory: Sendable {
  let path: String
  let queue: DatabaseQueue

  /// Makes an empty database; nothing may stand at the path.
  static func create(at path: String) throws(StoreError) {
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try MemorySchema.migrator.migrate(queue)
      try queue.close()
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Opens a database, and brings one of an earlier version up to this one's schema.
  ///
  /// - Throws: `StoreError.missingDatabase`, `.damaged`, `.foreign` or `.newer`; the file is not changed then.
  package init(at path: String) throws(StoreError) {
    self.path = path
    try Self.checkFile(path)
    do {
      let queue = try DatabaseQueue(path: path, configuration: Self.configuration)
      let state = try queue.read { database in
        (
          application: try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
          isNewer: try MemorySchema.migrator.hasBeenSuperseded(database),
          isComplete: try MemorySchema.migrator.hasCompletedMigrations(database)
        )
      }
      guard state.application == MemorySchema.applicationID else { throw StoreError.foreign(path: path) }
      guard !state.isNewer else { throw StoreError.newer(path: path) }
      if !state.isComplete { try MemorySchema.migrator.migrate(queue) }
      self.queue = queue
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      // What was committed must survive a power cut.
      try database.execute(sql: "PRAGMA synchronous = FULL")
    }
    return configuration
  }

  /// Looks at the file before SQLite does: SQLite would take an empty file for a new database.
  private static func checkFile(_ path: String) throws(StoreError) {
    guard FileManager.default.fileExists(atPath: path) else { throw .missingDatabase(path: path) }
    guard FileManager.default.isPlainFile(path) else {
      throw .noFile(path: path)
    }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw .unwritable(path: path, code: errno)
    }
    defer { try? file.close() }
    let header = (try? file.read(upToCount: 16)) ?? Data()
    guard header == Data("SQLite format 3\0".utf8) else {
      throw .damaged(
        path: path, detail: header.isEmpty ? "the file is empty" : "it does not begin as a database does")
    }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      return try queue.read(body)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Makes changes that take place all together or not at all.
  func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do {
      return try queue.write(body)
    } catch {
      throw StoreError(error, path: path)
    }
  }
}
