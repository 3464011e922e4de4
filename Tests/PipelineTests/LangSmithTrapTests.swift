import Testing
import Traces

@testable import Pipeline

/// A run with what its kind needs beside it.
private func run(_ id: String, _ fields: String, parent: String = "null", error: String = "null") -> String {
  #"{"id":"\#(id)","trace_id":"r1","parent_run_id":\#(parent),"start_time":"2026-01-05T10:00:0\#(id.suffix(1))Z","end_time":"2026-01-05T10:00:09Z","error":\#(error),\#(fields)}"#
}

@Test func `a run that an export holds in its parent and by itself is one call`() throws {
  let tool = run(
    "r2", #""name":"get","run_type":"tool","inputs":{"k":1},"outputs":{"output":"v"}"#, parent: #""r1""#)
  let root = run(
    "r1",
    #""name":"a","run_type":"chain","inputs":{"input":"hi"},"outputs":{"output":"ho"},"child_runs":[\#(tool)]"#
  )
  for trace in [try only(root, tool), try only(tool, root), try only(root)] {
    #expect(trace.lines == ["user: hi", "assistant: ", #"  → get {"k":1}"#, "tool(get): v", "assistant: ho"])
  }
}

@Test func `a tree without any ids is a trace, and its runs are in it by where they stand`() throws {
  let trace = try only(
    #"{"name":"a","run_type":"chain","start_time":"2026-01-05T10:00:00Z","inputs":{"question":"hi"},"outputs":{"answer":"ho"},"child_runs":[{"name":"get","run_type":"tool","start_time":"2026-01-05T10:00:01Z","inputs":"k=1","outputs":"v"}]}"#
  )
  #expect(trace.lines == ["user: hi", "assistant: ", "  → get k=1", "tool(get): v", "assistant: ho"])
}

@Test func `a run that failed with an object of no outputs says what went wrong`() throws {
  let trace = try only(
    run(
      "r1", #""name":"get","run_type":"tool","inputs":{"input":"7"},"outputs":{}"#,
      error: #""KeyError(7)Traceback (most recent call last): …""#))
  #expect(trace.lines.last == "tool(get): KeyError(7) !typed")
}

@Test(arguments: [
  (
    #"KeyError(7)Traceback (most recent call last):\n\n  File \"a.py\"\n\nKeyError: 7"#, "KeyError",
    "KeyError(7)"
  ),
  (
    #"Traceback (most recent call last):\n  File \"a.py\", line 1\nx.Timeout: slow\n"#, "x.Timeout",
    "x.Timeout: slow"
  ),
  ("no such order", "", "no such order"),
])
func `an error is its words without the traceback, with the type that they begin with`(
  error: String, type: String, words: String
) throws {
  let trace = try only(
    run(
      "r1", #""name":"get","run_type":"tool","inputs":{"input":"7"},"outputs":null"#, error: #""\#(error)""#))
  let call = try #require(trace.toolCalls.first)
  #expect(call.mark?.provenance == .typed)
  #expect(call.mark?.type.map(trace.string) ?? "" == type)
  #expect(call.mark?.message.map(trace.string) == words)
  #expect(trace.string(call.arguments) == "7")
}

@Test func `completions, the answers of wrapped clients and messages as pairs are read`() throws {
  let completion = try only(
    run(
      "r1",
      #""name":"m","run_type":"llm","inputs":{"prompts":["Say ho."]},"outputs":{"generations":[[{"text":"ho","generation_info":{}}]]}"#
    ))
  #expect(completion.lines == ["user: Say ho.", "assistant: ho"])
  let responses = try only(
    run(
      "r1",
      #""name":"m","run_type":"llm","inputs":{"instructions":"Be kind.","input":[{"role":"user","content":"hi"}]},"outputs":{"output":[{"type":"reasoning","summary":[]},{"type":"function_call","call_id":"c1","name":"get","arguments":"{}"}]}"#
    ))
  #expect(responses.lines.prefix(2) == ["system: Be kind.", "user: hi"])
  #expect(responses.toolCalls.map { responses.string($0.tool) } == ["get"])
  let pairs = try only(
    run(
      "r1",
      #""name":"a","run_type":"chain","inputs":{"messages":[["system","Be kind."],["user","hi"]]},"outputs":{"output":{"content":"ho","type":"ai"}}"#
    ))
  #expect(pairs.lines == ["system: Be kind.", "user: hi", "assistant: ho"])
}

@Test func `documents that were retrieved are a result, and none are an empty one`() throws {
  func trace(_ documents: String) throws -> Trace {
    try only(
      run(
        "r1",
        #""name":"search","run_type":"retriever","inputs":{"query":"cats"},"outputs":{"documents":[\#(documents)]}"#
      ))
  }
  let found = try trace(
    #"{"page_content":"A cat.","metadata":{},"type":"Document"},{"lc":1,"type":"constructor","id":["Document"],"kwargs":{"page_content":"Two."}}"#
  )
  #expect(found.toolCalls.first?.result.map(found.string) == "A cat.\nTwo.")
  let none = try trace("")
  #expect(none.toolCalls.first?.result.map(none.string) == "[]")
}

@Test func `means and words of feedback give the outcome, and the sources who gave it`() throws {
  func outcome(_ stats: String) throws -> (Outcome, OutcomeSource?) {
    let trace = try only(
      run(
        "r1",
        #""name":"a","run_type":"chain","inputs":{"input":"hi"},"outputs":{"output":"ho"},"feedback_stats":\#(stats)"#
      ))
    return (trace.outcome, trace.outcomeSource)
  }
  #expect(try outcome("null") == (.unknown, nil))
  #expect(try outcome(#"{"helpful":{"n":2,"avg":0.25,"values":{}}}"#) == (.failure, nil))
  #expect(
    try outcome(
      #"{"verdict":{"n":1,"avg":null,"values":{"good":1,"bad":0},"sources":["{\"type\":\"model\"}"]}}"#)
      == (.success, .judge))
}
