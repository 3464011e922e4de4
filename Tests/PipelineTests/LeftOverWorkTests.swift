import Reports
import Testing
import Traces

@testable import Pipeline

private func trace(_ id: String, _ tools: [String], agent: String, passed: Bool) -> String {
  let calls = tools.enumerated().map { number, tool in
    #"{"role":"assistant","content":null,"tool_calls":[{"id":"c\#(number)","type":"function","function":{"name":"\#(tool)","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c\#(number)","content":"done"}"#
  }
  return #"""
    {"id":"\#(id)","agent":"\#(agent)","outcome":\#(passed),"messages":[{"role":"user","content":"please do \#(id)"},\#(calls.joined(separator: ",")),{"role":"assistant","content":"It is done."}]}
    """#
}

@Test func `work of which many failures belong to no signature is told with what came of the rest of it`()
  throws
{
  let lines =
    (0..<12).map { trace("f\($0)", ["look", "book", "look"], agent: "desk", passed: false) }
    + (0..<3).map { trace("m\($0)", ["look", "mail"], agent: "desk", passed: false) }
    + (0..<9).map { trace("s\($0)", ["look", "book"], agent: "desk", passed: true) }
    + (0..<9).map { trace("o\($0)", ["sing", "book"], agent: "choir", passed: true) }
  // So that nothing recurs often enough.
  let plan = MiningPlan(minimumSupport: 50)
  let work = try MadeBlocks.mined(MadeBlocks.collection([lines]), plan: plan).leftOverWork
  #expect(
    work == [
      RunReport.LeftOverWork(
        agent: "desk", tool: "book", leftOverCount: 12, failureCount: 12, successCount: 9,
        examples: ["f0", "f1", "f10"])
    ])
  let known = lines.prefix(12).map { $0.replacing(#""outcome":false,"#, with: "") }
  #expect(try MadeBlocks.mined(MadeBlocks.collection([Array(known)]), plan: plan).leftOverWork.isEmpty)
}
