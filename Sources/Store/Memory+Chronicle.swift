import Foundation
internal import GRDB
package import History

extension Memory {
  /// All that is known of the signatures over the weeks.
  package func chronicle() throws(StoreError) -> Chronicle {
    try read { try ChronicleReading(database: $0).chronicle().chronicle }
  }

  /// A recorded run, for lists.
  package struct Run: Sendable, Hashable {
    package let title: String
    package let recordedAt: String
    package let version: String
    package let weeks: [Week]
    package let traceCount: Int
    package let signatureCount: Int
  }

  /// The runs recorded, in their order.
  package func runs() throws(StoreError) -> [Run] {
    try read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT id, title, recordedAt, version,
            (SELECT COUNT(*) FROM sighting WHERE runID = run.id) AS signatures
          FROM run ORDER BY id
          """)
      return try rows.map { row in
        let counts = try Row.fetchAll(
          database, sql: "SELECT week, count FROM traceNames WHERE runID = ? ORDER BY week",
          arguments: [row["id"] as Int64])
        return Run(
          title: row["title"], recordedAt: row["recordedAt"], version: row["version"],
          weeks: counts.map { Week(number: $0["week"]) },
          traceCount: counts.reduce(0) { $0 + ($1["count"] as Int) }, signatureCount: row["signatures"])
      }
    }
  }

  /// Keeps what people say of a signature; what is `nil` stays as it was, what is empty is taken back.
  package func remark(_ remarks: Chronicle.Remarks, on id: String) throws(StoreError) {
    try write { database in
      let fields = [
        ("name", remarks.name), ("severity", remarks.severity), ("owner", remarks.owner),
        ("note", remarks.note), ("criterion", remarks.criterion),
      ]
      let isKnown = try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM signature WHERE code = ?)", arguments: [id])
      guard isKnown == true else { throw StoreError.unknownSignature(id: id) }
      for (field, value) in fields {
        guard let value else { continue }
        try database.execute(
          sql: "UPDATE signature SET \(field) = ? WHERE code = ?",
          arguments: [value.isEmpty ? nil : value, id])
      }
    }
  }
}

/// The reading of a chronicle within a transaction.
struct ChronicleReading {
  let database: Database

  /// The chronicle, and the number under which each of its entries is stored.
  func chronicle() throws -> (chronicle: Chronicle, numbers: [Int64]) {
    let weeks = try Int.fetchAll(database, sql: "SELECT DISTINCT week FROM traceNames ORDER BY week")
    let placeOfWeek = Dictionary(uniqueKeysWithValues: weeks.enumerated().map { ($1, $0) })
    let agents = try agentNames()
    let totals = try totals(placeOfWeek, agents)
    var supports = try supports(placeOfWeek, agents)
    var changes = try changes(placeOfWeek)
    let rows = try Row.fetchAll(database, sql: "SELECT * FROM signature ORDER BY id")
    var codes: [Int64: String] = [:]
    var entries: [Chronicle.Entry] = []
    for row in rows {
      let number: Int64 = row["id"]
      codes[number] = row["code"]
      let own = supports.removeValue(forKey: number) ?? [:]
      let tallies = totals.enumerated().map { place, total in
        WeekTally(parts: self.parts(own[place] ?? [:], total))
      }
      let told = changes.removeValue(forKey: number) ?? [:]
      entries.append(
        Chronicle.Entry(
          id: row["code"], minedName: row["minedName"], minedSeverity: row["minedSeverity"],
          remarks: Chronicle.Remarks(
            name: row["name"], severity: row["severity"], owner: row["owner"], note: row["note"],
            criterion: row["criterion"]), tallies: tallies, changes: weeks.indices.map { told[$0] }))
    }
    let chronicle = Chronicle(
      weeks: weeks.map { Week(number: $0) }, entries: entries, kinships: try kinships(codes))
    return (chronicle, rows.map { $0["id"] })
  }

  /// Counts of an agent that are more than its traces would be a damaged database; they are cut.
  private func parts(_ supports: [String: Int], _ totals: [String: Int]) -> [String: WeekTally.Part] {
    totals.reduce(into: [:]) { parts, entry in
      parts[entry.key] = WeekTally.Part(
        support: min(entry.value, supports[entry.key] ?? 0), traceCount: entry.value)
    }
  }

  private func agentNames() throws -> [Int64: String] {
    let rows = try Row.fetchAll(database, sql: "SELECT id, name FROM agent")
    return Dictionary(rows.map { ($0["id"], $0["name"]) }) { first, _ in first }
  }

  /// Traces by agent, in the order of the weeks.
  private func totals(_ places: [Int: Int], _ agents: [Int64: String]) throws -> [[String: Int]] {
    var totals = [[String: Int]](repeating: [:], count: places.count)
    let rows = try Row.fetchCursor(database, sql: "SELECT week, agentID, count FROM traceCount")
    while let row = try rows.next() {
      guard let place = places[row[0]], let agent = agents[row[1]] else { continue }
      totals[place][agent, default: 0] += row[2] as Int
    }
    return totals
  }

  /// Traces of each signature by the place of the week and by agent.
  private func supports(
    _ places: [Int: Int], _ agents: [Int64: String]
  ) throws -> [Int64: [Int: [String: Int]]] {
    var supports: [Int64: [Int: [String: Int]]] = [:]
    let rows = try Row.fetchCursor(database, sql: "SELECT signatureID, week, agentID, count FROM support")
    while let row = try rows.next() {
      guard let place = places[row[1]], let agent = agents[row[2]] else { continue }
      supports[row[0], default: [:]][place, default: [:]][agent, default: 0] += row[3] as Int
    }
    return supports
  }

  private func changes(_ places: [Int: Int]) throws -> [Int64: [Int: Change]] {
    var changes: [Int64: [Int: Change]] = [:]
    let rows = try Row.fetchCursor(
      database, sql: "SELECT signatureID, week, kind, pValue, adjustedPValue, ratio FROM change")
    while let row = try rows.next() {
      guard let place = places[row[1]], let kind = Change.Kind(rawValue: row[2]) else { continue }
      changes[row[0], default: [:]][place] = Change(
        kind: kind, pValue: row[3], adjustedPValue: row[4], ratio: row[5])
    }
    return changes
  }

  private func kinships(_ codes: [Int64: String]) throws -> [Chronicle.Kinship] {
    try Row.fetchAll(
      database, sql: "SELECT week, signatureID, otherID FROM kinship ORDER BY week, signatureID, otherID"
    ).compactMap { row in
      guard let one = codes[row[1]], let other = codes[row[2]] else { return nil }
      return Chronicle.Kinship(week: Week(number: row[0]), one: one, other: other)
    }
  }
}
