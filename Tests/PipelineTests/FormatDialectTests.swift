import Testing
import Traces

@testable import Pipeline

/// What frameworks and clients write in a format that is known, each in a way of its own.

/// A span in the shape of Phoenix; spans follow one another by a second.
private func span(
  _ id: Int, in parent: Int? = nil, name: String = "step", attributes: String, events: String = "",
  status: String = "OK"
) -> String {
  #"{"context":{"trace_id":"t","span_id":"s\#(id)"},"parent_id":\#(parent.map { "\"s\($0)\"" } ?? "null"),"#
    + #""name":"\#(name)","start_time":"2026-01-05T10:00:\#(10 + id)Z","status_code":"\#(status)","#
    + #""attributes":{\#(attributes)},"events":[\#(events)]}"#
}

private func event(_ name: String, _ attributes: String) -> String {
  #"{"name":"\#(name)","attributes":{\#(attributes)}}"#
}

@Test func `values that hold every type and null but for one are read`() throws {
  func value(_ text: String) -> String {
    #"{"array_value":null,"bool_value":null,"int_value":null,"string_value":"\#(text)","kvlist_value":null}"#
  }
  let attributes = [
    ("openinference.span.kind", "LLM"), ("llm.input_messages.0.message.role", "user"),
    ("llm.input_messages.0.message.content", "hi"), ("llm.output_messages.0.message.role", "assistant"),
    ("llm.output_messages.0.message.content", "ho"),
  ].map { #"{"key":"\#($0)","value":\#(value($1))}"# }.joined(separator: ",")
  let trace = try only(
    #"{"data":[{"trace_id":"t","span_id":"a","start_time_unix_nano":1,"name":"m","events":null,"#
      + #""status":{"code":0,"message":null},"attributes":[\#(attributes)]}],"next_cursor":null}"#)
  #expect(trace.lines == ["user: hi", "assistant: ho"])
}

@Test func `parts without a type in an event are the words and the calls of one turn`() throws {
  let ask =
    #"[{\"text\":\"wait\"},{\"toolUse\":{\"toolUseId\":\"c1\",\"name\":\"get\",\"input\":{\"k\":7}}}]"#
  let answer =
    #"[{\"toolResult\":{\"toolUseId\":\"c1\",\"status\":\"error\",\"content\":[{\"text\":\"no\"}]}}]"#
  let question = event("gen_ai.user.message", #""content":"[{\"text\":\"hi\"}]""#)
  let model = #""gen_ai.operation.name":"chat""#
  let trace = try only(
    span(1, attributes: model, events: question + "," + event("gen_ai.choice", #""message":"\#(ask)""#)),
    span(
      2, name: "execute_tool get",
      attributes:
        #""gen_ai.operation.name":"execute_tool","gen_ai.tool.name":"get","gen_ai.tool.call.id":"c1""#),
    span(
      3, attributes: model,
      events: [
        question, event("gen_ai.assistant.message", #""content":"\#(ask)""#),
        event("gen_ai.tool.message", #""content":"\#(answer)""#),
        event("gen_ai.choice", #""message":"[{\"text\":\"ho\"}]""#),
      ].joined(separator: ",")))
  #expect(
    trace.lines == [
      "user: hi", "assistant: wait", #"  → get {"k":7}"#, "tool(get): no !flag", "assistant: ho",
    ])
  #expect(trace.toolCalls.first?.mark?.provenance == .flag)
}

@Test func `a model's thought among the items that go into it leaves them messages`() throws {
  let asked = #"{"role":"user","content":"hi"}"#
  let call =
    #"{"id":"rs","type":"reasoning","summary":[]},{"id":"fc","type":"function_call","call_id":"c1","name":"get","arguments":"{}"}"#
  let answered = #"{"type":"function_call_output","call_id":"c1","output":"seven"}"#
  let said = #"{"type":"message","role":"assistant","content":[{"type":"output_text","text":"ho"}]}"#
  let runs = [(asked, call), ("\(asked),\(call),\(answered)", said)].enumerated().map { place, step in
    #"{"id":"r\#(place)","trace_id":"t","run_type":"llm","name":"m","start_time":"2026-01-05T10:00:0\#(place)Z","#
      + #""inputs":{"input":[\#(step.0)]},"outputs":{"object":"response","output":[\#(step.1)]}}"#
  }
  let lines = ["user: hi", "assistant: ", "  → get {}", "tool(get): seven", "assistant: ho"]
  #expect(try only(runs[0], runs[1]).lines == lines)
  #expect(try only(#"{"messages":[\#(asked),\#(call),\#(answered),\#(said)]}"#).lines == lines)
}

@Test func `the call of a tool that the model's maker runs has its result in itself`() throws {
  let trace = try only(
    #"{"messages":[{"role":"user","content":"hi"},{"id":"m","type":"mcp_call","name":"find","arguments":"{}","output":null,"error":"timed out"},{"id":"w","type":"web_search_call","status":"completed","action":{"query":"x"}}]}"#
  )
  #expect(
    trace.lines == [
      "user: hi", "assistant: ", "  → find {}", "tool(find): timed out !typed", "assistant: ",
      #"  → web_search {"query":"x"}"#,
    ])
  #expect(trace.toolCalls.map { $0.mark != nil } == [true, false])
}

@Test func `a tool's span within that of the same tool is the same call`() throws {
  let tool = #""openinference.span.kind":"TOOL","tool.name":"get""#
  let trace = try only(
    span(1, attributes: tool + #","input.value":"{\"k\":7}","output.value":"no such order""#),
    span(
      2, in: 1,
      attributes: #""gen_ai.operation.name":"execute_tool","gen_ai.tool.name":"get","error.type":"KeyError""#,
      status: "ERROR"),
    span(3, attributes: tool + #","input.value":"{\"k\":8}","output.value":"shipped""#))
  #expect(
    trace.lines == [
      "assistant: ", #"  → get {"k":7}"#, "tool(get): no such order !typed", "assistant: ",
      #"  → get {"k":8}"#,
      "tool(get): shipped",
    ])
  #expect(trace.toolCalls.map { $0.mark?.provenance } == [.typed, nil])
}

@Test func `a call that is known by its item's id is answered by the result of its own`() throws {
  func messages(_ text: String) -> String { text.replacing(#"""#, with: #"\""#) }
  let asked = #"{"role":"user","parts":[{"type":"text","content":"hi"}]}"#
  let call =
    #"{"role":"assistant","parts":[{"type":"tool_call","id":"fc_0","name":"get","arguments":{}}]}"#
  let answer = #"{"role":"tool","parts":[{"type":"tool_call_response","id":"call_0","response":"seven"}]}"#
  let model = #""gen_ai.operation.name":"chat","gen_ai.input.messages":"#
  let trace = try only(
    span(
      1,
      attributes: model
        + #""\#(messages("[\(asked)]"))","gen_ai.output.messages":"\#(messages("[\(call)]"))""#),
    span(2, attributes: model + #""\#(messages("[\(asked),\(call),\(answer)]"))""#))
  #expect(trace.lines == ["user: hi", "assistant: ", "  → get {}", "tool(get): seven"])
}

@Test func `what wraps a tool's arguments and its result is taken off`() throws {
  let tool = #""openinference.span.kind":"TOOL","tool.name":"get","input.value":"#
  for (result, text, hasFailed) in [
    (#"[{\"text\":\"seven\"}]"#, "seven", false),
    (#"{\"content\":[{\"type\":\"text\",\"text\":\"gone\"}],\"isError\":true}"#, "gone", true),
    (#"{\"id\":\"c1\",\"name\":\"get\",\"response\":{\"n\":7}}"#, #"{"n":7}"#, false),
    (#"[{\"text\":\"seven\",\"n\":7}]"#, #"[{"text":"seven","n":7}]"#, false),
  ] {
    let trace = try only(
      span(1, attributes: tool + #""{\"args\":[],\"kwargs\":{\"k\":7}}","output.value":"\#(result)""#))
    #expect(
      trace.lines == ["assistant: ", #"  → get {"k":7}"#, "tool(get): \(text)\(hasFailed ? " !flag" : "")"])
    #expect((trace.toolCalls.first?.mark != nil) == hasFailed)
  }
}

@Test func `a tool's part of a shown message is a call and its result`() throws {
  let trace = try only(
    #"{"messages":[{"role":"user","parts":[{"type":"text","text":"hi"}]},{"role":"assistant","parts":[{"type":"step-start"},{"type":"text","text":"wait"},{"type":"tool-get","toolCallId":"c1","state":"output-available","input":{"k":7},"output":"seven"},{"type":"dynamic-tool","toolName":"find","toolCallId":"c2","state":"output-error","input":{},"errorText":"timed out"},{"type":"step-start"},{"type":"tool-invocation","toolInvocation":{"state":"call","toolCallId":"c3","toolName":"put","args":{}}},{"type":"text","text":"ho"}]}]}"#
  )
  #expect(
    trace.lines == [
      "user: hi", "assistant: wait", #"  → get {"k":7}"#, "  → find {}", "tool(get): seven",
      "tool(find): timed out !flag", "assistant: ", "  → put {}", "assistant: ho",
    ])
  #expect(trace.toolCalls.map { $0.mark?.provenance } == [nil, .flag, nil])
  #expect(trace.toolCalls.map { $0.result == nil } == [false, false, true])
}

@Test func `an answer beside the messages is the last turn, unless they end with one`() throws {
  let response = #""response":{"choices":[{"message":{"role":"assistant","content":"ho"}}]}"#
  let asked = #"{"role":"user","content":"hi"}"#
  #expect(try only(#"{"messages":[\#(asked)],\#(response)}"#).lines == ["user: hi", "assistant: ho"])
  let answered = #"{"messages":[\#(asked),{"role":"assistant","content":"ho"}],\#(response)}"#
  #expect(try only(answered).lines == ["user: hi", "assistant: ho"])
  #expect(try only(#"{"messages":[\#(asked)],"response":"ho"}"#).lines == ["user: hi", "assistant: ho"])
}

@Test func `what Claude Code prints is read like a session, an agent that it sent out by itself`() throws {
  func line(_ type: String, _ message: String, agent: String = "null") -> String {
    #"{"type":"\#(type)","session_id":"s","uuid":"\#(type)\#(agent.count)","parent_tool_use_id":\#(agent),"message":\#(message)}"#
  }
  let call = #"{"role":"assistant","content":[{"type":"tool_use","id":"c1","name":"Task","input":{}}]}"#
  let result = #"{"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":"seven"}]}"#
  let lines = [
    #"{"type":"system","subtype":"init","session_id":"s","tools":["Task"]}"#, line("assistant", call),
    line("user", #"{"role":"user","content":"look"}"#, agent: #""c1""#), line("user", result),
    #"{"type":"result","subtype":"error_max_turns","is_error":true,"session_id":"s"}"#,
  ]
  let read = SampleTraces([Array(lines.joined(separator: "\n").utf8)])
  #expect(read.collection.rejections.isEmpty && read.addsUp)
  let traces = read.traces()
  #expect(
    Set(traces.map { $0.lines.joined(separator: "|") }) == [
      "assistant: |  → Task {}|tool(Task): seven", "user: look",
    ])
  #expect(Set(traces.map(\.outcome)) == [.failure, .unknown])
}

@Test func `what a program says in the user's name is the system's`() throws {
  let claude = try only(
    #"{"type":"user","uuid":"a","sessionId":"s","timestamp":"2026-01-05T10:00:00Z","message":{"role":"user","content":"<local-command-stdout>ok</local-command-stdout>"}}"#,
    #"{"type":"user","uuid":"b","sessionId":"s","timestamp":"2026-01-05T10:00:01Z","message":{"role":"user","content":"hi"}}"#
  )
  #expect(claude.lines == ["system: <local-command-stdout>ok</local-command-stdout>", "user: hi"])
  func item(_ second: Int, _ payload: String) -> String {
    #"{"timestamp":"2026-01-05T10:00:0\#(second)Z","type":"response_item","payload":{\#(payload)}}"#
  }
  let codex = try only(
    item(1, #""type":"function_call","name":"find","arguments":"{}","call_id":"c1""#),
    #"{"timestamp":"2026-01-05T10:00:02Z","type":"event_msg","payload":{"type":"mcp_tool_call_end","call_id":"c1","result":{"Err":"timed out"}}}"#,
    item(3, #""type":"function_call_output","call_id":"c1","output":"tool call failed""#),
    item(4, #""type":"message","role":"user","content":[{"type":"input_text","text":"<turn_aborted> x"}]"#))
  #expect(
    codex.lines == ["assistant: ", "  → find {}", "tool(find): timed out !flag", "system: <turn_aborted> x"])
  #expect(codex.toolCalls.first?.mark?.provenance == .flag)
}

@Test func `a record that shares only what all records have is near to no format`() {
  for record in [#"{"type":"FeatureCollection","features":[]}"#, #"{"name":"x","version":"1","scripts":{}}"#]
  {
    let read = SampleTraces([Array(record.utf8)])
    #expect(read.collection.rejections.map(\.reason) == ["in no known trace format"])
  }
}

@Test func `arguments with line ends are no content that was missed`() {
  let call = #"{"function":{"name":"put","arguments":{"text":"A title\n\nand one line of \"text\" more"}}}"#
  let read = SampleTraces([Array(#"{"messages":[{"role":"assistant","tool_calls":[\#(call)]}]}"#.utf8)])
  #expect(read.inspection.total.unreadFields == [:])
}

@Test func `events that Codex prints are a session, without what was asked`() throws {
  func item(_ event: String, _ fields: String) -> String { #"{"type":"item.\#(event)","item":{\#(fields)}}"# }
  let command = #""id":"i1","type":"command_execution","command":"ls x","#
  let trace = try only(
    #"{"type":"thread.started","thread_id":"t1"}"#, #"{"type":"turn.started"}"#,
    item("completed", #""id":"i0","type":"reasoning","text":"I think of it""#),
    item("started", command + #""aggregated_output":"","exit_code":null,"status":"in_progress""#),
    item("completed", command + #""aggregated_output":"no x","exit_code":2,"status":"failed""#),
    item(
      "completed",
      #""id":"i2","type":"mcp_tool_call","server":"s","tool":"get","arguments":{"k":7},"result":{"content":[{"type":"text","text":"seven"}]},"error":null,"status":"completed""#
    ),
    item("completed", #""id":"i3","type":"agent_message","text":"ho""#),
    #"{"type":"turn.failed","error":{"message":"stream disconnected"}}"#)
  #expect(trace.id.map(trace.string) == "t1")
  #expect(
    trace.lines == [
      "assistant: ", "  → shell lsx", "tool(shell): no x !flag", "assistant: ", #"  → get {"k":7}"#,
      "tool(get): seven", "assistant: ho",
    ])
  #expect(trace.outcome == .failure)
  let other = SampleTraces([Array(#"{"type":"click","item":{"id":1}}"#.utf8)])
  #expect(other.collection.traceCount == 0 && other.collection.rejections.count == 1)
}

@Test func `calls of models whose words were not recorded say so`() {
  let model = span(1, attributes: #""gen_ai.operation.name":"chat","gen_ai.request.model":"m""#)
  let read = SampleTraces([Array(model.utf8)])
  #expect(read.collection.rejections.count == 1)
  #expect(read.collection.rejections.allSatisfy { $0.reason.contains("recorded without what was said") })
}

@Test func `what Opik says of a trace beside its spans is its thread and its outcome`() throws {
  let trace =
    #"{"id":"t1","name":"agent","start_time":"2026-01-05T10:00:00Z","end_time":"2026-01-05T10:00:03Z","#
    + #""input":{"q":"Where is 7?"},"output":{"output":"Nowhere."},"thread_id":"th","project_name":"shop","#
    + #""feedback_scores":[{"name":"correctness","value":0.0,"source":"ui"}]}"#
  func span(_ id: String, _ parent: String, _ rest: String) -> String {
    #"{"id":"\#(id)","trace_id":"t1","parent_span_id":\#(parent),"start_time":"2026-01-05T10:00:0\#(id)Z",\#(rest)}"#
  }
  let spans = [
    span(
      "0", "null",
      #""type":"general","name":"agent","input":{"q":"Where is 7?"},"output":{"output":"Nowhere."}"#),
    span(
      "1", #""0""#,
      #""type":"llm","name":"m","input":{"messages":[{"role":"user","content":"Where is 7?"}]},"output":{"choices":[{"message":{"role":"assistant","content":"Nowhere."}}]}"#
    ),
  ]
  let whole = try only(#"{"trace":\#(trace),"spans":[\#(spans.joined(separator: ","))]}"#)
  let apart = try only(trace, spans[0], spans[1])
  for read in [whole, apart] {
    #expect(read.lines == ["user: Where is 7?", "assistant: Nowhere."])
    #expect(read.outcome == .failure && read.thread.map(read.string) == "th")
  }
  for alone in [
    trace, #"{"page":1,"size":1,"total":1,"content":[\#(trace)]}"#, #"{"trace":\#(trace),"spans":[]}"#,
  ] {
    let read = try only(alone)
    #expect(read.outcome == .failure && read.lines.last == "assistant: Nowhere.", "\(read.lines)")
  }
}
