import Testing
import Traces

@testable import Pipeline

private func identity(_ record: String) throws -> TraceIdentity {
  TraceIdentity(of: try MadeBlocks.trace(record))
}

@Test func `a trace is known by its id, and its content by what is said and done`() throws {
  let one = try identity(MadeBlocks.chat("a", "refund me"))
  #expect(try identity(MadeBlocks.chat("a", "refund me")) == one)
  let otherText = try identity(MadeBlocks.chat("a", "refund us"))
  #expect(otherText.name == one.name && otherText.content != one.content)
  let otherID = try identity(MadeBlocks.chat("b", "refund me"))
  #expect(otherID.name != one.name && otherID.content == one.content)
  let otherOutcome = try identity(MadeBlocks.chat("a", "refund me", passed: true))
  #expect(otherOutcome.name == one.name && otherOutcome.content != one.content)
}

@Test func `the order and blanks of fields are no content`() throws {
  let one = try identity(
    #"{"id":"a","outcome":false,"messages":[{"role":"user","content":"hello there"}]}"#)
  let other = try identity(
    #"{ "messages" : [ {"content":"hello there", "role":"user"} ], "outcome":false, "id":"a" }"#)
  #expect(one == other)
}

@Test func `arguments and results of tools are content`() throws {
  func record(_ argument: String, _ result: String) -> String {
    #"""
    {"id":"a","messages":[{"role":"assistant","tool_calls":[{"id":"c","function":{"name":"get","arguments":"\#(argument)"}}]},
     {"role":"tool","tool_call_id":"c","content":"\#(result)"}]}
    """#
  }
  let contents = try [record("1", "x"), record("2", "x"), record("1", "y")].map { try identity($0).content }
  #expect(Set(contents).count == 3)
}

@Test func `a trace without an id is named after its content`() throws {
  let one = try identity(MadeBlocks.chat(nil, "refund me"))
  #expect(one.name == one.content && one.plainName == 0)
  #expect(one.nameOfUnnamed.hasPrefix("h-") && one.nameOfUnnamed.count == 18)
}

@Test func `trials of a task share the plain name alone`() throws {
  let first = try identity(MadeBlocks.trial(7, 0, "hello"))
  let second = try identity(MadeBlocks.trial(7, 1, "hello"))
  #expect(first.plainName == second.plainName && first.plainName != 0)
  #expect(first.name != second.name)
}

@Test func `a sample of names has the share asked for, and grows with it`() throws {
  let identities = try (0..<4_000).map { try identity(MadeBlocks.chat("trace-\($0)", "x")) }
  #expect(identities.allSatisfy { $0.isSampled(share: 1) && !$0.isSampled(share: 0) })
  for share in [0.1, 0.5, 0.9] {
    let drawn = identities.count { $0.isSampled(share: share) }
    // Four standard errors of a share of 4,000: a wrong hash would miss by far more.
    let reach = 4 * (share * (1 - share) * 4_000).squareRoot()
    #expect(abs(Double(drawn) - share * 4_000) < reach, "\(drawn) of 4,000 at \(share)")
  }
  #expect(identities.allSatisfy { !$0.isSampled(share: 0.1) || $0.isSampled(share: 0.5) })
}
