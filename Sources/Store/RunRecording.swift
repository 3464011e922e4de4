import Foundation
internal import GRDB
internal import History

/// The rows of one run, written within a transaction.
struct RunRecording {
  let run: RunSummary
  let database: Database

  /// Finds or makes the signatures, replaces an earlier run over the same inputs, and writes the counts.
  ///
  /// - Returns: The lasting id of each signature by the id of its evidence.
  func save(matching: IdentityMatching) throws -> [String: String] {
    let known = try knownSignatures()
    let found = run.signatures.map(\.candidate)
    let match = matching.match(found: found, known: known.map(\.candidate))
    // The earlier run goes only now: its signatures were to be known again.
    try removeEarlier()
    let runID = try insertRun()
    var numbers: [Int64] = []
    var codes: [String: String] = [:]
    for (place, signature) in run.signatures.enumerated() {
      let same = match.knownOfFound[place].map { known[$0] }
      let (number, code) = try same.map { ($0.number, $0.code) } ?? insertSignature(signature)
      numbers.append(number)
      codes[signature.evidenceID] = code
      try insertSighting(signature, number, runID, similarity: match.similarities[place])
    }
    try insertKinships(match, found: numbers, known: known.map(\.number), runID)
    try insertCounts(numbers, runID)
    try removeForgotten()
    return codes
  }

  /// The first week whose counts the run changes, or that an earlier one over its inputs had changed.
  func firstWeek() throws -> Week? {
    // Weeks without any count left have changes that nothing stands behind any more.
    let orphan = try Int.fetchOne(
      database, sql: "SELECT MIN(week) FROM change WHERE week NOT IN (SELECT week FROM traceNames)")
    let first = run.traceNames.keys.min()?.number
    return [orphan, first].compactMap { $0 }.min().map { Week(number: $0) }
  }

  // MARK: Identity

  private struct Known {
    let number: Int64
    let code: String
    let candidate: IdentityMatching.Candidate
  }

  /// Every signature as it was in its last sightings.
  private func knownSignatures() throws -> [Known] {
    let lastRun = try Int64.fetchOne(database, sql: "SELECT MAX(id) FROM run")
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT id, code, runID, support, profile FROM (
          SELECT signatureID, runID, support, profile,
            ROW_NUMBER() OVER (PARTITION BY signatureID ORDER BY runID DESC) AS place
          FROM sighting
        ) JOIN signature ON signature.id = signatureID
        WHERE place <= ? ORDER BY id, place
        """, arguments: [Self.rememberedSightingCount])
    var known: [Known] = []
    var profiles: [SignatureProfile] = []
    while let row = try rows.next() {
      guard let profile = SignatureProfile(bytes: Array(row["profile"] as Data)) else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a signature's profile cannot be read")
      }
      let number: Int64 = row["id"]
      let isSame = known.last?.number == number
      profiles = isSame ? profiles + [profile] : [profile]
      let last = isSame ? known.removeLast() : nil
      known.append(
        Known(
          number: number, code: row["code"],
          candidate: IdentityMatching.Candidate(
            profile: .mean(of: profiles), support: last?.candidate.support ?? row["support"],
            isDormant: last?.candidate.isDormant ?? ((row["runID"] as Int64) != lastRun))))
    }
    return known
  }

  /// One week's chance would weigh too much alone; older looks too little.
  private static let rememberedSightingCount = 3

  private func insertSignature(_ signature: FoundSignature) throws -> (Int64, String) {
    let code = try newCode(for: signature.evidenceID)
    try database.execute(
      sql: "INSERT INTO signature (code, minedName, minedSeverity) VALUES (?, ?, ?)",
      arguments: [code, signature.name, signature.severity])
    return (database.lastInsertedRowID, code)
  }

  /// A short id that no other signature has: of the evidence's letters as many as are needed, at least four.
  private func newCode(for evidenceID: String) throws -> String {
    let letters = evidenceID.uppercased().drop { $0 != "-" }.dropFirst()
    for length in 4...max(4, letters.count) {
      let code = "SIG-" + letters.prefix(length)
      if try !isTaken(code) { return code }
    }
    var number = 2
    while try isTaken("SIG-\(letters)-\(number)") { number += 1 }
    return "SIG-\(letters)-\(number)"
  }

  private func isTaken(_ code: String) throws -> Bool {
    try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM signature WHERE code = ?)", arguments: [code]) ?? false
  }

  // MARK: Rows

  private func removeEarlier() throws {
    try database.execute(sql: "DELETE FROM run WHERE inputKey = ?", arguments: [run.inputKey])
  }

  /// Removes signatures that no run has seen any more, unless people have said something of them.
  private func removeForgotten() throws {
    try database.execute(
      sql: """
        DELETE FROM signature WHERE id NOT IN (SELECT signatureID FROM sighting)
          AND COALESCE(name, severity, owner, note, criterion) IS NULL
        """)
  }

  private func insertRun() throws -> Int64 {
    try database.execute(
      sql: "INSERT INTO run (inputKey, planKey, version, recordedAt, title) VALUES (?, ?, ?, ?, ?)",
      arguments: [run.inputKey, run.planKey, run.version, run.recordedAt, run.title])
    return database.lastInsertedRowID
  }

  private func insertSighting(
    _ signature: FoundSignature, _ number: Int64, _ runID: Int64, similarity: Double
  ) throws {
    try database.execute(
      sql: """
        INSERT INTO sighting (runID, signatureID, evidenceID, name, severity, support, similarity, profile)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        runID, number, signature.evidenceID, signature.name, signature.severity,
        signature.candidate.support, similarity, Data(signature.candidate.profile.bytes),
      ])
    try database.execute(
      sql: "UPDATE signature SET minedName = ?, minedSeverity = ? WHERE id = ?",
      arguments: [signature.name, signature.severity, number])
  }

  private func insertKinships(
    _ match: IdentityMatching.Result, found: [Int64], known: [Int64], _ runID: Int64
  ) throws {
    guard let week = run.traceNames.keys.max() else { return }
    for pair in match.kin {
      try database.execute(
        sql: "INSERT INTO kinship (runID, week, signatureID, otherID) VALUES (?, ?, ?, ?)",
        arguments: [runID, week.number, found[pair.found], known[pair.known]])
    }
  }

  private func insertCounts(_ numbers: [Int64], _ runID: Int64) throws {
    for (week, names) in run.traceNames.sorted(by: { $0.key < $1.key }) {
      try database.execute(
        sql: "INSERT INTO traceNames (runID, week, count, names) VALUES (?, ?, ?, ?)",
        arguments: [runID, week.number, names.count, TraceNames.data(of: names)])
    }
    var agents = AgentNumbers(database: database)
    let traces = try database.makeStatement(
      sql: "INSERT INTO traceCount (runID, week, agentID, count) VALUES (?, ?, ?, ?)")
    for (week, counts) in run.traceCounts.sorted(by: { $0.key < $1.key }) {
      for (agent, count) in counts.sorted(by: { $0.key < $1.key }) {
        try traces.execute(arguments: [runID, week.number, try agents.number(of: agent), count])
      }
    }
    let supports = try database.makeStatement(
      sql: "INSERT INTO support (runID, week, signatureID, agentID, count) VALUES (?, ?, ?, ?, ?)")
    for (number, signature) in zip(numbers, run.signatures) {
      for (week, counts) in signature.supports.sorted(by: { $0.key < $1.key }) {
        for (agent, count) in counts.sorted(by: { $0.key < $1.key }) {
          try supports.execute(arguments: [
            runID, week.number, number, try agents.number(of: agent), count,
          ])
        }
      }
    }
  }
}

/// The numbers under which agents are stored.
private struct AgentNumbers {
  let database: Database
  private var known: [String: Int64] = [:]

  init(database: Database) {
    self.database = database
  }

  mutating func number(of name: String) throws -> Int64 {
    if let number = known[name] { return number }
    try database.execute(sql: "INSERT OR IGNORE INTO agent (name) VALUES (?)", arguments: [name])
    let number =
      try Int64.fetchOne(database, sql: "SELECT id FROM agent WHERE name = ?", arguments: [name]) ?? 0
    known[name] = number
    return number
  }
}
