package import JSONBytes

/// Runs of several agents with labels of who failed and when (Who&When).
///
/// There are no tool calls in it: code is executed by a speaker whose turn begins with `exitcode: 1 (execution
/// failed)`. Such a turn is read as the result of a call of that speaker, and the code as its arguments. What the
/// speaker `Computer_terminal` says besides (that it saw no code) came back from no call: it is the manager's of the chat
/// and a turn of the system. The first turn, whoever is named as its speaker, hands out the task.
package struct WhoAndWhenReader: TraceReader {
  package let name = "who-and-when"
  package let summary = "Who&When runs: `history` with `question` and `mistake_agent`"
  package let signs = [
    FormatSign([.mistakeAgent], arrays: [.history]), FormatSign([.questionID], arrays: [.history]),
    FormatSign([.question], arrays: [.history]),
  ]

  package init() {}

  package func read(_ document: inout JSONDocument, outcomes: OutcomeRule, into trace: inout Trace) {
    let root = document.root
    trace.id = document.name("question_ID", of: root) ?? document.name("id", of: root)
    (trace.outcome, trace.outcomeSource) = outcome(in: document)
    if let outcome = outcomes.outcome(in: document) { (trace.outcome, trace.outcomeSource) = (outcome, nil) }
    var reading = ChatMessages(taking: &trace)
    for message in document.elements("history", of: root) { readMessage(message, of: &document, &reading) }
    trace = reading.trace
    document.moveText(to: &trace)
  }

  private func outcome(in document: JSONDocument) -> (Outcome, OutcomeSource?) {
    func outcome(_ key: StaticString) -> Outcome {
      document.field(key, of: document.root).map { OutcomeRule.outcome(of: $0, in: document) } ?? .unknown
    }
    let own = outcome("is_correct")
    if own != .unknown { return (own, .code) }
    // A run in which someone is blamed for the failure failed, whatever is said of a correction.
    let isBlamed = document.text("mistake_agent", of: document.root).map { !$0.isEmpty } ?? false
    if isBlamed { return (.failure, .human) }
    let corrected = outcome("is_corrected")
    return corrected == .unknown ? (.unknown, nil) : (corrected, .code)
  }

  private func readMessage(
    _ message: JSONNode, of document: inout JSONDocument, _ reading: inout ChatMessages
  ) {
    let text = document.field("content", of: message).flatMap { document.textOrJSON($0) } ?? .empty
    let (spoken, speaker) = voice(of: message, in: document)
    guard let code = Self.exitCode(document.strings[text.indices]) else {
      let isExecutor = speaker.map { document.matches($0, "Computer_terminal") } ?? false
      let role: Role = reading.trace.turns.isEmpty ? .user : isExecutor ? .system : spoken
      _ = reading.addTurn(role, text: text, speaker: speaker)
      return
    }
    let asking = reading.trace.turns.indices.last
    let turn = reading.addTurn(.tool, text: text, speaker: speaker)
    let written = asking.flatMap { CodeBlock.last(in: document.strings, reading.trace.turns[$0].text) }
    reading.addCall(tool: speaker ?? .empty, arguments: written ?? .empty, turn: asking ?? turn)
    reading.attachResult(
      ToolResult(
        text: text, callID: nil, tool: speaker,
        mark: code == 0 ? nil : ErrorMark(provenance: .exitCode)), turn: turn, in: document)
  }

  /// Who speaks: in one half of the data `name` is the agent, in the other `role` is.
  ///
  /// Where agents have names, their role says no more than whose history it is: to each all others are `user`.
  private func voice(of message: JSONNode, in document: JSONDocument) -> (Role, ByteRange?) {
    let written = document.text("role", of: message)
    let name = document.text("name", of: message)
    func isOne(of words: [StaticString], _ text: ByteRange) -> Bool {
      words.contains { document.matches(text, $0) }
    }
    if let name, !name.isEmpty { return (isOne(of: ["user", "human"], name) ? .user : .assistant, name) }
    guard let written else { return (.assistant, name) }
    let isKnown = isOne(of: ["user", "assistant", "system", "human"], written)
    return isKnown ? (Role(written: written, in: document), nil) : (.assistant, written)
  }

  /// The code in `exitcode: 1 (execution failed)` at the start of a turn.
  private static func exitCode(_ bytes: ArraySlice<UInt8>) -> Int? {
    let start = String(decoding: bytes.drop { $0 <= 0x20 }.prefix(40), as: UTF8.self)
    guard start.hasPrefix("exitcode: ") else { return nil }
    return Int(start.dropFirst("exitcode: ".count).prefix { $0 == "-" || $0.isNumber })
  }
}
