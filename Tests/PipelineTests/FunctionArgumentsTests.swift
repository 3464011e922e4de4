import Testing
import Traces

@testable import Pipeline

/// The turns of a trace of Langfuse with an input and the answer "Here.".
private func langfuse(_ input: String) throws -> [String] {
  try only(
    #"{"id":"t1","timestamp":"2026-01-05T10:00:00Z","name":"agent","input":\#(input),"output":"Here.","bookmarked":false}"#
  ).lines
}

/// The turns of a root run of LangSmith with inputs and the answer "Here.".
private func langSmith(_ inputs: String, _ outputs: String = #"{"output":"Here."}"#) throws -> [String] {
  try only(
    #"{"id":"r1","trace_id":"r1","name":"agent","run_type":"chain","start_time":"2026-01-05T10:00:00Z","inputs":\#(inputs),"outputs":\#(outputs)}"#
  ).lines
}

private let history =
  #"[{"role":"system","content":"Be kind."},{"role":"user","content":"Is 7 there?"},{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"get","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c1","content":"Error: gone"},{"role":"assistant","content":"No."}]"#
private let historyLines = [
  "system: Be kind.", "user: Is 7 there?", "assistant: ", "  → get {}", "tool(get): Error: gone",
  "assistant: No.",
]

@Test(arguments: [
  #"{"args":["Is 8 there?"],"kwargs":{}}"#, #"{"args":[],"kwargs":{"question":"Is 8 there?"}}"#,
  #"{"args":[],"kwargs":{"ask":"Is 8 there?","user":"u-17","limit":3}}"#,
  #"{"args":["<shop.Agent object at 0x7f12>","Is 8 there?",true],"kwargs":{}}"#,
  #"{"args":[],"kwargs":{"messages":[{"role":"user","content":"Is 8 there?"}]}}"#,
  #"{"args":[{"messages":[{"role":"user","content":"Is 8 there?"}]}],"kwargs":{}}"#,
  #"{"args":[{"query":"Is 8 there?"}],"kwargs":{}}"#,
  #"{"args":[[{"role":"user","content":"Is 8 there?"}],"Is 8 there?"],"kwargs":{}}"#,
  #"{"args":["[{\"role\":\"user\",\"content\":\"Is 8 there?\"}]"],"kwargs":{}}"#,
])
func `what a user said is found among a function's arguments`(input: String) throws {
  let lines = ["user: Is 8 there?", "assistant: Here."]
  #expect(try langfuse(input) == lines)
  #expect(try langfuse("\"\(input.replacing(#"\"#, with: #"\\"#).replacing("\"", with: "\\\""))\"") == lines)
}

@Test func `a word by place is what the user said if there is no other text`() throws {
  #expect(try langfuse(#"{"args":["Danke!"],"kwargs":{}}"#).first == "user: Danke!")
  #expect(try langfuse(#"{"args":["7 gone?","A"],"kwargs":{}}"#).first == "user: 7 gone?")
}

@Test(arguments: [
  #"{"args":["get the order","for the clerk"],"kwargs":{}}"#,
  #"{"args":[],"kwargs":{"order":"o-7","clerk":"ann"}}"#,
  #"{"args":[],"kwargs":{"order":7}}"#, #"{"order_key":"o-7","limit":3}"#,
  #"{"agent":{"role":"Clerk","goal":"answer"},"context":"","limit":3}"#,
  #"{"crew":[{"role":"Clerk","goal":"answer"}],"limit":3}"#,
])
func `arguments of which none is known to be the user's words are all told`(input: String) throws {
  #expect(try langfuse(input).first == "user: \(input)")
}

@Test(arguments: [
  #"{"q":"Is 8 there?","history":HISTORY}"#, #"{"history":HISTORY,"text":"Is 8 there?","user":"ann"}"#,
  #"{"input":"Is 8 there?","chat_history":HISTORY}"#,
  #"{"args":["Is 8 there?",HISTORY,"A"],"kwargs":{}}"#,
])
func `a text beside a list of messages is the last turn`(inputs: String) throws {
  let whole = inputs.replacing("HISTORY", with: history)
  let lines = historyLines + ["user: Is 8 there?", "assistant: Here."]
  #expect(try langSmith(whole) == lines)
  #expect(try langfuse(whole) == lines)
  // What came out may be the conversation with all that went in.
  let outputs =
    #"{"answer":"Here.","messages":\#(history.dropLast()),{"role":"user","content":"Is 8 there?"},{"role":"assistant","content":"Here."}]}"#
  #expect(try langSmith(whole, outputs) == lines)
}

@Test func `a question that the list of messages ends with is one turn`() throws {
  let asked = history.dropLast() + #",{"role":"user","content":"Is 8 there?"}]"#
  let lines = historyLines + ["user: Is 8 there?", "assistant: Here."]
  #expect(try langSmith(#"{"q":"Is 8 there?","history":\#(asked)}"#) == lines)
}
