internal import JSONBytes

/// What an event of the GenAI conventions tells of what went into a model and what came out of it: one message, as
/// until 2025, or all of them.
///
/// An event stands in a span, in a log record, or in a list that a span has as an attribute. Its fields are its
/// attributes, its body, or one attribute that holds them all as JSON.
struct EventMessages {
  private(set) var input: [Int] = []
  private(set) var output: [Int] = []

  init(
    _ name: ByteRange, attributes: JSONNode?, body: JSONNode? = nil, of document: inout JSONDocument,
    into table: inout SpanTable
  ) {
    if document.matches(name, "gen_ai.content.prompt") {
      input = messages("gen_ai.prompt", attributes, .user, of: &document, &table)
    } else if document.matches(name, "gen_ai.content.completion") {
      output = messages("gen_ai.completion", attributes, .assistant, of: &document, &table)
    } else if let role = Self.role(ofEvent: name, in: document) {
      guard let fields = Self.fields(attributes, body, in: document) else { return }
      let isChoice = document.matches(name, "gen_ai.choice")
      if isChoice {
        output = table.choice(in: fields, of: &document)
      } else {
        input = table.message(in: fields, of: &document, role: role)
      }
    } else {
      for fields in [attributes, body].compactMap(\.self) where input.isEmpty && output.isEmpty {
        readAll(fields, of: &document, &table)
      }
    }
  }

  /// Reads an event with all messages, such as `gen_ai.client.inference.operation.details`.
  private mutating func readAll(
    _ fields: JSONNode, of document: inout JSONDocument, _ table: inout SpanTable
  ) {
    guard document.kind(fields) == .object else { return }
    input =
      messages("gen_ai.system_instructions", fields, .system, of: &document, &table)
      + messages("gen_ai.input.messages", fields, .user, of: &document, &table)
    output = messages("gen_ai.output.messages", fields, .assistant, of: &document, &table)
  }

  private func messages(
    _ key: StaticString, _ fields: JSONNode?, _ role: Role, of document: inout JSONDocument,
    _ table: inout SpanTable
  ) -> [Int] {
    guard let value = fields.flatMap({ document.field(key, of: $0) }), document.kind(value) != .null else {
      return []
    }
    return table.messages(in: value, of: &document, role: role)
  }

  /// The fields of an event with one message.
  private static func fields(_ attributes: JSONNode?, _ body: JSONNode?, in document: JSONDocument)
    -> JSONNode?
  {
    if let attributes, let content = document.field("gen_ai.event.content", of: attributes) { return content }
    if let body, document.kind(body) != .null { return body }
    return attributes
  }

  private static func role(ofEvent name: ByteRange, in document: JSONDocument) -> Role? {
    if document.matches(name, "gen_ai.user.message") { return .user }
    if document.matches(name, "gen_ai.assistant.message") || document.matches(name, "gen_ai.choice") {
      return .assistant
    }
    if document.matches(name, "gen_ai.tool.message") { return .tool }
    return document.matches(name, "gen_ai.system.message") ? .system : nil
  }
}

/// What an event outside of its span tells of it.
struct ToldEvent {
  /// The hash of the span's id; 0 if it names none.
  let span: UInt64
  var time: Double?

  /// Messages, by their places in the table.
  var input: [Int] = []
  var output: [Int] = []
  var mark: ErrorMark?

  init(span: UInt64) { self.span = span }
}

extension SpanTable {
  /// Keeps the answer of a model, whose calls may stand beside its message.
  mutating func choice(in node: JSONNode, of document: inout JSONDocument) -> [Int] {
    if var inner = self.document(within: node, of: document) { return choice(in: inner.root, of: &inner) }
    guard let message = document.field("message", of: node) else {
      return self.message(in: node, of: &document, role: .assistant)
    }
    guard document.kind(message) == .object, let calls = document.field("tool_calls", of: node) else {
      return self.message(in: message, of: &document, role: .assistant)
    }
    var scratch = Trace()
    var reading = ChatMessages(taking: &scratch)
    reading.readMessage(message, outerRole: .assistant, of: &document)
    if let turn = reading.trace.turns.indices.last, reading.trace.toolCalls.isEmpty {
      reading.readToolCalls(calls, turn: turn, of: &document)
    }
    return keepMessages(of: reading.trace, in: document)
  }

  /// Gives spans what events outside of them tell, where they do not say it themselves; a span that no record
  /// holds is made of its events.
  mutating func takeEvents() {
    guard !events.isEmpty else { return }
    // Events of one time tell first what the system says, then keep the order of their records.
    let told = events.enumerated().sorted { one, other in
      let times = (one.element.time ?? -.infinity, other.element.time ?? -.infinity)
      if times.0 != times.1 { return times.0 < times.1 }
      let ranks = (rank(of: one.element), rank(of: other.element))
      return ranks.0 != ranks.1 ? ranks.0 < ranks.1 : one.offset < other.offset
    }.map(\.element)
    events = []
    var filled: Set<UInt64> = []
    for event in told {
      guard let place = place(ofSpan: event.span) else {
        guard !event.input.isEmpty || !event.output.isEmpty else { continue }
        var span = TraceSpan()
        (span.kind, span.id, span.start) = (.model, event.span, event.time)
        (span.input, span.output, span.mark) = (event.input, event.output, event.mark)
        add(span)
        filled.insert(event.span)
        continue
      }
      take(event, place, &filled)
    }
  }

  private func rank(of event: ToldEvent) -> Int {
    event.input.first.map { messages[$0].role == .system ? 0 : 1 } ?? 1
  }

  private mutating func take(_ event: ToldEvent, _ place: Int, _ filled: inout Set<UInt64>) {
    let isSilent = spans[place].input.isEmpty && spans[place].output.isEmpty
    if filled.contains(event.span) || isSilent {
      setMessages(
        ofSpan: place, input: spans[place].input + event.input, output: spans[place].output + event.output,
        mark: spans[place].mark ?? event.mark)
      filled.insert(event.span)
    } else {
      setMessages(
        ofSpan: place, input: spans[place].input, output: spans[place].output,
        mark: spans[place].mark ?? event.mark)
    }
  }
}
