package import Evaluators
package import Reports

/// The scores of all blocks, in the order of the files: each trace once, counted by evaluator, handed on as lines.
package struct ScoreCollection {
  /// Asks a program or a model about traces whose verdict is open, in their order.
  ///
  /// It answers each with a judgement, of which one that could not be read says why; `nil` for a trace that was not
  /// asked about, because a budget is spent: that one gets no score.
  package typealias Asking = (_ evaluator: Evaluator.Version, [ShownTrace]) throws -> [Judgement?]

  package let plan: ScoringPlan
  package private(set) var tallies: [EvaluatorTally]

  /// Each two evaluators of the suite, in its order.
  package private(set) var pairs: [EvaluatorPair] = []
  package private(set) var traceCount = 0
  package private(set) var recordCount = 0
  package private(set) var joinedCount = 0
  package private(set) var duplicateCount = 0

  /// Traces whose id another trace had first; their own is made longer.
  package private(set) var conflictCount = 0
  /// Records of traces that were not drawn, where a sample is scored.
  package private(set) var undrawnCount = 0

  /// The hashed names of drawn traces that an evaluator has no verdict on for now, because a budget is spent or an
  /// endpoint does not answer.
  package private(set) var leftNames: Set<UInt64> = []

  /// The hashed names of the drawn traces, by what they are called in scores.
  package private(set) var drawnNames: [String: UInt64] = [:]
  package private(set) var rejections: [IntakeRejection] = []
  package private(set) var fileHashes = FileHashes()

  /// The ids, hashed, that several variants were met under and that the plan does not know.
  package private(set) var variedNames: Set<UInt64> = []

  private let ask: Asking
  private var known = KnownTraces()
  private var variantNames: [UInt64: UInt64] = [:]
  private var asides: [IntakeRejection] = []
  private var filesOfJoined: Set<Int> = []

  /// Traces that wait until enough of them have open verdicts, with what is known of them.
  private var waiting: [WaitingTrace] = []

  /// So many traces are asked about at a time.
  private static let batchSize = 256

  package init(plan: ScoringPlan, asking ask: @escaping Asking) {
    (self.plan, self.ask) = (plan, ask)
    tallies = plan.suite.map { EvaluatorTally(name: $0.evaluator.name) }
    let names = plan.suite.map(\.evaluator.name)
    for (place, first) in names.enumerated() {
      for second in names[(place + 1)...] { pairs.append(EvaluatorPair(first: first, second: second)) }
    }
  }

  // MARK: Blocks

  /// Adds the traces of a block; blocks come in the order of the files.
  ///
  /// - Parameter write: Takes the lines that are complete.
  package mutating func add(_ block: BlockIntake, _ write: ([UInt8]) throws -> Void) throws {
    recordCount += block.recordCount
    duplicateCount += block.duplicates.count
    undrawnCount += block.undrawnCount
    rejections += block.rejections
    asides += block.asides
    fileHashes.add(block)
    // Most blocks hold new traces alone, whose lines go on as they are.
    let meetings = block.traces.map { known.meet($0.identity) }
    let isWhole =
      plan.sample == nil && waiting.isEmpty && block.scored.shown.isEmpty
      && meetings.allSatisfy { $0 == .new }
    for (index, meeting) in meetings.enumerated() {
      let facts = block.traces[index]
      guard meeting != .duplicate else {
        duplicateCount += 1 + facts.place.others.count
        continue
      }
      // Of several traces of one id the first was drawn.
      if plan.sample != nil, meeting == .conflict {
        undrawnCount += facts.place.records.count
        continue
      }
      traceCount += 1
      joinedCount += facts.place.others.count
      if facts.isJoined { for record in facts.place.records { filesOfJoined.insert(record.fileIndex) } }
      note(block.scored.variants[index], facts.identity)
      guard !isWhole else {
        count(block.scored.verdicts[index * plan.suite.count..<(index + 1) * plan.suite.count])
        continue
      }
      let trace = WaitingTrace(block.scored, index, suiteCount: plan.suite.count)
      try take(trace, meeting, facts.identity, write)
    }
    if isWhole { try write(block.scored.lines) }
  }

  /// Asks about what is left, and gives lines about sessions to the traces of their files; to be called once all
  /// blocks are in.
  package mutating func finish(_ write: ([UInt8]) throws -> Void) throws {
    try settle(write)
    for aside in asides {
      let isJoined = aside.isIndex ? traceCount > 0 : filesOfJoined.contains(aside.fileIndex)
      if isJoined { joinedCount += 1 } else { rejections.append(aside) }
    }
    asides = []
  }

  private mutating func note(_ variant: UInt64?, _ identity: TraceIdentity) {
    guard variant != nil, !plan.variedNames.contains(identity.plainName) else { return }
    if let first = variantNames.updateValue(identity.name, forKey: identity.plainName), first != identity.name
    {
      variedNames.insert(identity.plainName)
    }
  }

  private mutating func take(
    _ trace: WaitingTrace, _ meeting: KnownTraces.Meeting, _ identity: TraceIdentity,
    _ write: ([UInt8]) throws -> Void
  ) throws {
    var trace = trace
    if let drawn = plan.sample?[identity.name] { trace.take(drawn, name: identity.name, run: plan.run) }
    if meeting == .conflict {
      conflictCount += 1
      trace.rename(addition: "#" + identity.nameOfUnnamed.suffix(8), run: plan.run)
    }
    waiting.append(trace)
    if !trace.isOpen, waiting.count == 1 || !waiting.contains(where: \.isOpen) { return try settle(write) }
    if waiting.count >= Self.batchSize { try settle(write) }
  }

  // MARK: Open verdicts

  /// Asks about all open verdicts and hands on the lines of the traces that waited.
  private mutating func settle(_ write: ([UInt8]) throws -> Void) throws {
    guard !waiting.isEmpty else { return }
    for (place, version) in plan.suite.enumerated() {
      let open = waiting.indices.filter { waiting[$0].verdicts[place] == .open }
      guard !open.isEmpty else { continue }
      let judgements = try ask(version, open.compactMap { waiting[$0].shown })
      precondition(judgements.count == open.count, "\(judgements.count) judgements of \(open.count) traces")
      for (index, judgement) in zip(open, judgements) {
        guard let judgement else { continue }
        if judgement.mayBeAnsweredLater, let name = waiting[index].name { leftNames.insert(name) }
        waiting[index].close(place, version, judgement, plan)
        tallies[place].note(judgement)
      }
    }
    var lines: [UInt8] = []
    for trace in waiting {
      count(trace.verdicts)
      if let name = trace.name {
        if let id = trace.id { drawnNames[id] = name }
        if trace.verdicts.contains(.open) { leftNames.insert(name) }
      }
      for line in trace.lines { lines += line }
    }
    waiting.removeAll(keepingCapacity: true)
    try write(lines)
  }

  private mutating func count(_ verdicts: ArraySlice<ScoredVerdict>) {
    var pair = 0
    for (place, verdict) in verdicts.enumerated() {
      switch verdict {
      case .pass: tallies[place].addPass()
      case .fail: tallies[place].addFail()
      case .unreadable: tallies[place].addUnreadable()
      case .open: tallies[place].addLeft()
      }
      for second in verdicts.dropFirst(place + 1) {
        if verdict.isReadable, second.isReadable {
          pairs[pair].add(first: verdict == .pass, second: second == .pass)
        }
        pair += 1
      }
    }
  }
}
