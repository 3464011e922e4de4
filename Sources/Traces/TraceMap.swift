internal import JSONBytes

/// Where in a record of a vendor's own format the parts of a trace stand.
package struct TraceMap: Sendable, Hashable {
  /// The name that is shown for the format.
  package var name = "map"

  /// The hash of the file that says it all, which tells it from another of the same name; empty if it came from none.
  package var contentHash = ""

  // In a record.
  package var id: JSONPointer?
  package var thread: JSONPointer?
  package var agent: JSONPointer?
  package var startedAt: JSONPointer?
  package var outcome: JSONPointer?
  package var turns: JSONPointer

  /// What words of the outcome mean, where they do not speak for themselves.
  package var outcomes: [String: Outcome] = [:]

  // In a turn.
  package var role: JSONPointer?
  package var text: JSONPointer?

  /// What words for a role mean, where they do not speak for themselves.
  package var roles: [String: Role] = [:]

  /// The calls of a turn: one, or an array of them; without it a turn is its own call if it names a tool.
  package var calls: JSONPointer?

  // In a call.
  package var tool: JSONPointer?
  package var arguments: JSONPointer?
  package var result: JSONPointer?
  package var error: JSONPointer?
  package var callID: JSONPointer?

  package init(turns: JSONPointer) {
    self.turns = turns
  }

  /// Whether a record has turns where the map says.
  func fits(_ document: JSONDocument) -> Bool {
    turns.value(from: document.root, in: document).map { document.kind($0) == .array } ?? false
  }
}

/// Reads records by a map.
struct MappedReader {
  let map: TraceMap

  func read(_ document: inout JSONDocument, outcomes: OutcomeRule, into trace: inout Trace) {
    let root = document.root
    trace.id = name(map.id, root, &document)
    trace.thread = name(map.thread, root, &document)
    trace.agent = name(map.agent, root, &document)
    trace.startedAt = map.startedAt?.value(from: root, in: document)
      .flatMap { Timestamp.seconds(of: $0, in: document) }
    trace.outcome = outcomes.outcome(in: document) ?? outcome(in: document)
    var reading = ChatMessages(taking: &trace)
    for turn in map.turns.value(from: root, in: document).map({ document.elements(of: $0) }) ?? [] {
      readTurn(turn, of: &document, &reading)
    }
    trace = reading.trace
    document.moveText(to: &trace)
  }

  private func name(_ pointer: JSONPointer?, _ node: JSONNode, _ document: inout JSONDocument) -> ByteRange? {
    guard let value = pointer?.value(from: node, in: document) else { return nil }
    return document.textOrNumber(value).flatMap { $0.isEmpty ? nil : $0 }
  }

  private func outcome(in document: JSONDocument) -> Outcome {
    guard let value = map.outcome?.value(from: document.root, in: document) else { return .unknown }
    if let word = document.text(value), let known = map.outcomes[document.string(word)] { return known }
    return OutcomeRule.outcome(of: value, in: document)
  }

  private func readTurn(_ node: JSONNode, of document: inout JSONDocument, _ reading: inout ChatMessages) {
    let word = map.role?.value(from: node, in: document).flatMap { document.text($0) }
    let known = word.flatMap { map.roles[document.string($0)] }
    let role = known ?? word.map { Role(written: $0, in: document) } ?? .user
    let calls = calls(of: node, in: document)
    let text = map.text?.value(from: node, in: document)
    // A turn of a tool that says no words of its own is only the result of its call.
    guard role != .tool || calls.isEmpty else {
      for call in calls { readCall(call, turn: nil, of: &document, &reading) }
      return
    }
    let turn = reading.addTurn(role)
    if let text = text.flatMap({ reading.readContent($0, turn: turn, of: &document) }) {
      reading.setText(text, ofTurn: turn)
      if role == .tool {
        let result = ToolResult(text: text, callID: nil, tool: nil, mark: mark(of: node, in: &document))
        reading.attachResult(result, turn: turn, in: document)
      }
    }
    for call in calls { readCall(call, turn: turn, of: &document, &reading) }
  }

  private func calls(of turn: JSONNode, in document: JSONDocument) -> [JSONNode] {
    guard let pointer = map.calls else {
      return map.tool?.value(from: turn, in: document) == nil ? [] : [turn]
    }
    guard let value = pointer.value(from: turn, in: document) else { return [] }
    return document.kind(value) == .array ? document.elements(of: value) : [value]
  }

  private func readCall(
    _ node: JSONNode, turn: Int?, of document: inout JSONDocument, _ reading: inout ChatMessages
  ) {
    let tool = name(map.tool, node, &document) ?? .empty
    let arguments = map.arguments?.value(from: node, in: document).flatMap { document.textOrJSON($0) }
    let id = name(map.callID, node, &document)
    let result = map.result?.value(from: node, in: document).flatMap { document.textOrJSON($0) }
    let mark = mark(of: node, in: &document)
    // A tool's turn brings the result of a call that an earlier turn made, or makes and answers one.
    let isAnswer = turn == nil && reading.trace.toolCalls.contains { $0.result == nil }
    if !isAnswer {
      let asking = turn ?? reading.addTurn(.assistant)
      reading.addCall(tool: tool, arguments: arguments ?? .empty, turn: asking, callID: id)
    }
    guard result != nil || mark != nil else { return }
    let answer = reading.addTurn(.tool, text: result ?? .empty)
    reading.attachResult(
      ToolResult(text: result ?? .empty, callID: id, tool: tool.isEmpty ? nil : tool, mark: mark),
      turn: answer, in: document)
  }

  /// What the field for errors says: a text or an object is an error, as is true, or a number other than 0.
  private func mark(of node: JSONNode, in document: inout JSONDocument) -> ErrorMark? {
    guard let value = map.error?.value(from: node, in: document) else { return nil }
    switch document.kind(value) {
    case .true: return ErrorMark(provenance: .flag)
    case .false, .null: return nil
    case .number: return document.number(value) == 0 ? nil : ErrorMark(provenance: .exitCode)
    case .string, .object, .array:
      guard let words = document.textOrJSON(value), words.count > 0 else { return nil }
      return ErrorMark(provenance: .typed, message: words)
    }
  }
}
