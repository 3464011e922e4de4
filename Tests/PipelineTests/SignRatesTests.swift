import Features
import Signatures
import Testing
import Traces

@testable import Pipeline

private func chat(_ id: String, says answer: String, passed: Bool) -> String {
  #"""
  {"id":"\#(id)","outcome":\#(passed),"messages":[{"role":"user","content":"what of parcel \#(id)"},{"role":"assistant","content":"\#(answer)"}]}
  """#
}

private let refusal = Term.sign(.refusal, tool: nil)

/// The rate of those that refuse, as many as are asked for of sixty failures and of a hundred successes.
private func rate(failures: Int, successes: Int, among others: Int = 0) throws -> HeldOutRates.Rate? {
  let lines =
    (0..<60).map {
      chat("f\($0)", says: $0 < failures ? "I cannot help with that." : "It is lost.", passed: false)
    }
    + (0..<100).map {
      chat("s\($0)", says: $0 < successes ? "I cannot help with that." : "It is there.", passed: true)
    }
  let mined = try MadeBlocks.mined(MadeBlocks.collection([lines]), plan: MiningPlan())
  let showing = mined.selection.mined.filter { mined.shows(refusal, $0) }
  let rest = mined.selection.mined.filter { !mined.shows(refusal, $0) }
  return mined.signRates(of: [(refusal, showing + rest.prefix(others))])[0]
}

@Test func `a sign that hardly a success shows tells by all traces that show it`() throws {
  let alone = try #require(try rate(failures: 14, successes: 0))
  #expect(alone.failureCount == 14 && alone.count == 14)
  let most = try #require(try rate(failures: 14, successes: 1, among: 2))
  #expect(most.failureCount == 14 && most.count == 15)
}

@Test func `a sign that fewer than nearly all show, or that may come by chance, tells nothing`() throws {
  #expect(try rate(failures: 14, successes: 0, among: 6) == nil)
  #expect(try rate(failures: 14, successes: 24) == nil)
  // Five of five fail by chance once in a hundred times where three in eight do.
  #expect(try rate(failures: 5, successes: 0) == nil)
}

private func call(_ id: String, answers text: String, passed: Bool) -> String {
  #"""
  {"id":"\#(id)","outcome":\#(passed),"messages":[{"role":"user","content":"weather at \#(id)"},{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"weather","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c","content":"\#(text)"},{"role":"assistant","content":"Here you are."}]}
  """#
}

@Test func `an error in the name tells by all traces in which the tool says so`() throws {
  let lines =
    (0..<30).map { call("f\($0)", answers: $0 < 12 ? "Error: feed unavailable" : "rain", passed: false) }
    + (0..<60).map {
      let text = $0 < 4 ? "Error: feed unavailable" : $0 < 20 ? "Error: no such station" : "sun"
      return call("s\($0)", answers: text, passed: true)
    }
  let mined = try MadeBlocks.mined(MadeBlocks.collection([lines]), plan: MiningPlan())
  let table = mined.collection.evidence
  let failing = FailingRows(table, mined.selection)
  let showing = mined.selection.mined.filter { !table.errorRange($0).isEmpty }
  let error = try #require(showing.first.map { table.errors[table.errorRange($0)].first?.type } ?? nil)
  let named = SignatureEvidence.ErrorCount(tool: "weather", type: error, count: 12)
  // What else the tool says in successes counts for nothing.
  let rate = try #require(mined.errorRate(of: [named], in: showing, failing: failing))
  #expect(rate.failureCount == 12 && rate.count == 16)
  #expect(mined.errorRate(of: [], in: showing, failing: failing) == nil)
}
