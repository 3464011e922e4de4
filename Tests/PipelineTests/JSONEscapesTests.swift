import Testing
import Traces

@testable import Pipeline

/// The text of arguments and result of a call whose texts are written so in a record.
private func shown(arguments: String, result: String) throws -> (arguments: String, result: String) {
  func quoted(_ text: String) -> String {
    "\"" + text.replacing(#"\"#, with: #"\\"#).replacing("\"", with: "\\\"") + "\""
  }
  let message =
    #"{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"get","arguments":\#(quoted(arguments))}}]},{"role":"tool","tool_call_id":"c1","content":\#(quoted(result))}"#
  let chat = try only(#"{"id":"t1","messages":[{"role":"user","content":"hi"},\#(message)]}"#)
  let run = try only(
    #"{"id":"r1","trace_id":"r1","name":"m","run_type":"llm","start_time":"2026-01-05T10:00:00Z","inputs":{"messages":[{"role":"user","content":"hi"},\#(message)]},"outputs":{"output":"ho"}}"#
  )
  func texts(_ trace: Trace) throws -> [String] {
    let call = try #require(trace.toolCalls.first)
    let (result, turn) = try (#require(call.result), #require(call.resultTurn))
    #expect(trace.string(result) == trace.string(trace.turns[turn].text))
    return [trace.string(call.arguments), trace.string(result)]
  }
  let found = try texts(chat)
  #expect(try texts(run) == found)
  return (found[0], found[1])
}

@Test(arguments: [
  (#"{"note": "\u914d\u9001\u4e2d"}"#, #"{"note": "配送中"}"#),
  (#"[{"note": "\ud83d\ude4f \u003cb\u003e gr\u00fc\u00DFt"}]"#, #"[{"note": "🙏 <b> grüßt"}]"#),
  // What JSON must escape stays, as does what is escaped itself, and what is no JSON.
  (#"{"a": "\u0022\u005c\u000a\u007f\n\u4e2d"}"#, #"{"a": "\u0022\u005c\u000a\u007f\n中"}"#),
  (#"{"a": "\\u914d \\\u914d"}"#, #"{"a": "\\u914d \\配"}"#),
  (#"{"a": "\\u914d"}"#, #"{"a": "\\u914d"}"#),
  (#"{"a": "\u914d"#, #"{"a": "\u914d"#), (#"order \u914d"#, #"order \u914d"#),
  (#"[note] \u914d"#, #"[note] \u914d"#),
])
func `JSON that tools take and give is shown without escapes that it does not need`(
  written: String, text: String
) throws {
  let found = try shown(arguments: #"{"q": "\u00e9t\u00e9"}"#, result: written)
  #expect(found.result == text)
  #expect(found.arguments == #"{"q": "été"}"#)
  #expect(try shown(arguments: written, result: "ok").arguments == text)
}

@Test func `a call is one with the same call whose characters are escaped`() throws {
  func run(_ id: Int, _ type: String, _ inputs: String, _ outputs: String) -> String {
    #"{"id":"\#(id)","trace_id":"0","parent_run_id":"0","name":"get","run_type":"\#(type)","start_time":"2026-01-05T10:00:0\#(id)Z","inputs":\#(inputs),"outputs":\#(outputs)}"#
  }
  let trace = try only(
    run(
      1, "llm", #"{"messages":[{"role":"user","content":"hi"}]}"#,
      #"{"role":"assistant","content":null,"tool_calls":[{"type":"function","function":{"name":"get","arguments":"{\"q\":\"a\"}"}},{"type":"function","function":{"name":"get","arguments":"{\"q\":\"\\u914d\"}"}}]}"#
    ),
    run(2, "tool", #"{"input":"{\"q\": \"配\"}"}"#, #"{"output":"second"}"#),
    run(3, "tool", #"{"input":"{\"q\": \"a\"}"}"#, #"{"output":"first"}"#))
  #expect(trace.toolCalls.map { $0.result.map { trace.string($0) } } == ["first", "second"])
}
