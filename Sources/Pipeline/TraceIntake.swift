internal import Features
package import JSONBytes
internal import Traces

/// Where the record of a trace stands.
package struct TracePlace: Sendable, Hashable {
  /// The place of the file in the list of files.
  package let fileIndex: Int
  package let record: RecordRange

  package init(fileIndex: Int, record: RecordRange) {
    self.fileIndex = fileIndex
    self.record = record
  }
}

/// What is kept of a trace once its text is forgotten.
struct TraceFacts: Sendable {
  let place: TracePlace
  let identity: TraceIdentity
  let outcome: Outcome
  let agent: UInt64
  let startedAt: Double?

  /// The place of its evidence among the rows of the block; `nil` for a success that is only counted.
  let row: Int?
}

/// What came of a block of records.
package struct BlockIntake: Sendable {
  var traces: [TraceFacts] = []
  var evidence = EvidenceTable()

  /// The ids of the traces that have a row, in the order of the rows.
  var ids: [String] = []
  var variants: [String?] = []
  var agentNames: [UInt64: String] = [:]
  var rejections: [IntakeRejection] = []
  var recordCount = 0
  var turnCount = 0
  var toolCallCount = 0
  var byteCount = 0

  /// The hash of the block's bytes.
  var byteHash: UInt64 = 0
  var fileIndex = 0
}

/// A record that is no trace.
package struct IntakeRejection: Sendable, Hashable {
  package let fileIndex: Int
  package let line: Int
  package let offset: Int
  package let reason: String
}

/// Reads the records of a block as traces and finds their evidence.
package struct TraceIntake: Sendable {
  let plan: MiningPlan

  package init(plan: MiningPlan) {
    self.plan = plan
  }

  /// Reads every record of a block: each becomes a trace or a rejection.
  package func intake(of block: RecordBlock) -> BlockIntake {
    var reading = BlockReading(plan: plan, fileIndex: block.fileIndex)
    for record in block.records { reading.read(record, of: block) }
    return reading.finished(block)
  }
}

/// The reading of one block, with the memory that its records share.
private struct BlockReading {
  let plan: MiningPlan
  let fileIndex: Int
  private var result = BlockIntake()
  private let parser = JSONParser()
  private let extractor = EvidenceExtractor()
  private var document = JSONDocument()
  private var trace = Trace()
  private var evidence = Evidence()

  init(plan: MiningPlan, fileIndex: Int) {
    self.plan = plan
    self.fileIndex = fileIndex
  }

  mutating func read(_ record: RecordRange, of block: RecordBlock) {
    result.recordCount += 1
    do throws(JSONError) {
      try parser.parse(block.bytes, block.positions(of: record), into: &document)
    } catch {
      return reject(record, error.reason)
    }
    do throws(UnreadableRecord) {
      try TraceFormats.read(&document, outcomes: plan.outcomes, into: &trace)
    } catch {
      return reject(record, error.reason)
    }
    take(record)
  }

  private mutating func reject(_ record: RecordRange, _ reason: String) {
    result.rejections.append(
      IntakeRejection(fileIndex: fileIndex, line: record.line, offset: record.offset, reason: reason))
  }

  private mutating func take(_ record: RecordRange) {
    let identity = TraceIdentity(of: trace)
    result.turnCount += trace.turns.count
    result.toolCallCount += trace.toolCalls.count
    let agent = trace.agent.map { ByteHash.of(trace.text.span, $0) } ?? 0
    if let name = trace.agent, result.agentNames[agent] == nil {
      result.agentNames[agent] = trace.string(name)
    }
    let isLookedAt = trace.outcome != .success || identity.isSampled(share: plan.successShare)
    if isLookedAt {
      extractor.find(in: trace, into: &evidence)
      result.evidence.append(evidence, outcome: trace.outcome)
      result.ids.append(trace.id.map(trace.string) ?? identity.nameOfUnnamed)
      result.variants.append(trace.variant.map(trace.string))
    }
    result.traces.append(
      TraceFacts(
        place: TracePlace(fileIndex: fileIndex, record: record), identity: identity, outcome: trace.outcome,
        agent: agent, startedAt: trace.startedAt, row: isLookedAt ? result.evidence.rowCount - 1 : nil))
  }

  mutating func finished(_ block: RecordBlock) -> BlockIntake {
    for problem in block.problems {
      result.recordCount += 1
      result.rejections.append(
        IntakeRejection(
          fileIndex: fileIndex, line: problem.line, offset: problem.offset, reason: problem.reason.words))
    }
    result.evidence.add(messages: extractor.takeMessages())
    result.evidence.add(toolNames: extractor.takeToolNames())
    result.byteCount = block.bytes.count
    result.fileIndex = fileIndex
    var hash = ByteHash()
    block.bytes.withBytes { hash.add($0) }
    result.byteHash = hash.value
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
    case .utf16: "UTF-16 text; save it as UTF-8"
    case .noJSON: "no JSON in this file"
    case .cutShort: "the compressed file is cut off; what was before the cut was read"
    case .damaged(let detail): "the compressed file is damaged (\(detail)); what was before was read"
    case .unreadable(let code): "the file could not be read on (system error \(code))"
    case .shrunk: "the file became shorter while it was read"
    }
  }
}
