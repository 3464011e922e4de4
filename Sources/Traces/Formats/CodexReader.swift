package import JSONBytes

/// Sessions of Codex, one line a record, each file a session; with an envelope, or without one as until
/// October 2025.
///
/// Without one a line is an item of OpenAI's Responses, and so are the items that the Agents SDK keeps of a session.
/// What the user said has no `type` there: those items are messages by themselves, of the same file and trace.
///
/// A command that was run is told twice: by an event with its exit code, and by the output that the model saw.
/// The event counts.
package struct CodexReader: SpanReader {
  package let name = "codex"
  package let summary =
    "Codex sessions (rollout-….jsonl): lines with `type` and `payload`; items of OpenAI's Responses by themselves, as the Agents SDK keeps a session; each file a trace"
  package let signs = [
    FormatSign([.timestamp], objects: [.payload], strings: [.type]),
    FormatSign([.callID], strings: [.type]), FormatSign([.recordType]),
    FormatSign(arrays: [.content], strings: [.type, .role]), FormatSign(arrays: [.summary], strings: [.type]),
    FormatSign([.id, .timestamp, .instructions]),
  ]
  package let family = TraceFamily.messages

  package init() {}

  package func identity(of document: inout JSONDocument) -> PartIdentity? {
    // A line with its time that stands there twice is one line.
    let isTimed = document.field("timestamp", of: document.root) != nil
    let whole = ByteRange(start: 0, count: document.strings.count)
    return PartIdentity(key: nil, id: isTimed ? whole : nil)
  }

  func read(_ document: inout JSONDocument, into table: inout SpanTable) {
    let root = document.root
    let payload = document.field("payload", of: root).flatMap { document.kind($0) == .object ? $0 : nil }
    let item = payload ?? root
    var span = TraceSpan()
    span.kind = .line
    span.start = document.time("timestamp", of: root)
    let isMeta =
      payload == nil
      ? document.field("instructions", of: root) != nil
      : document.text("type", of: root).map { document.matches($0, "session_meta") } ?? false
    if isMeta, table.id == nil { table.id = table.keep(document.text("id", of: item), of: document) }
    if !isMeta, let type = document.text("type", of: item) {
      span.output = messages(of: item, type: type, of: &document, into: &table)
      // A message and the calls behind it are several items of one answer.
      let isCall = span.output.count == 1 && table.messages[span.output[0]].isCallAlone
      if isCall { span.messageGroup = TraceSpan.anyGroup }
    }
    table.add(span)
  }

  private func messages(
    of item: JSONNode, type: ByteRange, of document: inout JSONDocument, into table: inout SpanTable
  ) -> [Int] {
    var scratch = Trace()
    var reading = ChatMessages(taking: &scratch)
    if document.matches(type, "message") {
      reading.readMessage(item, of: &document)
      InjectedWords.takeFromUser(&reading, in: document)
    } else if document.matches(type, "function_call_output")
      || document.matches(type, "custom_tool_call_output")
    {
      return output(of: item, in: &document, into: &table)
    } else if document.matches(type, "exec_command_end") {
      readCommandEnd(item, of: &document, into: &reading)
    } else if document.matches(type, "mcp_tool_call_end") {
      readToolEnd(item, of: &document, into: &reading)
    } else if document.matches(type, "turn_aborted") {
      table.isAborted = true
    } else if document.matches(type, "task_complete") || document.matches(type, "task_started") {
      table.isAborted = false
    } else {
      _ = ResponseItem.read(item, type: type, of: &document, into: &reading)
    }
    return table.keepMessages(of: reading.trace, in: document)
  }

  private func readCommandEnd(
    _ item: JSONNode, of document: inout JSONDocument, into reading: inout ChatMessages
  ) {
    let turn = reading.addTurn(.tool)
    let text =
      document.text("aggregated_output", of: item) ?? document.text("formatted_output", of: item)
      ?? document.text("stdout", of: item) ?? .empty
    reading.setText(text, ofTurn: turn)
    reading.attachResult(
      ToolResult(
        text: text, callID: document.name("call_id", of: item), tool: nil,
        mark: ErrorMarkReading.mark(in: item, of: &document)), turn: turn, in: document)
  }

  /// Reads how a call of an MCP server ended if it failed; what came back stands in the output that the model saw.
  private func readToolEnd(
    _ item: JSONNode, of document: inout JSONDocument, into reading: inout ChatMessages
  ) {
    guard let result = document.field("result", of: item) else { return }
    let words = document.text("Err", of: result)
    let answer = document.field("Ok", of: result)
    let flag = answer.flatMap { document.field("is_error", of: $0) ?? document.field("isError", of: $0) }
    let isFlagged = flag.map { document.kind($0) == .true }
    guard words != nil || isFlagged ?? false else { return }
    let turn = reading.addTurn(.tool)
    reading.attachResult(
      ToolResult(
        text: words ?? .empty, callID: document.name("call_id", of: item), tool: nil,
        mark: ErrorMark(provenance: .flag, message: words)), turn: turn, in: document)
  }

  /// The result that the model saw: a text, or JSON with the text and the exit code, or a text that begins with
  /// the code.
  private func output(
    of item: JSONNode, in document: inout JSONDocument, into table: inout SpanTable
  ) -> [Int] {
    let callID = document.name("call_id", of: item)
    guard let output = document.field("output", of: item) else { return [] }
    let inner = table.document(within: output, of: document)
    var held = inner ?? document
    let value = inner.map(\.root) ?? output
    var mark = ErrorMarkReading.mark(in: document.kind(output) == .object ? output : item, of: &document)
    if inner != nil { mark = ErrorMarkReading.mark(in: value, of: &held) ?? mark }
    let wrapped =
      held.kind(value) == .object ? held.field("output", of: value) ?? held.field("content", of: value) : nil
    var scratch = Trace()
    var reading = ChatMessages(taking: &scratch)
    let turn = reading.addTurn(.tool)
    let text: ByteRange
    if let wrapped {
      text = reading.readContent(wrapped, turn: turn, of: &held) ?? .empty
    } else {
      held = document
      text = reading.readContent(output, turn: turn, of: &held) ?? .empty
    }
    reading.setText(text, ofTurn: turn)
    if mark == nil, Self.exitCode(held.strings[text.indices]) ?? 0 != 0 {
      mark = ErrorMark(provenance: .exitCode)
    }
    let id = callID.map { held.add(Array(document.strings[$0.indices])) }
    reading.attachResult(ToolResult(text: text, callID: id, tool: nil, mark: mark), turn: turn, in: held)
    return table.keepMessages(of: reading.trace, in: held)
  }

  /// The code in a text that begins with `Exit code: 1` or whose first lines say `exited with code 1`.
  private static func exitCode(_ bytes: ArraySlice<UInt8>) -> Int? {
    let start = bytes.prefix(160)
    if start.starts(with: atStart) { return number(start.dropFirst(atStart.count)) }
    var rest = start
    while let next = rest.firstIndex(of: within[0]) {
      if start[next...].starts(with: within) { return number(start[next...].dropFirst(within.count)) }
      rest = start[(next + 1)...]
    }
    return nil
  }

  private static let atStart = Array("Exit code: ".utf8)
  private static let within = Array("exited with code ".utf8)

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    Int(String(decoding: bytes.prefix { $0 == 0x2D || $0 >= 0x30 && $0 <= 0x39 }, as: UTF8.self))
  }
}
