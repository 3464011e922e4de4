internal import JSONBytes
internal import Traces

/// What can be noticed about how a trace went.
struct WorkflowSigns {
  let trace: Trace
  let errors: [ToolError]
  let emptyCalls: [Int]

  /// Calls a closure with each sign and the tool that it is about; a sign may come more than once.
  func forEach(_ body: (WorkflowSign, ByteRange?) -> Void) {
    noteCalls(body)
    noteEnd(body)
    noteWords(body)
    for call in emptyCalls { body(.emptyResult, named(trace.toolCalls[call].tool)) }
    if let last = errors.last, !last.isRepaired, last.call == trace.toolCalls.count - 1 {
      body(.gaveUpAfterError, named(trace.toolCalls[last.call].tool))
    }
  }

  private func named(_ tool: ByteRange) -> ByteRange? { tool.isEmpty ? nil : tool }

  private func hash(_ range: ByteRange) -> UInt64 { ByteHash.of(trace.text.span, range) }

  // MARK: Calls

  private func noteCalls(_ body: (WorkflowSign, ByteRange?) -> Void) {
    guard let first = trace.toolCalls.first, let last = trace.toolCalls.last else {
      body(.noToolCall, nil)
      return
    }
    if let tool = named(first.tool) { body(.firstTool, tool) }
    if let tool = named(last.tool) { body(.lastTool, tool) }
    var timesCalled: [UInt64: Int] = [:]
    var timesRepeated: [UInt64: Int] = [:]
    for (index, call) in trace.toolCalls.enumerated() {
      let toolHash = hash(call.tool)
      timesCalled[toolHash, default: 0] += 1
      if timesCalled[toolHash] == Self.manyCallCount { body(.manyCalls, named(call.tool)) }
      let wholeHash = toolHash &* 31 &+ hash(call.arguments)
      timesRepeated[wholeHash, default: 0] += 1
      if timesRepeated[wholeHash] == Self.repeatedCallCount { body(.repeatedCall, named(call.tool)) }
      if call.result == nil { body(.unansweredCall, named(call.tool)) }
      if isHandOff(call.tool) {
        body(.handOff, named(call.tool))
        if index == 0 { body(.immediateHandOff, named(call.tool)) }
      }
    }
  }

  /// One retry is care, and twice the same question a habit; from the third on it is a loop.
  private static let repeatedCallCount = 3
  private static let manyCallCount = 5

  private func isHandOff(_ tool: ByteRange) -> Bool {
    let name = trace.string(tool).lowercased()
    return WorkflowPhrases.handOffTools.contains { name.contains($0) }
  }

  // MARK: The end

  private func noteEnd(_ body: (WorkflowSign, ByteRange?) -> Void) {
    guard let last = trace.turns.last else { return }
    switch last.role {
    case .user: body(.endsWithUser, nil)
    case .tool: body(.endsWithTool, last.speaker.flatMap(named))
    case .assistant, .system:
      if let call = trace.toolCalls.last, call.turn == trace.turns.count - 1 {
        body(.endsWithCall, named(call.tool))
      } else if trace.trimmed(last.text).isEmpty {
        body(.emptyAnswer, nil)
      }
    }
  }

  // MARK: Words

  private func noteWords(_ body: (WorkflowSign, ByteRange?) -> Void) {
    let phrases = WorkflowPhraseIndex.shared
    noteRepetition(of: .assistant, as: .repeatedReply, body)
    noteRepetition(of: .user, as: .repeatedRequest, body)
    let firstReply = trace.turns.firstIndex { $0.role == .assistant } ?? trace.turns.count
    for turn in trace.turns[firstReply...] where turn.role == .user {
      if phrases.holds(.protest, trace, turn.text) { body(.protest, nil) }
    }
    guard let lastReply = trace.turns.lastIndex(where: { $0.role == .assistant && !$0.text.isEmpty }) else {
      return
    }
    let answer = trace.turns[lastReply].text
    if phrases.holds(.refusal, trace, answer) { body(.refusal, nil) }
    if phrases.holds(.promise, trace, answer) { notePromise(body) }
    noteEndOfAnswer(answer, body)
    noteLanguage(answer, body)
  }

  private func notePromise(_ body: (WorkflowSign, ByteRange?) -> Void) {
    guard !trace.toolCalls.isEmpty else { return body(.promiseWithoutCall, nil) }
    let readsOnly = trace.toolCalls.allSatisfy { call in
      let name = trace.string(call.tool)
      let firstWord = name.prefix { $0 != "_" && $0 != "-" && $0 != "." && !$0.isUppercase }
      return WorkflowPhrases.readingTools.contains(firstWord.lowercased())
    }
    if readsOnly { body(.promiseAfterReadsOnly, nil) }
  }

  private func noteRepetition(
    of role: Role, as sign: WorkflowSign, _ body: (WorkflowSign, ByteRange?) -> Void
  ) {
    var hashes: Set<UInt64> = []
    for turn in trace.turns where turn.role == role && turn.text.count >= Self.repeatedBytes {
      if !hashes.insert(hash(turn.text)).inserted { body(sign, nil) }
    }
  }

  /// Shorter turns, such as "Yes, please.", are said twice in good conversations too.
  private static let repeatedBytes = 20

  private func noteEndOfAnswer(_ answer: ByteRange, _ body: (WorkflowSign, ByteRange?) -> Void) {
    let shown = trace.trimmed(answer)
    guard shown.count > 1 else { return }
    let last = trace.text[shown.end - 1]
    if last == UInt8(ascii: "?") { body(.endsWithQuestion, nil) }
    let isWordPart = last | 0x20 >= UInt8(ascii: "a") && last | 0x20 <= UInt8(ascii: "z")
    if isWordPart || last == UInt8(ascii: ",") { body(.cutOffAnswer, nil) }
  }

  private func noteLanguage(_ answer: ByteRange, _ body: (WorkflowSign, ByteRange?) -> Void) {
    guard let request = trace.turns.last(where: { $0.role == .user && $0.text.count >= 12 })?.text,
      let asked = Language.of(trace.text.span, request), let answered = Language.of(trace.text.span, answer),
      asked != answered
    else { return }
    body(.otherLanguage, nil)
  }
}

/// The phrases of the workflow, made ready for one pass over bytes.
struct WorkflowPhraseIndex: Sendable {
  enum Kind {
    case promise, protest, refusal
  }

  static let shared = WorkflowPhraseIndex()

  private let promises = PhraseMatcher(WorkflowPhrases.promises)
  private let protests = PhraseMatcher(WorkflowPhrases.protests)
  private let refusals = PhraseMatcher(WorkflowPhrases.refusals)

  /// Whether a turn holds a phrase of a kind; a typographic apostrophe is read as a typed one.
  func holds(_ kind: Kind, _ trace: Trace, _ text: ByteRange) -> Bool {
    let matcher =
      switch kind {
      case .promise: promises
      case .protest: protests
      case .refusal: refusals
      }
    var isFound = false
    guard trace.text[text.indices].contains(0xE2) else {
      matcher.forEachMatch(in: trace.text.span, text) { _ in isFound = true }
      return isFound
    }
    let typed = Array(trace.string(text).replacing("\u{2019}", with: "'").utf8)
    matcher.forEachMatch(in: typed.span, ByteRange(start: 0, count: typed.count)) { _ in isFound = true }
    return isFound
  }
}
