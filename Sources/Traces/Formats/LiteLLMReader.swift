/// Calls that LiteLLM logged: its standard payload, as loggers and buckets get it, or a row of the proxy's spend logs.
///
/// Calls of one session, or else of one trace, are one trace; what each of them repeats of the history counts once.
package struct LiteLLMReader: SpanDialectReader {
  package let name = "litellm"
  package let summary =
    "calls logged by LiteLLM: `litellm_call_id` with `messages` and `response`, or spend logs"
  package let signs = [
    FormatSign([.litellmCallID]), FormatSign([.proxyServerRequest, .response]),
  ]

  package init() {}

  package static let dialect = SpanDialect(
    trace: [["session_id"], ["trace_id"], ["litellm_call_id"], ["request_id"], ["id"]],
    id: [["litellm_call_id"], ["request_id"], ["id"]], name: [["model_group"], ["model"]],
    kindOfOthers: "llm", start: [["startTime"]], end: [["endTime"]],
    input: [["messages"], ["proxy_server_request"]],
    output: [["response", "output"], ["response"]], errorType: [["error_information", "error_class"]],
    error: [["error_str"], ["error_information", "error_message"]],
    session: [["session_id"], ["metadata", "user_api_key_end_user_id"]])
}
