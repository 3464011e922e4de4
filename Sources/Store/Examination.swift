import Foundation
internal import GRDB
import Glibc
internal import History
internal import Reports

/// What is found when a workspace is examined.
package struct Finding: Sendable, Hashable {
  /// Whether something is wrong; else it is only said.
  package let isProblem: Bool
  package let text: String

  static func problem(_ text: String) -> Finding { Finding(isProblem: true, text: text) }
  static func note(_ text: String) -> Finding { Finding(isProblem: false, text: text) }
}

extension Workspace {
  /// Examines everything that the workspace holds; changes nothing.
  package func examined() -> [Finding] {
    var findings: [Finding] = []
    do throws(StoreError) {
      _ = try settings()
      findings.append(.note("\(Self.settingsName): can be read"))
    } catch {
      findings.append(.problem("\(Self.settingsName): \(error.reason)"))
    }
    for name in Self.folderNames where !FileManager.default.fileExists(atPath: path + "/" + name) {
      findings.append(.problem("\(name)/: is missing; `faultline init` makes it"))
    }
    if let holder = WorkspaceLock.currentHolder(of: self) { findings.append(.note("in use by \(holder)")) }
    do throws(StoreError) {
      findings += try memory().examined()
    } catch {
      findings.append(.problem("\(Self.databaseName): \(error.reason)"))
    }
    return findings
  }
}

extension Memory {
  /// Checks the file as SQLite does, and whether what it holds fits together.
  func examined() throws(StoreError) -> [Finding] {
    try read { database in
      let words = try String.fetchAll(database, sql: "PRAGMA integrity_check(20)")
      guard words == ["ok"] else { return words.map { Finding.problem("database: \($0)") } }
      let broken = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
      guard broken.isEmpty else {
        return [.problem("database: \(broken.count) rows refer to others that are not there")]
      }
      return try Self.contradictions(database) + [try Self.contents(database)]
    }
  }

  private static func contradictions(_ database: Database) throws -> [Finding] {
    var findings: [Finding] = []
    let names = try Row.fetchCursor(database, sql: "SELECT runID, week, count, names FROM traceNames")
    while let row = try names.next() {
      if !TraceNames.isSound(row["names"], count: row["count"]) {
        findings.append(
          .problem("database: the traces of run \(row["runID"] as Int64) in \(week(row)) are damaged"))
      }
    }
    let profiles = try Row.fetchCursor(database, sql: "SELECT runID, profile FROM sighting")
    while let row = try profiles.next() {
      if SignatureProfile(bytes: Array(row["profile"] as Data)) == nil {
        findings.append(.problem("database: a signature of run \(row["runID"] as Int64) is damaged"))
      }
    }
    let counts = try Row.fetchAll(
      database,
      sql: """
        SELECT support.runID, support.week FROM support
        LEFT JOIN traceCount USING (runID, week, agentID)
        GROUP BY support.runID, support.week, support.agentID, support.signatureID
        HAVING SUM(support.count) > COALESCE(MAX(traceCount.count), 0)
        """)
    for row in counts {
      findings.append(
        .problem("database: run \(row[0] as Int64) counts more traces of a signature than there were"))
    }
    let totals = try Row.fetchAll(
      database,
      sql: """
        SELECT runID, week FROM traceCount GROUP BY runID, week
        HAVING SUM(count) > (SELECT count FROM traceNames n WHERE n.runID = traceCount.runID
          AND n.week = traceCount.week)
        """)
    for row in totals {
      findings.append(.problem("database: run \(row[0] as Int64) counts more traces than it names"))
    }
    for name in try LabelRecording.damagedSets(database) {
      findings.append(.problem("database: the label set \(name) does not hold what it is named by"))
    }
    return findings
  }

  private static func week(_ row: Row) -> String { Week(number: row["week"]).text }

  private static func contents(_ database: Database) throws -> Finding {
    let counts = try ["run", "signature", "sighting"].map { table in
      try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM \(table)") ?? 0
    }
    let traces = try Int.fetchOne(database, sql: "SELECT COALESCE(SUM(count), 0) FROM traceNames") ?? 0
    let contents = [
      Figures.count(counts[0], "run"), Figures.count(traces, "trace"), Figures.count(counts[1], "signature"),
    ]
    return .note("database: sound; \(contents.joined(separator: ", "))")
  }
}

extension StoreError {
  /// Why a settings file, a criterion or an evaluator is none.
  static let noText = "it cannot be read as text; check its permissions, and that it is UTF-8"

  /// The system's words for an error number.
  private static func systemWords(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }

  /// What is wrong, without where.
  package var reason: String {
    switch self {
    case .noWorkspace: "there is no workspace here; `faultline init` makes one"
    case .noFile: "this is no file but a folder, pipe or device; move it away and run `faultline init`"
    case .missingDatabase: "is missing; `faultline init` makes an empty one"
    case .damaged(_, let detail):
      "the database is damaged (\(detail)); it was not touched: put a copy back, or move it away and run `faultline init`"
    case .foreign: "is a database of another program; it was not touched"
    case .newer: "was changed by a newer version of faultline; use that one"
    case .settings(_, let line, let detail): (line.map { "line \($0): " } ?? "") + detail
    case .locked(_, let holder): "in use by \(holder); try again when that has ended"
    case .unwritable(_, ENOTDIR): "cannot be made, since a part of its path is a file and no folder"
    case .unwritable(_, let code):
      "cannot be written (\(Self.systemWords(code))); check the permissions, also of the folder that it is in"
    case .full: "the disk is full; free some space and run again: nothing was changed"
    case .database(_, let detail): detail
    case .unknownLabelSet(let name): "there is no one label set \(name); `faultline labels list` lists them"
    case .criterion(_, let line, let detail), .evaluator(_, let line, let detail):
      (line.map { "line \($0): " } ?? "") + detail
    case .unknownEvaluator(let name): "there is no evaluator \(name); `faultline evaluators list` lists them"
    case .unknownSignature(let id): "there is no signature \(id); `faultline history` lists them"
    }
  }
}
