import Testing
import Traces

@testable import Pipeline

private let call =
  #"{"id":"fc1","type":"function_call","call_id":"c1","name":"get","arguments":"{\"k\":7}","status":"completed"}"#
private let result = #"{"type":"function_call_output","call_id":"c1","output":"Error: no 7"}"#
private let answer =
  #"{"id":"m1","type":"message","role":"assistant","content":[{"type":"output_text","text":"None."}]}"#
private let completion =
  #"{"id":"chatcmpl-1","object":"chat.completion","created":1764000000,"choices":[{"index":0,"message":"#
  + #"{"role":"assistant","content":null,"tool_calls":[{"id":"c1","function":{"name":"get","arguments":"{}"}}]}}]}"#

@Test(arguments: [
  #""input":[{"role":"user","content":[{"type":"input_text","text":"Where is 7?"}]},{"type":"reasoning","summary":[]},"#
    + #"\#(call),\#(result)],"output":[\#(answer)]"#,
  #""input":"Where is 7?","output":[{"type":"reasoning","summary":[]},\#(call),\#(result),\#(answer)]"#,
])
func `an object of OpenAI's Responses is what went in, then what came out`(fields: String) throws {
  let trace = try only(
    #"{"id":"resp_1","object":"response","created_at":1764000000,"status":"completed","error":null,"#
      + #""instructions":"You are a clerk.",\#(fields)}"#)
  #expect(
    trace.lines == [
      "system: You are a clerk.", "user: Where is 7?", "assistant: ", #"  → get {"k":7}"#,
      "tool(get): Error: no 7", "assistant: None.",
    ])
  #expect(trace.id.map(trace.string) == "resp_1" && trace.startedAt == 1_764_000_000)
  #expect(trace.outcome == .unknown)
}

@Test(arguments: [
  #"{"messages":[{"role":"user","content":"Where is 7?"}]}"#,
  #"{"method":"POST","body":{"input":"Where is 7?"}}"#,
  #"{"contents":[{"role":"user","parts":[{"text":"Where is 7?"}]}]}"#, #"{"prompt":"Where is 7?"}"#,
])
func `a request beside its response is one conversation`(request: String) throws {
  let expected = ["user: Where is 7?", "assistant: ", "  → get {}"]
  for response in [completion, #"{"status_code":200,"body":\#(completion)}"#] {
    let trace = try only(#"{"request":\#(request),"response":\#(response)}"#)
    #expect(trace.lines == expected)
    #expect(trace.outcome == .unknown)
  }
  let text = try only(#"{"id":7,"session_id":"s","request":\#(request),"response":"None."}"#)
  #expect(text.lines == ["user: Where is 7?", "assistant: None."])
  #expect(text.id.map(text.string) == "7" && text.thread.map(text.string) == "s")
}

@Test func `a line of a batch's output is an answer without its question`() throws {
  let line =
    #"{"id":"b1","custom_id":"r1","response":{"status_code":200,"body":\#(completion)},"error":null}"#
  let trace = try only(line)
  #expect(trace.lines == ["assistant: ", "  → get {}"])
  #expect(trace.id.map(trace.string) == "r1" && trace.outcome == .unknown)
  let other = try only(
    #"{"custom_id":"r2","result":{"type":"succeeded","message":{"type":"message","role":"assistant","#
      + #""content":[{"type":"text","text":"None."}]}}}"#)
  #expect(other.lines == ["assistant: None."])
  #expect(try only(completion).lines == trace.lines)
}

@Test(arguments: [
  #"{"custom_id":"r1","response":{"status_code":429,"body":{"error":{"message":"Slow down.","type":"rate"}}},"error":null}"#,
  #"{"custom_id":"r1","response":null,"error":{"code":"late","message":"Slow down."}}"#,
  #"{"custom_id":"r1","result":{"type":"errored","error":{"type":"error","error":{"type":"x","message":"Slow down."}}}}"#,
  #"{"object":"response","status":"failed","error":{"code":"x","message":"Slow down."},"output":[]}"#,
])
func `a response that is an error has failed, and says so`(record: String) throws {
  let trace = try only(record)
  #expect(trace.lines == ["assistant: Slow down."])
  #expect(trace.outcome == .failure && trace.outcomeSource == .code)
}

@Test func `what is no conversation is refused with the reason`() {
  let records = [
    #"{"custom_id":"r1","method":"POST","url":"/v1","body":{"messages":[{"role":"user","content":"hi"}]}}"#,
    #"{"prompt":"hi","chosen":"ho","rejected":"hu"}"#, #"{"prompt":"hi","completion":"ho"}"#,
    #"{"request":{"method":"GET"},"response":{"status":200}}"#, #"{"object":"list","output":[]}"#,
    #"{"object":"response","output":[]}"#, #"{"custom_id":"r2","response":null}"#,
  ]
  let read = SampleTraces([Array(records.joined(separator: "\n").utf8)])
  #expect(read.addsUp && read.collection.traceCount == 0)
  let reasons = read.collection.rejections.map(\.reason)
  #expect(reasons.count == records.count)
  #expect(reasons.first?.hasPrefix("a request of a batch without its answer") == true)
  #expect(reasons.count { $0.hasSuffix("a conversation is read from `messages`") } == 2)
  #expect(reasons.count { $0 == "holds no turn and no tool call" } == 2)
}

private let session = [
  #"{"role":"user","content":"Where is 7?"}"#, call, result, answer, #"{"content":"Thanks","role":"user"}"#,
]
private let sessionLines = [
  "user: Where is 7?", "assistant: ", #"  → get {"k":7}"#, "tool(get): Error: no 7", "assistant: None.",
  "user: Thanks",
]

@Test(arguments: [
  session.joined(separator: "\n"), "[\(session.joined(separator: ","))]",
  "[\n\(session.joined(separator: ",\n"))\n]",
  #"{"items":[\#(session.joined(separator: ","))]}"#, #"{"input":[\#(session.joined(separator: ","))]}"#,
  #"{"model":"m","input":[\#(session.joined(separator: ","))],"result":null}"#,
  #"{"messages":[\#(session.joined(separator: ","))]}"#, "[[\(session.joined(separator: ","))]]",
])
func `the items of a session are one trace with the words of the user in their places`(text: String) throws {
  let read = SampleTraces([Array(text.utf8)])
  #expect(read.collection.rejections.isEmpty && read.addsUp)
  #expect(read.traces().map(\.lines) == [sessionLines])
}

@Test func `sessions of items in files of their own are traces of their own`() throws {
  let files = [session, Array(session.dropFirst(4)), Array(session[1...2])]
  let read = SampleTraces(files.map { Array($0.joined(separator: "\n").utf8) })
  #expect(read.traces().map(\.lines.count).sorted() == [1, 3, 6])
}

@Test func `what a model was handed with its answer beside it is a conversation, alone it is a question`()
  throws
{
  let asked =
    #""input":[{"role":"system","content":"You are a clerk."},{"role":"user","content":"Where is 7?"}]"#
  for answered in [#""output":[\#(answer)]"#, #""output":"None.""#, #""response":{"output":[\#(answer)]}"#] {
    let trace = try only("{\(asked),\(answered)}")
    #expect(
      trace.lines == ["system: You are a clerk.", "user: Where is 7?", "assistant: None."], "\(answered)")
  }
  for rest in ["", #","output":null"#, #","ideal":"Here""#] {
    let read = SampleTraces([Array("{\(asked)\(rest)}".utf8)])
    #expect(
      read.collection.rejections.map(\.reason) == [
        "what a model was asked (`input`), without the answer: nothing took place in it"
      ])
  }
  for record in [#"{"input":[]}"#, #"{"input":[1,2]}"#, #"{"input":[{"q":"x"}],"output":"y"}"#] {
    let read = SampleTraces([Array(record.utf8)])
    #expect(read.collection.rejections.count == 1 && read.collection.traceCount == 0, "\(record)")
  }
}
