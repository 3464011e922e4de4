package import JSONBytes

/// Spans of Opik, one a record.
package struct OpikReader: SpanDialectReader {
  package let name = "opik"
  package let summary = "Opik spans: `trace_id`, `start_time` and a `type` of llm, tool, general or guardrail"
  package let signs = [FormatSign([.startTimeSnake], strings: [.traceID, .type])]

  package init() {}

  /// Others write their types in capitals.
  package func confirms(_ document: JSONDocument) -> Bool {
    document.text("type", of: document.root).map { type in
      ["llm", "tool", "general", "guardrail"].contains { (word: StaticString) in document.matches(type, word)
      }
    } ?? false
  }

  package static let dialect = SpanDialect(
    trace: [["trace_id"]], id: [["id"]], parent: [["parent_span_id"]], name: [["name"]], kind: [["type"]],
    kinds: [("general", "chain")], start: [["start_time"]], end: [["end_time"]], input: [["input"]],
    output: [["output"]], errorType: [["error_info", "exception_type"]],
    error: [["error_info", "message"], ["error_info", "exception_type"], ["error_info"]],
    scores: [["feedback_scores"]])
}

/// Traces of Opik by themselves, one a record; what their spans do not say stands here: the thread and the scores.
package struct OpikTraceReader: SpanDialectReader {
  package let name = "opik"
  package let summary = "Opik traces: `id`, `start_time`, `input`, with `feedback_scores` or `project_name`"
  package let signs = [FormatSign([.id, .startTimeSnake, .input])]

  package init() {}

  package func confirms(_ document: JSONDocument) -> Bool {
    func has(_ key: StaticString) -> Bool { document.field(key, of: document.root) != nil }
    return !has("trace_id") && !has("type") && !has("run_type")
      && (has("feedback_scores") || has("error_info") || has("project_name"))
  }

  package static let dialect = SpanDialect(
    trace: [["id"]], id: [["id"]], name: [["name"]], start: [["start_time"]], end: [["end_time"]],
    input: [["input"]], output: [["output"]], errorType: [["error_info", "exception_type"]],
    error: OpikReader.dialect.error, session: [["thread_id"]], scores: [["feedback_scores"]])
}

/// What Opik writes of a trace, `trace` beside its `spans`, or a page of its API.
package struct OpikExport: RecordContainer {
  package let name = "opik"
  package let summary = "Opik exports: `trace` with `spans`, or a page with `content`"
  package let signs = [FormatSign(arrays: [.spans]), FormatSign(arrays: [.content])]

  package let isTransparent = true

  package init() {}

  package func confirms(_ document: JSONDocument) -> Bool {
    if trace(in: document) != nil { return true }
    return ["content", "page", "size", "total"].allSatisfy { document.field($0, of: document.root) != nil }
  }

  private func trace(in document: JSONDocument) -> JSONNode? {
    guard let trace = document.field("trace", of: document.root), document.kind(trace) == .object,
      document.field("start_time", of: trace) != nil
    else { return nil }
    return trace
  }

  package func elements(of document: JSONDocument) -> [JSONNode] {
    guard let trace = trace(in: document) else { return document.elements("content", of: document.root) }
    return [trace] + document.elements("spans", of: document.root)
  }
}
