package import JSONBytes

/// What OpenAI's Agents SDK tells of a run: the trace and its spans, a record each.
package struct AgentsSDKReader: SpanDialectReader {
  package let name = "agents-sdk"
  package let summary = "traces of OpenAI's Agents SDK: records with `object` \"trace\" or \"trace.span\""
  package let signs = [FormatSign(strings: [.object, .id])]

  package init() {}

  package func confirms(_ document: JSONDocument) -> Bool {
    document.text("object", of: document.root).map { object in
      document.matches(object, "trace") || document.matches(object, "trace.span")
    } ?? false
  }

  package static let dialect = SpanDialect(
    trace: [["trace_id"], ["id"]], id: [["id"]], parent: [["parent_id"]],
    name: [["span_data", "name"], ["workflow_name"]], kind: [["span_data", "type"]],
    kinds: [("function", "tool"), ("response", "llm"), ("handoff", "chain"), ("custom", "chain")],
    start: [["started_at"]], end: [["ended_at"]], input: [["span_data", "input"]],
    output: [["span_data", "output"], ["span_data", "response", "output"]],
    error: [["error", "data", "error"], ["error", "message"]], session: [["group_id"]])
}
