import Testing
import Traces

@testable import Pipeline

private let turns = #"""
  [{"role":"user","content":"Where is order 7?","tools_called":null},{"role":"assistant","content":"There is none.","tools_called":[{"name":"lookup","input_parameters":{"id":7},"output":"Error: not found"},{"name":"lookup","inputParameters":{"id":8},"output":null},{"name":"lookup","inputParameters":{"id":9},"output":{"id":9}}]}]
  """#

private let lines = [
  "user: Where is order 7?", "assistant: ", #"  → lookup {"id":7}"#, #"  → lookup {"id":8}"#,
  #"  → lookup {"id":9}"#, "tool(lookup): Error: not found", #"tool(lookup): {"id":9}"#,
  "assistant: There is none.",
]

private func metric(_ name: String, _ isPassed: Bool, _ rest: String = "") -> String {
  #"{"name":"\#(name)","threshold":0.5,"success":\#(isPassed),"score":\#(isPassed ? 1 : 0)\#(rest)}"#
}

@Test func `a test run of DeepEval is a trace a case, with its outcome`() throws {
  let tools =
    #"[{"name":"lookup","type":"FUNCTION","inputParameters":{"id":7},"output":"Error: not found"},"#
    + #"{"name":"lookup","inputParameters":{"id":8}},{"name":"lookup","inputParameters":{"id":9},"output":{"id":9}}]"#
  let one =
    #"{"name":"test_case_0","input":"Where is order 7?","actualOutput":"There is none.","expectedOutput":"Here","#
    + #""toolsCalled":\#(tools),"success":false,"metricsData":[\#(metric("Correctness", false))],"order":0}"#
  let two =
    #"{"name":"test_case_1","input":"Hi","actualOutput":"Hello","success":true,"#
    + #""metricsData":[\#(metric("Tone", true, #","evaluationModel":"m""#))]}"#
  let talk = #"{"name":"c","success":true,"metricsData":[],"turns":\#(turns),"scenario":"x"}"#
  let read = SampleTraces([
    Array(#"{"testCases":[\#(one),\#(two)],"conversationalTestCases":[\#(talk)],"testPassed":2}"#.utf8)
  ])
  #expect(read.collection.rejections.isEmpty && read.addsUp)
  let traces = read.traces()
  #expect(traces.map(\.lines) == [lines, ["user: Hi", "assistant: Hello"], lines])
  #expect(traces.map(\.outcome) == [.failure, .success, .success])
  #expect(traces.map(\.outcomeSource) == [.code, .judge, .code])
  #expect(traces[0].toolCalls.map { $0.result == nil } == [false, true, false])
}

@Test func `what DeepEval returns of an evaluation is read like what it saves`() throws {
  let metrics =
    #""metrics_data":[\#(metric("Tone", false, #","flaky":true"#)),\#(metric("Correctness", true))]"#
  let one = #"{"name":"A","success":null,\#(metrics),"input":"Hi","actual_output":"Hello","turns":null}"#
  let read = SampleTraces([Array(#"{"test_results":[\#(one)],"confident_link":null}"#.utf8)])
  #expect(read.traces().map(\.lines) == [["user: Hi", "assistant: Hello"]])
  #expect(read.traces().map(\.outcome) == [.success])
  #expect(try only(one).lines == ["user: Hi", "assistant: Hello"])
}

@Test func `turns are a conversation whoever wrote them, and nothing else is`() throws {
  #expect(try only(#"{"turns":\#(turns),"scenario":"x","chatbotRole":null}"#).lines == lines)
  let plain = #"{"id":"a","turns":[{"role":"user","content":"hi"},{"role":"assistant","content":"ho"}]}"#
  let trace = try only(plain)
  #expect(trace.lines == ["user: hi", "assistant: ho"] && trace.outcome == .unknown)
  for record in [
    #"{"turns":[{"speed":3}]}"#, #"{"turns":[],"scenario":"x"}"#, #"{"input":"hi","success":true}"#,
    #"{"testCases":[]}"#, #"{"testCases":[1]}"#, #"{"testCases":[{"turns":[1],"metricsData":[]}]}"#,
  ] {
    let read = SampleTraces([Array(record.utf8)])
    #expect(read.collection.traceCount == 0 && read.collection.rejections.count == 1, "\(record)")
  }
}
