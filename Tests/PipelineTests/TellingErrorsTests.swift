import Features
import Signatures
import Testing
import Traces

@testable import Pipeline

/// A trace of calls, one after the other, with what came back; protests after those asked for.
private func trace(_ calls: [(tool: String, result: String)], protestAfter: Int? = nil) throws -> Trace {
  var messages = [#"{"role":"user","content":"please help"}"#]
  for (index, call) in calls.enumerated() {
    messages.append(
      #"{"role":"assistant","tool_calls":[{"id":"c\#(index)","function":{"name":"\#(call.tool)","arguments":"{}"}}]}"#
    )
    messages.append(#"{"role":"tool","tool_call_id":"c\#(index)","content":"\#(call.result)"}"#)
    if index == protestAfter {
      messages.append(#"{"role":"user","content":"That is not what I asked for."}"#)
    }
  }
  return try MadeBlocks.trace(#"{"id":"t","messages":[\#(messages.joined(separator: ","))]}"#)
}

/// The tools whose errors are told.
private func told(_ trace: Trace, named: [SignatureEvidence.ErrorCount] = []) -> [String] {
  let errors = EvidenceExtractor().errors(of: trace)
  let telling = TellingErrors(errors, of: trace, named: named)
  let protests = Set(TurnSigns().protests(in: trace))
  return errors.filter { telling.isTelling($0, protests: protests) }
    .map { trace.string(trace.toolCalls[$0.call].tool) }
}

private let denied = "Error: permission denied"

@Test func `an error on the way is not why a user protests later`() throws {
  let calls = [("exchange", denied), ("modify", "done")]
  #expect(told(try trace(calls)) == ["exchange"])
  #expect(told(try trace(calls, protestAfter: 1)) == [])
  #expect(told(try trace(calls, protestAfter: 0)) == ["exchange"], "the protest is about it")
  #expect(told(try trace([("exchange", denied)], protestAfter: 0)) == ["exchange"], "nothing came after it")
}

@Test func `where a signature is named by an error, what else failed is of something else`() throws {
  let failing = try trace([("exchange", denied), ("modify", denied), ("cancel", denied)])
  let named = EvidenceExtractor().errors(of: failing).map {
    SignatureEvidence.ErrorCount(tool: "modify", type: $0.type, count: 3)
  }
  #expect(told(failing, named: named) == ["modify"])
  #expect(told(failing) == ["exchange", "modify", "cancel"])
}

@Test func `of a trace that fails ten thousand times each error is told by what comes after it`() throws {
  let failing = [(tool: String, result: String)](repeating: ("exchange", denied), count: 10_000)
  #expect(told(try trace(failing + [("modify", "done")])).count == 10_000)
  #expect(told(try trace(failing + [("modify", "done")], protestAfter: 10_000)) == [])
  #expect(told(try trace([("modify", "done")] + failing, protestAfter: 10_000)).count == 10_000)
}
