package import JSONBytes

/// Spans in the shape of Phoenix, with attributes of OpenInference or of the GenAI conventions.
package struct SpanRecordReader: SpanReader {
  package let name = "phoenix"
  package let summary =
    "Phoenix spans: `context`, `attributes`, `start_time`; OpenInference or GenAI attributes"
  package let signs = [
    FormatSign([.startTimeSnake], objects: [.context, .attributes]),
    FormatSign([.spanKind], objects: [.context]), FormatSign([.parentID], objects: [.context]),
    FormatSign(strings: [.contextTraceID, .contextSpanID]),
  ]
  package let family = TraceFamily.spans

  package init() {}

  package func identity(of document: inout JSONDocument) -> PartIdentity? {
    let context = self.context(in: document)
    guard let key = context.trace.flatMap({ document.text($0) }), !key.isEmpty else { return nil }
    return PartIdentity(
      key: key, id: context.span.flatMap { document.text($0) }.flatMap { $0.isEmpty ? nil : $0 },
      updatedAt: document.time("end_time", of: document.root))
  }

  /// The ids of trace and span, in an object or, in a table of spans, in fields of their own.
  private func context(in document: JSONDocument) -> (trace: JSONNode?, span: JSONNode?) {
    let root = document.root
    guard let context = document.field("context", of: root), document.kind(context) == .object else {
      return (document.field("context.trace_id", of: root), document.field("context.span_id", of: root))
    }
    return (document.field("trace_id", of: context), document.field("span_id", of: context))
  }

  func read(_ document: inout JSONDocument, into table: inout SpanTable) {
    if var opened = document.opened(["attributes", "events"]) { return read(&opened, into: &table) }
    if var opened = document.openedMLflow() { return read(&opened, into: &table) }
    let root = document.root
    let attributes = SpanAttributes(ofSpan: root, of: &document)
    var span = TraceSpan()
    let context = self.context(in: document)
    span.id = table.name(context.span.flatMap { document.text($0) }, in: document)
    if table.id == nil {
      table.id = table.keep(context.trace.flatMap { document.text($0) }, of: document)
    }
    span.parent = table.name(document.text("parent_id", of: root), in: document)
    span.start = document.time("start_time", of: root)
    span.end = document.time("end_time", of: root)
    span.kind = kind(attributes, in: document)
    span.name = table.keep(name(attributes, span.kind, in: document), of: document) ?? .empty
    span.mark = table.keep(SpanMark.mark(attributes, in: &document), of: document)
    switch span.kind {
    case .model:
      let content = ModelContent(attributes: attributes, span: root)
      (span.input, span.output) = content.messages(&document, &table)
    case .tool, .retriever, .unknown: readTool(attributes, of: &document, &span, into: &table)
    case .frame, .line: readFrame(attributes, of: &document, &span, into: &table)
    }
    noteFacts(attributes, of: document, into: &table)
    SpanEvaluations.note(of: document, attributes, into: &table)
    table.add(span)
  }

  private func kind(_ attributes: SpanAttributes, in document: JSONDocument) -> TraceSpan.Kind {
    for name in Self.kindNames {
      if let kind = attributes.text(name, in: document).flatMap({ document.spanKind(named: $0) }) {
        return kind
      }
    }
    if let type = attributes.text("langfuse.observation.type", in: document), document.matches(type, "span") {
      return .unknown
    }
    let own = document.text("span_kind", of: document.root)
    if let kind = own.flatMap({ document.spanKind(named: $0) }) { return kind }
    if attributes.value(["gen_ai.tool.name", "gen_ai.tool.call.id", "ai.toolCall.name"], in: document) != nil
    {
      return .tool
    }
    let isModel =
      attributes.has(prefix: "gen_ai.prompt.", in: document)
      || attributes.has(prefix: "llm.input_messages.", in: document)
      || attributes.value(
        ["gen_ai.input.messages", "gen_ai.request.model", "llm.request.type"], in: document)
        != nil
    return isModel ? .model : .frame
  }

  private static let kindNames: [StaticString] = [
    "openinference.span.kind", "gen_ai.operation.name", "traceloop.span.kind", "langfuse.observation.type",
    "ai.operationId",
  ]

  private func name(_ attributes: SpanAttributes, _ kind: TraceSpan.Kind, in document: JSONDocument)
    -> ByteRange?
  {
    let own = document.text("name", of: document.root)
    switch kind {
    case .tool, .retriever, .unknown:
      if let tool = attributes.text(
        "gen_ai.tool.name", "tool.name", "tool_call.function.name", "ai.toolCall.name",
        "traceloop.entity.name", in: document)
      {
        return tool
      }
      guard let own, document.begins(own, with: "execute_tool ") else { return own }
      return ByteRange(start: own.start + 13, count: own.count - 13)
    case .frame, .line, .model: return attributes.text("gen_ai.agent.name", "agent.name", in: document) ?? own
    }
  }

  private func readTool(
    _ attributes: SpanAttributes, of document: inout JSONDocument, _ span: inout TraceSpan,
    into table: inout SpanTable
  ) {
    let arguments = attributes.value(Self.argumentNames, in: document)
    span.arguments = table.arguments(arguments, of: &document)
    span.callID = table.keep(
      attributes.text(
        "gen_ai.tool.call.id", "tool_call.id", "tool.id", "ai.toolCall.id",
        "langfuse.observation.metadata.tool_call_id", in: document), of: document)
    if span.kind == .retriever, let documents = documents(attributes, in: document) {
      span.result = table.copy(document.joined(documents) ?? .empty, of: document)
      return
    }
    let value = attributes.value(Self.resultNames, in: document)
    let result = table.result(value, of: &document)
    span.result = result.text
    span.callID = span.callID ?? result.callID
    span.mark = span.mark ?? result.mark
    // A retrieval that found nothing has no documents and no output.
    if span.kind == .retriever, span.result == nil, span.mark == nil { span.result = table.keep("[]") }
  }

  private static let argumentNames: [StaticString] = [
    "gen_ai.tool.call.arguments", "tool_call.function.arguments", "ai.toolCall.args",
    "langfuse.observation.input", "input.value", "tool.parameters", "traceloop.entity.input",
    "tool_arguments", "gcp.vertex.agent.tool_call_args",
  ]
  private static let resultNames: [StaticString] = [
    "gen_ai.tool.call.result", "ai.toolCall.result", "langfuse.observation.output", "output.value",
    "traceloop.entity.output", "tool_response", "gcp.vertex.agent.tool_response",
  ]

  /// The contents of retrieved documents; `nil` if there are none.
  private func documents(_ attributes: SpanAttributes, in document: JSONDocument) -> [ByteRange]? {
    let texts = attributes.entries.compactMap { name, value -> ByteRange? in
      guard document.begins(name, with: "retrieval.documents."),
        document.ends(name, with: ".document.content")
      else { return nil }
      return document.text(value)
    }
    return texts.isEmpty ? nil : texts
  }

  private func readFrame(
    _ attributes: SpanAttributes, of document: inout JSONDocument, _ span: inout TraceSpan,
    into table: inout SpanTable
  ) {
    let input = attributes.value(["gen_ai.input.messages"] + ModelContent.inputNames, in: document)
    let output = attributes.value(
      ["gen_ai.output.messages"] + ModelContent.outputNames + ["final_result"], in: document)
    if let input { span.input = table.messages(in: input, of: &document, role: .user) }
    if let output { span.output = table.messages(in: output, of: &document, role: .assistant) }
  }

  private func noteFacts(_ attributes: SpanAttributes, of document: JSONDocument, into table: inout SpanTable)
  {
    if table.thread == nil {
      table.thread = table.keep(
        attributes.text(
          "session.id", "gen_ai.conversation.id", "langfuse.session.id", "langfuse.trace.session_id",
          "traceloop.association.properties.session_id", "traceloop.association.properties.thread_id",
          "ai.telemetry.metadata.sessionId", in: document), of: document)
    }
    if table.agent == nil {
      table.agent = table.keep(
        attributes.text("gen_ai.agent.name", "agent.name", "ai.telemetry.functionId", in: document),
        of: document)
    }
  }
}

extension JSONDocument {
  /// Whether a stretch of the strings ends with an ASCII word.
  func ends(_ range: ByteRange, with word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    return range.count >= count && matches(ByteRange(start: range.end - count, count: count), word)
  }
}

extension JSONDocument {
  /// The object with the JSON in place of the texts that hold it, as a database writes columns; `nil` if none of the
  /// fields is such a text.
  fileprivate func opened(_ keys: [StaticString]) -> JSONDocument? {
    func holdsJSON(_ node: JSONNode) -> Bool {
      guard let text = text(node), !text.isEmpty else { return false }
      return strings[text.start] == UInt8(ascii: "{") || strings[text.start] == UInt8(ascii: "[")
    }
    guard keys.contains(where: { field($0, of: root).map(holdsJSON) ?? false }) else { return nil }
    var bytes = [UInt8(ascii: "{")]
    forEachField(of: root) { key, value in
      if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
      appendQuoted(key, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      if keys.contains(where: { matches(key, $0) }), holdsJSON(value), let text = text(value) {
        bytes.append(contentsOf: strings[text.indices])
      } else {
        appendText(of: value, to: &bytes)
      }
    }
    bytes.append(UInt8(ascii: "}"))
    return try? JSONParser().parse(bytes)
  }
}

/// What a span says of a failure.
enum SpanMark {
  /// An exception that was recorded outweighs a type of error, and that a status.
  static func mark(_ attributes: SpanAttributes, in document: inout JSONDocument) -> ErrorMark? {
    let root = document.root
    for event in document.elements("events", of: root) {
      guard let name = document.text("name", of: event), document.matches(name, "exception") else { continue }
      let own = SpanAttributes(document.field("attributes", of: event), of: &document)
      return ErrorMark(
        provenance: .exceptionEvent, type: own.text("exception.type", in: document),
        message: own.text("exception.message", "exception.stacktrace", in: document))
    }
    let status = document.field("status", of: root)
    let message =
      (document.text("status_message", of: root) ?? status.flatMap { document.text("description", of: $0) })
      .flatMap { $0.isEmpty ? nil : $0 }
    if let type = attributes.text("exception.type", in: document) {
      return ErrorMark(
        provenance: .exceptionEvent, type: type,
        message: attributes.text("exception.message", in: document) ?? message)
    }
    if let type = attributes.text("error.type", in: document) {
      return ErrorMark(provenance: .typed, type: type, message: message)
    }
    let code =
      document.field("status_code", of: root) ?? status.flatMap { document.field("status_code", of: $0) }
    guard let code, isError(code, in: document) else { return nil }
    return ErrorMark(provenance: .flag, message: message)
  }

  private static func isError(_ code: JSONNode, in document: JSONDocument) -> Bool {
    if document.number(code) == 2 { return true }
    guard let word = document.text(code) else { return false }
    return document.matches(word, "ERROR") || document.matches(word, "STATUS_CODE_ERROR")
      || document.matches(word, "2") || document.matches(word, "Error")
  }
}

/// What a span says of the quality of its trace.
enum SpanEvaluations {
  static func note(of document: JSONDocument, _ attributes: SpanAttributes, into table: inout SpanTable) {
    for key: StaticString in ["annotations", "evaluations", "span_annotations", "trace_annotations"] {
      for annotation in document.elements(key, of: document.root) {
        note(annotation, of: document, into: &table)
      }
    }
    for event in document.elements("events", of: document.root) {
      guard let own = document.field("attributes", of: event) else { continue }
      noteConvention(own, of: document, into: &table)
    }
    if let own = document.field("attributes", of: document.root) {
      noteConvention(own, of: document, into: &table)
      for key: StaticString in ["annotations", "evaluations"] {
        for annotation in document.elements(key, of: own) { note(annotation, of: document, into: &table) }
      }
    }
  }

  private static func note(_ annotation: JSONNode, of document: JSONDocument, into table: inout SpanTable) {
    func text(_ one: StaticString, _ other: StaticString) -> String? {
      (document.text(one, of: annotation) ?? document.text(other, of: annotation)).map { document.string($0) }
    }
    let result = document.field("result", of: annotation) ?? annotation
    var outcome = Outcome.unknown
    for key: StaticString in ["label", "annotation.label", "score", "annotation.score"]
    where outcome == .unknown {
      guard let value = document.field(key, of: result) else { continue }
      outcome = OutcomeRule.outcome(ofScore: value, in: document)
    }
    let source: OutcomeSource? =
      switch text("annotator_kind", "annotation.annotator_kind")?.uppercased() {
      case "HUMAN": .human
      case "LLM": .judge
      case "CODE": .code
      default: nil
      }
    table.verdicts.add(outcome, from: source, name: text("name", "annotation.name") ?? "")
  }

  /// Notes an evaluation in the words of the GenAI conventions, which judges write.
  static func noteConvention(
    _ attributes: JSONNode, of document: JSONDocument, into table: inout SpanTable
  ) {
    guard let name = document.text("gen_ai.evaluation.name", of: attributes) else { return }
    var outcome = Outcome.unknown
    for key: StaticString in ["gen_ai.evaluation.score.label", "gen_ai.evaluation.score.value"]
    where outcome == .unknown {
      guard let value = document.field(key, of: attributes) else { continue }
      outcome = OutcomeRule.outcome(ofScore: value, in: document)
    }
    table.verdicts.add(outcome, from: .judge, name: document.string(name))
  }
}
