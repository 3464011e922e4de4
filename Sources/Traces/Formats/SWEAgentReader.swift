package import JSONBytes

/// Trajectories of SWE-agent (`.traj`): the whole `history`, and the steps of the `trajectory`.
///
/// Where the history is there it is read, since it holds the task as well, unless the trajectory has more steps:
/// the history leaves out what the model was not to see again. What came of the last step stands in the
/// trajectory alone. The action of a step is a tool call whose tool is the first word of the command.
package struct SWEAgentReader: TraceReader {
  package let name = "swe-agent"
  package let summary = "SWE-agent trajectories (.traj): `trajectory` and `history`"
  package let signs = [FormatSign(arrays: [.trajectory]), FormatSign(arrays: [.history])]

  package init() {}

  package func confirms(_ document: JSONDocument) -> Bool {
    let root = document.root
    let first = document.elements("trajectory", of: root).first ?? document.elements("history", of: root).last
    guard let first else { return document.field("environment", of: root) != nil }
    return ["action", "observation", "agent", "message_type", "thought"].contains { (key: StaticString) in
      document.field(key, of: first) != nil
    }
  }

  package func read(_ document: inout JSONDocument, outcomes: OutcomeRule, into trace: inout Trace) {
    let root = document.root
    trace.id = document.name("instance_id", of: root) ?? document.name("id", of: root)
    let status = document.field("info", of: root).flatMap { document.text("exit_status", of: $0) }
    trace.outcome =
      outcomes.outcome(in: document) ?? status.map { ExitStatus.outcome(document.string($0)) } ?? .unknown
    trace.outcomeSource = trace.outcome == .unknown ? nil : .code
    let steps = document.elements("trajectory", of: root)
    let history = document.elements("history", of: root)
    var reading = ChatMessages(taking: &trace)
    let own = history.filter { message in
      document.field("is_demo", of: message).map { document.kind($0) != .true } ?? true
    }
    let answerCount = own.count { isAssistant($0, in: document) }
    if own.isEmpty || steps.count > answerCount {
      for message in own.prefix(while: { !isAssistant($0, in: document) }) {
        readMessage(message, of: &document, &reading)
      }
      readSteps(steps, of: &document, &reading)
    } else {
      for message in own { readMessage(message, of: &document, &reading) }
      if let last = steps.last { readOutcome(of: last, of: &document, &reading) }
    }
    trace = reading.trace
    document.moveText(to: &trace)
  }

  private func readMessage(
    _ message: JSONNode, of document: inout JSONDocument, _ reading: inout ChatMessages
  ) {
    let role = document.text("role", of: message)
    let isUser = role.map { document.matches($0, "user") } ?? false
    if isUser, reading.trace.toolCalls.contains(where: { $0.result == nil }) {
      let text = document.field("content", of: message).flatMap { document.textOrJSON($0) } ?? .empty
      return readObservation(text, in: document, &reading)
    }
    let callCount = reading.trace.toolCalls.count
    reading.readMessage(message, of: &document)
    guard isAssistant(message, in: document), reading.trace.toolCalls.count == callCount,
      let action = document.text("action", of: message)
    else { return }
    addAction(action, turn: reading.trace.turns.count - 1, in: document, &reading)
  }

  private func readSteps(
    _ steps: [JSONNode], of document: inout JSONDocument, _ reading: inout ChatMessages
  ) {
    if reading.trace.turns.isEmpty, let first = steps.first,
      let before = document.field("query", of: first) ?? document.field("messages", of: first)
    {
      reading.read(before, of: &document)
    }
    for step in steps {
      let text = document.text("thought", of: step) ?? document.text("response", of: step) ?? .empty
      let turn = reading.addTurn(.assistant, text: text)
      guard let action = document.text("action", of: step) else { continue }
      addAction(action, turn: turn, in: document, &reading)
      readOutcome(of: step, of: &document, &reading)
    }
  }

  /// Reads what came of a step, if its call waits for it.
  private func readOutcome(
    of step: JSONNode, of document: inout JSONDocument, _ reading: inout ChatMessages
  ) {
    guard reading.trace.toolCalls.contains(where: { $0.result == nil }),
      let observation = document.field("observation", of: step).flatMap({ document.textOrJSON($0) }),
      !observation.isEmpty
    else { return }
    readObservation(observation, in: document, &reading)
  }

  private func isAssistant(_ message: JSONNode, in document: JSONDocument) -> Bool {
    document.text("role", of: message).map { document.matches($0, "assistant") } ?? false
  }

  private func readObservation(_ text: ByteRange, in document: JSONDocument, _ reading: inout ChatMessages) {
    let turn = reading.addTurn(.tool, text: text)
    reading.attachResult(ToolResult(text: text), turn: turn, in: document)
  }

  private func addAction(
    _ action: ByteRange, turn: Int, in document: JSONDocument, _ reading: inout ChatMessages
  ) {
    var start = action.start
    while start < action.end, document.strings[start] <= 0x20 { start += 1 }
    guard start < action.end else { return }
    let end = document.strings[start..<action.end].firstIndex { $0 <= 0x20 } ?? action.end
    reading.addCall(tool: ByteRange(start: start, count: end - start), arguments: action, turn: turn)
  }
}
