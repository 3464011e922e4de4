import Testing
import Traces

@testable import Pipeline

/// A call of a model as a span of OTLP, whose attributes are written as a JSON object of strings.
private func model(_ place: Int, _ attributes: [(String, String)]) -> String {
  let list = attributes.map { key, value in
    let escaped = value.replacing(#"\"#, with: #"\\"#).replacing("\"", with: "\\\"")
    return #"{"key":"\#(key)","value":{"stringValue":"\#(escaped)"}}"#
  }.joined(separator: ",")
  return
    #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"t","spanId":"\#(place)","name":"chat","startTimeUnixNano":"176760720\#(place)000000000","endTimeUnixNano":"1767607209000000000","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},\#(list)]}]}]}]}"#
}

private func model(_ place: Int, _ attributes: KeyValuePairs<String, String>) -> String {
  model(place, attributes.map { ($0.key, $0.value) })
}

private let question =
  #"{"role":"user","parts":[{"type":"text","content":"Where are 7 and 8?"}]}"#

private func answer(_ text: String, _ fields: String = "") -> String {
  #"{"role":"assistant","parts":[{"type":"text","content":"\#(text)"}]\#(fields)}"#
}

private func called(_ id: String, _ order: Int) -> String {
  #"{"id":"\#(id)","type":"function","function":{"name":"get","arguments":"{\"id\":\#(order)}"}}"#
}

private let asking = [
  "user: Where are 7 and 8?", "assistant: Let me look.", #"  → get {"id":7}"#, #"  → get {"id":8}"#,
]

@Test func `calls beside an answer's words are its calls, with one index each and no ids`() throws {
  let first = model(
    0,
    [
      "gen_ai.input.messages": "[\(question)]", "gen_ai.output.messages": "[\(answer("Let me look."))]",
      "gen_ai.completion.0.function_call.arguments": #"{"id": 7}"#,
      "gen_ai.completion.0.function_call.name": "get",
      "gen_ai.completion.1.function_call.arguments": #"{"id": 8}"#,
      "gen_ai.completion.1.function_call.name": "get",
    ])
  let alone = try only(first)
  #expect(alone.lines == asking)

  // The results come in another order than the calls were made in.
  let told = answer("Let me look.", #","tool_calls":[\#(called("a", 7)),\#(called("b", 8))]"#)
  let results =
    #"{"role":"tool","tool_call_id":"b","parts":[{"type":"text","content":"shipped"}]},{"role":"tool","tool_call_id":"a","parts":[{"type":"text","content":"Error: gone"}]}"#
  let second = model(
    1,
    [
      "gen_ai.input.messages": "[\(question),\(told),\(results)]",
      "gen_ai.output.messages": "[\(answer("7 is gone."))]",
    ])
  let both = try only(first, second)
  #expect(
    both.lines == asking + ["tool(get): shipped", "tool(get): Error: gone", "assistant: 7 is gone."])
  #expect(both.toolCalls.map { $0.result.map { both.string($0) } } == ["Error: gone", "shipped"])
}

@Test func `two equal answers without ids take theirs in order`() throws {
  let says = [
    ("gen_ai.output.messages", "[\(answer("Again."))]"), ("gen_ai.completion.0.function_call.name", "get"),
    ("gen_ai.completion.0.function_call.arguments", #"{"id": 7}"#),
  ]
  func told(_ id: String, _ result: String) -> String {
    answer("Again.", #","tool_calls":[\#(called(id, 7))]"#)
      + #",{"role":"tool","tool_call_id":"\#(id)","parts":[{"type":"text","content":"\#(result)"}]}"#
  }
  let history = [question, told("a", "busy"), told("b", "ready")]
  let trace = try only(
    model(0, [("gen_ai.input.messages", "[\(question)]")] + says),
    model(1, [("gen_ai.input.messages", "[\(history[...1].joined(separator: ","))]")] + says),
    model(
      2,
      [
        "gen_ai.input.messages": "[\(history.joined(separator: ","))]",
        "gen_ai.output.messages": "[\(answer("Done."))]",
      ]))
  #expect(
    trace.lines == [
      "user: Where are 7 and 8?", "assistant: Again.", #"  → get {"id":7}"#, "tool(get): busy",
      "assistant: Again.", #"  → get {"id":7}"#, "tool(get): ready", "assistant: Done.",
    ])
}

@Test func `the indexed form of both messages counts where only that has the calls`() throws {
  let trace = try only(
    model(
      0,
      [
        "gen_ai.input.messages":
          #"[\#(question),\#(answer("Let me look.")),{"role":"tool","parts":[{"type":"text","content":"shipped"}]}]"#,
        "gen_ai.prompt.0.role": "user", "gen_ai.prompt.0.content": "Where are 7 and 8?",
        "gen_ai.prompt.1.role": "assistant", "gen_ai.prompt.1.content": "Let me look.",
        "gen_ai.prompt.1.tool_calls.0.id": "a", "gen_ai.prompt.1.tool_calls.0.name": "get",
        "gen_ai.prompt.1.tool_calls.0.arguments": #"{"id":7}"#,
        "gen_ai.prompt.2.role": "tool", "gen_ai.prompt.2.content": "shipped",
        "gen_ai.prompt.2.tool_call_id": "a",
        "gen_ai.output.messages": "[\(answer("And 8."))]", "gen_ai.completion.0.role": "assistant",
        "gen_ai.completion.0.content": "And 8.", "gen_ai.completion.0.tool_calls.0.id": "b",
        "gen_ai.completion.0.tool_calls.0.name": "get",
        "gen_ai.completion.0.tool_calls.0.arguments": #"{"id":8}"#,
      ]))
  #expect(
    trace.lines == [
      "user: Where are 7 and 8?", "assistant: Let me look.", #"  → get {"id":7}"#, "tool(get): shipped",
      "assistant: And 8.", #"  → get {"id":8}"#,
    ])
  #expect(trace.toolCalls.map { $0.callID.map { trace.string($0) } } == ["a", "b"])
}
