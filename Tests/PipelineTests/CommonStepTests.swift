import Features
import Signatures
import Testing
import Traces

@testable import Pipeline

/// A trace that calls tools one after another.
private func chat(_ id: String, _ tools: [String]) -> String {
  let calls = tools.enumerated().map { place, tool in
    #"{"role":"assistant","tool_calls":[{"id":"c\#(place)","function":{"name":"\#(tool)","arguments":"{}"}}]},"#
      + #"{"role":"tool","tool_call_id":"c\#(place)","content":"Error: declined"}"#
  }
  let asked = #"{"role":"user","content":"pay 7"}"#
  return #"{"id":"\#(id)","outcome":false,"messages":[\#(([asked] + calls).joined(separator: ","))]}"#
}

@Test(arguments: [(3, false), (5, false), (6, true)])
func `a step is common if more than half of all make it`(count: Int, isCommon: Bool) throws {
  let lines = (0..<10).map { chat("t\($0)", $0 < count ? ["look", "pay"] : ["pay", "look"]) }
  let mined = try MadeBlocks.mined(MadeBlocks.collection([lines]), plan: MiningPlan())
  let drafts = SignatureDrafts(mined: mined, traces: [:])
  #expect(drafts.isCommon("look", before: "pay", of: mined.selection.mined) == isCommon)
  #expect(!drafts.isCommon("look", before: nil, of: mined.selection.mined))
}

@Test func `how often a call is made again is counted in all traces that do, and not in those that are read`()
  throws
{
  let tools = { Array(repeating: "look", count: $0) }
  let lines = [4, 5, 8, 6, 1, 1].enumerated().map { chat("t\($0)", tools($1)) }
  let mined = try MadeBlocks.mined(MadeBlocks.collection([lines]), plan: MiningPlan())
  let drafts = SignatureDrafts(mined: mined, traces: [:])
  func times(_ sign: WorkflowSign) -> ClosedRange<Int>? {
    let term = SignatureEvidence.DistinctiveTerm(term: .sign(sign, tool: "look"), share: 1, shareElsewhere: 0)
    return drafts.repetitions(in: mined.selection.mined, of: [term]).first?.times
  }
  #expect(times(.repeatedCall) == 4...8)
  #expect(times(.manyCalls) == 5...8)
  #expect(times(.lastTool) == nil)
}
