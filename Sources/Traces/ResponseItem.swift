internal import JSONBytes

/// Items of a model's response, in OpenAI's Responses shape, that are no messages: calls and their results.
enum ResponseItem {
  /// Whether an object is an item that is no message.
  static func isOne(_ node: JSONNode, in document: JSONDocument) -> Bool {
    guard let type = document.text("type", of: node) else { return false }
    return document.ends(type, with: "_call_output") || isOne(of: calls, type, document)
      || isOne(of: shellCalls, type, document) || isBuiltIn(type, in: document)
      || isOne(of: asides, type, document)
  }

  /// Reads an item.
  ///
  /// - Returns: Whether it was one.
  static func read(
    _ node: JSONNode, type: ByteRange, of document: inout JSONDocument, into reading: inout ChatMessages
  ) -> Bool {
    if document.ends(type, with: "_call_output") {
      readOutput("output", of: node, &document, into: &reading)
      return true
    }
    let isWritten = isOne(of: calls, type, document)
    if isWritten || isOne(of: shellCalls, type, document) || isBuiltIn(type, in: document) {
      let last = reading.trace.turns.indices.last
      let isOpen = last.map { reading.trace.turns[$0].role == .assistant } ?? false
      let turn = isOpen ? last ?? 0 : reading.addTurn(.assistant)
      if isWritten {
        reading.readCall(node, turn: turn, of: &document)
      } else {
        readNamedCall(node, type: type, turn: turn, of: &document, into: &reading)
      }
      return true
    }
    return isOne(of: asides, type, document)
  }

  /// Whether it is the call of a tool that the model's maker runs: it has no call id, and its result, if any, stands
  /// in it.
  static func isBuiltIn(_ type: ByteRange, in document: JSONDocument) -> Bool {
    isOne(of: builtIns, type, document)
  }

  private static let calls: [StaticString] = ["function_call", "custom_tool_call"]
  private static let shellCalls: [StaticString] = [
    "local_shell_call", "shell_call", "apply_patch_call", "computer_call",
  ]
  private static let builtIns: [StaticString] = [
    "mcp_call", "web_search_call", "file_search_call", "code_interpreter_call", "image_generation_call",
  ]
  private static let asides: [StaticString] = ["reasoning", "item_reference", "mcp_list_tools", "compaction"]

  /// Reads a call whose type is the tool's name, and with it what came back, where it stands there too.
  private static func readNamedCall(
    _ node: JSONNode, type: ByteRange, turn: Int, of document: inout JSONDocument,
    into reading: inout ChatMessages
  ) {
    let name =
      document.text("name", of: node) ?? ByteRange(start: type.start, count: type.count - "_call".utf8.count)
    var arguments: ByteRange?
    for key: StaticString in ["arguments", "action", "operation", "queries", "code"] where arguments == nil {
      arguments = document.field(key, of: node).flatMap { document.textOrJSON($0) }
    }
    let id = document.name("call_id", of: node) ?? document.name("id", of: node)
    reading.addCall(tool: name, arguments: arguments ?? .empty, turn: turn, callID: id)
    let hasFailed = document.field("error", of: node).map { document.kind($0) != .null } ?? false
    guard document.text("output", of: node) != nil || hasFailed else { return }
    readOutput("output", of: node, id: id, &document, into: &reading)
  }

  private static func readOutput(
    _ key: StaticString, of node: JSONNode, id: ByteRange? = nil, _ document: inout JSONDocument,
    into reading: inout ChatMessages
  ) {
    let turn = reading.addTurn(.tool)
    let text =
      document.field(key, of: node).flatMap { reading.readContent($0, turn: turn, of: &document) } ?? .empty
    reading.setText(text, ofTurn: turn)
    reading.attachResult(
      ToolResult(
        text: text, callID: id ?? document.name("call_id", of: node), tool: nil,
        mark: ErrorMarkReading.mark(in: node, of: &document)), turn: turn, in: document)
  }

  private static func isOne(of words: [StaticString], _ type: ByteRange, _ document: JSONDocument) -> Bool {
    words.contains { document.matches(type, $0) }
  }
}
