/// Spans of Braintrust's logs, one a record.
package struct BraintrustReader: SpanDialectReader {
  package let name = "braintrust"
  package let summary = "Braintrust spans: `root_span_id` with `span_attributes`, `input` and `output`"
  package let signs = [FormatSign(strings: [.rootSpanID])]

  package init() {}

  package static let dialect = SpanDialect(
    trace: [["root_span_id"]], id: [["span_id"], ["id"]], parent: [["span_parents"]],
    name: [["span_attributes", "name"]], kind: [["span_attributes", "type"]],
    start: [["metrics", "start"], ["created"]], end: [["metrics", "end"]], input: [["input"]],
    output: [["output"]], error: [["error"]], session: [["metadata", "session_id"]], scores: [["scores"]])
}
