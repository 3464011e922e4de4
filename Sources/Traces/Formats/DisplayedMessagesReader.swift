package import JSONBytes

/// Conversations kept as one text: `messages_display` with lines that begin `user: `, `assistant: ` or `tool: `.
///
/// The text has lost which tool was called: an assistant's turn that reads `None` before a tool's turn was a
/// call. A line that begins with no role goes on with the turn before it.
package struct DisplayedMessagesReader: TraceReader {
  package let name = "displayed-messages"
  package let summary = "conversations as one text, `messages_display` (tau-bench few-shot data)"
  package let signs = [FormatSign(strings: [.messagesDisplay])]

  package init() {}

  package func read(_ document: inout JSONDocument, outcomes: OutcomeRule, into trace: inout Trace) {
    let root = document.root
    trace.id = document.field("id", of: root).flatMap { document.textOrNumber($0) }
    trace.outcome = outcomes.outcome(in: document) ?? .unknown
    if let node = document.field("messages_display", of: root), let text = document.text(node) {
      readTurns(document.strings, text, into: &trace)
    }
    document.moveText(to: &trace)
  }

  private func readTurns(_ bytes: [UInt8], _ text: ByteRange, into trace: inout Trace) {
    var start = text.start
    while start < text.end {
      let end = bytes[start..<text.end].firstIndex(of: UInt8(ascii: "\n")) ?? text.end
      if let (role, length) = Self.prefix(of: bytes[start..<end]) {
        let body = ByteRange(start: start + length, count: end - start - length)
        append(role, body, bytes, to: &trace)
      } else if let last = trace.turns.indices.last {
        let body = trace.turns[last].text
        let longer = ByteRange(start: body.start, count: end - body.start)
        trace.turns[last].text = longer
        if trace.turns[last].role == .tool { trace.toolCalls[trace.toolCalls.count - 1].result = longer }
      }
      start = end + 1
    }
  }

  private func append(_ role: Role, _ body: ByteRange, _ bytes: [UInt8], to trace: inout Trace) {
    let isCall = role == .assistant && bytes[body.indices].elementsEqual("None".utf8)
    let text = isCall ? ByteRange(start: body.start, count: 0) : body
    trace.turns.append(Turn(role: role, text: text))
    guard role == .tool else { return }
    let turn = trace.turns.count - 1
    let none = ByteRange(start: body.start, count: 0)
    var call = ToolCall(tool: none, arguments: none, turn: max(0, turn - 1))
    (call.result, call.resultTurn) = (body, turn)
    trace.toolCalls.append(call)
  }

  private static func prefix(of line: ArraySlice<UInt8>) -> (Role, Int)? {
    for role in [Role.user, .assistant, .tool, .system] {
      let prefix = role.name + ": "
      if line.starts(with: prefix.utf8) { return (role, prefix.utf8.count) }
    }
    return nil
  }
}
