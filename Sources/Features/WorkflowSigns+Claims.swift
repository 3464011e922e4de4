internal import JSONBytes
internal import Traces

/// What the assistant says is done, though no tool did it.
extension WorkflowSigns {
  /// Notes that the assistant says that something is done, where no tool was called that does more than read, or where
  /// one failed.
  func notePromise(_ body: (WorkflowSign, ByteRange?) -> Void) {
    let error = errors.last(where: lasts)
    let readsOnly = onlyReads
    guard error != nil || readsOnly, let turn = claimTurns.first else { return }
    if let error, trace.toolCalls[error.call].turn < turn {
      body(.doneDespiteError, named(trace.toolCalls[error.call].tool))
    }
    if readsOnly { body(trace.toolCalls.isEmpty ? .promiseWithoutCall : .promiseAfterReadsOnly, nil) }
  }

  /// Whether no tool was called that may have changed something.
  private var onlyReads: Bool {
    trace.toolCalls.allSatisfy { tools.traits(of: $0.tool, hash: hash($0.tool), in: trace).reads }
  }

  /// The places of the last two turns in which the assistant says anything, the last first.
  var lastReplyTurns: [Int] {
    var turns: [Int] = []
    for index in trace.turns.indices.reversed() where isReply(index) {
      turns.append(index)
      if turns.count == 2 { break }
    }
    return turns
  }

  private func isReply(_ index: Int) -> Bool {
    trace.turns[index].role == .assistant && !trace.turns[index].text.isEmpty
  }

  /// Those of the last two turns of the assistant in which it says that something is done, the last first.
  ///
  /// The last may be a farewell, or the answer to a user who does not believe it. What is told without saying who did it
  /// is a fact, and no claim, where a tool that only reads answers with the same word as a state.
  var claimTurns: [Int] {
    var states: Set<UInt64>?
    return lastReplyTurns.filter { turn in
      let text = trace.turns[turn].text
      if WorkflowPhraseIndex.shared.holds(.promise, trace, text) { return true }
      let claims = ClaimRecogniser.shared.claims(of: trace.text.span, text)
      if claims.contains(where: { $0.state == nil }) { return true }
      guard !claims.isEmpty else { return false }
      let known = states ?? answeredStates
      states = known
      return claims.contains { $0.state.map { !known.contains($0) } ?? true }
    }
  }

  /// The words that are the whole value of a field in what tools answer that only read.
  private var answeredStates: Set<UInt64> {
    let failed = Set(errors.map(\.call))
    var states: Set<UInt64> = []
    for (index, call) in trace.toolCalls.enumerated() {
      guard let result = call.result, !failed.contains(index),
        tools.traits(of: call.tool, hash: hash(call.tool), in: trace).reads
      else { continue }
      Words.forEach(in: trace.text.span, result) { word in
        if isValue(word.range, within: result) { states.insert(word.hash) }
      }
    }
    return states
  }

  /// Whether a word is the whole value of a field: `"status": "cancelled"`, `status: cancelled`.
  private func isValue(_ word: ByteRange, within text: ByteRange) -> Bool {
    var (before, after) = (word.start - 1, word.end)
    while before >= text.start, Self.paddings.contains(trace.text[before]) { before -= 1 }
    while after < text.end, Self.paddings.contains(trace.text[after]) { after += 1 }
    guard before >= text.start, Self.fieldMarks.contains(trace.text[before]) else { return false }
    return after >= text.end || Self.valueEnds.contains(trace.text[after])
  }

  private static let paddings = Set(" \"'\\".utf8)
  private static let fieldMarks = Set(":=|>".utf8)
  private static let valueEnds = Set(",;.}])|<\n\r".utf8)
}
