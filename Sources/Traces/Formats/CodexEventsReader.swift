package import JSONBytes

/// What Codex prints with `exec --json`: one event a line, each file a session.
///
/// What the user asked is not in it. An item is told when it begins and when it ends; the end counts.
package struct CodexEventsReader: SpanReader {
  package let name = "codex"
  package let summary = "Codex events (exec --json): lines with `type` and `item`, each file a trace"
  package let signs = [FormatSign(objects: [.item], strings: [.type]), FormatSign(strings: [.type])]
  package let family = TraceFamily.messages

  package init() {}

  /// The word `type` stands in records of all kinds; those of events are known.
  package func confirms(_ document: JSONDocument) -> Bool {
    guard let type = document.text("type", of: document.root) else { return false }
    return ["item.", "turn.", "thread."].contains { (word: StaticString) in document.begins(type, with: word)
    }
  }

  package func identity(of document: inout JSONDocument) -> PartIdentity? {
    PartIdentity(key: nil, id: nil)
  }

  func read(_ document: inout JSONDocument, into table: inout SpanTable) {
    let root = document.root
    var span = TraceSpan()
    span.kind = .line
    guard let type = document.text("type", of: root) else { return table.add(span) }
    if document.matches(type, "thread.started"), table.id == nil {
      table.id = table.keep(document.text("thread_id", of: root), of: document)
    } else if document.matches(type, "turn.failed") {
      table.isAborted = true
    } else if document.matches(type, "turn.started") || document.matches(type, "turn.completed") {
      table.isAborted = false
    } else if document.matches(type, "item.completed"), let item = document.field("item", of: root) {
      span.output = messages(of: item, in: &document, into: &table)
    }
    table.add(span)
  }

  private func messages(of item: JSONNode, in document: inout JSONDocument, into table: inout SpanTable)
    -> [Int]
  {
    guard let type = document.text("type", of: item) else { return [] }
    var scratch = Trace()
    var reading = ChatMessages(taking: &scratch)
    if document.matches(type, "agent_message") {
      _ = reading.addTurn(.assistant, text: document.text("text", of: item) ?? .empty)
    } else if document.matches(type, "command_execution") {
      readCall(
        item, tool: document.add(Array("shell".utf8)), "command", "aggregated_output", &document, &reading)
    } else if document.matches(type, "mcp_tool_call") {
      readCall(
        item, tool: document.text("tool", of: item) ?? type, "arguments", "result", &document, &reading)
    } else if document.matches(type, "web_search") {
      readCall(item, tool: type, "query", "result", &document, &reading)
    } else if document.matches(type, "file_change") {
      readCall(item, tool: type, "changes", "status", &document, &reading)
    }
    return table.keepMessages(of: reading.trace, in: document)
  }

  private func readCall(
    _ item: JSONNode, tool: ByteRange, _ arguments: StaticString, _ result: StaticString,
    _ document: inout JSONDocument, _ reading: inout ChatMessages
  ) {
    let id = document.name("id", of: item)
    let call = reading.addTurn(.assistant)
    reading.addCall(
      tool: tool,
      arguments: document.field(arguments, of: item).flatMap { document.textOrJSON($0) } ?? .empty,
      turn: call, callID: id)
    let mark = ErrorMarkReading.mark(in: item, of: &document)
    var value = document.field(result, of: item).flatMap { document.kind($0) == .null ? nil : $0 }
    if let content = value.flatMap({ document.field("content", of: $0) }) { value = content }
    guard value != nil || mark != nil else { return }
    let turn = reading.addTurn(.tool)
    let text = value.flatMap { reading.readContent($0, turn: turn, of: &document) } ?? .empty
    reading.setText(text, ofTurn: turn)
    reading.attachResult(
      ToolResult(text: text, callID: id, tool: tool, mark: mark), turn: turn, in: document)
  }
}
