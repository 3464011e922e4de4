import Testing
import Traces

@testable import Pipeline

/// The one trace of spans of OTLP, whose attributes are written as a JSON object of strings.
private func trace(_ spans: String...) throws -> Trace {
  let read = SampleTraces([
    Array(#"{"resourceSpans":[{"scopeSpans":[{"spans":[\#(spans.joined(separator: ","))]}]}]}"#.utf8)
  ])
  #expect(read.collection.rejections.map(\.reason) == [])
  #expect(read.addsUp)
  return try #require(read.traces().first)
}

private func span(
  _ id: Int, _ name: String, _ attributes: KeyValuePairs<String, String>, events: String = "",
  status: String = #"{"code":0}"#
) -> String {
  span(id, name, attributes.map { ($0.key, $0.value) }, events: events, status: status)
}

private func span(
  _ id: Int, _ name: String, _ attributes: [(String, String)], events: String = "",
  status: String = #"{"code":0}"#
) -> String {
  let parent = id == 0 ? "" : #""parentSpanId":"0","#
  return
    #"{"traceId":"t","spanId":"\#(id)",\#(parent)"name":"\#(name)","startTimeUnixNano":"176760720\#(id)000000000","endTimeUnixNano":"1767607209000000000","status":\#(status),"events":[\#(events)],"attributes":\#(list(attributes))}"#
}

private func list(_ attributes: KeyValuePairs<String, String>) -> String {
  list(attributes.map { ($0.key, $0.value) })
}

private func list(_ attributes: [(String, String)]) -> String {
  let parts = attributes.map { key, value in
    let escaped = value.replacing(#"\"#, with: #"\\"#).replacing("\"", with: "\\\"")
    return #"{"key":"\#(key)","value":{"stringValue":"\#(escaped)"}}"#
  }
  return "[" + parts.joined(separator: ",") + "]"
}

private let conversation = [
  "system: Be kind.", "user: hi", "assistant: ", #"  → get {"k":1}"#, "tool(get): Error: gone",
  "assistant: ho",
]

@Test func `spans of the Vercel AI SDK tell the conversation, its calls and their results`() throws {
  let call = #"[{"toolCallId":"c1","toolName":"get","input":"{\"k\": 1}"}]"#
  let told =
    #"[{"role":"system","content":"Be kind."},{"role":"user","content":[{"type":"text","text":"hi"}]},{"role":"assistant","content":[{"type":"tool-call","toolCallId":"c1","toolName":"get","input":{"k":1}}]},{"role":"tool","content":[{"type":"tool-result","toolCallId":"c1","toolName":"get","output":{"type":"error-text","value":"Error: gone"}}]}]"#
  let both = try trace(
    span(
      0, "ai.generateText",
      [
        "ai.operationId": "ai.generateText", "ai.prompt": #"{"system":"Be kind.","prompt":"hi"}"#,
        "ai.response.text": "ho", "ai.telemetry.metadata.sessionId": "th1",
      ]),
    span(
      1, "ai.generateText.doGenerate",
      [
        "ai.operationId": "ai.generateText.doGenerate",
        "ai.prompt.messages":
          #"[{"role":"system","content":"Be kind."},{"role":"user","content":[{"type":"text","text":"hi"}]}]"#,
        "ai.response.toolCalls": call,
      ]),
    span(
      2, "ai.toolCall",
      [
        "ai.operationId": "ai.toolCall", "ai.toolCall.name": "get", "ai.toolCall.id": "c1",
        "ai.toolCall.args": #"{"k":1}"#,
      ], status: #"{"code":2,"message":"gone"}"#),
    span(
      3, "ai.generateText.doGenerate",
      [
        "ai.operationId": "ai.generateText.doGenerate", "ai.prompt.messages": told,
        "ai.response.text": "ho",
      ]))
  // The status of the call's span says less than what the model is told.
  #expect(both.lines == conversation.map { $0.replacing("gone", with: "gone !flag") })
  #expect(both.thread.map(both.string) == "th1")
  let model = try trace(
    span(
      1, "ai.streamText.doStream",
      ["ai.operationId": "ai.streamText.doStream", "ai.prompt.messages": told, "ai.response.text": "ho"]))
  #expect(model.lines == conversation.map { $0.replacing("gone", with: "gone !flag") })
}

@Test func `spans that go to Langfuse are read, and definitions of tools are no messages`() throws {
  let input =
    #"[{"role":"system","content":"Be kind."},{"role":"user","content":"hi"},{"role":"tool","content":{"type":"function","function":{"name":"get","description":"gets","parameters":{}}}}]"#
  let read = try trace(
    span(
      0, "LangGraph",
      [
        "langfuse.observation.type": "chain", "session.id": "th1",
        "langfuse.observation.input": #"{"messages":[{"role":"user","content":"hi"}]}"#,
      ]),
    span(
      1, "ChatOpenAI",
      [
        "langfuse.observation.type": "generation", "langfuse.observation.input": input,
        "langfuse.observation.output":
          #"{"role":"assistant","content":"","tool_calls":[{"name":"get","args":{"k":1},"id":"c1","type":"tool_call"}]}"#,
      ]),
    span(
      2, "get",
      [
        "langfuse.observation.type": "tool", "langfuse.observation.input": #"{"k":1}"#,
        "langfuse.observation.output": "Error: gone", "langfuse.observation.metadata.tool_call_id": "c1",
      ]),
    span(
      3, "ChatOpenAI",
      [
        "langfuse.observation.type": "generation", "langfuse.observation.input": input,
        "langfuse.observation.output": #"{"role":"assistant","content":"ho"}"#,
      ]))
  #expect(read.lines == conversation)
  #expect(read.agent.map(read.string) == "LangGraph")
}

@Test func `what LangChain's instrumentations wrap around arguments and results is taken off`() throws {
  let results = [
    #"{"output":{"lc":1,"type":"constructor","id":["ToolMessage"],"kwargs":{"content":"Error: gone","tool_call_id":"c1"}},"kwargs":{"tags":[]}}"#,
    #"{"type":"tool","data":{"content":"Error: gone","type":"tool","tool_call_id":"c1","status":"success"}}"#,
  ]
  for result in results {
    let read = try trace(
      span(
        1, "execute_tool get",
        [
          "traceloop.span.kind": "tool", "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "get",
          "gen_ai.tool.call.arguments":
            #"{"input_str":"{'k': 1}","tags":["x"],"inputs":{"k":1},"kwargs":{}}"#,
          "gen_ai.tool.call.result": result,
        ]))
    #expect(read.lines == ["assistant: ", #"  → get {"k":1}"#, "tool(get): Error: gone"])
  }
}

@Test func `what a step gave before its run broke off is no answer, and says nothing twice`() throws {
  let call =
    #"[{"graph":null,"update":{"messages":[{"type":"ai","data":{"content":"","tool_calls":[{"name":"get","args":{"k":1},"id":"c1"}]}}]}}]"#
  let read = try trace(
    span(0, "graph", ["openinference.span.kind": "CHAIN", "input.value": "hi"], status: #"{"code":2}"#),
    span(1, "model", ["openinference.span.kind": "CHAIN", "output.value": call]),
    span(
      2, "m",
      [
        "openinference.span.kind": "LLM", "llm.input_messages.0.message.role": "user",
        "llm.input_messages.0.message.content": "hi", "llm.output_messages.0.message.role": "assistant",
        "llm.output_messages.0.message.tool_calls.0.tool_call.function.name": "get",
        "llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments": #"{"k":1}"#,
      ]))
  #expect(read.lines == ["user: hi", "assistant: ", #"  → get {"k":1}"#])
  #expect(read.outcome == .failure)
}

@Test func `events in an attribute or within one value tell the messages`() throws {
  let listed = try trace(
    span(
      1, "chat m",
      [
        "gen_ai.operation.name": "chat",
        "events":
          #"[{"event.name":"gen_ai.system.message","content":"Be kind.","role":"system"},{"event.name":"gen_ai.user.message","content":"hi","role":"user"},{"event.name":"gen_ai.assistant.message","role":"assistant","tool_calls":[{"id":"c1","function":{"name":"get","arguments":"{\"k\":1}"}}]},{"event.name":"gen_ai.tool.message","role":"tool","id":"c1","content":"Error: gone"},{"event.name":"gen_ai.choice","index":0,"message":{"role":"assistant","content":"ho"}}]"#,
      ]))
  #expect(listed.lines == conversation)
  func event(_ name: String, _ content: String) -> String {
    #"{"name":"\#(name)","attributes":\#(list(["gen_ai.event.content": content]))}"#
  }
  let packed = try trace(
    span(
      1, "chat m", ["gen_ai.operation.name": "chat"],
      events: [
        event("gen_ai.user.message", #"{"role":"user","content":"hi"}"#),
        event("gen_ai.choice", #"{"index":0,"message":{"role":"assistant","content":"ho"}}"#),
      ].joined(separator: ",")))
  #expect(packed.lines == ["user: hi", "assistant: ho"])
}

@Test func `parts of Google's and Amazon's messages are calls and results`() throws {
  let google = try trace(
    span(
      1, "call_llm",
      [
        "gen_ai.operation.name": "generate_content",
        "gcp.vertex.agent.llm_request":
          #"{"contents":[{"role":"user","parts":[{"text":"hi"}]},{"role":"model","parts":[{"function_call":{"id":"c1","name":"get","args":{"k":1}}}]},{"role":"user","parts":[{"function_response":{"id":"c1","name":"get","response":{"result":"Error: gone"}}}]}]}"#,
        "gcp.vertex.agent.llm_response": #"{"content":{"role":"model","parts":[{"text":"ho"}]}}"#,
      ]))
  #expect(google.toolCalls.map { google.string($0.tool) } == ["get"])
  #expect(google.turns.map(\.role) == [.user, .assistant, .tool, .assistant])
  func event(_ name: String, _ key: String, _ value: String) -> String {
    #"{"name":"\#(name)","attributes":\#(list([key: value]))}"#
  }
  let amazon = try trace(
    span(
      1, "chat", ["gen_ai.operation.name": "chat"],
      events: [
        event("gen_ai.user.message", "content", #"[{"text":"hi"}]"#),
        event(
          "gen_ai.assistant.message", "content",
          #"[{"toolUse":{"toolUseId":"c1","name":"get","input":{"k":1}}}]"#),
        event(
          "gen_ai.tool.message", "content",
          #"[{"toolResult":{"toolUseId":"c1","status":"error","content":[{"text":"Error: gone"}]}}]"#),
        event("gen_ai.choice", "message", #"[{"text":"ho"}]"#),
      ].joined(separator: ",")))
  #expect(
    amazon.lines == [
      "user: hi", "assistant: ", #"  → get {"k":1}"#, "tool(get): Error: gone !flag", "assistant: ho",
    ])
}

@Test func `calls of models whose answers are not recorded are there once`() throws {
  let asked =
    #"[{"role":"user","parts":[{"type":"text","content":"hi"}]},{"role":"assistant","parts":[{"type":"text","content":"Let me see."},{"type":"tool_call","id":"c1","name":"get","arguments":{"k":1}}]},{"role":"tool","parts":[{"type":"tool_call_response","id":"c1","response":"Error: gone"}]}]"#
  let read = try trace(
    span(
      1, "chat",
      [
        "gen_ai.operation.name": "chat",
        "gen_ai.input.messages": #"[{"role":"user","parts":[{"type":"text","content":"hi"}]}]"#,
      ]),
    span(
      2, "get",
      [
        "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "get",
        "gen_ai.tool.call.arguments": #"{"k": 1}"#, "gen_ai.tool.call.result": "Error: gone",
      ]),
    span(3, "chat", ["gen_ai.operation.name": "chat", "gen_ai.input.messages": asked]))
  #expect(
    read.lines == ["user: hi", "assistant: Let me see.", #"  → get {"k":1}"#, "tool(get): Error: gone"])
}

@Test func `spans of a table, and those that a program prints itself, are read like the others`() throws {
  let table =
    #"{"name":"get","span_kind":"TOOL","parent_id":null,"start_time":1767607200000,"end_time":1767607201000,"status_code":"ERROR","status_message":"gone","events":[],"context.span_id":"b1","context.trace_id":"a1","attributes.tool.name":"get","attributes.input.value":"{\"k\":1}","attributes.output.value":null,"attributes.session.id":"th1"}"#
  let printed =
    #"{"name":"get","context":{"trace_id":"0xa1","span_id":"0xb1","trace_state":"[]"},"kind":"SpanKind.INTERNAL","parent_id":null,"start_time":"2026-01-05T10:00:00Z","end_time":"2026-01-05T10:00:01Z","status":{"status_code":"ERROR","description":"gone"},"attributes":{"openinference.span.kind":"TOOL","tool.name":"get","input.value":"{\"k\":1}"},"events":[],"links":[],"resource":{}}"#
  for record in [table, printed] {
    let read = SampleTraces([Array(record.utf8)])
    let first = try #require(read.traces().first)
    #expect(first.lines == ["assistant: ", #"  → get {"k":1}"#, "tool(get): gone !flag"])
    #expect(first.startedAt == 1_767_607_200)
  }
}

@Test func `history that repeats a message without its words repeats no call`() throws {
  func event(_ name: String, _ attributes: KeyValuePairs<String, String>) -> String {
    #"{"name":"\#(name)","attributes":\#(list(attributes))}"#
  }
  let call = #"[{"id":"c1","type":"function","function":{"name":"get","arguments":"{\"k\":1}"}}]"#
  let message = #"{"role":"assistant","content":"Let me see.","tool_calls":\#(call)}"#
  let asked = event("gen_ai.user.message", ["content": "hi"])
  let read = try trace(
    span(
      1, "chat", ["gen_ai.operation.name": "chat"],
      events: asked + "," + event("gen_ai.choice", ["message": message])),
    span(
      2, "chat", ["gen_ai.operation.name": "chat"],
      events: [
        asked, event("gen_ai.assistant.message", ["tool_calls": call]),
        event("gen_ai.tool.message", ["id": "c1", "content": "Error: gone"]),
        event("gen_ai.choice", ["message": #"{"role":"assistant","content":"ho"}"#]),
      ].joined(separator: ",")))
  #expect(
    read.lines == [
      "user: hi", "assistant: Let me see.", #"  → get {"k":1}"#, "tool(get): Error: gone", "assistant: ho",
    ])
}

@Test func `calls that a model repeats with one id and without words are all there`() throws {
  let call =
    #"{"role":"assistant","parts":[{"type":"tool_call","id":"c0","name":"get","arguments":{"k":1}}]}"#
  let answer = #"{"role":"tool","parts":[{"type":"tool_call_response","id":"c0","response":"busy"}]}"#
  let read = try trace(
    span(
      1, "chat",
      [
        "gen_ai.operation.name": "chat",
        "gen_ai.input.messages": "[\([call, answer, call, answer, call].joined(separator: ","))]",
      ]))
  #expect(read.toolCalls.count == 3)
}

/// A call of a model as OpenInference writes it, with what went in and what came out.
private func model(
  _ id: Int, told: [(role: String, text: String)], says text: String, calls: [(id: String, arguments: String)]
) -> String {
  var attributes = [("openinference.span.kind", "LLM")]
  for (place, message) in told.enumerated() {
    attributes.append(("llm.input_messages.\(place).message.role", message.role))
    attributes.append(("llm.input_messages.\(place).message.content", message.text))
  }
  attributes.append(("llm.output_messages.0.message.role", "assistant"))
  attributes.append(("llm.output_messages.0.message.content", text))
  for (place, call) in calls.enumerated() {
    let name = "llm.output_messages.0.message.tool_calls.\(place).tool_call"
    attributes += [
      ("\(name).id", call.id), ("\(name).function.name", "get"),
      ("\(name).function.arguments", call.arguments),
    ]
  }
  return span(id, "model", attributes)
}

@Test func `an answer that history tells again without its calls, or by words for them, is one answer`()
  throws
{
  let start = [(role: "user", text: "hi")]
  let first = [(role: "assistant", text: "Let me look."), (role: "tool-response", text: "Error: gone")]
  let second = [
    (role: "tool-call", text: "Calling tools:\\n[{'id': 'c2', 'type': 'function'}]"),
    (role: "tool-response", text: "Observation: here"),
  ]
  let told = try trace(
    model(0, told: start, says: "Let me look.", calls: [("c1", #"{"k":1}"#)]),
    model(1, told: start + first, says: "", calls: [("c2", #"{"k":2}"#)]),
    model(2, told: start + first + second, says: "Let me look.", calls: []))
  #expect(
    told.lines == [
      "user: hi", "assistant: Let me look.", #"  → get {"k":1}"#, "tool(get): Error: gone", "assistant: ",
      #"  → get {"k":2}"#, "tool(get): Observation: here", "assistant: Let me look.",
    ])
}

@Test func `calls that the span of an agent gathers beside its last words are not made again`() throws {
  let call =
    #"{"role":"assistant","tool_calls":[{"id":"c1","function":{"name":"get","arguments":"{\"k\":1}"}}]}"#
  let told = try trace(
    span(
      0, "agent",
      [
        ("openinference.span.kind", "LLM"),
        (
          "input.value",
          #"{"messages":[{"role":"user","content":"hi"},\#(call),{"role":"tool","tool_call_id":"c1","content":"here"}]}"#
        ),
        (
          "output.value",
          #"{"role":"assistant","content":"Done.","tool_calls":[{"id":"c1","function":{"name":"get","arguments":"{\"k\": 1}"}},"#
            + #"{"id":"c2","function":{"name":"get","arguments":"{}"}}]}"#
        ),
      ]))
  #expect(
    told.lines == [
      "user: hi", "assistant: ", #"  → get {"k":1}"#, "tool(get): here", "assistant: Done.", "  → get {}",
    ])
}
