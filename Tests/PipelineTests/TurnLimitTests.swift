import Features
import Signatures
import Testing

@testable import Pipeline

/// A trace of so many turns that looks something up again and again, and ends on what comes back or on an answer.
private func trace(_ id: Int, _ turnCount: Int, isAnswered: Bool = false) -> String {
  let rounds = (turnCount - (isAnswered ? 2 : 1)) / 2
  let turns = (0..<rounds).map { round in
    #"""
    ,{"role":"assistant","tool_calls":[{"id":"\#(round)","function":{"name":"look","arguments":"{\"at\":\#(round)}"}}]},{"role":"tool","tool_call_id":"\#(round)","content":"nothing at \#(round)"}
    """#
  }
  let answer = isAnswered ? #",{"role":"assistant","content":"It is here."}"# : ""
  return
    #"{"id":"t\#(id)","outcome":{"passed":\#(isAnswered)},"messages":[{"role":"user","content":"Find my hat."}\#(turns.joined())\#(answer)]}"#
}

private func mined(stopped: Int, at turnCount: Int, others: Int, othersTurnCount: Int) throws
  -> MinedSignatures
{
  let all =
    (0..<stopped).map { trace($0, turnCount) }
    + (0..<others).map { trace(stopped + $0, othersTurnCount, isAnswered: true) }
  return try MadeBlocks.mined(MadeBlocks.collection([all]))
}

@Test func `many traces that end without an answer at the most turns of any were stopped`() throws {
  let found = try mined(stopped: 12, at: 9, others: 40, othersTurnCount: 8)
  #expect(found.turnLimit == 9)
  #expect(found.areStopped(Array(0..<12)) && !found.areStopped(Array(12..<52)))
  #expect(try mined(stopped: 9, at: 9, others: 40, othersTurnCount: 8).turnLimit == nil, "too few")
  #expect(try mined(stopped: 12, at: 9, others: 120, othersTurnCount: 8).turnLimit == nil, "a small part")
  #expect(try mined(stopped: 12, at: 9, others: 40, othersTurnCount: 10).turnLimit == nil, "others go on")
}

@Test func `what was stopped is named by the limit and not by a missing answer`() {
  var evidence = SignatureEvidence()
  evidence.terms = [
    SignatureEvidence.DistinctiveTerm(term: .sign(.noAnswer, tool: nil), share: 1, shareElsewhere: 0)
  ]
  #expect(
    SignatureNaming().name(evidence, support: 12, quote: nil) == "assistant gives no final answer")
  evidence.turnLimit = 30
  #expect(
    SignatureNaming().name(evidence, support: 12, quote: nil)
      == "stopped at 30 turns, the most that any trace has")
}
