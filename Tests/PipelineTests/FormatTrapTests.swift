import Testing
import Traces

@testable import Pipeline

/// The traces of records, one a line, all in one file.
private func read(_ lines: String...) -> SampleTraces {
  SampleTraces([Array(lines.joined(separator: "\n").utf8)])
}

@Test func `an observation with the level DEFAULT and an error in its output is an error`() throws {
  let read = read(
    #"{"id":"o1","trace_id":"t1","type":"TOOL","name":"lookup","start_time":"2026-01-05 10:00:00.000000","level":"DEFAULT","status_message":null,"input":"{\"id\":7}","output":"Error: not found"}"#,
    #"{"id":"o2","trace_id":"t2","type":"TOOL","name":"lookup","start_time":"2026-01-05 10:00:00.000000","level":"ERROR","status_message":"boom","input":"{\"id\":7}","output":null}"#,
    #"{"id":"o3","trace_id":"t3","type":"TOOL","name":"lookup","start_time":"2026-01-05 10:00:00.000000","level":"DEFAULT","status_message":"HTTP 503 Service Unavailable","input":{},"output":null}"#
  )
  #expect(read.inspection.total.errorCounts == [.text: 2, .flag: 1])
  #expect(read.inspection.total.toolCallCount == 3)
}

@Test func `a Langfuse trace without observations is its input and output, not an empty success`() throws {
  let trace = try only(
    #"{"id":"t1","timestamp":"2026-01-05T10:00:00Z","name":"agent","input":{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"get","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c1","content":"Error: gone"}]},"output":{"role":"assistant","content":"Sorry."},"scores":{},"bookmarked":false}"#
  )
  #expect(
    trace.lines == ["user: hi", "assistant: ", "  → get {}", "tool(get): Error: gone", "assistant: Sorry."])
  let empty = read(
    #"{"id":"t1","timestamp":"2026-01-05T10:00:00Z","name":"a","input":null,"output":null,"bookmarked":false}"#
  )
  #expect(empty.collection.traceCount == 0)
  #expect(empty.collection.rejections.map(\.reason) == ["holds no turn and no tool call"])
}

@Test func `an output that is the word null is none, and does not hide what went wrong`() throws {
  let trace = try only(
    #"{"id":"o1","trace_id":"t1","type":"TOOL","name":"get","start_time":"2026-01-05 10:00:00.000000","level":"ERROR","status_message":"boom","input":"{}","output":"null"}"#,
    #"{"id":"t1","timestamp":"2026-01-05 10:00:00.000000","name":"a","input":"\"hi\"","output":"null","bookmarked":false}"#
  )
  #expect(trace.lines.last == "tool(get): boom !flag")
}

@Test func `the latest of several updates counts, wherever it stands`() throws {
  let late =
    #"{"id":"t1","timestamp":"2026-01-05T10:00:00Z","updated_at":"2026-01-05T11:00:00Z","name":"a","input":"hi","output":"late","bookmarked":false}"#
  let early = late.replacing("late", with: "early, and longer than the late one").replacing(
    "11:00", with: "10:30")
  for lines in [[late, early], [early, late]] {
    let read = SampleTraces([Array(lines.joined(separator: "\n").utf8)])
    #expect(read.collection.duplicateCount == 1)
    #expect(read.traces().first?.lines == ["user: hi", "assistant: late"])
  }
}

@Test func `a person's score outweighs a judge's, and feedback without a verdict decides nothing`() throws {
  func outcome(_ scores: String...) -> (Outcome, OutcomeSource?) {
    let trace =
      #"{"id":"t1","timestamp":"2026-01-05T10:00:00Z","name":"a","input":"hi","output":"ho","bookmarked":false}"#
    let lines = [trace] + scores.enumerated().map { #"{"id":"s\#($0)","traceId":"t1",\#($1)}"# }
    let first = SampleTraces([Array(lines.joined(separator: "\n").utf8)]).traces().first
    return (first?.outcome ?? .unknown, first?.outcomeSource)
  }
  let judge = #""name":"quality","value":0.1,"source":"EVAL""#
  let person = #""name":"thumbs","value":1,"source":"ANNOTATION""#
  #expect(outcome(judge, person) == (.success, .human))
  #expect(outcome(judge) == (.failure, .judge))
  #expect(outcome(#""name":"stars","value":4,"source":"ANNOTATION""#) == (.success, .human))
  #expect(outcome(#""name":"topic","value":"billing","source":"API""#) == (.unknown, nil))
}

@Test func `feedback of LangSmith in records of its own gives the outcome and who gave it`() throws {
  let run =
    #"{"id":"r1","trace_id":"r1","name":"a","run_type":"chain","start_time":"2026-01-05T10:00:00Z","inputs":{"input":"hi"},"outputs":{"output":"ho"},"error":null}"#
  let feedback =
    #"{"id":"f1","run_id":"r1","trace_id":"r1","key":"user_score","score":0,"value":null,"comment":null,"feedback_source":{"type":"app","user_id":"u"}}"#
  let trace = try only(feedback, run)
  #expect(trace.lines == ["user: hi", "assistant: ho"])
  #expect(trace.outcome == .failure && trace.outcomeSource == .human)
}

@Test func `a graph's root that returns the whole conversation tells it once`() throws {
  let trace = try only(
    #"{"id":"r1","trace_id":"r1","name":"graph","run_type":"chain","start_time":"2026-01-05T10:00:00Z","inputs":{"messages":[{"role":"user","content":"hi"}]},"outputs":{"messages":[{"lc":1,"type":"constructor","id":["x","HumanMessage"],"kwargs":{"content":"hi"}},{"lc":1,"type":"constructor","id":["x","AIMessage"],"kwargs":{"content":"","tool_calls":[{"name":"get","args":{"a":1},"id":"c1"}]}},{"lc":1,"type":"constructor","id":["x","ToolMessage"],"kwargs":{"content":"KeyError: 'a'","tool_call_id":"c1","status":"error"}},{"lc":1,"type":"constructor","id":["x","AIMessage"],"kwargs":{"content":"No."}}]},"error":null}"#,
    #"{"id":"r2","trace_id":"r1","parent_run_id":"r1","name":"get","run_type":"tool","start_time":"2026-01-05T10:00:01Z","inputs":{"a":1},"outputs":null,"error":"KeyError('a')"}"#
  )
  #expect(
    trace.lines == [
      "user: hi", "assistant: ", #"  → get {"a":1}"#, "tool(get): KeyError: 'a' !typed", "assistant: No.",
    ])
}

@Test
func `a page of an API is read like the records in it, and a model comes before its tool of the same time`()
  throws
{
  let time = #""start_time":"2026-01-05T10:00:00Z","end_time":"2026-01-05T10:00:00Z","trace_id":"t""#
  let tool = #"{"id":"a",\#(time),"name":"get","run_type":"tool","inputs":{"k":1},"outputs":{"output":"v"}}"#
  let model =
    #"{"id":"b",\#(time),"name":"m","run_type":"llm","inputs":{"messages":[{"role":"user","content":"hi"}]},"outputs":{"choices":[{"message":{"role":"assistant","content":null,"tool_calls":[{"id":"c","function":{"name":"get","arguments":"{\"k\":1}"}}]}}]}}"#
  for page in [
    #"{"runs":[\#(tool),\#(model)],"cursors":{}}"#, #"{"data":[\#(model),\#(tool)]}"#,
    #"{"exported":"x","traces":[\#(model)],"spans":[\#(tool)]}"#,
  ] {
    #expect(try only(page).lines == ["user: hi", "assistant: ", #"  → get {"k":1}"#, "tool(get): v"])
  }
}

@Test func `retrieval is a call, and one that found nothing has an empty result`() throws {
  func span(_ id: String, _ attributes: String) -> String {
    #"{"name":"search","context":{"trace_id":"a","span_id":"\#(id)"},"span_kind":"RETRIEVER","parent_id":null,"start_time":"2026-01-05T10:00:0\#(id)+00:00","end_time":"2026-01-05T10:00:09+00:00","status_code":"OK","status_message":"","attributes":{\#(attributes)},"events":[]}"#
  }
  let trace = try only(
    span(
      "1",
      #""input.value":"cats","retrieval.documents.0.document.content":"A cat.","retrieval.documents.1.document.content":"Two.""#
    ),
    span("2", #""input.value":"dogs""#))
  #expect(trace.toolCalls.map { trace.string($0.tool) } == ["search", "search"])
  #expect(trace.toolCalls.map { $0.result.map(trace.string) } == ["A cat.\nTwo.", "[]"])
}

@Test func `two calls with the same words in their results are two results`() throws {
  let conversation =
    #"[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"go\"}]},{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"c1\",\"name\":\"a\",\"arguments\":{}},{\"type\":\"tool_call\",\"id\":\"c2\",\"name\":\"a\",\"arguments\":{}}]},{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"c1\",\"response\":\"ok\"}]},{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"c2\",\"response\":\"ok\"}]}]"#
  let answer =
    #"[{\"role\":\"assistant\",\"parts\":[{\"type\":\"text\",\"content\":\"done\"}],\"finish_reason\":\"stop\"}]"#
  func span(_ id: Int) -> String {
    #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"t","spanId":"\#(id)","name":"chat","startTimeUnixNano":"176760720\#(id)000000000","endTimeUnixNano":1767607209000000000,"attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.input.messages","value":{"stringValue":"\#(conversation)"}},{"key":"gen_ai.output.messages","value":{"stringValue":"\#(answer)"}}]}]}]}]}"#
  }
  // The second call of the model repeats all of the first.
  let trace = try only(span(1), span(2))
  #expect(
    trace.lines == [
      "user: go", "assistant: ", "  → a {}", "  → a {}", "tool(a): ok", "tool(a): ok", "assistant: done",
    ])
}

@Test func `a failed call whose span has no words gets them from what the model is told`() throws {
  func span(_ id: Int, _ attributes: String, _ rest: String = "") -> String {
    #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"t","spanId":"\#(id)","name":"s","startTimeUnixNano":"176760720\#(id)000000000",\#(rest)"attributes":[\#(attributes)]}]}]}]}"#
  }
  func text(_ key: String, _ value: String) -> String {
    #"{"key":"\#(key)","value":{"stringValue":"\#(value)"}}"#
  }
  let call =
    #"[{\"role\":\"assistant\",\"parts\":[{\"type\":\"tool_call\",\"id\":\"c1\",\"name\":\"a\",\"arguments\":{}}]}]"#
  let told =
    #"[{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":\"c1\",\"response\":\"disk full\"}]}]"#
  let chat = text("gen_ai.operation.name", "chat")
  let trace = try only(
    span(1, chat + "," + text("gen_ai.output.messages", call)),
    span(
      2,
      [
        text("gen_ai.operation.name", "execute_tool"), text("gen_ai.tool.name", "a"),
        text("gen_ai.tool.call.id", "c1"),
      ]
      .joined(separator: ","), #""status":{"code":2},"#),
    span(3, chat + "," + text("gen_ai.input.messages", told)))
  #expect(trace.lines == ["assistant: ", "  → a {}", "tool(a): disk full !flag"])
}

@Test func `attributes that are structured are read like those that are strings`() throws {
  let trace = try only(
    #"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"t","spanId":"1","name":"chat","startTimeUnixNano":"1767607200000000000","status":{"code":2,"message":"slow"},"attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.input.messages","value":{"arrayValue":{"values":[{"kvlistValue":{"values":[{"key":"role","value":{"stringValue":"user"}},{"key":"parts","value":{"arrayValue":{"values":[{"kvlistValue":{"values":[{"key":"type","value":{"stringValue":"text"}},{"key":"content","value":{"stringValue":"hi"}}]}}]}}}]}}]}}}]}]}]}]}"#
  )
  #expect(trace.lines == ["user: hi", "assistant: slow"])
}

@Test func `a command of mini-swe-agent may stand in a field or in a text, and its code marks it`() throws {
  let read = try SampleTraces("mini-swe-agent")
  let trace = try #require(read.traces().first)
  #expect(trace.toolCalls.map { trace.string($0.tool) } == ["bash", "bash"])
  #expect(trace.toolCalls.map { $0.mark?.provenance } == [.exitCode, nil])
  #expect(trace.string(trace.toolCalls[1].arguments) == "search order 7")
  #expect(trace.outcome == .failure && trace.outcomeSource == .code)
}

@Test func `an execution of Who&When is a call of the code before it`() throws {
  let read = try SampleTraces("who-and-when")
  let trace = try #require(read.traces().first)
  #expect(trace.toolCalls.map { trace.string($0.arguments) } == ["lookup(7)"])
  #expect(trace.toolCalls.map { $0.mark?.provenance } == [.exitCode])
  #expect(trace.outcome == .failure && trace.outcomeSource == .code)
}

@Test func `agents of Who&When are no users, whatever role the history gives them`() throws {
  let record = """
    {"question":"q","mistake_agent":"A","history":[{"role":"assistant","name":"A_Expert","content":"Count them."},\
    {"role":"user","name":"B_Expert","content":"There are 7."},\
    {"role":"user","name":"Computer_terminal","content":"There is no code to execute."},\
    {"role":"user","name":"user","content":"No, 8."},{"role":"user","content":"Well?"}]}
    """
  let trace = try #require(SampleTraces([Array(record.utf8)]).traces().first)
  #expect(trace.turns.map(\.role) == [.user, .assistant, .system, .user, .user])
  #expect(trace.toolCalls.isEmpty)
}

@Test func `a record whose texts stand in no known field is refused with the name of that field`() throws {
  let read = read(
    #"{"messages":[{"role":"user","utterance":"Where on earth is my order, please?"},{"role":"assistant","utterance":"We are looking for it, hold on."}]}"#
  )
  #expect(read.collection.traceCount == 0)
  #expect(
    read.collection.rejections.map(\.reason) == [
      "no turn has a text; what looks like one stands in `messages[].utterance`"
    ])
}

@Test func `a field that looks like content and is in no turn is named and counted`() throws {
  let read = read(
    #"{"messages":[{"role":"user","content":"hi"}],"operator_note":"The customer sounded very angry today."}"#,
    #"{"messages":[{"role":"user","content":"ho"}],"operator_note":"The customer was calm and very polite."}"#
  )
  #expect(read.collection.traceCount == 2)
  #expect(read.inspection.total.unreadFields == ["operator_note": 2])
}

@Test(arguments: [
  // What a program printed of what is in the turns, as Python does.
  #""state":"[HumanMessage(content='Please find the order that came last.', id='7'), 'ok']""#,
  #""made":"Send(node='tools', arg={'q': 'Please find the order that came last.'})""#,
  #""attributes":{"llm.openai.choices":"[{'message': {'content': 'Please find the order that came last.\\nNow.'}}]"}"#,
  #""status":"ValueError: Please find the order that came last.""#,
  #""metadata.usage_object":"{'prompt_tokens': 5, 'completion_tokens': 5, 'total_tokens': 10}""#,
  #""attributes":{"llm.openai.tools":"[{'description': 'Finds an order by its number and date.'}]"}"#,
  #""params":{"additional_headers":{"llm_provider-date":"Mon, 05 Jan 2026 10:00:00 GMT"}}"#,
  #""error.stack_trace":"File \"a.py\", line 7, in find, raised here""#,
])
func `what only says again what is in a turn, or is none of it, is not missed`(field: String) throws {
  let read = read(
    #"{"messages":[{"role":"user","content":"Please find the order that came last."}],\#(field)}"#)
  #expect(read.inspection.total.unreadFields == [:])
}

@Test(arguments: [
  #""made":"Send(node='tools', arg={'q': 'The customer sounded very angry today.'})""#,
  #""made":"[{'q': 'ok\\nThe customer sounded very angry today.'}]""#,
  #""made":"ValueError: the customer sounded very angry today""#,
])
func `what a program printed and is in no turn is named`(field: String) throws {
  let read = read(#"{"messages":[{"role":"user","content":"Please find the order."}],\#(field)}"#)
  #expect(read.inspection.total.unreadFields == ["made": 1])
}

@Test func `the words of an error that the model saw are its result`() throws {
  let trace = try only(
    #"{"id":"t1","timestamp":"2026-01-05T10:00:00Z","name":"a","observations":[{"id":"o1","type":"GENERATION","startTime":"2026-01-05T10:00:00Z","input":[{"role":"user","content":"hi"}],"output":{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"get","arguments":"{\"id\":7}"}}]}},{"id":"o2","type":"TOOL","name":"get","startTime":"2026-01-05T10:00:01Z","level":"ERROR","statusMessage":"7 is gone","input":{"id":7},"output":null},{"id":"o3","type":"GENERATION","startTime":"2026-01-05T10:00:02Z","input":[{"role":"user","content":"hi"},{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"get","arguments":"{\"id\":7}"}}]},{"role":"tool","tool_call_id":"c1","content":"Error executing tool: 7 is gone"}],"output":"ho"}]}"#
  )
  #expect(
    trace.lines == [
      "user: hi", "assistant: ", #"  → get {"id":7}"#, "tool(get): Error executing tool: 7 is gone !flag",
      "assistant: ho",
    ])
}

@Test func `a record in no known format names the nearest`() throws {
  let read = read(#"{"traj":"x","reward":1}"#, #"{"context":{"trace_id":"a"},"name":"x"}"#)
  #expect(read.collection.rejections.count == 2)
  #expect(read.collection.rejections.allSatisfy { $0.reason.hasPrefix("in no known trace format") })
  #expect(read.collection.rejections[1].reason.contains("nearest: phoenix"))
}

@Test func `files of several formats are read together, each by its own`() throws {
  let names = ["chat", "tau-bench", "langsmith-api", "otlp-genai", "phoenix", "who-and-when"]
  let root = try names.map { name in try SampleTraces(name) }
  let files = try names.flatMap { try SampleTraces.sampleFiles($0) }
  let read = SampleTraces(files)
  #expect(read.collection.traceCount == names.count && read.addsUp)
  #expect(
    Set(read.traces().map { $0.lines }) == Set(root.flatMap { $0.traces().map { $0.lines } }))
}

@Test func `an agent that a session sends out is a trace of its own`() throws {
  func line(_ id: Int, _ rest: String, _ role: String, _ text: String) -> String {
    #"{"type":"\#(role)","uuid":"u\#(id)","sessionId":"s",\#(rest)"timestamp":"2026-01-05T10:00:0\#(id)Z","message":{"role":"\#(role)","content":"\#(text)"}}"#
  }
  let agent = #""isSidechain":true,"agentId":"a7","#
  let read = read(
    line(1, "", "user", "find it"), line(2, agent, "user", "look everywhere"),
    line(3, agent, "assistant", "here"), line(4, "", "assistant", "found"))
  let traces = read.traces().map { trace in [trace.id.map(trace.string) ?? ""] + trace.lines }
  #expect(
    traces.sorted { $0[0] < $1[0] } == [
      ["s", "user: find it", "assistant: found"],
      ["s/a7", "user: look everywhere", "assistant: here"],
    ])
}

@Test func `responses that mini-swe-agent keeps in place of messages are read`() throws {
  let trace = try only(
    #"{"trajectory_format":"mini-swe-agent-1.1","info":{"exit_status":"Submitted"},"messages":[{"role":"user","content":"fix it"},{"object":"response","output":[{"type":"reasoning","summary":[]},{"type":"message","role":"assistant","content":[{"type":"output_text","text":"Looking."}]},{"type":"function_call","call_id":"c1","name":"bash","arguments":"{\"command\":\"ls\"}"}],"extra":{"cost":0.1}},{"type":"function_call_output","call_id":"c1","output":"<returncode>2</returncode>","extra":{"returncode":2}},{"role":"exit","content":"done","extra":{"exit_status":"Submitted"}}]}"#
  )
  #expect(
    trace.lines == [
      "user: fix it", "assistant: Looking.", #"  → bash {"command":"ls"}"#,
      "tool(bash): <returncode>2</returncode> !exit code", "system: done",
    ])
}

@Test func `a run with someone to blame failed, whatever is said of a correction`() throws {
  let trace = try only(
    #"{"history":[{"content":"q","role":"human"},{"content":"a","role":"WebSurfer"}],"question":"q","is_corrected":true,"mistake_agent":"WebSurfer","mistake_step":"1"}"#
  )
  #expect(trace.outcome == .failure && trace.outcomeSource == .human)
}

@Test func `turns without a word are no trace, unless it is known that they failed`() throws {
  func collection(passed: String) -> TraceCollection {
    let turns = #"[{"role":"user","content":""},{"role":"assistant","content":null}]"#
    return read(#"{"messages":\#(turns),"outcome":{"passed":\#(passed)}}"#).collection
  }
  #expect(collection(passed: "false").traceCount == 1)
  for passed in ["null", "true"] {
    let refused = collection(passed: passed)
    #expect(refused.traceCount == 0)
    #expect(refused.rejections.map(\.reason) == ["no turn has a text, and there is no tool call"])
  }
}

@Test func `a session of notes of the program alone is refused, and the reason says so`() {
  let lines = [
    #"{"type":"user","uuid":"u1","parentUuid":null,"sessionId":"s","isMeta":true,"message":{"role":"user","content":"x"}}"#,
    #"{"type":"system","uuid":"u2","parentUuid":"u1","sessionId":"s","subtype":"init","content":"y"}"#,
  ]
  let read = SampleTraces([Array(lines.joined(separator: "\n").utf8)])
  #expect(read.addsUp && read.collection.traceCount == 0)
  #expect(
    Set(read.collection.rejections.map(\.reason)) == [
      "of a session in which nothing was said: notes of the program alone"
    ])
}

@Test func `a model's run that failed tells its error where its outputs say nothing`() throws {
  let outputs = [
    "null", #"{"output":null}"#,
    #"{"generations":[[{"message":{"lc":1,"type":"constructor","id":["langchain","schema","messages","AIMessage"],"kwargs":{"content":""}}}]]}"#,
  ]
  for output in outputs {
    let trace = try only(
      #"{"id":"00000000-0000-4000-8000-000000000001","trace_id":"00000000-0000-4000-8000-000000000001","dotted_order":"20260105T100000000000Z00000000-0000-4000-8000-000000000001","name":"m","run_type":"llm","start_time":"2026-01-05T10:00:00","status":"error","error":"InternalServerError('code 500')","inputs":{"messages":[{"role":"user","content":"hi"}]},"outputs":\#(output)}"#
    )
    #expect(trace.lines == ["user: hi", "assistant: InternalServerError('code 500')"])
    #expect(trace.outcome == .failure)
  }
}

@Test func `an error that a step of ATIF keeps beside a result is one`() throws {
  let read = read(
    #"{"schema_version":"ATIF-v1.7","session_id":"s","agent":{"name":"a","version":"1"},"steps":[{"step_id":1,"source":"user","message":"q"},{"step_id":2,"source":"agent","message":"","tool_calls":[{"tool_call_id":"c1","function_name":"bash","arguments":{}}],"observation":{"results":[{"content":"odd","source_call_id":"c1","extra":{"tool_result_is_error":true}}]}}]}"#
  )
  #expect(read.inspection.total.errorCounts == [.flag: 1])
}
