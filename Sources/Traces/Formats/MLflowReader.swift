package import JSONBytes

/// Traces of MLflow: an object with `info` and the spans in `data`, as its API and `Trace.to_json` write them, or a row
/// of `search_traces`.
///
/// The spans become records in the shape of Phoenix; the first takes what is said of the whole trace.
package struct MLflowReader: RecordContainer {
  package let name = "mlflow"
  package let summary = "MLflow traces: `info` with `spans` in `data`, or rows of search_traces"
  package let signs = [
    FormatSign(objects: [.info, .data]), FormatSign(arrays: [.spans], strings: [.traceID]),
  ]

  package init() {}

  /// The words `info` and `data` stand for many things; MLflow's spans say so in their attributes.
  package func confirms(_ document: JSONDocument) -> Bool {
    let spans = elements(of: document)
    guard let first = spans.first else {
      return facts(in: document).info.map { document.field("trace_id", of: $0) != nil } ?? false
    }
    return document.field("attributes", of: first).map { document.holdsMLflow($0) } ?? false
  }

  package func elements(of document: JSONDocument) -> [JSONNode] {
    let root = document.root
    let spans = document.elements("spans", of: root)
    guard spans.isEmpty, let data = document.field("data", of: root) else { return spans }
    return document.elements("spans", of: data)
  }

  package func append(_ element: JSONNode, of document: JSONDocument, to bytes: inout [UInt8]) {
    let context = document.field("context", of: element) ?? element
    let status = document.field("status", of: element)
    let isFirst = elements(of: document).first == element
    let facts = facts(in: document)
    func append(_ text: StaticString, _ node: JSONNode?) { document.append(text, node, to: &bytes) }
    append("{\"context\":{\"trace_id\":", facts.id ?? document.field("trace_id", of: context))
    append(",\"span_id\":", document.field("span_id", of: context))
    append("},\"parent_id\":", document.first(["parent_span_id", "parent_id"], of: element))
    append(",\"name\":", document.field("name", of: element))
    append(",\"start_time\":", document.first(["start_time_unix_nano", "start_time"], of: element))
    append(",\"end_time\":", document.first(["end_time_unix_nano", "end_time"], of: element))
    append(
      ",\"status_code\":",
      status.flatMap { document.field("code", of: $0) } ?? document.field("status_code", of: element))
    append(
      ",\"status_message\":",
      status.flatMap { document.field("message", of: $0) } ?? document.field("status_message", of: element))
    append(",\"events\":", document.field("events", of: element))
    append(",\"attributes\":{\"session.id\":", isFirst ? facts.session : nil)
    document.forEachField(of: document.field("attributes", of: element) ?? element) { key, value in
      bytes.append(UInt8(ascii: ","))
      document.appendQuoted(key, to: &bytes)
      append(":", value)
    }
    bytes.append(contentsOf: "},\"annotations\":[".utf8)
    if isFirst { appendAssessments(facts.assessments, of: document, to: &bytes) }
    bytes.append(contentsOf: "]}".utf8)
  }

  private func appendAssessments(_ list: JSONNode?, of document: JSONDocument, to bytes: inout [UInt8]) {
    var count = 0
    for assessment in list.map({ document.elements(of: $0) }) ?? [] {
      let isValid = document.field("valid", of: assessment).map { document.kind($0) != .false } ?? true
      guard isValid, let feedback = document.field("feedback", of: assessment) else { continue }
      let type = document.field("source", of: assessment).flatMap { document.text("source_type", of: $0) }
      let isJudge =
        type.map { document.matches($0, "LLM_JUDGE") || document.matches($0, "AI_JUDGE") } ?? false
      if count > 0 { bytes.append(UInt8(ascii: ",")) }
      count += 1
      document.append("{\"name\":", document.field("assessment_name", of: assessment), to: &bytes)
      bytes.append(contentsOf: ",\"annotator_kind\":".utf8)
      if isJudge {
        bytes.append(contentsOf: "\"LLM\"".utf8)
      } else if let type {
        document.appendQuoted(type, to: &bytes)
      } else {
        bytes.append(contentsOf: "null".utf8)
      }
      document.append(",\"score\":", document.field("value", of: feedback), to: &bytes)
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// What a trace says of itself: in `info`, or in a row beside the spans.
  private func facts(
    in document: JSONDocument
  ) -> (info: JSONNode?, id: JSONNode?, session: JSONNode?, assessments: JSONNode?) {
    let info = document.field("info", of: document.root)
    let node = info ?? document.root
    let metadata = document.first(["trace_metadata", "request_metadata"], of: node)
    return (
      info, document.first(["trace_id", "request_id"], of: node),
      metadata.flatMap { document.field("mlflow.trace.session", of: $0) },
      document.field("assessments", of: node)
    )
  }
}

extension JSONDocument {
  /// The first of several fields that is there.
  fileprivate func first(_ keys: [StaticString], of node: JSONNode) -> JSONNode? {
    keys.lazy.compactMap { self.field($0, of: node) }.first
  }

  /// Whether the attributes of a span are MLflow's.
  fileprivate func holdsMLflow(_ attributes: JSONNode) -> Bool {
    field("mlflow.spanType", of: attributes) != nil || field("mlflow.traceRequestId", of: attributes) != nil
  }

  /// The document with MLflow's attributes under the names of OpenInference and as the texts that they are; `nil` if it
  /// has none.
  ///
  /// MLflow writes every value as JSON, also a text.
  func openedMLflow() -> JSONDocument? {
    guard let attributes = field("attributes", of: root), holdsMLflow(attributes) else { return nil }
    var bytes = [UInt8(ascii: "{")]
    forEachField(of: root) { key, value in
      guard !matches(key, "attributes") else { return }
      appendQuoted(key, to: &bytes)
      append(":", value, to: &bytes)
      bytes.append(UInt8(ascii: ","))
    }
    bytes.append(contentsOf: "\"attributes\":{\"mlflow\":true".utf8)
    forEachField(of: attributes) { key, value in
      bytes.append(UInt8(ascii: ","))
      if let name = Self.namesOfMLflow.first(where: { matches(key, $0.own) })?.known {
        bytes.append(contentsOf: "\"\(name)\"".utf8)
      } else if matches(key, "mlflow.traceRequestId") {
        bytes.append(contentsOf: "\"mlflow.request\"".utf8)
      } else {
        appendQuoted(key, to: &bytes)
      }
      bytes.append(UInt8(ascii: ":"))
      appendUnwrapped(value, to: &bytes)
    }
    bytes.append(contentsOf: "}}".utf8)
    return try? JSONParser().parse(bytes)
  }

  /// Appends a value; in place of a text that is a JSON text, or null, what that says.
  private func appendUnwrapped(_ value: JSONNode, to bytes: inout [UInt8]) {
    if let text = text(value), let first = strings[text.indices].first,
      first == UInt8(ascii: "\"") || matches(text, "null"),
      let inner = try? JSONParser().parse(Array(strings[text.indices]))
    {
      inner.appendText(of: inner.root, to: &bytes)
    } else {
      appendText(of: value, to: &bytes)
    }
  }

  private static let namesOfMLflow: [(own: StaticString, known: StaticString)] = [
    ("mlflow.spanType", "openinference.span.kind"), ("mlflow.spanInputs", "input.value"),
    ("mlflow.spanOutputs", "output.value"), ("mlflow.trace.session", "session.id"),
  ]
}
