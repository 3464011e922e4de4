internal import JSONBytes

/// Reads messages in the OpenAI chat shape into turns and tool calls.
///
/// Understood as well: content as parts, Anthropic's `tool_use` and `tool_result` parts, the older
/// `function_call`, and what exporters add to a tool's message to say that it failed.
struct ChatMessages {
  private(set) var trace: Trace

  /// The first tool call that may still lack a result.
  private var firstOpenCall = 0

  /// Takes over a trace, so that its memory is not copied when it grows.
  init(taking trace: inout Trace) {
    self.trace = Trace()
    swap(&self.trace, &trace)
  }

  mutating func read(_ messages: JSONNode, of document: inout JSONDocument) {
    var nodes: [JSONNode] = []
    document.forEachElement(of: messages) { nodes.append($0) }
    for node in nodes { readMessage(node, of: &document) }
  }

  private mutating func readMessage(_ node: JSONNode, of document: inout JSONDocument) {
    guard document.kind(node) == .object else { return }
    let message = ChatMessage(node, in: document)
    let turn = trace.turns.count
    let role = message.role.flatMap { document.text($0) }.map { Self.role($0, in: document) } ?? .user
    let speaker = message.name.flatMap { document.text($0) }
    trace.turns.append(Turn(role: role, text: ByteRange(start: 0, count: 0), speaker: speaker))
    let text = message.content.flatMap { readContent($0, turn: turn, of: &document) }
    let shown = text ?? message.refusal.flatMap { document.text($0) }
    trace.turns[turn].text = shown ?? ByteRange(start: 0, count: 0)
    if let calls = message.toolCalls { readToolCalls(calls, turn: turn, of: &document) }
    if let call = message.functionCall { readCall(call, turn: turn, of: &document) }
    if role == .tool {
      attachResult(
        shown ?? ByteRange(start: 0, count: 0), callID: message.callID.flatMap { document.textOrNumber($0) },
        tool: speaker, turn: turn, mark: ErrorMarkReading.mark(in: node, of: &document), in: document)
    }
  }

  private static func role(_ range: ByteRange, in document: JSONDocument) -> Role {
    if document.matches(range, "assistant") || document.matches(range, "ai")
      || document.matches(range, "model")
    {
      return .assistant
    }
    if document.matches(range, "tool") || document.matches(range, "function") { return .tool }
    if document.matches(range, "system") || document.matches(range, "developer") { return .system }
    return .user
  }

  /// Reads content that is a string or parts; parts of text are joined by line ends.
  private mutating func readContent(_ node: JSONNode, turn: Int, of document: inout JSONDocument)
    -> ByteRange?
  {
    guard document.kind(node) == .array else { return document.textOrJSON(node) }
    var parts: [JSONNode] = []
    document.forEachElement(of: node) { parts.append($0) }
    var texts: [ByteRange] = []
    for part in parts {
      if let text = readPart(part, turn: turn, of: &document) { texts.append(text) }
    }
    guard texts.count > 1 else { return texts.first }
    let joined = texts.map { document.strings[$0.indices] }.joined(separator: [UInt8(ascii: "\n")])
    return document.add(Array(joined))
  }

  private mutating func readPart(_ part: JSONNode, turn: Int, of document: inout JSONDocument) -> ByteRange? {
    if let text = document.text(part) { return text }
    let type = document.field("type", of: part).flatMap { document.text($0) }
    if let type, document.matches(type, "tool_use") {
      readCall(part, turn: turn, of: &document)
      return nil
    }
    if let type, document.matches(type, "tool_result") {
      readResultPart(part, turn: turn, of: &document)
      return nil
    }
    for key: StaticString in ["text", "content", "refusal"] {
      if let text = document.field(key, of: part).flatMap({ document.text($0) }) { return text }
    }
    return nil
  }

  private mutating func readResultPart(_ part: JSONNode, turn: Int, of document: inout JSONDocument) {
    let callID = document.field("tool_use_id", of: part).flatMap { document.text($0) }
    let text = document.field("content", of: part).flatMap { readContent($0, turn: turn, of: &document) }
    attachResult(
      text ?? ByteRange(start: 0, count: 0), callID: callID, tool: nil, turn: turn,
      mark: ErrorMarkReading.mark(in: part, of: &document), in: document)
  }

  private mutating func readToolCalls(_ node: JSONNode, turn: Int, of document: inout JSONDocument) {
    var calls: [JSONNode] = []
    document.forEachElement(of: node) { calls.append($0) }
    for call in calls { readCall(call, turn: turn, of: &document) }
  }

  /// Reads a call: name and arguments stand in it or in its `function`; arguments are a string or an object.
  private mutating func readCall(_ node: JSONNode, turn: Int, of document: inout JSONDocument) {
    let function = document.field("function", of: node)
    let holder = function.flatMap { document.kind($0) == .object ? $0 : nil } ?? node
    let name = document.field("name", of: holder) ?? function
    var arguments: JSONNode?
    for key: StaticString in ["arguments", "args", "input"] where arguments == nil {
      arguments = document.field(key, of: holder)
    }
    let none = ByteRange(start: 0, count: 0)
    let tool = name.flatMap { document.text($0) } ?? none
    let argumentText = arguments.flatMap { document.textOrJSON($0) } ?? none
    let id = document.field("id", of: node).flatMap { document.textOrNumber($0) }
    trace.toolCalls.append(ToolCall(tool: tool, arguments: argumentText, turn: turn, callID: id))
  }

  /// Gives a result to its call: the one with its id, else the first open one of that tool, else the first
  /// open one; a result that no call asked for becomes a call without a name.
  private mutating func attachResult(
    _ result: ByteRange, callID: ByteRange?, tool: ByteRange?, turn: Int, mark: ErrorMark?,
    in document: JSONDocument
  ) {
    let index: Int
    if let found = openCall(callID: callID, tool: tool, in: document) {
      index = found
    } else {
      index = trace.toolCalls.count
      let none = ByteRange(start: 0, count: 0)
      trace.toolCalls.append(ToolCall(tool: tool ?? none, arguments: none, turn: turn))
    }
    trace.toolCalls[index].result = result
    trace.toolCalls[index].resultTurn = turn
    trace.toolCalls[index].mark = mark
    if trace.turns[turn].speaker == nil { trace.turns[turn].speaker = trace.toolCalls[index].tool }
    while firstOpenCall < trace.toolCalls.count, trace.toolCalls[firstOpenCall].result != nil {
      firstOpenCall += 1
    }
  }

  private func openCall(callID: ByteRange?, tool: ByteRange?, in document: JSONDocument) -> Int? {
    var (sameTool, first): (Int?, Int?)
    for index in firstOpenCall..<max(firstOpenCall, trace.toolCalls.count) {
      let call = trace.toolCalls[index]
      guard call.result == nil else { continue }
      if let callID, let own = call.callID, document.isSameText(own, callID) { return index }
      // A call that has an id waits for the result with that id.
      guard callID == nil || call.callID == nil else { continue }
      first = first ?? index
      if let tool, document.isSameText(call.tool, tool) { sameTool = sameTool ?? index }
    }
    return sameTool ?? first
  }
}

/// The fields of a message, found in one pass.
private struct ChatMessage {
  private(set) var role: JSONNode?
  private(set) var content: JSONNode?
  private(set) var name: JSONNode?
  private(set) var toolCalls: JSONNode?
  private(set) var functionCall: JSONNode?
  private(set) var callID: JSONNode?
  private(set) var refusal: JSONNode?

  init(_ node: JSONNode, in document: JSONDocument) {
    var found = Self()
    document.forEachField(of: node) { key, value in
      if document.matches(key, "role") {
        found.role = value
      } else if document.matches(key, "content") {
        found.content = value
      } else if document.matches(key, "name") {
        found.name = value
      } else if document.matches(key, "tool_calls") {
        found.toolCalls = value
      } else if document.matches(key, "tool_call_id") {
        found.callID = value
      } else if document.matches(key, "function_call") {
        found.functionCall = document.kind(value) == .object ? value : nil
      } else if document.matches(key, "refusal") {
        found.refusal = value
      }
    }
    self = found
  }

  private init() {}
}
