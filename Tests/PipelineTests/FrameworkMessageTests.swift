import Testing
import Traces

@testable import Pipeline

private func lines(_ text: String) -> [[String]] {
  let read = SampleTraces([Array(text.utf8)])
  #expect(read.addsUp && read.collection.rejections.isEmpty)
  return read.traces().map(\.lines)
}

@Test func `a history of Pydantic AI has its turns, calls and the words that ask for another try`() {
  let history =
    #"[{"parts":[{"content":"Be brief.","part_kind":"system-prompt"},{"content":"Where is 7?","part_kind":"user-prompt"}],"#
    + #""kind":"request"},{"parts":[{"content":"I look.","part_kind":"text"},{"content":"hm","part_kind":"thinking"},"#
    + #"{"tool_name":"get","args":"{\"k\":7}","tool_call_id":"c1","part_kind":"tool-call"}],"kind":"response"},"#
    + #"{"parts":[{"tool_name":"get","content":"k is no text","tool_call_id":"c1","part_kind":"retry-prompt"}],"#
    + #""kind":"request"},{"parts":[{"tool_name":"get","args":{"k":"7"},"tool_call_id":"c2","part_kind":"tool-call"}],"#
    + #""kind":"response"},{"parts":[{"tool_name":"get","content":{"id":7},"tool_call_id":"c2","#
    + #""part_kind":"tool-return"}],"kind":"request"},{"parts":[{"content":"Here.","part_kind":"text"}],"#
    + #""kind":"response"}]"#
  let expected = [
    "system: Be brief.", "user: Where is 7?", "assistant: I look.", #"  → get {"k":7}"#,
    "tool(get): k is no text !flag", "assistant: ", #"  → get {"k":"7"}"#, #"tool(get): {"id":7}"#,
    "assistant: Here.",
  ]
  #expect(lines(history) == [expected])
  #expect(lines(#"{"messages":\#(history)}"#) == [expected])
  #expect(lines(history + "\n" + history.replacing("Where", with: "Who")).count == 2)
}

@Test func `a result of AutoGen has its turns and calls`() {
  let result =
    #"{"messages":[{"source":"user","type":"TextMessage","content":"Where is 7?"},"#
    + #"{"source":"helper","type":"ThoughtEvent","content":"hm"},"#
    + #"{"source":"helper","type":"ToolCallRequestEvent","content":[{"id":"c1","name":"get","arguments":"{\"k\":7}"}]},"#
    + #"{"source":"helper","type":"ToolCallExecutionEvent","content":[{"content":"gone","name":"get","call_id":"c1","#
    + #""is_error":true}]},{"source":"helper","type":"ToolCallSummaryMessage","content":"gone"}],"stop_reason":null}"#
  #expect(
    lines(result) == [
      ["user: Where is 7?", "assistant: ", #"  → get {"k":7}"#, "tool(get): gone !flag", "assistant: gone"]
    ])
}

@Test func `what has a kind or a source is no such message by that alone`() {
  #expect(
    lines(
      #"{"messages":[{"type":"human","source":"web","content":"hi"},{"role":"model","kind":"response","parts":[{"text":"ho"}]}]}"#
    )
      == [["user: hi", "assistant: ho"]])
}

@Test func `an event of AutoGen without content, or of the user's being asked, is no turn`() {
  #expect(
    lines(
      #"{"messages":[{"source":"user","type":"TextMessage","content":"hi"},{"source":"user","type":"UserInputRequestedEvent","#
        + #""request_id":"r"},{"source":"lead","type":"SelectSpeakerEvent","content":["helper"]},"#
        + #"{"source":"helper","type":"TextMessage","content":"ho"}]}"#)
      == [["user: hi", "assistant: ho"]])
}

@Test func `the memory of an agent of smolagents is a trace, what it was told counted once`() {
  let task = #"{"task":"Where is 7?","task_images":null}"#
  func told(_ more: String) -> String {
    #""model_input_messages":[{"role":"system","content":[{"type":"text","text":"Be brief."}]},"#
      + #"{"role":"user","content":[{"type":"text","text":"New task:\nWhere is 7?"}]}\#(more)]"#
  }
  func asks(_ tool: String, _ id: String, _ words: String) -> String {
    #""model_output_message":{"role":"assistant","content":\#(words),"tool_calls":[{"id":"\#(id)","type":"function","#
      + #""function":{"name":"\#(tool)","arguments":{"k":7}}}]},"model_output":\#(words)"#
  }
  let history = #",{"role":"assistant","content":"I look."}"#
  let steps = [
    task,
    #"{"step_number":1,\#(told("")),"tool_calls":[],\#(asks("get", "c1", #""I look.""#)),"observations":null,"#
      + #""error":{"type":"AgentToolExecutionError","message":"KeyError: 7"}}"#,
    #"{"step_number":2,\#(told(history)),\#(asks("final_answer", "c2", "null")),"observations":"Gone.","error":null}"#,
  ]
  let expected = [
    "user: Where is 7?", "system: Be brief.", "assistant: I look.", #"  → get {"k":7}"#,
    "tool(get): KeyError: 7 !typed", "assistant: ", #"  → final_answer {"k":7}"#, "tool(final_answer): Gone.",
  ]
  let list = "[\(steps.joined(separator: ","))]"
  #expect(lines(list) == [expected])
  #expect(lines(list + "\n" + list.replacing("Where", with: "Who")).count == 2)
}

@Test func `a session of the Agent Development Kit has its turns and calls, and no part of an answer twice`()
  throws
{
  let trace = try only(
    #"{"id":"s1","app_name":"app","user_id":"u","state":{},"events":[{"author":"user","timestamp":1764000000.5,"#
      + #""content":{"role":"user","parts":[{"text":"Where is 7?"}]}},{"author":"clerk","partial":true,"content":"#
      + #"{"role":"model","parts":[{"text":"I"}]}},{"author":"clerk","partial":false,"content":{"role":"model","parts":"#
      + #"[{"text":"hm","thought":true},{"text":"I look."},{"function_call":{"id":"c1","name":"get","args":{"k":7}}}]}},"#
      + #"{"author":"clerk","content":{"role":"user","parts":[{"function_response":{"id":"c1","name":"get","response":"#
      + #"{"status":"error"}}}]}},{"author":"clerk","content":null,"error_code":"X","error_message":"Too long."}]}"#
  )
  #expect(
    trace.lines == [
      "user: Where is 7?", "assistant: I look.", #"  → get {"k":7}"#, #"tool(get): {"status":"error"}"#,
      "assistant: Too long.",
    ])
  #expect(trace.id.map(trace.string) == "s1" && trace.agent.map(trace.string) == "clerk")
  #expect(trace.startedAt == 1_764_000_000.5)
}
