/// Calls of Weave, of Weights & Biases, one a record.
package struct WeaveReader: SpanDialectReader {
  package let name = "weave"
  package let summary = "Weave calls: `op_name` with `trace_id`, `inputs` and `output`"
  package let signs = [FormatSign(strings: [.opName, .traceID])]

  package init() {}

  package static let dialect = SpanDialect(
    trace: [["trace_id"]], id: [["id"]], parent: [["parent_id"]],
    name: [["op_name"]], isNameAddress: true, kind: [["attributes", "weave", "kind"]],
    start: [["started_at"]], end: [["ended_at"]], input: [["inputs"]], output: [["output"]],
    error: [["exception"]], session: [["thread_id"]])
}
