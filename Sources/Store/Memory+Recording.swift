import Foundation
internal import GRDB
package import History

/// What came of recording a run.
package struct RecordedRun: Sendable {
  /// Whether the same inputs were recorded with the same settings before; nothing was changed then.
  package let isKnown: Bool

  /// The lasting id of each signature, by the id that the run made of its evidence.
  package let ids: [String: String]

  /// The last week that the run counted traces of; `nil` if all of them had been counted before.
  package let week: Week?
}

extension Memory {
  /// Which names of traces other runs have counted.
  ///
  /// - Parameters:
  ///   - names: Ascending.
  ///   - inputKey: The run whose own traces do not count, if it is recorded already.
  /// - Returns: For each name whether it is known.
  package func areRecorded(_ names: [UInt64], except inputKey: String) throws(StoreError) -> [Bool] {
    try read { database in
      var marks = [Bool](repeating: false, count: names.count)
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT names FROM traceNames JOIN run ON run.id = runID WHERE inputKey <> ?
          """, arguments: [inputKey])
      while let row = try rows.next() { TraceNames.mark(names, in: row["names"], &marks) }
      return marks
    }
  }

  /// Records a run: finds which signatures are known, counts, and tests what changed.
  ///
  /// A run over the same inputs with other settings takes the place of the earlier one.
  package func record(
    _ run: RunSummary, matching: IdentityMatching, test: ChangeTest
  ) throws(StoreError) -> RecordedRun {
    try write { try Self.record(run, matching: matching, test: test, in: $0) }
  }

  static func record(
    _ run: RunSummary, matching: IdentityMatching, test: ChangeTest, in database: Database
  ) throws -> RecordedRun {
    let week = run.traceNames.keys.max()
    if let known = try idsOfRun(run, database) { return RecordedRun(isKnown: true, ids: known, week: week) }
    let recording = RunRecording(run: run, database: database)
    let ids = try recording.save(matching: matching)
    let affected = try recording.firstWeek()
    if let affected { try testChanges(from: affected, by: test, database) }
    return RecordedRun(isKnown: false, ids: ids, week: week)
  }

  /// The ids that the same run was given; `nil` if it was not recorded.
  private static func idsOfRun(_ run: RunSummary, _ database: Database) throws -> [String: String]? {
    guard
      let id = try Int64.fetchOne(
        database, sql: "SELECT id FROM run WHERE inputKey = ? AND planKey = ?",
        arguments: [run.inputKey, run.planKey])
    else { return nil }
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT evidenceID, code FROM sighting JOIN signature ON signature.id = signatureID WHERE runID = ?
        """, arguments: [id])
    return Dictionary(rows.map { ($0["evidenceID"], $0["code"]) }) { first, _ in first }
  }

  /// Tests all weeks from one on anew, and keeps what is found.
  private static func testChanges(from week: Week, by test: ChangeTest, _ database: Database) throws {
    var (chronicle, numbers) = try ChronicleReading(database: database).chronicle()
    chronicle.test(from: week, by: test)
    try database.execute(sql: "DELETE FROM change WHERE week >= ?", arguments: [week.number])
    let statement = try database.makeStatement(
      sql: """
        INSERT INTO change (week, signatureID, kind, pValue, adjustedPValue, ratio) VALUES (?, ?, ?, ?, ?, ?)
        """)
    for (entry, number) in zip(chronicle.entries, numbers) {
      for (place, change) in entry.changes.enumerated() where chronicle.weeks[place] >= week {
        guard let change else { continue }
        try statement.execute(arguments: [
          chronicle.weeks[place].number, number, change.kind.rawValue, change.pValue, change.adjustedPValue,
          change.ratio,
        ])
      }
    }
  }
}
