internal import JSONBytes

/// What went into a model and came out of it, in any of the forms that instrumentations write.
struct ModelContent {
  let attributes: SpanAttributes

  /// The span itself, whose events may hold the messages.
  let span: JSONNode

  /// The messages that went in, and those that came out.
  func messages(_ document: inout JSONDocument, _ table: inout SpanTable) -> (input: [Int], output: [Int]) {
    var (input, output) = (self.input(&document, &table), self.output(&document, &table))
    if input.isEmpty || output.isEmpty {
      let told = eventMessages(of: &document, &table)
      if input.isEmpty { input = told.input }
      if output.isEmpty { output = told.output }
    }
    if input.isEmpty { input = lastResort(Self.inputNames, .user, &document, &table) }
    if output.isEmpty { output = lastResort(Self.outputNames, .assistant, &document, &table) }
    return (input, output)
  }

  private func input(_ document: inout JSONDocument, _ table: inout SpanTable) -> [Int] {
    if let messages = value("gen_ai.input.messages", of: &document) {
      let told = table.messages(in: messages, of: &document, role: .user)
      // What says it in the older form as well may have the calls only there.
      if let flat = indexedCalls(Self.indexedInput, besides: told, in: document, table) {
        return flat.kept(of: &document, role: .user, in: &table)
      }
      return instructions(&document, &table) + told
    }
    let flat = FlatMessages(
      attributes, prefixes: Self.indexedInput, in: document, histories: table.histories)
    return flat.isEmpty ? [] : flat.kept(of: &document, role: .user, in: &table)
  }

  private func output(_ document: inout JSONDocument, _ table: inout SpanTable) -> [Int] {
    if let messages = value("gen_ai.output.messages", of: &document) {
      let told = table.messages(in: messages, of: &document, role: .assistant)
      let flat = indexedCalls(Self.indexedOutput, besides: told, in: document, table)
      return flat?.kept(addedTo: told, of: &document, in: &table) ?? told
    }
    let flat = FlatMessages(attributes, prefixes: Self.indexedOutput, in: document)
    if !flat.isEmpty { return flat.kept(of: &document, role: .assistant, in: &table) }
    return VercelAnswer(attributes, in: document)?.kept(of: &document, in: &table) ?? []
  }

  private static let indexedInput: [StaticString] = ["llm.input_messages.", "gen_ai.prompt."]
  private static let indexedOutput: [StaticString] = ["llm.output_messages.", "gen_ai.completion."]

  /// The messages with their places in the names of attributes, where they make calls and those told otherwise make
  /// none.
  private func indexedCalls(
    _ prefixes: [StaticString], besides told: [Int], in document: JSONDocument, _ table: SpanTable
  ) -> FlatMessages? {
    guard prefixes.contains(where: { attributes.has(prefix: $0, in: document) }),
      told.allSatisfy({ table.messages[$0].calls.isEmpty })
    else { return nil }
    let flat = FlatMessages(attributes, prefixes: prefixes, in: document)
    return flat.hasCalls ? flat : nil
  }

  /// The value of an attribute of the span or of one of its events.
  private func value(_ name: StaticString, of document: inout JSONDocument) -> JSONNode? {
    if let own = attributes.value(name, in: document) { return own }
    for event in document.elements("events", of: span) {
      if let held = document.field("attributes", of: event).flatMap({ document.field(name, of: $0) }),
        document.kind(held) != .null
      {
        return held
      }
    }
    return nil
  }

  private func instructions(_ document: inout JSONDocument, _ table: inout SpanTable) -> [Int] {
    guard let node = value("gen_ai.system_instructions", of: &document) else { return [] }
    return table.messages(in: node, of: &document, role: .system)
  }

  /// The messages that events tell: those of the span, or a list of them in an attribute.
  private func eventMessages(of document: inout JSONDocument, _ table: inout SpanTable)
    -> (input: [Int], output: [Int])
  {
    var told: (input: [Int], output: [Int]) = ([], [])
    for event in document.elements("events", of: span) {
      guard let name = document.text("name", of: event) else { continue }
      let messages = EventMessages(
        name, attributes: document.field("attributes", of: event), of: &document, into: &table)
      told.input += messages.input
      told.output += messages.output
    }
    guard let list = attributes.value("events", in: document) else { return told }
    guard var inner = table.document(within: list, of: document) else { return told }
    for event in inner.elements(of: inner.root) {
      guard let name = inner.text("event.name", of: event) else { continue }
      let messages = EventMessages(name, attributes: event, of: &inner, into: &table)
      told.input += messages.input
      told.output += messages.output
    }
    return told
  }

  private func lastResort(
    _ names: [StaticString], _ role: Role, _ document: inout JSONDocument, _ table: inout SpanTable
  ) -> [Int] {
    guard let value = attributes.value(names, in: document) else { return [] }
    return table.messages(in: value, of: &document, role: role)
  }

  /// Attributes with what went into a step as a whole, whatever its kind.
  static let inputNames: [StaticString] = [
    "ai.prompt.messages", "ai.prompt", "langfuse.observation.input", "langfuse.trace.input", "input.value",
    "traceloop.entity.input", "gen_ai.prompt", "gcp.vertex.agent.llm_request",
  ]

  /// Attributes with what came out of a step as a whole, whatever its kind.
  static let outputNames: [StaticString] = [
    "langfuse.observation.output", "langfuse.trace.output", "output.value", "traceloop.entity.output",
    "gen_ai.completion", "gcp.vertex.agent.llm_response", "ai.response.text", "ai.result.text",
    "ai.response.object", "ai.result.object",
  ]
}

/// The answer of a model in the attributes of the Vercel AI SDK: a text, and calls as JSON.
struct VercelAnswer {
  private let text: JSONNode?
  private let calls: JSONNode

  /// - Returns: `nil` if there is no call; an answer that is only a text is read like any other value.
  init?(_ attributes: SpanAttributes, in document: JSONDocument) {
    guard let calls = attributes.value(["ai.response.toolCalls", "ai.result.toolCalls"], in: document) else {
      return nil
    }
    self.calls = calls
    text = attributes.value(["ai.response.text", "ai.result.text"], in: document)
  }

  func kept(of document: inout JSONDocument, in table: inout SpanTable) -> [Int] {
    var inner = table.document(within: calls, of: document) ?? document
    let list = table.document(within: calls, of: document) == nil ? calls : inner.root
    var scratch = Trace()
    var reading = ChatMessages(taking: &scratch)
    let turn = reading.addTurn(.assistant)
    if let words = text.flatMap({ document.text($0) }) {
      reading.setText(inner.add(Array(document.strings[words.indices])), ofTurn: turn)
    }
    reading.readToolCalls(list, turn: turn, of: &inner)
    return table.keepMessages(of: reading.trace, in: inner)
  }
}

extension SpanTable {
  /// Keeps one message in the fields of an object, or of a string that holds one.
  mutating func message(in node: JSONNode, of document: inout JSONDocument, role: Role) -> [Int] {
    if var inner = self.document(within: node, of: document) {
      return message(in: inner.root, of: &inner, role: role)
    }
    guard document.kind(node) == .object else { return messages(in: node, of: &document, role: role) }
    // Calls or parts that are a string which holds them are read from a message that holds them plainly.
    for key: StaticString in ["tool_calls", "content"] {
      guard let value = document.field(key, of: node), let inner = self.document(within: value, of: document),
        document.text("tool_calls", of: node) == document.text(value) || inner.areBareParts(inner.root)
      else { continue }
      return message(with: inner, as: key, around: node, of: document, role: role)
    }
    var scratch = Trace()
    var reading = ChatMessages(taking: &scratch)
    reading.readMessage(node, outerRole: role, of: &document)
    let id = role == .tool ? document.name("id", of: node) : nil
    return keepMessages(of: reading.trace, in: document, callID: id)
  }

  private mutating func message(
    with value: JSONDocument, as field: StaticString, around node: JSONNode, of document: JSONDocument,
    role: Role
  ) -> [Int] {
    var bytes = Array("{\"\(field)\":".utf8)
    value.appendText(of: value.root, to: &bytes)
    document.forEachField(of: node) { key, value in
      guard !document.matches(key, field) else { return }
      bytes.append(contentsOf: ",\"".utf8)
      bytes.append(contentsOf: document.strings[key.indices])
      bytes.append(contentsOf: "\":".utf8)
      document.appendText(of: value, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
    guard var whole = try? JSONParser().parse(bytes) else { return [] }
    return message(in: whole.root, of: &whole, role: role)
  }
}

extension JSONDocument {
  /// Whether a value is a list of parts that have no type, as Amazon writes them.
  fileprivate func areBareParts(_ node: JSONNode) -> Bool {
    let parts = elements(of: node)
    return !parts.isEmpty
      && parts.allSatisfy { part in
        ContentPart.wrapper(of: part, in: self) != nil
          || onlyField(of: part).map { matches($0.key, "text") } ?? false
      }
  }
}
