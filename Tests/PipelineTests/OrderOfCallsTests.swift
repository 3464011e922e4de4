import Features
import Testing

@testable import Pipeline

/// A trace that calls tools in an order, on a request.
private func trace(_ id: Int, _ request: String, _ tools: [String], passed: Bool) -> String {
  let calls = tools.enumerated().map { place, tool in
    #"""
    ,{"role":"assistant","tool_calls":[{"id":"\#(place)","function":{"name":"\#(tool)","arguments":"{}"}}]},{"role":"tool","tool_call_id":"\#(place)","content":"{\"found\":\#(id)}"}
    """#
  }
  return
    #"{"id":"t\#(id)","outcome":{"passed":\#(passed)},"messages":[{"role":"user","content":"\#(request)"}\#(calls.joined()),{"role":"assistant","content":"Here it is."}]}"#
}

/// The signs of a step too late, and such steps among what sets clusters apart, where failures ask something.
private func lateSteps(_ request: String) throws -> (shares: Int, columns: Int) {
  let good = (0..<40).map {
    trace($0, "Please exchange the lamp of my order.", ["order", "product"], passed: true)
  }
  let bad = (40..<52).map { trace($0, request, ["product", "order"], passed: false) }
  let mined = try MadeBlocks.mined(MadeBlocks.collection([good + bad]))
  let lapses = mined.collection.evidence.lapses
  let columns = mined.clusters.flatMap(\.columns).map { mined.partition.space.columns[$0.column].term }
  return (
    mined.clusters.count { $0.signShares[.lateStep]?.here ?? 0 > 0 },
    columns.count { lapses[$0]?.kind == .tooLate || $0 == .sign(.lateStep) }
  )
}

@Test func `calls in another order are a lapse where successes are asked the same`() throws {
  let found = try lateSteps("Please exchange the lamp of my order.")
  #expect(found.shares > 0 && found.columns > 0)
}

@Test func `where no success is asked the same the order of calls is held against nobody`() throws {
  let found = try lateSteps("How many shirts are available in your store right now?")
  #expect(found == (0, 0))
}
