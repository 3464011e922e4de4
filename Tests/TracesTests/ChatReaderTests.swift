import JSONBytes
import Testing
import Traces

/// Reads one record with the reader that its content asks for.
func traceRead(_ text: String, outcomeField: String? = nil) throws -> (format: String, trace: Trace) {
  var document = try JSONParser().parse(Array(text.utf8))
  var trace = Trace()
  let format = try TraceFormats.read(&document, outcomes: OutcomeRule(field: outcomeField), into: &trace)
  return (format, trace)
}

@Test func `a chat record gives turns, tool calls with results, outcome and time`() throws {
  let (format, trace) = try traceRead(
    #"""
    {"id":"t1","agent":"shop","thread_id":7,"started_at":"2026-01-05T10:00:00+02:00",
     "outcome":{"passed":false,"score":0.9},
     "messages":[{"role":"system","content":"be kind"},{"role":"user","content":[{"type":"text","text":"hi"},"there"]},
      {"role":"assistant","content":null,"tool_calls":[
        {"id":"c1","type":"function","function":{"name":"get","arguments":"{\"k\":1}"}},
        {"id":"c2","type":"function","function":{"name":"put","arguments":{"k":2}}}]},
      {"role":"tool","tool_call_id":"c2","content":"stored"},
      {"role":"tool","tool_call_id":"c1","content":"Error: not found","is_error":true},
      {"role":"assistant","content":"Sorry."}]}
    """#)
  #expect(format == "chat")
  #expect(trace.id.map(trace.string) == "t1")
  #expect(trace.thread.map(trace.string) == "7")
  #expect(trace.outcome == .failure)
  #expect(trace.startedAt == 1_767_600_000)
  #expect(
    trace.turns.map { trace.string($0.text) } == [
      "be kind", "hi\nthere", "", "stored", "Error: not found", "Sorry.",
    ])
  #expect(trace.toolCalls.map { trace.string($0.tool) } == ["get", "put"])
  #expect(trace.toolCalls.map { trace.string($0.arguments) } == [#"{"k":1}"#, #"{"k":2}"#])
  #expect(trace.toolCalls.map { $0.result.map(trace.string) } == ["Error: not found", "stored"])
  #expect(trace.toolCalls.map { $0.mark?.provenance } == [.flag, nil])
}

@Test func `results without ids go to the calls in order and a result nobody asked for is kept`() throws {
  let trace = try traceRead(
    #"""
    {"messages":[{"role":"assistant","tool_calls":[{"function":{"name":"a"}},{"function":{"name":"b"}}]},
     {"role":"tool","name":"b","content":"1"},{"role":"tool","content":"2"},{"role":"tool","content":"3"}]}
    """#
  ).trace
  #expect(trace.toolCalls.map { trace.string($0.tool) } == ["a", "b", ""])
  #expect(trace.toolCalls.map { $0.result.map(trace.string) } == ["2", "1", "3"])
}

@Test func `parts of the Anthropic shape are calls and results`() throws {
  let trace = try traceRead(
    #"""
    {"messages":[{"role":"assistant","content":[{"type":"text","text":"x"},{"type":"tool_use","id":"u","name":"sh","input":{"c":"ls"}}]},
     {"role":"user","content":[{"type":"tool_result","tool_use_id":"u","is_error":true,"content":[{"type":"text","text":"no"}]}]}]}
    """#
  ).trace
  #expect(trace.toolCalls.map { trace.string($0.arguments) } == [#"{"c":"ls"}"#])
  #expect(trace.toolCalls.map { $0.result.map(trace.string) } == ["no"])
  #expect(trace.toolCalls.first?.mark?.provenance == .flag)
}

@Test(arguments: [
  (#"{"passed":true}"#, Outcome.success), (#"{"score":0.4}"#, .failure), (#"{"label":"Resolved"}"#, .success),
  ("null", .unknown), (#"{}"#, .unknown), ("false", .failure), (#""fail""#, .failure),
  (#"{"passed":null,"score":1}"#, .success),
])
func `an outcome is read as it is written and never guessed`(written: String, outcome: Outcome) throws {
  let record = #"{"outcome":\#(written),"messages":[{"role":"user","content":"x"}]}"#
  #expect(try traceRead(record).trace.outcome == outcome)
}

@Test func `the outcome may stand in a field of the user's choice`() throws {
  let record = #"{"metadata":{"eval":{"ok":"no"}},"messages":[{"role":"user","content":"x"}]}"#
  #expect(try traceRead(record, outcomeField: "metadata.eval.ok").trace.outcome == .failure)
  #expect(try traceRead(record, outcomeField: "metadata.none").trace.outcome == .unknown)
  let listed =
    #"{"messages":[{"role":"user","content":"a"}],"meta.v2":" Failed. ","m":{"evals":[{"ok":true},{"ok":false}]}}"#
  let cases: [(String, Outcome)] = [
    ("meta.v2", .failure), ("m.evals.0.ok", .success), ("m/evals/1/ok", .failure), ("m.evals.2.ok", .unknown),
    ("m.evals.x", .unknown),
  ]
  for (field, outcome) in cases {
    #expect(try traceRead(listed, outcomeField: field).trace.outcome == outcome, "\(field)")
  }
}

@Test func `a tool's message may say in many ways that it failed`() throws {
  for (field, provenance) in [
    (#""error":{"type":"timeout","message":"30 s"}"#, ErrorProvenance.typed), (#""status":"error""#, .flag),
    (#""exit_code":2"#, .exitCode), (#""extra":{"returncode":1}"#, .exitCode), (#""error":true"#, .flag),
  ] {
    let trace = try traceRead(#"{"messages":[{"role":"tool","content":"x",\#(field)}]}"#).trace
    #expect(trace.toolCalls.first?.mark?.provenance == provenance, "\(field)")
  }
  for field in [
    #""error":null"#, #""status":"success""#, #""exit_code":0"#, #""error":false"#, #""error":"""#,
  ] {
    let trace = try traceRead(#"{"messages":[{"role":"tool","content":"x",\#(field)}]}"#).trace
    #expect(trace.toolCalls.first?.mark == nil, "\(field)")
  }
}

@Test func `what is no trace is refused with its reason`() {
  #expect(throws: UnreadableRecord.notAnObject) { try traceRead("[1]") }
  #expect(throws: UnreadableRecord.unknownFormat(nearest: nil)) { try traceRead(#"{"a":1}"#) }
  #expect(throws: UnreadableRecord.nothingInIt) { try traceRead(#"{"messages":[]}"#) }
}

@Test func `a displayed conversation is split at its roles`() throws {
  let (format, trace) = try traceRead(
    #"{"messages_display":"user: hi\nthere\nassistant: None\ntool: Error: user not found\nassistant: Sorry"}"#
  )
  #expect(format == "displayed-messages")
  #expect(trace.turns.map(\.role) == [.user, .assistant, .tool, .assistant])
  #expect(trace.string(trace.turns[0].text) == "hi\nthere")
  #expect(trace.toolCalls.map { $0.result.map(trace.string) } == ["Error: user not found"])
}

@Test func `a task of tau-bench is solved only at the full reward`() throws {
  for (reward, outcome) in [("1.0", Outcome.success), ("0.5", .failure), ("null", .unknown)] {
    let record = #"{"task_id":3,"trial":1,"reward":\#(reward),"traj":[{"role":"user","content":"x"}]}"#
    let (format, trace) = try traceRead(record)
    #expect(format == "tau-bench")
    #expect(trace.outcome == outcome)
    #expect(trace.id.map(trace.string) == "3")
    #expect(trace.variant.map(trace.string) == "1")
  }
}

@Test func `a call that is no list is a list of one, and a message without a field is none`() throws {
  let trace = try traceRead(
    #"""
    {"messages":[{"role":"user","content":"hi"},{},
     {"role":"assistant","tool_calls":{"id":"c","function":{"name":"get","arguments":"{}"}}},
     {"role":"tool","tool_call_id":"c","content":"Error: no"}]}
    """#
  ).trace
  #expect(trace.turns.map(\.role) == [.user, .assistant, .tool])
  #expect(trace.toolCalls.map { trace.string($0.tool) } == ["get"])
  #expect(trace.toolCalls.map { $0.result.map(trace.string) } == ["Error: no"])
}

@Test(
  arguments: [
    (#""started_at":"2026-01-05T08:00:00Z","timestamp":1"#, 1_767_600_000.0),
    (#""created_at":"2026-01-05T08:00:00Z""#, 1_767_600_000), (#""created":1767600000"#, 1_767_600_000),
    (#""timestamp":"Mon, 05 Jan 2026 08:00:00 GMT","created_at":1"#, 1_767_600_000),
    (#""started_at":null,"created_at":1767600000"#, 1_767_600_000), (#""created_at":"2025-02-30""#, nil),
  ] as [(String, Double?)])
func `a chat began when the first field that is a time says`(fields: String, seconds: Double?) throws {
  let trace = try traceRead(#"{\#(fields),"messages":[{"role":"user","content":"hi"}]}"#).trace
  #expect(trace.startedAt == seconds)
}

@Test(
  arguments: [
    (#""NaN""#, .unknown), (#""nan""#, .unknown), (#""inf""#, .unknown), (#""C""#, .unknown),
    (#""unsuccessful""#, .failure), (#""not passed""#, .failure), (#""Not_resolved.""#, .failure),
    (#""not run""#, .unknown), (#""0.2""#, .failure), (#"{"resolved":false}"#, .failure),
    (#"{"verdict":"correct"}"#, .success), (#""notable""#, .unknown),
  ] as [(String, Outcome)])
func `an outcome is what its word means, and nothing where it means nothing`(
  value: String, outcome: Outcome
) throws {
  let trace = try traceRead(#"{"outcome":\#(value),"messages":[{"role":"user","content":"hi"}]}"#).trace
  #expect(trace.outcome == outcome)
}
