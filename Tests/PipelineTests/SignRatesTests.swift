import Features
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
