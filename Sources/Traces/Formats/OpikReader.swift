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
