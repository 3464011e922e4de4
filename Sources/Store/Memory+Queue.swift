import Foundation
internal import GRDB
package import Labels
package import Queues
internal import Reports

extension Memory {
  /// Notes that items were sent out with questions; their texts are kept, so that labels can be held against them.
  package func send(
    _ items: [QueueItem], asking criteria: [Criterion], in tool: QueueTool, at time: String
  ) throws(StoreError) {
    try write { database in
      for criterion in criteria {
        try database.execute(
          sql: "INSERT OR IGNORE INTO criterion (name, version, content, firstAskedAt) VALUES (?, ?, ?, ?)",
          arguments: [criterion.name, criterion.version, CriterionFile.text(of: criterion), time])
      }
      for item in items {
        try database.execute(
          sql: """
            INSERT INTO item (code, traceID, shownHash, content) VALUES (?, ?, ?, ?)
            ON CONFLICT (code) DO UPDATE SET shownHash = excluded.shownHash, content = excluded.content
            """, arguments: [item.id, item.traceID, item.shownHash, item.json.line])
        for criterion in criteria {
          try database.execute(
            sql: """
              INSERT OR IGNORE INTO sending (itemCode, criterionName, criterionVersion, tool, sentAt)
              VALUES (?, ?, ?, ?, ?)
              """, arguments: [item.id, criterion.name, criterion.version, tool.rawValue, time])
        }
      }
    }
  }

  /// The items that were ever sent out, as they are now, by their ids.
  package func queueItems() throws(StoreError) -> [QueueItem] {
    try read { database in
      try String.fetchAll(database, sql: "SELECT content FROM item ORDER BY code").map { line in
        do throws(QueueItemError) {
          return try QueueItem(line: line.utf8)
        } catch {
          throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an item is damaged: \(error.reason)")
        }
      }
    }
  }

  /// What was asked of which item, each once.
  package func questions() throws(StoreError) -> [QueueStatus.Question] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT DISTINCT itemCode, criterionName FROM sending ORDER BY itemCode, criterionName"
      ).map { QueueStatus.Question(itemID: $0[0], criterion: $0[1]) }
    }
  }

  /// What came of taking in the labels of a file.
  package struct LabelIntake: Sendable, Hashable {
    package internal(set) var newCount = 0
    package internal(set) var changedCount = 0
    package internal(set) var knownCount = 0

    /// Labels that were skipped or discarded in the tool after they had been given.
    package internal(set) var withdrawnCount = 0
    package internal(set) var newRejectionCount = 0

    /// The label set of all labels that are current now; `nil` while there is none.
    package internal(set) var setName: String?
  }

  /// Takes in the labels of a file; what is known already changes nothing.
  package func take(
    _ imported: ImportedLabels, file: String, at time: String
  ) throws(StoreError) -> LabelIntake {
    try write { database in
      var intake = LabelIntake()
      let recording = LabelRecording(database: database, time: time)
      for label in imported.labels {
        switch try recording.add(label) {
        case .new: intake.newCount += 1
        case .changed: intake.changedCount += 1
        case .known: intake.knownCount += 1
        }
      }
      intake.withdrawnCount = try recording.withdraw(imported.withdrawn)
      intake.newRejectionCount = try recording.keep(imported.rejections, of: file)
      intake.setName = try recording.closeSet()
      return intake
    }
  }

  /// A label as it is kept.
  package struct KeptLabel: Sendable, Hashable {
    package let label: ReturnedLabel

    /// Whether the item's text is another since.
    package let hasOtherText: Bool
  }

  /// The labels of a set, or those that are current; by item, criterion and annotator.
  package func labels(inSet name: String? = nil) throws(StoreError) -> [KeptLabel] {
    try read { database in
      let hash = try name.map { try Self.labelSetHash($0, database) }
      let filter = hash == nil ? "isCurrent" : "id IN (SELECT labelID FROM labelSetMember WHERE setHash = ?)"
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT label.*, item.shownHash AS itemHash FROM label JOIN item ON item.code = itemCode
          WHERE \(filter) ORDER BY itemCode, criterionName, annotator, id
          """, arguments: hash.map { [$0] } ?? [])
      return rows.map { row in
        KeptLabel(
          label: ReturnedLabel(row), hasOtherText: (row["shownHash"] as String) != (row["itemHash"] as String)
        )
      }
    }
  }

  /// A label set in a list.
  package struct LabelSet: Sendable, Hashable {
    package let name: String
    package let madeAt: String
    package let labelCount: Int
    package let annotatorCount: Int
    package let criteria: [String]
  }

  /// All label sets, the latest last.
  package func labelSets() throws(StoreError) -> [LabelSet] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT hash, madeAt, labelSet.count AS labels, COUNT(DISTINCT annotator) AS annotators,
            GROUP_CONCAT(DISTINCT criterionName) AS criteria
          FROM labelSet JOIN labelSetMember ON setHash = hash JOIN label ON label.id = labelID
          GROUP BY hash ORDER BY MAX(labelID), madeAt, hash
          """
      ).map { row in
        LabelSet(
          name: LabelRecording.name(ofHash: row["hash"]), madeAt: row["madeAt"], labelCount: row["labels"],
          annotatorCount: row["annotators"],
          criteria: (row["criteria"] as String? ?? "").split(separator: ",").map(String.init).sorted())
      }
    }
  }

  /// The full name of the set whose name begins so; of the labels that are current for `nil`, which make a set too.
  ///
  /// - Returns: `nil` where no label is current.
  package func labelSetName(_ name: String?) throws(StoreError) -> String? {
    try read { database in
      let hash = try name.map { try Self.labelSetHash($0, database) } ?? LabelRecording.currentHash(database)
      return hash.map(LabelRecording.name)
    }
  }

  /// The hash of the one set whose name begins so.
  private static func labelSetHash(_ name: String, _ database: Database) throws -> String {
    let prefix = name.hasPrefix("L-") ? String(name.dropFirst(2)) : name
    let found = try String.fetchAll(
      database, sql: "SELECT hash FROM labelSet WHERE substr(hash, 1, ?) = ?",
      arguments: [prefix.count, prefix])
    guard found.count == 1, !prefix.isEmpty else { throw StoreError.unknownLabelSet(name: name) }
    return found[0]
  }
}

extension ReturnedLabel {
  fileprivate init(_ row: Row) {
    self.init(
      itemID: row["itemCode"], criterion: row["criterionName"], criterionVersion: row["criterionVersion"],
      annotator: row["annotator"], isAnonymous: row["isAnonymous"], label: row["label"],
      severity: row["severity"],
      rationale: row["rationale"], labelledAt: row["labelledAt"], durationSeconds: row["durationSeconds"],
      shownHash: row["shownHash"], tool: QueueTool(rawValue: row["tool"]) ?? .jsonl, sourceID: row["sourceID"]
    )
  }
}
