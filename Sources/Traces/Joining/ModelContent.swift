internal import JSONBytes

/// What went into a model and came out of it, in any of the forms that instrumentations write.
struct ModelContent {
  let attributes: SpanAttributes

  /// The span itself, whose events may hold the messages.
  let span: JSONNode

  func input(_ document: inout JSONDocument, _ table: inout SpanTable) -> [Int] {
    if let messages = value("gen_ai.input.messages", of: &document) {
      return instructions(&document, &table) + table.messages(in: messages, of: &document, role: .user)
    }
    let flat = FlatMessages(attributes, prefixes: ["llm.input_messages.", "gen_ai.prompt."], in: document)
    if !flat.isEmpty { return flat.kept(of: &document, role: .user, in: &table) }
    let told = eventMessages(of: &document, &table, isOutput: false)
    if !told.isEmpty { return told }
    let value = attributes.value(["input.value", "traceloop.entity.input", "gen_ai.prompt"], in: document)
    guard let value else { return [] }
    return table.messages(in: value, of: &document, role: .user)
  }

  func output(_ document: inout JSONDocument, _ table: inout SpanTable) -> [Int] {
    if let messages = value("gen_ai.output.messages", of: &document) {
      return table.messages(in: messages, of: &document, role: .assistant)
    }
    let flat = FlatMessages(
      attributes, prefixes: ["llm.output_messages.", "gen_ai.completion."], in: document)
    if !flat.isEmpty { return flat.kept(of: &document, role: .assistant, in: &table) }
    let told = eventMessages(of: &document, &table, isOutput: true)
    if !told.isEmpty { return told }
    let value = attributes.value(
      ["output.value", "traceloop.entity.output", "gen_ai.completion"], in: document)
    guard let value else { return [] }
    return table.messages(in: value, of: &document, role: .assistant)
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

  /// The messages that events tell, one each, as the conventions had it until 2025.
  private func eventMessages(of document: inout JSONDocument, _ table: inout SpanTable, isOutput: Bool)
    -> [Int]
  {
    var places: [Int] = []
    for event in document.elements("events", of: span) {
      guard let name = document.text("name", of: event),
        let attributes = document.field("attributes", of: event)
      else { continue }
      if document.matches(name, "gen_ai.content.prompt"), !isOutput {
        guard let prompt = document.field("gen_ai.prompt", of: attributes) else { continue }
        places += table.messages(in: prompt, of: &document, role: .user)
      } else if document.matches(name, "gen_ai.content.completion"), isOutput {
        guard let completion = document.field("gen_ai.completion", of: attributes) else { continue }
        places += table.messages(in: completion, of: &document, role: .assistant)
      } else if document.matches(name, "gen_ai.choice"), isOutput {
        let message = document.field("message", of: attributes) ?? attributes
        places += table.message(in: message, of: &document, role: .assistant)
      } else if let role = role(ofEvent: name, in: document), !isOutput {
        places += table.message(in: attributes, of: &document, role: role)
      }
    }
    return places
  }

  private func role(ofEvent name: ByteRange, in document: JSONDocument) -> Role? {
    if document.matches(name, "gen_ai.user.message") { return .user }
    if document.matches(name, "gen_ai.assistant.message") { return .assistant }
    if document.matches(name, "gen_ai.tool.message") { return .tool }
    return document.matches(name, "gen_ai.system.message") ? .system : nil
  }
}

extension SpanTable {
  /// Keeps one message in the fields of an object, or of a string that holds one.
  mutating func message(in node: JSONNode, of document: inout JSONDocument, role: Role) -> [Int] {
    if var inner = self.document(within: node, of: document) {
      return message(in: inner.root, of: &inner, role: role)
    }
    guard document.kind(node) == .object else { return messages(in: node, of: &document, role: role) }
    var scratch = Trace()
    var reading = ChatMessages(taking: &scratch)
    if let calls = document.field("tool_calls", of: node),
      let inner = self.document(within: calls, of: document)
    {
      // The calls are a string that holds them: they are read from a message that holds them plainly.
      return message(withCalls: inner, around: node, of: document, role: role)
    }
    reading.readMessage(node, outerRole: role, of: &document)
    let id = role == .tool ? document.name("id", of: node) : nil
    return keepMessages(of: reading.trace, in: document, callID: id)
  }

  private mutating func message(
    withCalls calls: JSONDocument, around node: JSONNode, of document: JSONDocument, role: Role
  ) -> [Int] {
    var bytes = Array("{".utf8)
    document.forEachField(of: node) { key, value in
      guard !document.matches(key, "tool_calls") else { return }
      bytes.append(UInt8(ascii: "\""))
      bytes.append(contentsOf: document.strings[key.indices])
      bytes.append(contentsOf: "\":".utf8)
      document.appendText(of: value, to: &bytes)
      bytes.append(UInt8(ascii: ","))
    }
    bytes.append(contentsOf: "\"tool_calls\":".utf8)
    calls.appendText(of: calls.root, to: &bytes)
    bytes.append(UInt8(ascii: "}"))
    guard var whole = try? JSONParser().parse(bytes) else { return [] }
    return message(in: whole.root, of: &whole, role: role)
  }
}
