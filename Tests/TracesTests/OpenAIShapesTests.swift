import Foundation
import JSONBytes
import Testing

@testable import Traces

private func trace(_ messages: String) throws -> Trace {
  var document = try JSONParser().parse(Array(#"{"id":"t","messages":\#(messages)}"#.utf8))
  var trace = Trace()
  try TraceFormats.read(&document, outcomes: OutcomeRule(), into: &trace)
  return trace
}

@Test func `a call of a custom tool has its name and what it is given`() throws {
  let found = try trace(
    """
    [{"role":"user","content":"run it"},{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"custom",\
    "custom":{"name":"code_exec","input":"print(0)"}}]},{"role":"tool","tool_call_id":"c","content":"0"}]
    """)
  #expect(found.toolCalls.map { found.string($0.tool) } == ["code_exec"])
  #expect(found.toolCalls.map { found.string($0.arguments) } == ["print(0)"])
  #expect(found.toolCalls.map { $0.result.map(found.string) } == ["0"])
}

@Test func `what was spoken is read by its transcript, beside words only if there are none`() throws {
  let found = try trace(
    """
    [{"role":"user","content":[{"type":"input_audio","transcript":"are you there"}]},\
    {"role":"assistant","content":null,"audio":{"id":"x","transcript":"I am here."}},\
    {"role":"assistant","content":"in words","audio":{"id":"y","transcript":"aloud"}}]
    """)
  #expect(found.turns.map { found.string($0.text) } == ["are you there", "I am here.", "in words"])
}
