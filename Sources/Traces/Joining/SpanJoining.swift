internal import JSONBytes

/// Makes one trace of spans: in the order of time, what is repeated counted once, results with their calls.
///
/// Every call of a model repeats the conversation so far. A message counts as new only where a span has it
/// more often than the trace has it already; so repeated history is left out, whatever the order of the spans
/// and however many agents share a trace, and a true repetition is kept.
struct SpanJoining {
  var table: SpanTable
  var trace = Trace()

  /// For each message of the table the place of the first with its hash.
  var firsts: [Int] = []

  /// How often the trace has a message, by the place of the first with its hash.
  private var seen: [Int] = []

  /// How often what is being added has a message, as far as it was added; 0 for all in between.
  private var counts: [Int] = []

  /// What is known of each tool call of the trace, beside the call itself.
  private var states: [CallState] = []

  private struct CallState {
    /// Whether a span was the call; whether a message has brought its result.
    var hasSpan = false
    var hasMessage = false

    /// Whether a span brought the call and no message has asked for it yet.
    var isUnasked = false

    /// Whether its result is what its error says, since its span has none.
    var isWordless = false
  }

  private var lastGroup: UInt64 = 0

  /// The turns of answers with calls, which history may repeat without the calls.
  var answers: [Answer] = []

  /// Calls without an id, which history may tell.
  var nameless: [NamelessCalls] = []

  /// The calls that tools' spans are, by the hashes of the spans.
  private var callsOfSpans: [UInt64: Int] = [:]

  init(table: SpanTable) {
    self.table = table
  }

  mutating func join(into trace: inout Trace) {
    swap(&self.trace, &trace)
    table.takeEvents()
    findFirsts()
    let spans = SpanOrder(table.spans).sorted()
    let toolNames = namesOfTools(in: spans)
    let whole = wholeInputAndOutput(of: spans)
    if isTold(byWhole: whole, besides: spans) { addMessages(whole.input, whole.output) }
    for span in spans { add(span, toolNames) }
    complete(by: whole)
    addUnexplainedError(of: spans)
    setFacts(of: spans)
    self.trace.text = table.takeText()
    swap(&self.trace, &trace)
  }

  private mutating func findFirsts() {
    var places: [UInt64: Int] = [:]
    places.reserveCapacity(table.messages.count)
    for (place, message) in table.messages.enumerated() {
      let first = places[message.hash] ?? place
      if first == place { places[message.hash] = place }
      firsts.append(first)
    }
    seen = Array(repeating: 0, count: firsts.count)
    counts = seen
  }

  private mutating func add(_ span: TraceSpan, _ toolNames: Set<UInt64>) {
    switch span.kind {
    case .model: addModel(span)
    case .tool, .retriever: addTool(span)
    case .unknown: if toolNames.contains(table.hash(of: span.name)) { addTool(span) }
    case .line: for message in span.output { addLine(table.messages[message], group: span.messageGroup) }
    case .frame: break
    }
  }

  /// The hashes of the tools that models asked for.
  private func namesOfTools(in spans: [TraceSpan]) -> Set<UInt64> {
    var names: Set<UInt64> = []
    for call in table.calls { names.insert(table.hash(of: call.tool)) }
    names.remove(table.hash(of: .empty))
    return names
  }

  // MARK: Calls of models

  private mutating func addModel(_ span: TraceSpan) {
    addMessages(span.input, span.output)
    guard span.output.isEmpty, let words = span.mark?.message, !words.isEmpty else { return }
    trace.turns.append(Turn(role: .assistant, text: words))
  }

  private mutating func addMessages(_ input: [Int], _ output: [Int]) {
    // What came out may begin with all that went in.
    let isRepeated =
      output.count >= input.count
      && zip(input, output).allSatisfy { firsts[$0] == firsts[$1] }
    let places = input + output.dropFirst(isRepeated ? input.count : 0)
    for (index, place) in places.enumerated() {
      let first = firsts[place]
      counts[first] += 1
      if counts[first] > seen[first] {
        seen[first] = counts[first]
        let (message, turnCount) = (table.messages[place], trace.turns.count)
        let callCount = trace.toolCalls.count
        if index < input.count {
          if repeatsAnswer(message, in: input) { continue }
          append(message)
        } else {
          append(message, without: callsToldAgain(by: message, after: input))
        }
        guard !message.calls.isEmpty, message.role == .assistant, trace.turns.count > turnCount else {
          continue
        }
        answers.append(Answer(turn: turnCount, first: first))
        noteNameless(message, callCount..<trace.toolCalls.count, first: first, count: seen[first])
      } else if table.messages[place].role == .tool, waits(for: table.messages[place]) {
        appendResult(table.messages[place])
      } else if !nameless.isEmpty {
        nameCalls(by: table.messages[place], first: first, count: counts[first])
      }
    }
    for place in places { counts[firsts[place]] = 0 }
  }

  private mutating func addLine(_ message: SpanMessage, group: UInt64) {
    let goesOn = group != 0 && group == lastGroup || group == TraceSpan.anyGroup
    guard goesOn, message.role == .assistant, let last = trace.turns.indices.last,
      trace.turns[last].role == .assistant
    else {
      lastGroup = message.role == .assistant ? group : 0
      return append(message)
    }
    if trace.turns[last].text.isEmpty {
      trace.turns[last].text = message.text
    } else if !message.text.isEmpty {
      trace.turns[last].text = table.joined(trace.turns[last].text, message.text)
    }
    appendCalls(of: message, turn: last)
  }

  /// - Parameter told: The places of its calls that the trace has already.
  private mutating func append(_ message: SpanMessage, without told: Set<Int> = []) {
    guard message.role != .tool else { return appendResult(message) }
    guard !message.text.isEmpty || !message.calls.isEmpty else { return }
    if isBound(message) { return }
    trace.turns.append(Turn(role: message.role, text: message.text, speaker: message.speaker))
    appendCalls(of: message, turn: trace.turns.count - 1, without: told)
  }

  /// Whether all calls of a message are there already: because their spans came before any message that asks for
  /// them, where models' answers are not recorded; or because history repeats a message without its words.
  private mutating func isBound(_ message: SpanMessage) -> Bool {
    guard !message.calls.isEmpty else { return false }
    var places: [Int] = []
    for call in table.calls[message.calls] {
      let arguments = table.hash(ofJSON: call.arguments)
      let place = trace.toolCalls.indices.first { place in
        let known = trace.toolCalls[place]
        return !places.contains(place) && isEqual(known.tool, call.tool)
          && (states[place].isUnasked || message.text.isEmpty && isAskedInWords(known, id: call.callID))
          && table.hash(ofJSON: known.arguments) == arguments
      }
      guard let place else { return false }
      places.append(place)
    }
    for (call, place) in zip(table.calls[message.calls], places) {
      states[place].isUnasked = false
      trace.toolCalls[place].callID = trace.toolCalls[place].callID ?? call.callID
    }
    let turn = trace.toolCalls[places[0]].turn
    if trace.turns[turn].text.isEmpty { trace.turns[turn].text = message.text }
    return true
  }

  /// Whether a call of this id was asked for by a turn that says something; a repetition without words of one that
  /// was asked for without words is a true one, however its id was made.
  private func isAskedInWords(_ call: ToolCall, id: ByteRange?) -> Bool {
    isEqual(call.callID, id) && !trace.turns[call.turn].text.isEmpty
  }

  private mutating func appendCalls(of message: SpanMessage, turn: Int, without told: Set<Int> = []) {
    for place in message.calls where !told.contains(place) {
      let call = table.calls[place]
      trace.toolCalls.append(
        ToolCall(tool: call.tool, arguments: call.arguments, turn: turn, callID: call.callID))
      states.append(CallState())
    }
  }

  /// Adds a tool's message, unless the span of the call has brought it already.
  private mutating func appendResult(_ message: SpanMessage) {
    if let known = callOfResult(message) {
      states[known].hasMessage = true
      if trace.toolCalls[known].mark == nil { trace.toolCalls[known].mark = message.mark }
      if trace.toolCalls[known].result == nil {
        attach(message.text, to: known, mark: message.mark)
      } else if states[known].isWordless || trace.toolCalls[known].result?.isEmpty ?? true,
        !message.text.isEmpty,
        let turn = trace.toolCalls[known].resultTurn
      {
        // The span of a call that failed often has no result; the model is told it.
        (trace.toolCalls[known].result, trace.turns[turn].text) = (message.text, message.text)
      }
    } else {
      let turn = trace.turns.count
      trace.toolCalls.append(
        ToolCall(tool: message.speaker ?? .empty, arguments: .empty, turn: turn, callID: message.callID))
      states.append(CallState(hasSpan: false, hasMessage: true))
      attach(message.text, to: trace.toolCalls.count - 1, mark: message.mark)
    }
  }

  /// Whether a tool's message, whose words the trace has already, answers a call that no message has answered.
  private func waits(for message: SpanMessage) -> Bool {
    guard let id = message.callID, !id.isEmpty,
      let known = trace.toolCalls.lastIndex(where: { isEqual($0.callID, id) })
    else { return false }
    return !states[known].hasMessage && trace.toolCalls[known].result == nil
  }

  /// The call that a tool's message answers: the one with its id; else the first, of its tool if it names one,
  /// whose result no message has brought.
  private func callOfResult(_ message: SpanMessage) -> Int? {
    if let id = message.callID, !id.isEmpty {
      if let known = trace.toolCalls.lastIndex(where: { isEqual($0.callID, id) }) { return known }
      return trace.toolCalls.indices.first { index in
        !states[index].hasMessage && !hasIDOfCall(trace.toolCalls[index])
          && (message.speaker == nil || isEqual(trace.toolCalls[index].tool, message.speaker))
      }
    }
    var first: Int?
    for index in trace.toolCalls.indices where !states[index].hasMessage {
      if isEqual(trace.toolCalls[index].tool, message.speaker) { return index }
      first = first ?? index
    }
    return message.speaker == nil || message.speaker?.isEmpty ?? true ? first : nil
  }

  /// Whether a call has an id of its own, not that of its item in OpenAI's Responses, which some instrumentations write.
  private func hasIDOfCall(_ call: ToolCall) -> Bool {
    call.callID.map { !table.text[$0.indices].starts(with: "fc_".utf8) } ?? false
  }

  private mutating func attach(_ text: ByteRange, to call: Int, mark: ErrorMark?) {
    var text = text
    if text.isEmpty, let words = mark?.message { text = words }
    let tool = trace.toolCalls[call].tool
    trace.turns.append(Turn(role: .tool, text: text, speaker: tool.isEmpty ? nil : tool))
    trace.toolCalls[call].result = text
    trace.toolCalls[call].resultTurn = trace.turns.count - 1
    if let mark { trace.toolCalls[call].mark = mark }
  }

  // MARK: Calls of tools

  /// Adds the span of a tool's call; one within the span of that tool is the same call, which framework and
  /// instrumentation each record, and says what the outer one does not.
  private mutating func addTool(_ span: TraceSpan) {
    let outer = callsOfSpans[span.parent].flatMap { isEqual(trace.toolCalls[$0].tool, span.name) ? $0 : nil }
    let index = outer ?? call(of: span) ?? newCall(of: span)
    if span.id != 0 { callsOfSpans[span.id] = index }
    states[index].hasSpan = true
    if outer != nil { trace.toolCalls[index].callID = trace.toolCalls[index].callID ?? span.callID }
    if trace.toolCalls[index].arguments.isEmpty, let arguments = span.arguments {
      trace.toolCalls[index].arguments = arguments
    }
    if trace.toolCalls[index].result == nil, span.result != nil || span.mark != nil {
      states[index].isWordless = span.result?.isEmpty ?? true
      attach(span.result ?? .empty, to: index, mark: span.mark)
    } else if let mark = span.mark, outer == nil || trace.toolCalls[index].mark == nil {
      trace.toolCalls[index].mark = mark
    }
  }

  /// The call that a tool's span carried out: the one with its id, else of its tool, best with its arguments.
  private func call(of span: TraceSpan) -> Int? {
    if let id = span.callID, let known = trace.toolCalls.lastIndex(where: { isEqual($0.callID, id) }) {
      return states[known].hasSpan ? nil : known
    }
    let arguments = span.arguments.map { table.hash(ofJSON: $0) }
    var (open, answered): (Int?, Int?)
    for index in trace.toolCalls.indices where !states[index].hasSpan {
      guard isEqual(trace.toolCalls[index].tool, span.name) else { continue }
      let isSame = arguments == table.hash(ofJSON: trace.toolCalls[index].arguments)
      if isSame { return index }
      if trace.toolCalls[index].result == nil { open = open ?? index } else { answered = answered ?? index }
    }
    return open ?? answered
  }

  private mutating func newCall(of span: TraceSpan) -> Int {
    if trace.turns.last?.role != .assistant { trace.turns.append(Turn(role: .assistant, text: .empty)) }
    trace.toolCalls.append(
      ToolCall(
        tool: span.name, arguments: span.arguments ?? .empty, turn: trace.turns.count - 1,
        callID: span.callID))
    states.append(CallState(isUnasked: true))
    return trace.toolCalls.count - 1
  }

  func isEqual(_ one: ByteRange?, _ other: ByteRange?) -> Bool {
    guard let one, let other, one.count == other.count, !one.isEmpty else { return false }
    return one == other || table.text[one.indices].elementsEqual(table.text[other.indices])
  }

  // MARK: The trace as a whole

  /// Adds what went in and came out where the steps do not tell.
  private mutating func complete(by whole: (input: [Int], output: [Int])) {
    let isAnswered = trace.turns.contains { $0.role == .assistant && !$0.text.isEmpty }
    if !trace.turns.contains(where: { $0.role == .user }) { prepend(whole.input) }
    guard !isAnswered else { return }
    for place in whole.output where !isKnown(place) { append(table.messages[place]) }
  }

  private func isKnown(_ place: Int) -> Bool {
    let message = table.messages[place]
    return seen[firsts[place]] > 0
      || message.role != .assistant
        && trace.turns.contains { $0.role == message.role && isEqual($0.text, message.text) }
  }

  /// Puts the turns of users and systems before all others.
  private mutating func prepend(_ places: [Int]) {
    let turns = places.map { table.messages[$0] }.filter {
      ($0.role == .user || $0.role == .system) && !$0.text.isEmpty
    }
    .map { Turn(role: $0.role, text: $0.text, speaker: $0.speaker) }
    guard !turns.isEmpty else { return }
    trace.turns.insert(contentsOf: turns, at: 0)
    for index in trace.toolCalls.indices {
      trace.toolCalls[index].turn += turns.count
      trace.toolCalls[index].resultTurn = trace.toolCalls[index].resultTurn.map { $0 + turns.count }
    }
  }

  /// Adds the words of an error that stands at no tool and no model, where nothing else was said last.
  private mutating func addUnexplainedError(of spans: [TraceSpan]) {
    let isExplained = spans.contains { $0.mark != nil && $0.kind != .frame }
    let isAnswered = trace.turns.last.map { $0.role == .assistant && !$0.text.isEmpty } ?? false
    guard !isExplained, !isAnswered, let words = spans.last(where: { $0.mark?.message != nil })?.mark?.message
    else {
      return
    }
    trace.turns.append(Turn(role: .assistant, text: words))
  }

  private mutating func setFacts(of spans: [TraceSpan]) {
    trace.id = table.id
    trace.thread = table.thread
    let roots = spans.filter { $0.parent == 0 && $0.kind != .line }
    trace.agent = table.agent ?? (roots.count == 1 ? roots[0].name : nil)
    if trace.agent?.isEmpty ?? false { trace.agent = nil }
    trace.startedAt = spans.compactMap(\.start).min() ?? table.startedAt
    if let decision = table.verdicts.decision {
      (trace.outcome, trace.outcomeSource) = (decision.outcome, decision.source)
    } else if table.isAborted || roots.contains(where: { $0.mark != nil && $0.kind == .frame })
      || roots.last.map({ $0.mark != nil && $0.kind == .model && $0.output.isEmpty }) ?? false
    {
      // A run that ended with an error failed; one that did not may have failed as well.
      (trace.outcome, trace.outcomeSource) = (.failure, .code)
    }
  }
}
