package import Traces

/// What files hold, as it was understood: counts of each file and of all, and the trace to show.
package struct Inspection: Sendable {
  /// The counts of each file, in the order of the list of files.
  package private(set) var files: [InspectedCounts]

  /// The counts of all files.
  package private(set) var total = InspectedCounts()

  /// The trace that shows the most of what was understood: the first with a tool error, else with a tool call,
  /// else the first.
  package private(set) var shown: TracePlace?

  private let map: TraceMap?
  private var shownRank = -1
  private var known = KnownTraces()
  private var asides: [IntakeRejection] = []
  private var filesOfJoined: Set<Int> = []

  /// - Parameter map: The user's own format, if there is one.
  package init(fileCount: Int, map: TraceMap? = nil) {
    self.map = map
    files = Array(repeating: InspectedCounts(), count: fileCount)
  }

  /// Adds the traces of a block; blocks come in the order of the files.
  package mutating func add(_ block: BlockIntake) {
    if block.isOfFile {
      let map = map
      count(inFile: block.fileIndex) { $0.add(recordsOf: block, map) }
    }
    for duplicate in block.duplicates { count(inFile: duplicate.fileIndex) { $0.duplicateCount += 1 } }
    for rejection in block.rejections { count(inFile: rejection.fileIndex) { $0.add(rejection) } }
    for messages in block.undivided {
      count(inFile: messages.fileIndex) { $0.undividedCounts.append(messages.count) }
    }
    asides.append(contentsOf: block.asides)
    for (facts, tally) in zip(block.traces, block.tallies) { add(facts, tally) }
  }

  private mutating func add(_ facts: TraceFacts, _ tally: TraceTally) {
    let file = facts.place.fileIndex
    if facts.isJoined { for record in facts.place.records { filesOfJoined.insert(record.fileIndex) } }
    guard known.meet(facts.identity) != .duplicate else {
      for record in facts.place.records { count(inFile: record.fileIndex) { $0.duplicateCount += 1 } }
      return
    }
    count(inFile: file) { $0.add(facts, tally) }
    for record in facts.place.others { count(inFile: record.fileIndex) { $0.joinedCount += 1 } }
    let rank = tally.errorCounts.contains { $0 > 0 } ? 2 : facts.toolCallCount > 0 ? 1 : 0
    if rank > shownRank { (shown, shownRank) = (facts.place, rank) }
  }

  /// Gives lines about sessions to the traces of their files; to be called once all blocks are in.
  package mutating func finish() {
    for aside in asides {
      let isJoined = aside.isIndex ? total.traceCount > 0 : filesOfJoined.contains(aside.fileIndex)
      count(inFile: aside.fileIndex) { counts in
        if isJoined { counts.joinedCount += 1 } else { counts.add(aside) }
      }
    }
    asides = []
  }

  private mutating func count(inFile index: Int, _ body: (inout InspectedCounts) -> Void) {
    body(&files[index])
    body(&total)
  }
}

/// What was counted in one file, or in all.
package struct InspectedCounts: Sendable {
  package fileprivate(set) var recordCount = 0
  package fileprivate(set) var traceCount = 0

  /// The records that became part of a trace which another record had begun, in this file or in another.
  ///
  /// Traces, joined records, duplicates and rejections add up to the records.
  package fileprivate(set) var joinedCount = 0
  package fileprivate(set) var duplicateCount = 0
  package fileprivate(set) var turnCount = 0
  package fileprivate(set) var toolCallCount = 0

  /// The records by the name of their format.
  package private(set) var formatCounts: [String: Int] = [:]

  /// What told the formats, by their names.
  package private(set) var signs: [String: String] = [:]

  /// The tool errors by how we know of them.
  package private(set) var errorCounts: [ErrorProvenance: Int] = [:]
  package private(set) var outcomeCounts: [Outcome: Int] = [:]

  /// The known outcomes by who judged; under `nil` where the source does not say.
  package private(set) var sourceCounts: [OutcomeSource?: Int] = [:]

  /// The records that are no trace, by reason.
  package private(set) var rejections: [String: Refused] = [:]

  /// The fields that look like content and are in no trace, by the number of traces.
  package fileprivate(set) var unreadFields: [String: Int] = [:]

  /// Of each trace that is all messages of a file, since none names its conversation, how many these are.
  package fileprivate(set) var undividedCounts: [Int] = []

  /// When the first and the last trace began, in seconds since 1970 (UTC).
  package private(set) var firstTime: Double?
  package private(set) var lastTime: Double?

  /// How many records were refused for one reason, and where the first stands.
  package struct Refused: Sendable, Hashable {
    package fileprivate(set) var count: Int
    package let line: Int
    package let offset: Int
  }

  package init() {}

  package var rejectionCount: Int { rejections.values.reduce(0) { $0 + $1.count } }

  /// The format; `nil` where there is none, or several.
  package var onlyFormat: String? { formatCounts.count == 1 ? formatCounts.first?.key : nil }

  fileprivate mutating func add(recordsOf block: BlockIntake, _ map: TraceMap?) {
    recordCount += block.recordCount
    for (format, count) in block.formatCounts {
      formatCounts[TraceFormats.name(at: format, map: map), default: 0] += count
    }
    for (format, words) in block.signs {
      let name = TraceFormats.name(at: format, map: map)
      signs[name] = signs[name] ?? words
    }
  }

  fileprivate mutating func add(_ facts: TraceFacts, _ tally: TraceTally) {
    traceCount += 1
    turnCount += facts.turnCount
    toolCallCount += facts.toolCallCount
    outcomeCounts[facts.outcome, default: 0] += 1
    if facts.outcome != .unknown { sourceCounts[tally.outcomeSource, default: 0] += 1 }
    for (provenance, count) in zip(ErrorProvenance.allCases, tally.errorCounts) where count > 0 {
      errorCounts[provenance, default: 0] += count
    }
    for field in tally.unreadFields { unreadFields[field, default: 0] += 1 }
    guard let time = facts.startedAt else { return }
    firstTime = min(firstTime ?? time, time)
    lastTime = max(lastTime ?? time, time)
  }

  fileprivate mutating func add(_ rejection: IntakeRejection) {
    rejections[
      rejection.reason, default: Refused(count: 0, line: rejection.line, offset: rejection.offset)
    ].count += 1
  }
}
