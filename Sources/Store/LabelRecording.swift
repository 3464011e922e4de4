internal import ContentHash
import Foundation
internal import GRDB
internal import Queues

/// The labels of one file, written within a transaction.
struct LabelRecording {
  let database: Database
  let time: String

  /// What a label was to those known.
  enum Effect { case new, changed, known }

  /// Adds a label, unless this very one is known.
  ///
  /// A person has one current label for an item and criterion: the one that was last changed, or where times are
  /// unknown the one that came last. Labels without an author are told apart by the tool's id alone.
  func add(_ label: ReturnedLabel) throws -> Effect {
    let label = try namedAsKnown(label)
    let key = Self.key(of: label)
    let isKnown = try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM label WHERE key = ?)", arguments: [key])
    guard isKnown != true else { return .known }
    let earlier = try Row.fetchAll(
      database,
      sql: """
        SELECT id, labelledAt FROM label WHERE isCurrent AND itemCode = ? AND criterionName = ?
          AND ((annotator = ? AND NOT isAnonymous AND NOT ?) OR (sourceID IS NOT NULL AND sourceID = ?))
        """,
      arguments: [label.itemID, label.criterion, label.annotator, label.isAnonymous, label.sourceID])
    let isOutdated = earlier.contains { row in
      guard let own = label.labelledAt, let known = row["labelledAt"] as Double? else { return false }
      return own < known
    }
    if !isOutdated {
      for row in earlier { try retire(row["id"]) }
    }
    try insert(label, key: key, isCurrent: !isOutdated)
    return earlier.isEmpty ? .new : .changed
  }

  /// Gives the label the name that its annotator had when the tool told more: Label Studio names a person by number in
  /// one export and by address in another.
  private func namedAsKnown(_ label: ReturnedLabel) throws -> ReturnedLabel {
    guard let source = label.sourceID, label.annotator.hasPrefix("\(label.tool.rawValue) user ") else {
      return label
    }
    let known = try String.fetchOne(
      database,
      sql: """
        SELECT annotator FROM label WHERE sourceID = ? AND itemCode = ? AND NOT isAnonymous
        ORDER BY isCurrent DESC, id DESC
        """, arguments: [source, label.itemID])
    return known.map { label.of(annotator: $0) } ?? label
  }

  private func retire(_ id: Int64) throws {
    try database.execute(sql: "UPDATE label SET isCurrent = 0 WHERE id = ?", arguments: [id])
  }

  private func insert(_ label: ReturnedLabel, key: String, isCurrent: Bool) throws {
    try database.execute(
      sql: """
        INSERT INTO label (key, itemCode, criterionName, criterionVersion, annotator, isAnonymous, label, severity,
          rationale, labelledAt, durationSeconds, shownHash, tool, sourceID, importedAt, isCurrent)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        key, label.itemID, label.criterion, label.criterionVersion, label.annotator, label.isAnonymous,
        label.label,
        label.severity, label.rationale, label.labelledAt, label.durationSeconds, label.shownHash,
        label.tool.rawValue, label.sourceID, time, isCurrent,
      ])
  }

  /// Takes back the labels that the tool says are none any more.
  func withdraw(_ sourceIDs: [String]) throws -> Int {
    var count = 0
    for source in sourceIDs {
      try database.execute(
        sql: "UPDATE label SET isCurrent = 0 WHERE isCurrent AND sourceID = ?", arguments: [source])
      count += database.changesCount
    }
    return count
  }

  /// Keeps what was rejected, each once.
  func keep(_ rejections: [ImportRejection], of file: String) throws -> Int {
    var count = 0
    for rejection in rejections {
      try database.execute(
        sql: """
          INSERT OR IGNORE INTO labelRejection (file, place, reason, record, importedAt) VALUES (?, ?, ?, ?, ?)
          """, arguments: [file, rejection.place, rejection.reason, rejection.record, time])
      count += database.changesCount
    }
    return count
  }

  /// Makes the set of all labels that are current, unless there is one of this content.
  ///
  /// - Returns: Its name; `nil` where there are no labels.
  func closeSet() throws -> String? {
    let rows = try Row.fetchAll(database, sql: "SELECT * FROM label WHERE isCurrent ORDER BY id")
    guard !rows.isEmpty else { return nil }
    let hash = Self.hash(of: rows)
    try database.execute(
      sql: "INSERT OR IGNORE INTO labelSet (hash, madeAt, count) VALUES (?, ?, ?)",
      arguments: [hash, time, rows.count])
    if database.changesCount > 0 {
      for row in rows {
        try database.execute(
          sql: "INSERT INTO labelSetMember (setHash, labelID) VALUES (?, ?)",
          arguments: [hash, row["id"] as Int64])
      }
    }
    return Self.name(ofHash: hash)
  }

  /// What the set of the labels that are current is named by; `nil` where there are none.
  static func currentHash(_ database: Database) throws -> String? {
    let rows = try Row.fetchAll(database, sql: "SELECT * FROM label WHERE isCurrent")
    return rows.isEmpty ? nil : hash(of: rows)
  }

  /// The names of sets that do not hold what they are named by.
  static func damagedSets(_ database: Database) throws -> [String] {
    try String.fetchAll(database, sql: "SELECT hash FROM labelSet ORDER BY hash").filter { hash in
      let rows = try Row.fetchAll(
        database, sql: "SELECT label.* FROM label JOIN labelSetMember ON labelID = id WHERE setHash = ?",
        arguments: [hash])
      return Self.hash(of: rows) != hash
    }.map { name(ofHash: $0) }
  }

  private static func hash(of rows: [Row]) -> String {
    let lines = rows.map(content).sorted()
    return ContentHash.hexadecimal(of: Array(lines.joined(separator: "\n").utf8))
  }

  /// What a set is called: as short as a person can copy it.
  static func name(ofHash hash: String) -> String { "L-" + hash.prefix(8) }

  /// What makes a label in a set the one it is; not when or by which tool it came.
  private static func content(of row: Row) -> String {
    let fields = [
      "itemCode", "criterionName", "criterionVersion", "annotator", "label", "severity", "rationale",
    ]
    return (fields + ["shownHash"]).map { row[$0] as String? ?? "" }.joined(separator: "\u{1F}")
  }

  /// By what this very label is known again.
  private static func key(of label: ReturnedLabel) -> String {
    let fields = [
      label.itemID, label.criterion, label.criterionVersion, label.annotator, label.label,
      label.severity ?? "",
      label.rationale ?? "", label.labelledAt.map { "\($0)" } ?? "", label.shownHash, label.tool.rawValue,
      label.sourceID ?? "",
    ]
    return ContentHash.hexadecimal(of: Array(fields.joined(separator: "\u{1F}").utf8))
  }
}

extension ReturnedLabel {
  fileprivate func of(annotator: String) -> ReturnedLabel {
    ReturnedLabel(
      itemID: itemID, criterion: criterion, criterionVersion: criterionVersion, annotator: annotator,
      isAnonymous: isAnonymous, label: label, severity: severity, rationale: rationale,
      labelledAt: labelledAt,
      durationSeconds: durationSeconds, shownHash: shownHash, tool: tool, sourceID: sourceID)
  }
}
