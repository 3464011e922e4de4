internal import JSONBytes

/// Messages as frameworks keep them in their own histories: they have no role, and say by other words who speaks.
enum FrameworkMessage {
  /// Whether an object is a message without a role that is read here: of Pydantic AI, or a step of smolagents.
  static func isOne(_ node: JSONNode, in document: JSONDocument) -> Bool {
    isPydantic(node, in: document) || SmolagentsStep.isOne(node, in: document)
  }

  /// Reads a message without a role.
  ///
  /// - Returns: Whether it was one.
  static func readParts(
    _ node: JSONNode, of document: inout JSONDocument, into reading: inout ChatMessages
  ) -> Bool {
    if isPydantic(node, in: document) {
      readPydantic(node, of: &document, into: &reading)
    } else if SmolagentsStep.isOne(node, in: document) {
      SmolagentsStep.read(node, of: &document, into: &reading)
    } else {
      return false
    }
    return true
  }

  /// Whether an object is a message of Pydantic AI: a request to the model, or its response, in parts.
  private static func isPydantic(_ node: JSONNode, in document: JSONDocument) -> Bool {
    guard let kind = document.text("kind", of: node), let parts = document.field("parts", of: node) else {
      return false
    }
    return document.kind(parts) == .array
      && (document.matches(kind, "request") || document.matches(kind, "response"))
  }

  /// Reads a message of AutoGen, which has a source and a type.
  ///
  /// - Returns: Whether it was one.
  static func readAutoGen(
    _ node: JSONNode, type: ByteRange, of document: inout JSONDocument, into reading: inout ChatMessages
  ) -> Bool {
    guard let source = document.text("source", of: node) else { return false }
    let isCall = document.matches(type, "ToolCallRequestEvent")
    let isResult = document.matches(type, "ToolCallExecutionEvent")
    // Other events say what the framework does, such as who is to speak next, or that the user is waited for.
    if document.ends(type, with: "Event"), !isCall, !isResult { return true }
    guard let content = document.field("content", of: node) else { return false }
    if isResult {
      for part in document.elements(of: content) { reading.readResult(part, of: &document) }
      return true
    }
    guard isCall || texts.contains(where: { document.matches(type, $0) }) else { return false }
    let turn = reading.addTurn(document.matches(source, "user") ? .user : .assistant, speaker: source)
    if isCall {
      reading.readToolCalls(content, turn: turn, of: &document)
    } else {
      reading.setText(reading.readContent(content, turn: turn, of: &document) ?? .empty, ofTurn: turn)
    }
    return true
  }

  private static let texts: [StaticString] = [
    "TextMessage", "StopMessage", "HandoffMessage", "MultiModalMessage", "StructuredMessage",
    "ToolCallSummaryMessage",
  ]

  /// Reads a message of Pydantic AI: of a request each part is a turn, of a response all are one.
  private static func readPydantic(
    _ node: JSONNode, of document: inout JSONDocument, into reading: inout ChatMessages
  ) {
    var ownTurn: Int?
    var words: [ByteRange] = []
    for part in document.elements("parts", of: node) {
      guard let kind = document.text("part_kind", of: part) else { continue }
      func isOne(of words: [StaticString]) -> Bool { words.contains { document.matches(kind, $0) } }
      let isRetry = document.matches(kind, "retry-prompt")
      if isOne(of: ["tool-return", "builtin-tool-return"])
        || isRetry && document.text("tool_name", of: part) != nil
      {
        // What the framework answers in place of a tool says what was wrong with the call.
        reading.readResult(part, isFailed: isRetry, of: &document)
      } else if isOne(of: ["system-prompt", "user-prompt"]) || isRetry {
        let turn = reading.addTurn(document.matches(kind, "system-prompt") ? .system : .user)
        let content = document.field("content", of: part)
        reading.setText(
          content.flatMap { reading.readContent($0, turn: turn, of: &document) } ?? .empty, ofTurn: turn)
      } else if isOne(of: ["text", "tool-call", "builtin-tool-call"]) {
        let turn = ownTurn ?? reading.addTurn(.assistant)
        ownTurn = turn
        if !document.matches(kind, "text") {
          reading.readCall(part, turn: turn, of: &document)
        } else if let text = document.text("content", of: part) {
          words.append(text)
        }
      }
    }
    if let ownTurn { reading.setText(document.joined(words) ?? .empty, ofTurn: ownTurn) }
  }
}
