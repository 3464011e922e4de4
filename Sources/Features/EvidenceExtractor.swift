internal import JSONBytes
package import Traces

/// Finds the evidence in one trace after the other, reusing its memory.
///
/// Each thread has its own.
package final class EvidenceExtractor {
  private let recogniser = ErrorRecogniser()
  private let masks = MaskScanner()

  /// The masked messages of the tool errors so far, by their hash.
  package private(set) var messages: [UInt64: [UInt8]] = [:]

  /// For the hash of a message as it came that of its masked form, which is among ``messages``.
  private var maskedHashes: [UInt64: UInt64] = [:]

  private let tools = KnownTools()
  private let parser = JSONParser()
  private var document = JSONDocument()

  /// The names of the fields that tools were given so far, by their hash.
  private var fieldNames: [UInt64: String] = [:]

  package init() {}

  /// Finds the evidence in a trace.
  package func find(in trace: Trace, into evidence: inout Evidence) {
    evidence.clear()
    let results = recogniser.results(of: trace)
    for error in results.errors { evidence.errors.append(self.evidence(of: error, in: trace)) }
    var isRepeating = false
    WorkflowSigns(trace: trace, errors: results.errors, emptyCalls: results.emptyCalls, tools: tools).forEach
    {
      sign, tool in
      add(sign, tool, of: trace, to: &evidence)
      // The same sign at whatever tool, so that a habit shows that no single tool does.
      if tool != nil { add(sign, nil, of: trace, to: &evidence) }
      isRepeating = isRepeating || sign.isOfRepetition
    }
    if isRepeating { evidence.repetitions = CallRepetition.all(in: trace) }
    addTools(of: trace, to: &evidence)
    let answers = ToolAnswers(trace: trace, errors: results.errors)
    answers.forEachWord { call, tool, word in
      // The same term as of a word of an error: a sentence that is an error elsewhere is one here.
      evidence.add(ErrorTerm(tool: tool, word: word.hash).key) {
        .answer(tool: trace.string(trace.toolCalls[call].tool), trace.string(word.range))
      }
    }
    addAnswers(answers, of: trace, to: &evidence)
    addStates(of: trace, to: &evidence)
    addWords(of: trace, to: &evidence)
    addArguments(of: trace, to: &evidence)
    let practices = Practices(trace: trace, parser: parser)
    practices.forEach(&document, isNamed: { fieldNames[$0] != nil }) { practice, field in
      evidence.practices.append(practice)
      if practice.isOfField, fieldNames[practice.step] == nil { fieldNames[practice.step] = field() }
    }
    if let practice = UnfoundedFigures(trace: trace).practice() { evidence.practices.append(practice) }
    noteRepetition(of: trace, failed: results.errors.map(\.call), to: &evidence)
    ToldFigures(trace: trace).forEach(failedCalls: results.errors.map(\.call)) { practice, name in
      evidence.practices.append(practice)
      if fieldNames[practice.step] == nil { fieldNames[practice.step] = trace.string(name) }
    }
  }

  /// Notes of each tool that changes something whether it does so once.
  private func noteRepetition(of trace: Trace, failed: [Int], to evidence: inout Evidence) {
    var counts: [(tool: UInt64, count: Int)] = []
    for (place, call) in trace.toolCalls.prefix(Self.repetitionLimit).enumerated()
    where !call.tool.isEmpty && call.result != nil && !failed.contains(place) {
      let tool = ByteHash.of(trace.text.span, call.tool)
      guard !tools.traits(of: call.tool, hash: tool, in: trace).reads else { continue }
      if let known = counts.firstIndex(where: { $0.tool == tool }) {
        counts[known].count += 1
      } else if counts.count < Evidence.toolLimit {
        counts.append((tool, 1))
      }
    }
    for (tool, count) in counts {
      evidence.practices.append(
        Practice(kind: .again, tool: tool, step: Lapse.repeating, isKept: count == 1))
    }
  }

  /// Of longer work nobody asks how often.
  private static let repetitionLimit = 64

  /// The answers that may be errors which no rule knows: what they are is told once all outcomes are known.
  private func addAnswers(_ answers: ToolAnswers, of trace: Trace, to evidence: inout Evidence) {
    for answer in answers.heads {
      let words = Array(trace.text[answer.text.indices])
      let masked = maskedMessage(words)
      let hash = ByteHash.of(masked)
      let opening = ToolAnswers.opening(of: masked)
      let openingHash = opening.isEmpty ? 0 : ByteHash.of(opening)
      guard trace.outcome != .success else {
        evidence.passedAnswers.append(AnswerEvidence.hash(tool: answer.tool, words: hash))
        if openingHash != 0 {
          evidence.passedAnswers.append(AnswerEvidence.hash(tool: answer.tool, words: openingHash))
        }
        continue
      }
      if messages[hash] == nil { messages[hash] = masked }
      let line = Array(words.prefix { $0 != UInt8(ascii: "\n") })
      let type = ErrorPhraseIndex.shared.type(of: Failure(message: line))
      let error = ErrorEvidence(
        tool: answer.tool, type: type, provenance: .outcome, message: hash, isRepaired: false,
        call: answer.call)
      evidence.answers.append(AnswerEvidence(error: error, opening: openingHash))
    }
  }

  /// What the last answers of tools say of how things stand: what a later call of the tool made good does not count.
  private func addStates(of trace: Trace, to evidence: inout Evidence) {
    var states = recogniser.states[...]
    var asked: [UInt64] = []
    for (place, call) in trace.toolCalls.enumerated().reversed() where !call.tool.isEmpty {
      guard !states.isEmpty, asked.count < ToolAnswers.toolLimit else { return }
      while let last = states.last, last.call > place { states.removeLast() }
      let tool = ByteHash.of(trace.text.span, call.tool)
      guard !asked.contains(tool) else { continue }
      asked.append(tool)
      while let state = states.last, state.call == place {
        states.removeLast()
        // Weighed as what the tool is given: what successes hear too tells nothing, and chance finds many fields.
        evidence.add(.argument(tool: tool, word: state.hash)) {
          let words = recogniser.wordsOfStates[state.hash]
          return .state(tool: trace.string(call.tool), field: words?.field ?? "", value: words?.value ?? "")
        }
      }
    }
  }

  /// What the terms of a trace mean; the same terms as `find(in:into:)` gives.
  package func names(of trace: Trace) -> [TermKey: Term] {
    var evidence = Evidence(isExplained: true)
    recogniser.isExplaining = true
    defer { recogniser.isExplaining = false }
    find(in: trace, into: &evidence)
    return evidence.meanings ?? [:]
  }

  /// The trace's tool errors with their messages, for reports.
  package func errors(of trace: Trace) -> [ToolError] {
    recogniser.results(of: trace).errors
  }

  /// The same, and behind them answers that no rule knows for errors but the outcomes of all traces tell.
  package func errors(of trace: Trace, told: [ErrorEvidence]) -> [ToolError] {
    errors(of: trace)
      + told.compactMap { answer in
        guard answer.provenance == .outcome, trace.toolCalls.indices.contains(answer.call),
          let result = trace.toolCalls[answer.call].result
        else { return nil }
        let text = Array(trace.text[result.indices].prefix(Self.maskedLimit))
        return ToolError(call: answer.call, provenance: .outcome, type: answer.type, message: text)
      }
  }

  /// A tool's last answer, if it is a sentence that is not known to be an error: its turn and its masked text.
  package func answer(of tool: String, in trace: Trace) -> (turn: Int?, masked: [UInt8])? {
    let answers = ToolAnswers(trace: trace, errors: errors(of: trace)).sentences
    return answers.first { trace.string(trace.toolCalls[$0.call].tool) == tool }.map {
      (trace.toolCalls[$0.call].resultTurn, maskedMessage(Array(trace.text[$0.text.indices])))
    }
  }

  /// A message without what differs from one trace to the next.
  package func maskedMessage(_ message: [UInt8]) -> [UInt8] {
    Array(masks.masked(message.span).prefix(Self.maskedLimit))
  }

  /// The start of a message tells its template.
  private static let maskedLimit = 300

  /// Forgets the messages so far and returns them.
  package func takeMessages() -> [UInt64: [UInt8]] {
    defer { (messages, maskedHashes) = ([:], [:]) }
    return messages
  }

  /// Forgets the names of the tools so far, and of the fields that they were given, and returns them.
  package func takeToolNames() -> [UInt64: String] {
    defer { fieldNames = [:] }
    return tools.takeNames().merging(fieldNames) { tool, _ in tool }
  }

  // MARK: Errors, workflow, tools

  private func evidence(of error: ToolError, in trace: Trace) -> ErrorEvidence {
    let isUnknown = error.type == .unknownTool
    if isUnknown { fieldNames[UnknownTool.hash] = UnknownTool.name }
    return ErrorEvidence(
      tool: isUnknown ? UnknownTool.hash : ByteHash.of(trace.text.span, trace.toolCalls[error.call].tool),
      type: error.type,
      provenance: error.provenance, message: maskedHash(of: error.message), isRepaired: error.isRepaired,
      call: error.call, mayBeRepaired: trace.mayBeRepaired(error), isReported: error.isReported)
  }

  /// The hash of a message's masked form, which is kept; what comes again is not masked again.
  private func maskedHash(of message: [UInt8]) -> UInt64 {
    let own = ByteHash.of(message)
    if let known = maskedHashes[own] { return known }
    let masked = maskedMessage(message)
    let hash = ByteHash.of(masked)
    if messages[hash] == nil { messages[hash] = masked }
    maskedHashes[own] = hash
    return hash
  }

  private func add(_ sign: WorkflowSign, _ tool: ByteRange?, of trace: Trace, to evidence: inout Evidence) {
    let toolHash = tool.map { ByteHash.of(trace.text.span, $0) } ?? 0
    evidence.add(TermKey.sign(sign, toolHash: toolHash)) { .sign(sign, tool: tool.map(trace.string)) }
  }

  private func addTools(of trace: Trace, to evidence: inout Evidence) {
    var before: (hash: UInt64, range: ByteRange)?
    for call in trace.toolCalls where !call.tool.isEmpty {
      let hash = ByteHash.of(trace.text.span, call.tool)
      tools.note(call.tool, hash: hash, in: trace)
      evidence.add(tool: hash)
      evidence.add(TermKey(.tool, hash: hash)) { .tool(trace.string(call.tool)) }
      if let before, before.hash != hash {
        evidence.add(.step(from: before.hash, to: hash)) {
          .step(from: trace.string(before.range), to: trace.string(call.tool))
        }
      }
      before = (hash, call.tool)
    }
  }

  /// The words of what tools are given, the last calls first: values such as dates and ids have no words.
  private func addArguments(of trace: Trace, to evidence: inout Evidence) {
    var budget = Self.argumentBytes
    for call in trace.toolCalls.reversed() where !call.tool.isEmpty {
      let count = min(call.arguments.count, budget, Self.callBytes)
      guard count > 0 else { continue }
      budget -= count
      // What a closure holds is counted: the text alone is one array of the trace's three.
      let (text, name) = (trace.text, call.tool)
      let tool = ByteHash.of(text.span, name)
      Words.forEach(in: text.span, ByteRange(start: call.arguments.start, count: count)) { word in
        guard word.range.count >= Self.argumentWordBytes else { return }
        evidence.add(.argument(tool: tool, word: word.hash)) {
          .argument(tool: text.string(name), text.string(word.range))
        }
      }
    }
  }

  private static let argumentBytes = 3_000
  private static let callBytes = 600

  /// A shorter word is a part of a number or an id.
  private static let argumentWordBytes = 3

  // MARK: Words

  private func addWords(of trace: Trace, to evidence: inout Evidence) {
    let firstReply = trace.turns.firstIndex { $0.role == .assistant } ?? trace.turns.count
    var budget = Self.requestBytes
    for turn in trace.turns[..<firstReply] where turn.role == .user {
      addWords(.request, turn.text, of: trace, within: &budget, to: &evidence)
    }
    // The last turns tell most of how it ended, so they are taken first.
    var protestBudget = Self.protestBytes
    var replyBudget = Self.replyBytes
    for turn in trace.turns[firstReply...].reversed() {
      switch turn.role {
      case .user: addWords(.protest, turn.text, of: trace, within: &protestBudget, to: &evidence)
      case .assistant: addWords(.reply, turn.text, of: trace, within: &replyBudget, to: &evidence)
      case .system, .tool: break
      }
    }
  }

  /// How much is read of the user's request, of the user's later turns and of the assistant's turns.
  private static let requestBytes = 4_000
  private static let protestBytes = 4_000
  private static let replyBytes = 8_000

  /// How much is read of one turn: beyond it people quote.
  private static let turnBytes = 2_000

  private func addWords(
    _ block: Block, _ text: ByteRange, of trace: Trace, within budget: inout Int, to evidence: inout Evidence
  ) {
    let count = min(text.count, budget, Self.turnBytes)
    guard count > 0 else { return }
    budget -= count
    let range = ByteRange(start: text.start, count: count)
    let bytes = trace.text
    Words.forEach(in: bytes.span, range) { word in
      evidence.add(TermKey(block, hash: word.hash)) { .words(block, bytes.string(word.range)) }
      guard let pair = word.pairHash else { return }
      evidence.add(TermKey(block, hash: pair)) {
        let both = ByteRange(start: word.pairStart, count: word.range.end - word.pairStart)
        return .words(block, bytes.string(both))
      }
    }
  }
}
