import Testing
import Traces

@testable import Pipeline

@Test func `what Anthropic's and Google's models are told beside the messages is a turn of the system`()
  throws
{
  let anthropic = try only(
    #"{"id":"a","system":[{"type":"text","text":"Be kind."}],"messages":[{"role":"user","content":"hi"}]}"#)
  #expect(anthropic.lines == ["system: Be kind.", "user: hi"])
  // One word is the name of a system, not what it was told.
  let named = try only(#"{"id":"a","system":"prod-eu","messages":[{"role":"user","content":"hi"}]}"#)
  #expect(named.lines == ["user: hi"])
  let wrapped = try only(
    #"{"id":"r","trace_id":"r","run_type":"llm","name":"claude","start_time":"2026-01-05T10:00:00","inputs":{"system":[{"type":"text","text":"Be kind."}],"messages":[{"role":"user","content":"hi"}]},"outputs":{"role":"assistant","content":[{"type":"text","text":"ho"}]}}"#
  )
  #expect(wrapped.lines == ["system: Be kind.", "user: hi", "assistant: ho"])
}

@Test func `a conversation in Google's shape is read, and other contents are not taken for one`() throws {
  let trace = try only(
    #"{"id":"g","systemInstruction":{"parts":[{"text":"Be kind."}]},"contents":[{"role":"user","parts":[{"text":"hi"}]},{"role":"model","parts":[{"functionCall":{"name":"get","args":{"k":1}}}]},{"role":"user","parts":[{"functionResponse":{"name":"get","response":{"error":"not found"}}}]},{"role":"model","parts":[{"text":"ho"}]}]}"#
  )
  #expect(
    trace.lines == [
      "system: Be kind.", "user: hi", "assistant: ", #"  → get {"k":1}"#,
      #"tool(get): {"error":"not found"}"#, "assistant: ho",
    ])
  let page = SampleTraces([Array(#"{"id":"g","contents":[{"role":"user","title":"hi"}]}"#.utf8)])
  #expect(page.collection.traceCount == 0 && page.collection.rejections.count == 1)
}

@Test func `a sample that was cancelled did not fail`() throws {
  func sample(_ error: String) throws -> Trace {
    try only(
      #"{"id":1,"epoch":1,"input":"hi","messages":[{"role":"user","content":"hi"}],"scores":{},"error":{"message":"\#(error)"}}"#
    )
  }
  let broken = try sample("RuntimeError('boom')")
  #expect(broken.outcome == .failure && broken.lines == ["user: hi", "assistant: RuntimeError('boom')"])
  for word in ["CancelledError()", "Cancelled('by scope')"] {
    let cancelled = try sample(word)
    #expect(cancelled.outcome == .unknown && cancelled.lines == ["user: hi"])
  }
}

@Test func `the summary by which a full session goes on is not the user's word`() throws {
  func line(_ id: Int, _ text: String, _ more: String = "") -> String {
    #"{"type":"user","uuid":"u\#(id)","parentUuid":null,"sessionId":"s","timestamp":"2026-01-05T10:00:0\#(id)Z"\#(more),"message":{"role":"user","content":"\#(text)"}}"#
  }
  let trace = try only(
    line(1, "fix it"), line(2, "This session goes on", #","isCompactSummary":true"#), line(3, "and test it"))
  #expect(trace.lines == ["user: fix it", "user: and test it"])
}

@Test func `an agent's steps stand where it was sent out, and the last step is the trace's own`() throws {
  let trace = try only(
    #"{"schema_version":"ATIF-v1.7","trajectory_id":"root","agent":{"name":"a","version":"1"},"steps":[{"step_id":1,"source":"user","message":"go"},{"step_id":2,"source":"agent","message":"sending","tool_calls":[{"tool_call_id":"c1","function_name":"task","arguments":{}}],"observation":{"results":[{"source_call_id":"c1","subagent_trajectory_ref":[{"trajectory_id":"sub"}]}]}},{"step_id":3,"source":"agent","message":"all done"}],"subagent_trajectories":[{"schema_version":"ATIF-v1.7","trajectory_id":"sub","agent":{"name":"b","version":"1"},"steps":[{"step_id":1,"source":"agent","message":"looked"}]},{"schema_version":"ATIF-v1.7","trajectory_id":"other","agent":{"name":"c","version":"1"},"steps":[{"step_id":1,"source":"agent","message":"nobody asked"}]}]}"#
  )
  #expect(
    trace.lines == [
      "user: go", "assistant: sending", "  → task {}", "tool(task): ", "assistant: looked",
      "assistant: all done",
      "assistant: nobody asked",
    ])
}

@Test func `a call whose span has but an exception has for its result what the model was told`() throws {
  func span(_ id: Int, _ name: String, _ kind: String, _ attributes: String, _ more: String = "") -> String {
    #"{"name":"\#(name)","context":{"trace_id":"t","span_id":"\#(id)"},"span_kind":"\#(kind)","parent_id":null,"start_time":"2026-01-05T10:00:0\#(id)+00:00","end_time":"2026-01-05T10:00:0\#(id)+00:00","status_code":"OK","attributes":\#(attributes)\#(more)}"#
  }
  let exception =
    #","events":[{"name":"exception","attributes":{"exception.type":"HTTPError","exception.message":"503"}}]"#
  let told =
    #""llm.input_messages.0.message.role":"user","llm.input_messages.0.message.content":"hi","llm.input_messages.1.message.role":"assistant","llm.input_messages.1.message.tool_calls.0.tool_call.id":"c","llm.input_messages.1.message.tool_calls.0.tool_call.function.name":"get","llm.input_messages.1.message.tool_calls.0.tool_call.function.arguments":"{}","llm.input_messages.2.message.role":"tool","llm.input_messages.2.message.tool_call_id":"c","llm.input_messages.2.message.content":"it is down""#
  let first =
    #"{"llm.input_messages.0.message.role":"user","llm.input_messages.0.message.content":"hi","llm.output_messages.0.message.role":"assistant","llm.output_messages.0.message.tool_calls.0.tool_call.id":"c","llm.output_messages.0.message.tool_calls.0.tool_call.function.name":"get","llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments":"{}"}"#
  let trace = try only(
    span(1, "llm", "LLM", first),
    span(2, "get", "TOOL", #"{"tool.name":"get","input.value":"{}"}"#, exception),
    span(3, "llm", "LLM", "{\(told)}"))
  #expect(
    trace.lines == ["user: hi", "assistant: ", "  → get {}", "tool(get): it is down !exception event"])
  #expect(trace.toolCalls[0].mark?.type.map(trace.string) == "HTTPError")
}

@Test func `attributes and events that a database wrote as text are read`() throws {
  let trace = try only(
    #"{"name":"get","context":{"trace_id":"t","span_id":"1"},"span_kind":"TOOL","parent_id":null,"start_time":"2026-01-05T10:00:00+00:00","end_time":"2026-01-05T10:00:01+00:00","status_code":"ERROR","attributes":"{\"tool\":{\"name\":\"get\"},\"input\":{\"value\":\"{\\\"k\\\":1}\"},\"session\":{\"id\":\"th\"}}","events":"[{\"name\":\"exception\",\"attributes\":{\"exception.message\":\"gone\"}}]"}"#
  )
  #expect(trace.lines == ["assistant: ", #"  → get {"k":1}"#, "tool(get): gone !exception event"])
  #expect(trace.thread.map(trace.string) == "th")
}

@Test(arguments: [
  (
    "tau2",
    #"{"timestamp":"2026-01-05","info":{"git_commit":"x"},"tasks":[{"id":"1"}],"simulation_index":[]}"#,
    #"{"id":"s1","task_id":"1","messages":[{"role":"user","content":"hi"}],"reward_info":{"reward":1.0}}"#
  ),
  (
    "langfuse", #"{"files":[{"key":"p/traces/1.jsonl","rowCount":1}]}"#,
    #"{"id":"t1","timestamp":"2026-01-05T10:00:00Z","name":"a","input":"hi","output":"ho","bookmarked":false}"#
  ),
])
func `what names the files of an export belongs to its traces, and is a rejection alone`(
  format: String, index: String, trace: String
) {
  let both = SampleTraces([Array(index.utf8), Array(trace.utf8)])
  #expect(both.addsUp && both.collection.traceCount == 1 && both.collection.rejections.isEmpty)
  #expect(both.inspection.total.joinedCount == 1 && both.inspection.total.rejectionCount == 0)
  let alone = SampleTraces([Array(index.utf8)])
  #expect(alone.addsUp && alone.collection.traceCount == 0)
  #expect(
    alone.collection.rejections.map(\.reason) == ["tells of files with traces, and holds none itself"])
}
