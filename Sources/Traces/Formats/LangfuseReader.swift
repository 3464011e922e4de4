package import JSONBytes

/// Traces of Langfuse: from its pages, its blob storage or its API; in the last, observations and scores stand
/// within the trace.
package struct LangfuseTraceReader: SpanReader {
  package let name = "langfuse"
  package let summary = "Langfuse traces, of its pages, blob storage or API (with `observations` in them)"
  package let signs = [
    FormatSign([.id, .timestamp, .input, .output]), FormatSign([.id, .timestamp, .bookmarked]),
    FormatSign([.id, .timestamp], arrays: [.observations]),
  ]
  package let family = TraceFamily.langfuse

  package init() {}

  package func identity(of document: inout JSONDocument) -> PartIdentity? {
    let root = document.root
    guard let id = document.name("id", of: root) else { return nil }
    return PartIdentity(key: id, id: id, updatedAt: document.updateTime(of: root))
  }

  func read(_ document: inout JSONDocument, into table: inout SpanTable) {
    let root = document.root
    table.id = table.keep(document.name("id", of: root), of: document)
    table.thread =
      table.keep(document.either("sessionId", "session_id", of: root), of: document) ?? table.thread
    table.agent = table.keep(document.text("name", of: root), of: document)
    table.startedAt = document.time("timestamp", of: root) ?? table.startedAt
    if let input = document.content("input", of: root) {
      table.input = table.messages(in: input, of: &document, role: .user)
    }
    if let output = document.content("output", of: root) {
      table.output = table.messages(in: output, of: &document, role: .assistant)
    }
    for observation in document.elements("observations", of: root)
    where document.kind(observation) == .object {
      LangfuseObservation(node: observation).read(&document, into: &table)
    }
    readScores(of: document, into: &table)
    LangfuseScoreReader.readColumns(of: root, in: document, into: &table)
  }

  /// Reads scores as a list of objects, or as lists of values by name, whose authors are not told.
  private func readScores(of document: JSONDocument, into table: inout SpanTable) {
    guard let scores = document.field("scores", of: document.root) else { return }
    for score in document.elements(of: scores) where document.kind(score) == .object {
      LangfuseScoreReader.read(score, of: document, into: &table)
    }
    document.forEachField(of: scores) { key, values in
      let first = document.kind(values) == .array ? document.elements(of: values).first : values
      guard let first else { return }
      let outcome = OutcomeRule.outcome(ofScore: first, in: document)
      table.verdicts.add(outcome, from: nil, name: document.string(key))
    }
  }
}

/// A manifest of Langfuse's blob storage.
package struct LangfuseManifest: ExportIndex {
  package let name = "langfuse"
  package let summary =
    "Langfuse manifests of blob storage (`files` with `rowCount`): counted, nothing is read"
  package let signs = [FormatSign(arrays: [.files])]

  package init() {}

  package func confirms(_ document: JSONDocument) -> Bool {
    let files = document.elements("files", of: document.root)
    return !files.isEmpty
      && files.allSatisfy { file in
        document.field("rowCount", of: file) != nil || document.field("row_count", of: file) != nil
      }
  }
}

/// Observations of Langfuse, one a record.
package struct LangfuseObservationReader: SpanReader {
  package let name = "langfuse"
  package let summary = "Langfuse observations, of its pages (`traceId`) or blob storage (`trace_id`)"
  package let signs = [
    FormatSign([.traceId, .startTime], strings: [.type]),
    FormatSign([.traceID, .startTimeSnake], strings: [.type]),
    FormatSign([.traceId, .parentObservationId], strings: [.type]),
    FormatSign([.traceID, .parentObservationID], strings: [.type]),
  ]
  package let family = TraceFamily.langfuse

  package init() {}

  package func identity(of document: inout JSONDocument) -> PartIdentity? {
    let root = document.root
    guard let key = document.either("traceId", "trace_id", of: root) else { return nil }
    return PartIdentity(
      key: key, id: document.name("id", of: root), updatedAt: document.updateTime(of: root))
  }

  func read(_ document: inout JSONDocument, into table: inout SpanTable) {
    LangfuseObservation(node: document.root).read(&document, into: &table)
    LangfuseScoreReader.readColumns(of: document.root, in: document, into: &table)
  }
}

/// Scores of Langfuse, one a record.
package struct LangfuseScoreReader: SpanReader {
  package let name = "langfuse"
  package let summary = "Langfuse scores: `traceId` or `trace_id` with `name` and `value`"
  package let signs = [
    FormatSign([.traceId, .name, .value]), FormatSign([.traceID, .name, .value]),
    FormatSign([.traceId, .name, .stringValue]), FormatSign([.traceID, .name, .stringValueSnake]),
    FormatSign([.name, .value], objects: [.subject]),
  ]
  package let family = TraceFamily.langfuse

  package init() {}

  package func identity(of document: inout JSONDocument) -> PartIdentity? {
    let root = document.root
    let subject = document.field("subject", of: root).flatMap { document.name("id", of: $0) }
    guard let key = document.either("traceId", "trace_id", of: root) ?? subject else { return nil }
    return PartIdentity(
      key: key, id: document.name("id", of: root), updatedAt: document.updateTime(of: root))
  }

  func read(_ document: inout JSONDocument, into table: inout SpanTable) {
    Self.read(document.root, of: document, into: &table)
  }

  /// Notes scores that stand beside the fields of a trace or observation, each under its own name as a list of
  /// values: so the pages export them.
  static func readColumns(of node: JSONNode, in document: JSONDocument, into table: inout SpanTable) {
    document.forEachField(of: node) { key, values in
      guard document.kind(values) == .array, document.value(ofName: key, in: listFields) == 0,
        let first = document.elements(of: values).first
      else { return }
      table.verdicts.add(
        OutcomeRule.outcome(ofScore: first, in: document), from: nil, name: document.string(key))
    }
  }

  /// Lists that are no scores.
  private static let listFields = ByteTable(
    [
      "tags", "comments", "observations", "scores", "tracetags", "trace_tags", "input", "output", "toolcalls",
      "tool_calls", "toolcallnames", "tool_call_names", "tooldefinitions", "tool_definitions", "promptids",
    ].map { (name: $0, value: 1) })

  /// Notes what a score says: its word if it has one, else its number.
  static func read(_ node: JSONNode, of document: JSONDocument, into table: inout SpanTable) {
    var outcome = Outcome.unknown
    for key: StaticString in ["stringValue", "string_value", "value"] where outcome == .unknown {
      guard let value = document.field(key, of: node) else { continue }
      outcome = OutcomeRule.outcome(ofScore: value, in: document)
    }
    let name = document.text("name", of: node).map { document.string($0) } ?? ""
    let source: OutcomeSource? =
      switch document.text("source", of: node).map({ document.string($0) }) {
      case "ANNOTATION": .human
      case "EVAL": .judge
      case "API": .code
      default: nil
      }
    table.verdicts.add(outcome, from: source, name: name)
  }
}

/// An observation of Langfuse, within a trace or alone.
struct LangfuseObservation {
  let node: JSONNode

  func read(_ document: inout JSONDocument, into table: inout SpanTable) {
    var span = TraceSpan()
    span.id = table.name(document.text("id", of: node), in: document)
    span.parent = table.name(
      document.either("parentObservationId", "parent_observation_id", of: node), in: document)
    span.name = table.keep(document.text("name", of: node), of: document) ?? .empty
    span.start = document.time("startTime", of: node) ?? document.time("start_time", of: node)
    span.end = document.time("endTime", of: node) ?? document.time("end_time", of: node)
    span.kind = kind(in: document)
    let message = document.either("statusMessage", "status_message", of: node)
    if document.text("level", of: node).map({ document.matches($0, "ERROR") }) ?? false {
      span.mark = ErrorMark(provenance: .flag, message: table.keep(message, of: document))
    }
    readContent(of: &document, &span, into: &table)
    // What went wrong may be told only here, with the level left as it was; the words of a mark are the result unless
    // the model saw others.
    if span.kind != .frame, span.kind != .model, span.result == nil, span.mark?.message == nil, let message {
      span.result = table.keep(message, of: document)
    }
    if table.id == nil {
      table.id = table.keep(document.either("traceId", "trace_id", of: node), of: document)
    }
    if table.thread == nil {
      table.thread = table.keep(document.either("sessionId", "session_id", of: node), of: document)
    }
    table.add(span)
  }

  private func readContent(
    of document: inout JSONDocument, _ span: inout TraceSpan, into table: inout SpanTable
  ) {
    let (input, output) = (document.content("input", of: node), document.content("output", of: node))
    switch span.kind {
    case .model:
      if let input { span.input = table.messages(in: input, of: &document, role: .user) }
      if let output { span.output = table.messages(in: output, of: &document, role: .assistant) }
    case .tool, .retriever, .unknown:
      span.arguments = table.arguments(input, of: &document)
      let result = table.result(output, of: &document)
      (span.result, span.callID) = (result.text, result.callID)
      span.mark = span.mark ?? result.mark
      guard span.kind == .unknown else { return }
      readFrame(input, output, of: &document, &span, into: &table)
    case .frame, .line: readFrame(input, output, of: &document, &span, into: &table)
    }
  }

  private func readFrame(
    _ input: JSONNode?, _ output: JSONNode?, of document: inout JSONDocument, _ span: inout TraceSpan,
    into table: inout SpanTable
  ) {
    if let input { span.input = table.messages(in: input, of: &document, role: .user) }
    if let output { span.output = table.messages(in: output, of: &document, role: .assistant) }
  }

  private func kind(in document: JSONDocument) -> TraceSpan.Kind {
    guard let type = document.text("type", of: node) else { return .frame }
    if document.matches(type, "GENERATION") { return .model }
    if document.matches(type, "TOOL") { return .tool }
    if document.matches(type, "RETRIEVER") { return .retriever }
    guard document.matches(type, "SPAN") else { return .frame }
    let attributes =
      document.field("metadata", of: node).flatMap { document.field("attributes", of: $0) }
    guard let attributes, let kind = document.spanKind(ofAttributes: attributes) else { return .unknown }
    return kind
  }
}

extension JSONDocument {
  /// What went in or came out; `nil` also for a string that says so.
  fileprivate func content(_ key: StaticString, of node: JSONNode) -> JSONNode? {
    field(key, of: node).flatMap { value in text(value).map { matches($0, "null") } ?? false ? nil : value }
  }

  /// The text of the one or the other field that says something.
  mutating func either(_ one: StaticString, _ other: StaticString, of node: JSONNode) -> ByteRange? {
    name(one, of: node) ?? name(other, of: node)
  }

  /// When a record of Langfuse was last changed.
  fileprivate func updateTime(of node: JSONNode) -> Double? {
    time("updatedAt", of: node) ?? time("updated_at", of: node) ?? time("timestamp", of: node)
  }
}
