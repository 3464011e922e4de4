internal import JSONBytes

/// What a part of a message's content is.
enum ContentPart {
  case text, call, result, thought

  /// A call and what came back from it in one, as the Vercel AI SDK shows them.
  case invocation

  /// Where another call of the model begins.
  case step

  init(_ part: JSONNode, in document: JSONDocument) {
    guard let type = document.field("type", of: part).flatMap({ document.text($0) }) else {
      let isThought = document.field("thought", of: part).map { document.kind($0) == .true } ?? false
      self = Self.wrapper(of: part, in: document)?.kind ?? (isThought ? .thought : .text)
      return
    }
    func isOne(of words: [StaticString]) -> Bool { words.contains { document.matches(type, $0) } }
    if document.matches(type, "text") {
      self = .text
    } else if isOne(of: Self.calls) {
      self = .call
    } else if isOne(of: Self.results) {
      self = .result
    } else if isOne(of: Self.thoughts) {
      self = .thought
    } else if document.begins(type, with: "tool-") || document.matches(type, "dynamic-tool") {
      self = .invocation
    } else {
      self = document.matches(type, "step-start") ? .step : .text
    }
  }

  /// The object within a part that has no type but one field, which says what it is: so Google and Amazon write them.
  static func wrapper(of part: JSONNode, in document: JSONDocument) -> (kind: ContentPart, inner: JSONNode)? {
    for key in callWrappers {
      if let inner = document.field(key, of: part), document.kind(inner) == .object { return (.call, inner) }
    }
    for key in resultWrappers {
      if let inner = document.field(key, of: part), document.kind(inner) == .object {
        return (.result, inner)
      }
    }
    return nil
  }

  private static let callWrappers: [StaticString] = ["function_call", "functionCall", "toolUse"]
  private static let resultWrappers: [StaticString] = ["function_response", "functionResponse", "toolResult"]
  private static let calls: [StaticString] = [
    "tool_use", "tool_call", "tool-call", "server_tool_call", "server_tool_use", "function_call",
  ]
  private static let results: [StaticString] = [
    "tool_result", "tool_call_response", "tool-result", "server_tool_call_response", "function_call_output",
    "web_search_tool_result",
  ]
  private static let thoughts: [StaticString] = ["thinking", "redacted_thinking", "reasoning"]
}

extension JSONDocument {
  /// Whether content has a part that is a tool's result.
  func holdsResultPart(_ content: JSONNode) -> Bool {
    guard kind(content) == .array else { return false }
    var isHeld = false
    forEachElement(of: content) { part in
      switch ContentPart(part, in: self) {
      case .result, .invocation: isHeld = true
      case .text, .call, .thought, .step: break
      }
    }
    return isHeld
  }
}

extension ChatMessages {
  /// Reads content that is a string or parts; parts of text are joined by line ends.
  mutating func readContent(_ node: JSONNode, turn: Int, of document: inout JSONDocument) -> ByteRange? {
    guard document.kind(node) == .array else { return document.textOrJSON(node) }
    var parts: [JSONNode] = []
    document.forEachElement(of: node) { parts.append($0) }
    var texts: [ByteRange] = []
    for part in parts {
      if let text = readPart(part, turn: turn, of: &document) { texts.append(text) }
    }
    return document.joined(texts)
  }

  /// Reads what a model is told beside the messages: a text, parts, or an object with parts.
  mutating func readInstructions(_ node: JSONNode, of document: inout JSONDocument) {
    let parts = document.kind(node) == .object ? document.field("parts", of: node) : node
    guard let parts, document.kind(parts) == .string || document.kind(parts) == .array else { return }
    let turn = addTurn(.system)
    if let text = readContent(parts, turn: turn, of: &document), !text.isEmpty {
      setText(text, ofTurn: turn)
    } else {
      removeTurn(turn)
    }
  }

  private mutating func readPart(_ part: JSONNode, turn: Int, of document: inout JSONDocument) -> ByteRange? {
    switch document.kind(part) {
    case .string: return document.text(part)
    case .array: return readContent(part, turn: turn, of: &document)
    case .number, .true, .false: return document.textOrJSON(part)
    case .null: return nil
    case .object: break
    }
    switch ContentPart(part, in: document) {
    case .call:
      readCall(ContentPart.wrapper(of: part, in: document)?.inner ?? part, turn: turn, of: &document)
      return nil
    case .thought, .result, .invocation, .step: return nil
    case .text: break
    }
    for key: StaticString in ["text", "content", "refusal", "transcript"] {
      guard let value = document.field(key, of: part) else { continue }
      if let text = document.text(value) { return text }
      if document.kind(value) == .array { return readContent(value, turn: turn, of: &document) }
    }
    return nil
  }

  /// Reads content with results of tools in it: each is a turn of the tool, and what text there is besides is
  /// a turn of its own.
  mutating func readResults(
    _ content: JSONNode, role: Role, _ message: JSONNode, of document: inout JSONDocument
  ) {
    var parts: [JSONNode] = []
    document.forEachElement(of: content) { parts.append($0) }
    var texts: [ByteRange] = []
    var ownTurn: Int?
    var isAnswered = false
    for part in parts {
      let kind = ContentPart(part, in: document)
      if case .result = kind {
        readResult(ContentPart.wrapper(of: part, in: document)?.inner ?? part, of: &document)
        continue
      }
      if case .invocation = kind {
        let turn = ownTurn ?? addTurn(.assistant)
        ownTurn = turn
        readInvocation(part, turn: turn, of: &document)
        isAnswered = true
        continue
      }
      if isAnswered { (ownTurn, texts, isAnswered) = (nil, [], false) }
      if case .step = kind { continue }
      let turn = ownTurn ?? addTurn(role == .tool ? .user : role)
      ownTurn = turn
      if let text = readPart(part, turn: turn, of: &document) { texts.append(text) }
      setText(document.joined(texts) ?? .empty, ofTurn: turn)
    }
  }

  /// Reads a call, which names its tool in a field or in its type, and its result, if it has come back.
  private mutating func readInvocation(_ part: JSONNode, turn: Int, of document: inout JSONDocument) {
    let inner = document.field("toolInvocation", of: part) ?? part
    let call = WrittenCall(inner, in: document)
    let id = call.id.flatMap { document.textOrNumber($0) }
    let tool = call.name.flatMap { document.text($0) } ?? document.toolName(ofInvocation: part)
    let arguments = call.arguments.flatMap { document.textOrJSON($0) } ?? .empty
    addCall(tool: tool, arguments: arguments, turn: turn, callID: id)
    let words = document.text("errorText", of: inner)
    let value = document.field("output", of: inner) ?? document.field("result", of: inner)
    guard words != nil || value != nil else { return }
    let answer = addTurn(.tool)
    let text = words ?? value.flatMap { readContent($0, turn: answer, of: &document) } ?? .empty
    setText(text, ofTurn: answer)
    attachResult(
      ToolResult(
        text: text, callID: id, tool: tool,
        mark: words.map { ErrorMark(provenance: .flag, message: $0) }), turn: answer, in: document)
  }

  /// Reads what came back from a call.
  ///
  /// - Parameter isFailed: Whether it is known to be an error, whatever it says.
  mutating func readResult(_ part: JSONNode, isFailed: Bool = false, of document: inout JSONDocument) {
    var (id, value, name): (JSONNode?, JSONNode?, JSONNode?)
    document.forEachField(of: part) { key, field in
      if document.matches(key, "tool_use_id") || document.matches(key, "tool_call_id")
        || document.matches(key, "toolCallId") || document.matches(key, "call_id")
        || document.matches(key, "toolUseId")
      {
        id = field
      } else if document.matches(key, "id") {
        id = id ?? field
      } else if document.matches(key, "name") || document.matches(key, "toolName")
        || document.matches(key, "tool_name")
      {
        name = field
      } else if document.matches(key, "content") || document.matches(key, "response")
        || document.matches(key, "result") || document.matches(key, "output")
        || document.matches(key, "server_tool_call_response")
      {
        value = field
      }
    }
    var mark =
      ErrorMarkReading.mark(in: part, of: &document) ?? (isFailed ? ErrorMark(provenance: .flag) : nil)
    if let only = value.flatMap({ document.onlyField(of: $0) }), document.kind(only.value) == .string,
      ["result", "output"].contains(where: { document.matches(only.key, $0) })
    {
      value = only.value
    }
    if let typed = value.flatMap({ document.typedValue($0) }) {
      value = typed.value
      if typed.isError { mark = mark ?? ErrorMark(provenance: .flag) }
    }
    let turn = addTurn(.tool)
    let text = value.flatMap { readContent($0, turn: turn, of: &document) } ?? .empty
    setText(text, ofTurn: turn)
    attachResult(
      ToolResult(
        text: text, callID: id.flatMap { document.textOrNumber($0) },
        tool: name.flatMap { document.text($0) }, mark: mark), turn: turn, in: document)
  }
}

extension JSONDocument {
  /// The name of the tool in a type such as `tool-search`.
  fileprivate func toolName(ofInvocation part: JSONNode) -> ByteRange {
    guard let type = text("type", of: part), begins(type, with: "tool-") else { return .empty }
    let count = "tool-".utf8.count
    return ByteRange(start: type.start + count, count: type.count - count)
  }

  /// The value in an output that names its type, as the Vercel AI SDK writes them, and whether it is an error.
  fileprivate func typedValue(_ node: JSONNode) -> (value: JSONNode, isError: Bool)? {
    guard let type = text("type", of: node), let value = field("value", of: node) else { return nil }
    let isError = matches(type, "error-text") || matches(type, "error-json")
    let isPlain = ["text", "json", "content"].contains { (word: StaticString) in matches(type, word) }
    return isError || isPlain ? (value, isError) : nil
  }

  /// Texts as one, joined by line ends; `nil` if there are none.
  mutating func joined(_ texts: [ByteRange]) -> ByteRange? {
    guard texts.count > 1 else { return texts.first }
    return add(Array(texts.map { strings[$0.indices] }.joined(separator: [UInt8(ascii: "\n")])))
  }
}
