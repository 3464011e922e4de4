package import Features
package import Traces

/// The traces of a run: counts of all, and rows for those that are mined or compared with.
package struct TraceCollection: Sendable {
  /// A trace that has a row.
  package struct Row: Sendable {
    package let place: TracePlace
    package let id: String
    package let outcome: Outcome

    /// The place of its agent in `agents`; `nil` if the trace names none.
    package let agent: Int?

    /// When it began, in seconds since 1970 (UTC).
    package let startedAt: Double?
    package let turnCount: Int
  }

  package private(set) var rows: [Row] = []
  package private(set) var evidence = EvidenceTable()

  /// The names of the agents, in the order in which they were met.
  package private(set) var agents: [String] = []

  /// Which agents are one in what they do.
  private var families = AgentFamilies()
  package private(set) var rejections: [IntakeRejection] = []
  package private(set) var conflicts: [(id: String, place: TracePlace)] = []
  package private(set) var recordCount = 0

  /// The records that became part of a trace which another record had begun.
  ///
  /// Traces, joined records, duplicates and rejections add up to the records.
  package private(set) var joinedCount = 0
  package private(set) var duplicateCount = 0
  package private(set) var turnCount = 0

  /// The most turns that a trace has.
  private(set) var mostTurns = 0
  package private(set) var toolCallCount = 0
  package private(set) var byteCount = 0

  /// The hash of each file's bytes as decompressed, by its place in the list of files.
  package private(set) var fileHashes: [Int: UInt64] = [:]

  /// Traces by outcome.
  package private(set) var outcomeCounts: [Outcome: Int] = [:]

  /// The hashed names of the traces that count as failures because evaluators failed them.
  package private(set) var evaluatorFailures: Set<UInt64> = []

  /// The fields of the first records of files that look like content and are in no turn.
  package private(set) var unreadFields: Set<String> = []

  /// Messages that are one trace a file because none of them names its conversation.
  package private(set) var undivided: [UndividedMessages] = []

  /// Every trace that is counted, for a memory of them; `nil` where nothing is to be remembered.
  package private(set) var ledger: TraceLedger?

  private var known = KnownTraces()
  private var agentPlaces: [UInt64: Int] = [:]

  /// For ids that come with variants, the name of the first; `nil` once there are several.
  private var variantNames: [UInt64: UInt64?] = [:]
  private var variants: [(row: Int, plainName: UInt64, variant: String)] = []

  /// Lines about sessions, and the files that hold parts of a trace.
  private var asides: [IntakeRejection] = []
  private var filesOfJoined: Set<Int> = []

  /// - Parameter keepsLedger: Whether the traces' names are kept, to know them again in other runs.
  package init(keepsLedger: Bool = false) {
    ledger = keepsLedger ? TraceLedger() : nil
  }

  /// The share of the successes that have a row, above 0; 1 if none has.
  var successShare: Double {
    let rowCount = evidence.outcomes.count { $0 == .success }
    return rowCount > 0 ? Double(rowCount) / Double(outcomeCounts[.success] ?? rowCount) : 1
  }

  /// The most messages that are one trace only because none names its conversation; `nil` where these are no more than
  /// a conversation may have.
  package var longestUndivided: UndividedMessages? {
    undivided.max { $0.count < $1.count }.flatMap { $0.count > Self.longConversation ? $0 : nil }
  }

  /// Longer than hardly any conversation is.
  private static let longConversation = 200

  package var traceCount: Int { outcomeCounts.values.reduce(0, +) }

  /// The traces whose outcome is known.
  package var knownOutcomeCount: Int { traceCount - (outcomeCounts[.unknown] ?? 0) }

  /// Adds the traces of a block; blocks come in the order of the files.
  package mutating func add(_ block: BlockIntake) {
    recordCount += block.recordCount
    duplicateCount += block.duplicates.count
    asides.append(contentsOf: block.asides)
    unreadFields.formUnion(block.unreadFields)
    undivided += block.undivided
    byteCount += block.byteCount
    if block.isOfFile {
      var hash = ByteHash(seed: fileHashes[block.fileIndex] ?? 0)
      hash.add(block.byteHash)
      fileHashes[block.fileIndex] = hash.value
    }
    rejections.append(contentsOf: block.rejections)
    var isKept = [Bool](repeating: false, count: block.evidence.rowCount)
    for facts in block.traces {
      let meeting = known.meet(facts.identity)
      guard meeting != .duplicate else {
        duplicateCount += 1 + facts.place.others.count
        continue
      }
      joinedCount += facts.place.others.count
      if facts.isJoined { for record in facts.place.records { filesOfJoined.insert(record.fileIndex) } }
      turnCount += facts.turnCount
      mostTurns = max(mostTurns, facts.turnCount)
      toolCallCount += facts.toolCallCount
      outcomeCounts[facts.outcome, default: 0] += 1
      if facts.isFailedByEvaluator { evaluatorFailures.insert(facts.identity.name) }
      if ledger != nil {
        let agent = place(of: facts.agent, block)
        ledger?.append(
          facts, isConflict: meeting == .conflict, agent: agent, row: facts.row == nil ? nil : rows.count)
      }
      if facts.row == nil, meeting == .conflict {
        conflicts.append((facts.identity.nameOfUnnamed, facts.place))
      }
      guard let row = facts.row else { continue }
      isKept[row] = true
      append(facts, id: block.ids[row], variant: block.variants[row], meeting, block)
    }
    evidence.append(block.evidence) { isKept[$0] }
  }

  private mutating func append(
    _ facts: TraceFacts, id: String, variant: String?, _ meeting: KnownTraces.Meeting, _ block: BlockIntake
  ) {
    let own = meeting == .conflict ? "\(id)#\(facts.identity.nameOfUnnamed.suffix(8))" : id
    if meeting == .conflict { conflicts.append((own, facts.place)) }
    if let variant {
      note(variant, of: facts.identity, row: rows.count)
    }
    rows.append(
      Row(
        place: facts.place, id: own, outcome: facts.outcome, agent: place(of: facts.agent, block),
        startedAt: facts.startedAt, turnCount: facts.turnCount))
  }

  private mutating func place(of agent: UInt64, _ block: BlockIntake) -> Int? {
    if let place = agentPlaces[agent] { return place }
    guard let name = block.agentNames[agent] else { return nil }
    agents.append(name)
    agentPlaces[agent] = agents.count - 1
    return agents.count - 1
  }

  private mutating func note(_ variant: String, of identity: TraceIdentity, row: Int) {
    variants.append((row, identity.plainName, variant))
    if let first = variantNames[identity.plainName] {
      if let first, first != identity.name { variantNames[identity.plainName] = .some(nil) }
    } else {
      variantNames[identity.plainName] = identity.name
    }
  }

  /// Some of the traces with outcomes of another kind, such as whether a judge contradicts people on them.
  ///
  /// - Parameter outcome: The outcome of a trace by its id; `nil` to leave it out.
  package func selecting(_ outcome: (_ id: String) -> Outcome?) -> TraceCollection {
    var chosen = TraceCollection()
    (chosen.agents, chosen.recordCount, chosen.fileHashes) = (agents, recordCount, fileHashes)
    chosen.families = families
    for (place, row) in rows.enumerated() {
      guard let outcome = outcome(row.id) else { continue }
      var own = Evidence()
      own.terms = Array(evidence.terms[evidence.termRange(place)])
      own.errors = Array(evidence.errors[evidence.errorRange(place)])
      chosen.evidence.append(own, outcome: outcome)
      chosen.outcomeCounts[outcome, default: 0] += 1
      chosen.rows.append(
        Row(
          place: row.place, id: row.id, outcome: outcome, agent: row.agent, startedAt: row.startedAt,
          turnCount: row.turnCount))
    }
    chosen.mostTurns = mostTurns
    chosen.evidence.add(messages: evidence.messages)
    chosen.evidence.add(toolNames: evidence.toolNames)
    chosen.evidence.add(lapses: evidence.lapses)
    chosen.evidence.add(askedOf: evidence)
    chosen.evidence.finish(threadCount: 1)
    return chosen
  }

  /// The agent of each of some rows, the first of its family; `nil` for those that name none.
  func agents(ofRows rows: [Int]) -> [Int?] { rows.map { families.head(of: self.rows[$0].agent) } }

  /// Tells apart the variants of ids that have several, and gives lines about sessions to the traces of their
  /// files; to be called once all blocks are in.
  package mutating func finish(threadCount: Int = 1) {
    let agents = rows.map(\.agent)
    families = AgentFamilies(evidence, agents: agents)
    evidence.noteToldAnswers()
    evidence.noteLapses(agents: agents.map(families.head), threadCount: threadCount)
    evidence.finish(threadCount: threadCount)
    for aside in asides {
      let isJoined = aside.isIndex ? traceCount > 0 : filesOfJoined.contains(aside.fileIndex)
      if isJoined { joinedCount += 1 } else { rejections.append(aside) }
    }
    asides = []
    for (row, plainName, variant) in variants {
      guard let first = variantNames[plainName], first == nil else { continue }
      let old = rows[row]
      rows[row] = Row(
        place: old.place, id: "\(old.id)/\(variant)", outcome: old.outcome, agent: old.agent,
        startedAt: old.startedAt, turnCount: old.turnCount)
    }
    variants = []
  }

  /// Leaves out traces that other runs have counted; they are duplicates of those.
  ///
  /// - Parameter isKnown: For each entry of the ledger whether it is left out.
  package mutating func leaveOut(_ isKnown: [Bool], threadCount: Int = 1) {
    guard var kept = ledger else { return }
    precondition(isKnown.count == kept.entries.count, "\(isKnown.count) marks, \(kept.entries.count) traces")
    var isRowKept = [Bool](repeating: true, count: rows.count)
    for (entry, isKnown) in zip(kept.entries, isKnown) where isKnown {
      evaluatorFailures.remove(entry.name)
      outcomeCounts[entry.outcome, default: 0] -= 1
      duplicateCount += 1 + entry.joinedCount
      joinedCount -= entry.joinedCount
      turnCount -= entry.turnCount
      toolCallCount -= entry.toolCallCount
      if let row = entry.row { isRowKept[row] = false }
    }
    var table = EvidenceTable()
    table.append(evidence) { isRowKept[$0] }
    table.finish(threadCount: threadCount)
    evidence = table
    rows = zip(rows, isRowKept).filter(\.1).map(\.0)
    kept.leaveOut(isKnown)
    mostTurns = kept.entries.map(\.turnCount).max() ?? 0
    ledger = kept
  }
}
