internal import JSONBytes

/// The attributes of a span by their dotted names, whether the source wrote them flat or as nested objects.
struct SpanAttributes {
  /// The names, as places in the document's strings, with their values.
  private(set) var entries: [(name: ByteRange, value: JSONNode)] = []

  init(_ node: JSONNode?, of document: inout JSONDocument) {
    guard let node else { return }
    add(node, prefix: .empty, of: &document, depth: 0)
  }

  /// The attributes of a span: in an object, or, in a table of spans, in fields that begin with `attributes.`.
  init(ofSpan span: JSONNode, of document: inout JSONDocument) {
    self.init(document.field("attributes", of: span), of: &document)
    var fields: [(ByteRange, JSONNode)] = []
    document.forEachField(of: span) { key, value in
      if document.begins(key, with: "attributes.") { fields.append((key, value)) }
    }
    for (key, value) in fields {
      let count = "attributes.".utf8.count
      let name = ByteRange(start: key.start + count, count: key.count - count)
      addValue(value, name: name, of: &document, depth: 0)
    }
  }

  private mutating func add(_ node: JSONNode, prefix: ByteRange, of document: inout JSONDocument, depth: Int)
  {
    var fields: [(ByteRange, JSONNode)] = []
    fields.reserveCapacity(document.fieldCount(of: node))
    document.forEachField(of: node) { fields.append(($0, $1)) }
    if entries.isEmpty { entries.reserveCapacity(fields.count) }
    for (key, value) in fields {
      let name = prefix.isEmpty ? key : document.dotted(prefix, key)
      addValue(value, name: name, of: &document, depth: depth)
    }
  }

  private mutating func addValue(
    _ value: JSONNode, name: ByteRange, of document: inout JSONDocument, depth: Int
  ) {
    let kind = document.kind(value)
    guard kind == .object || kind == .array, depth < 12, !Self.isWhole(name, in: document) else {
      entries.append((name, value))
      return
    }
    switch kind {
    case .object: add(value, prefix: name, of: &document, depth: depth + 1)
    default:
      let elements = document.elements(of: value)
      guard let first = elements.first, document.kind(first) == .object else {
        entries.append((name, value))
        return
      }
      for (index, element) in elements.enumerated() {
        let number = document.add(Array(String(index).utf8))
        addValue(element, name: document.dotted(name, number), of: &document, depth: depth + 1)
      }
    }
  }

  /// Whether an attribute is a value of its own, however deep.
  private static func isWhole(_ name: ByteRange, in document: JSONDocument) -> Bool {
    wholeNames.contains { document.matches(name, $0) }
  }

  private static let wholeNames: [StaticString] = [
    "gen_ai.input.messages", "gen_ai.output.messages", "gen_ai.system_instructions",
    "gen_ai.tool.call.arguments", "gen_ai.tool.call.result", "gen_ai.tool.definitions", "metadata",
    "input.value", "output.value", "tool.parameters", "llm.invocation_parameters", "message",
    "tool_calls",
  ]

  /// The value of an attribute.
  func value(_ name: StaticString, in document: JSONDocument) -> JSONNode? {
    entries.first { document.matches($0.name, name) && document.kind($0.value) != .null }?.value
  }

  /// The value of the first of several attributes that is there.
  func value(_ names: [StaticString], in document: JSONDocument) -> JSONNode? {
    for name in names {
      if let value = value(name, in: document) { return value }
    }
    return nil
  }

  func text(_ names: StaticString..., in document: JSONDocument) -> ByteRange? {
    for name in names {
      if let text = value(name, in: document).flatMap({ document.text($0) }), !text.isEmpty { return text }
    }
    return nil
  }

  /// Whether any attribute's name begins so.
  func has(prefix: StaticString, in document: JSONDocument) -> Bool {
    entries.contains { document.begins($0.name, with: prefix) }
  }
}

extension JSONDocument {
  fileprivate mutating func dotted(_ one: ByteRange, _ other: ByteRange) -> ByteRange {
    add(Array(strings[one.indices]) + [UInt8(ascii: ".")] + Array(strings[other.indices]))
  }

  /// Whether a stretch of the strings begins with an ASCII word.
  func begins(_ range: ByteRange, with word: StaticString) -> Bool {
    range.count >= word.utf8CodeUnitCount
      && matches(ByteRange(start: range.start, count: word.utf8CodeUnitCount), word)
  }

  /// The kind of a span that attributes name; `nil` if they name none.
  func spanKind(ofAttributes attributes: JSONNode) -> TraceSpan.Kind? {
    for key: StaticString in [
      "openinference.span.kind", "gen_ai.operation.name", "traceloop.span.kind", "langfuse.observation.type",
    ] {
      if let kind = text(key, of: attributes).flatMap({ spanKind(named: $0) }) { return kind }
    }
    return nil
  }

  /// The kind of span that a word of the conventions stands for.
  func spanKind(named word: ByteRange) -> TraceSpan.Kind? {
    switch string(word).lowercased() {
    case "llm", "chat", "chat_model", "generate_content", "text_completion", "generation", "completion",
      "ai.generatetext.dogenerate", "ai.streamtext.dostream", "ai.generateobject.dogenerate",
      "ai.streamobject.dostream":
      .model
    case "tool", "execute_tool", "ai.toolcall": .tool
    case "retriever", "retrieval": .retriever
    case "agent", "chain", "embedding", "embeddings", "reranker", "guardrail", "evaluator", "prompt",
      "parser",
      "memory",
      "invoke_agent", "create_agent", "workflow", "task", "plan", "invoke_workflow", "ai.generatetext",
      "ai.streamtext", "ai.generateobject", "ai.streamobject":
      .frame
    default: nil
    }
  }
}
