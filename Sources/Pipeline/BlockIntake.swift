internal import Features
internal import JSONBytes
internal import Traces

/// What is kept of a trace once its text is forgotten.
struct TraceFacts: Sendable {
  let place: TracePlace
  let identity: TraceIdentity
  let outcome: Outcome

  /// Whether it counts as a failure because an evaluator failed it.
  let isFailedByEvaluator: Bool
  let agent: UInt64
  let startedAt: Double?
  let turnCount: Int
  let toolCallCount: Int

  /// Whether it was put together from parts.
  let isJoined: Bool

  /// The place of its evidence among the rows of the block; `nil` for a success that is only counted.
  let row: Int?
}

/// What came of a block of records.
package struct BlockIntake: Sendable {
  var traces: [TraceFacts] = []
  var evidence = EvidenceTable()

  /// What evaluators said of the traces; empty unless they are scored.
  var scored = ScoredTraces()

  /// What is counted of each trace for an inspection; empty in a mining run.
  var tallies: [TraceTally] = []

  /// The ids of the traces that have a row, in the order of the rows.
  var ids: [String] = []
  var variants: [String?] = []
  var agentNames: [UInt64: String] = [:]
  var rejections: [IntakeRejection] = []

  /// The records by the place of their format among all, for an inspection.
  var formatCounts: [Int: Int] = [:]

  /// What told the format of the first record of each sort, for an inspection.
  var signs: [Int: String] = [:]

  /// The fields of the first records that look like content and are in no turn, in a mining run.
  var unreadFields: Set<String> = []

  /// The conversations of messages that name none, each of all such messages of a file.
  var undivided: [UndividedMessages] = []

  /// The records whose place another of the same id has taken.
  var duplicates: [RecordPlace] = []

  /// The records that only say something about the session in whose file they stand.
  var asides: [IntakeRejection] = []

  /// Parts that wait for the others of their trace.
  package private(set) var parts = PartShelf()

  /// How many traces came of it, duplicates included.
  package var traceCount: Int { traces.count }

  /// The records of traces that were not drawn.
  var undrawnCount = 0

  /// The records of the block, parts included; 0 where parts are joined, which were counted before.
  var recordCount = 0
  var byteCount = 0
  var fileIndex = 0

  /// The hash of the block's bytes.
  var byteHash: UInt64 = 0

  /// Whether the bytes of a file were read for it; not where parts are joined.
  var isOfFile = true

  mutating func keep(_ facts: PartFacts, at place: RecordPlace, _ bytes: [UInt8]) {
    parts.append(facts, place, bytes)
  }
}

/// Messages of one file that are one trace because none of them names its conversation.
package struct UndividedMessages: Sendable, Hashable {
  package let fileIndex: Int
  package let count: Int
}

/// A record that is no trace.
package struct IntakeRejection: Sendable, Hashable {
  package let fileIndex: Int
  package let line: Int
  package let offset: Int
  package let reason: String

  /// The place of its format among all; `nil` if it is in none.
  let format: Int?

  /// Whether it is an index of an export, which belongs to all traces that were read.
  var isIndex = false
}

/// What becomes of the traces of a block, with the memory that they share.
struct IntakeResult: ~Copyable {
  let plan: MiningPlan

  let purpose: TraceIntake.Purpose
  private var scorer: TraceScorer?
  private var result = BlockIntake()
  /// What finds evidence and errors; only where they are looked for, since they take time to make.
  private let extractor: EvidenceExtractor?
  private let recogniser: ErrorRecogniser?
  private var lookedAtByteCount = 0
  private let lookedAtLimit: Int
  private var evidence = Evidence()

  /// - Parameter isFirst: Whether it is the first block of a file, or the first partition.
  init(plan: MiningPlan, purpose: TraceIntake.Purpose, fileIndex: Int = 0, isFirst: Bool) {
    self.plan = plan
    self.purpose = purpose
    // A mining run looks at the first traces alone, for speed.
    lookedAtLimit = purpose == .inspection || purpose == .mining && isFirst ? Self.lookedAtLimit : 0
    extractor = purpose == .mining ? EvidenceExtractor() : nil
    recogniser = purpose == .inspection ? ErrorRecogniser() : nil
    if case .scoring(let plan) = purpose { scorer = TraceScorer(plan) }
    result.fileIndex = fileIndex
  }

  mutating func reject(_ place: RecordPlace, _ reason: String, format: Int? = nil) {
    result.recordCount += 1
    result.rejections.append(
      IntakeRejection(
        fileIndex: place.fileIndex, line: place.record.line, offset: place.record.offset, reason: reason,
        format: format))
  }

  /// Notes bytes of a file that are no record.
  mutating func reject(_ problem: RecordProblem, ofFile fileIndex: Int) {
    result.recordCount += 1
    result.rejections.append(
      IntakeRejection(
        fileIndex: fileIndex, line: problem.line, offset: problem.offset, reason: problem.reason.words,
        format: nil))
  }

  mutating func keep(_ facts: PartFacts, at place: RecordPlace, _ bytes: [UInt8]) {
    result.recordCount += 1
    result.keep(facts, at: place, bytes)
  }

  /// Counts a record that is part of whatever trace its file holds, and a rejection if it holds none.
  mutating func countAside(_ place: RecordPlace, format: Int?) {
    result.recordCount += 1
    result.asides.append(
      IntakeRejection(
        fileIndex: place.fileIndex, line: place.record.line, offset: place.record.offset,
        reason: UnreadableRecord.nothingInIt.reason, format: format))
  }

  /// Whether what is read is counted, and neither mined nor scored.
  private var isCounting: Bool { purpose == .inspection || purpose == .counting }

  /// Counts a record that tells of the files of an export, and a rejection if no trace is read.
  mutating func countIndex(_ place: RecordPlace, format: Int?) {
    result.recordCount += 1
    result.asides.append(
      IntakeRejection(
        fileIndex: place.fileIndex, line: place.record.line, offset: place.record.offset,
        reason: UnreadableRecord.indexAlone.reason, format: format, isIndex: true))
  }

  /// Counts a record by its format, and for the first of each format notes what told it.
  ///
  /// - Parameter record: The bytes of the record, asked for only then.
  mutating func countFormat(_ format: Int?, record: () -> [UInt8]) {
    guard isCounting, let format else { return }
    result.formatCounts[format, default: 0] += 1
    guard result.formatCounts[format] == 1, let document = try? JSONParser().parse(record()),
      let (told, words) = TraceFormats.sign(of: document), result.signs[told] == nil
    else { return }
    result.signs[told] = words
  }

  mutating func countDuplicate(_ place: RecordPlace) {
    result.duplicates.append(place)
  }

  /// - Parameter records: The bytes of its records, asked for only where they are looked at.
  mutating func take(
    _ trace: Trace, at place: TracePlace, isJoined: Bool = false, records: () -> [[UInt8]]
  ) {
    if trace.isSilent, let unreadable = unreadable(silent: trace, records) {
      for record in place.records { reject(record, unreadable.reason) }
      return
    }
    result.recordCount += 1
    let identity = TraceIdentity(of: trace)
    if let drawn = plan.drawnNames, !drawn.contains(identity.name) {
      result.undrawnCount += place.records.count
      return
    }
    let isFailed =
      trace.outcome != .failure && trace.outcomeSource != .human && plan.failedNames.contains(identity.name)
    let outcome = isFailed ? .failure : trace.outcome
    let agent = trace.agent.map { ByteHash.of(trace.text.span, $0) } ?? 0
    if let name = trace.agent, result.agentNames[agent] == nil {
      result.agentNames[agent] = trace.string(name)
    }
    let isWanted = outcome != .success || identity.isSampled(share: plan.successShare)
    var isLookedAt = false
    if isWanted, let extractor {
      isLookedAt = true
      extractor.find(in: trace, into: &evidence)
      result.evidence.append(evidence, outcome: outcome)
      result.ids.append(trace.id.map(trace.string) ?? identity.nameOfUnnamed)
      result.variants.append(trace.variant.map(trace.string))
    }
    scorer?.score(trace, identity)
    if isCounting {
      tally(trace, records)
    } else if lookedAtByteCount < lookedAtLimit {
      result.unreadFields.formUnion(unreadFields(of: trace, records))
    }
    result.traces.append(
      TraceFacts(
        place: place, identity: identity, outcome: outcome, isFailedByEvaluator: isFailed, agent: agent,
        startedAt: trace.startedAt, turnCount: trace.turns.count, toolCallCount: trace.toolCalls.count,
        isJoined: isJoined,
        row: isLookedAt ? result.evidence.rowCount - 1 : nil))
  }

  /// Notes that messages were joined only because they stand in one file.
  mutating func noteUndivided(_ parts: [PartPartition.Part]) {
    guard parts.count > 1 else { return }
    result.undivided.append(
      UndividedMessages(fileIndex: parts[0].place.fileIndex, count: parts.count))
  }

  /// Why a trace without a word and a call is none; `nil` if it is known to have failed: then the silence is how.
  private func unreadable(silent trace: Trace, _ records: () -> [[UInt8]]) -> UnreadableRecord? {
    let fields = UnreadContent().fields(ofRecords: records(), missingFrom: trace)
    guard fields.isEmpty else { return .textElsewhere(fields: fields) }
    return trace.outcome == .failure && !trace.turns.isEmpty ? nil : .noText
  }

  private mutating func tally(_ trace: Trace, _ records: () -> [[UInt8]]) {
    var unread: [String] = []
    guard let recogniser else {
      return result.tallies.append(TraceTally(of: trace, errors: [], unreadFields: []))
    }
    if lookedAtByteCount < lookedAtLimit { unread = unreadFields(of: trace, records) }
    result.tallies.append(
      TraceTally(of: trace, errors: recogniser.results(of: trace).errors, unreadFields: unread))
  }

  private mutating func unreadFields(of trace: Trace, _ records: () -> [[UInt8]]) -> [String] {
    let records = records()
    lookedAtByteCount += records.reduce(0) { $0 + $1.count }
    return UnreadContent().fields(ofRecords: records, missingFrom: trace)
  }

  /// So many bytes of a block, or of a partition of parts, tell which fields are not read.
  private static let lookedAtLimit = 64 << 10

  /// The result for a block of a file.
  mutating func finished(_ block: RecordBlock) -> BlockIntake {
    for problem in block.problems { reject(problem, ofFile: block.fileIndex) }
    result.byteCount = block.bytes.count
    guard !isCounting else { return result }
    var hash = ByteHash()
    block.bytes.withBytes { hash.add($0) }
    result.byteHash = hash.value
    return finishedEvidence()
  }

  /// The result for parts that were joined; their records were counted when they were read.
  mutating func finished() -> BlockIntake {
    result.recordCount = 0
    result.isOfFile = false
    return finishedEvidence()
  }

  private mutating func finishedEvidence() -> BlockIntake {
    if let scored = scorer?.taken() { result.scored = scored }
    if let extractor {
      result.evidence.add(messages: extractor.takeMessages())
      result.evidence.add(toolNames: extractor.takeToolNames())
    }
    return result
  }
}

extension RecordProblem.Reason {
  /// What is wrong, in words for a list of rejections.
  var words: String {
    switch self {
    case .strayText: "text that belongs to no record"
    case .tooLong(let limit): "a record longer than \(limit >> 20) MiB"
    case .unclosedArray: "the file ends before its array does"
    case .binary: "not text"
    case .parquet: "a Parquet table; turn it into lines of JSON as README.md says"
    case .utf16: "UTF-16 text; save it as UTF-8"
    case .utf32: "UTF-32 text; save it as UTF-8"
    case .noJSON: "no JSON object or list in this file"
    case .cutShort: "the compressed file is cut off; whole records before the cut were read"
    case .damaged(let detail): "the file is damaged (\(detail)); what was before was read"
    case .unreadable(let code): "the file could not be read on (system error \(code))"
    case .shrunk: "the file became shorter while it was read"
    }
  }
}
