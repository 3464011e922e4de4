internal import GRDB
import Glibc

/// Why a workspace cannot be used.
package enum StoreError: Error, Sendable, Hashable {
  /// No workspace at a path.
  case noWorkspace(path: String)
  /// A folder, pipe or device in the place of a file of the workspace.
  case noFile(path: String)
  /// A workspace without its database.
  case missingDatabase(path: String)
  /// A database that SQLite cannot read, or that is none.
  case damaged(path: String, detail: String)
  /// A database of another program.
  case foreign(path: String)
  /// A database that a newer version has changed.
  case newer(path: String)
  /// The settings cannot be read or hold something unknown; the line counts from 1.
  case settings(path: String, line: Int?, detail: String)
  /// Another job works on the workspace.
  case locked(path: String, holder: String)
  case unwritable(path: String, code: Int32)
  /// The disk is full; nothing was changed.
  case full(path: String)
  /// SQLite reports another error.
  case database(path: String, detail: String)
  /// There is no signature of this id.
  case unknownSignature(id: String)
  /// There is no label set of this name, or several begin so.
  case unknownLabelSet(name: String)
  /// A criterion's file that cannot be read; the line counts from 1.
  case criterion(path: String, line: Int?, detail: String)
  /// An evaluator's file that cannot be read; the line counts from 1.
  case evaluator(path: String, line: Int?, detail: String)
  /// There is no evaluator of this name.
  case unknownEvaluator(name: String)

  init(_ error: any Error, path: String) {
    guard let error = error as? DatabaseError else {
      self = (error as? StoreError) ?? .database(path: path, detail: "\(error)")
      return
    }
    let detail = error.message ?? error.resultCode.description
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(path: path, detail: detail)
    case .SQLITE_FULL: self = .full(path: path)
    case .SQLITE_READONLY: self = .unwritable(path: path, code: EACCES)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path, holder: "another program")
    default: self = .database(path: path, detail: detail)
    }
  }
}
