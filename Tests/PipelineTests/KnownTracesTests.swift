import Testing

@testable import Pipeline

private func identity(_ id: String, _ text: String) throws -> TraceIdentity {
  TraceIdentity(of: try MadeBlocks.trace(MadeBlocks.chat(id, text)))
}

@Test func `the same again is a duplicate, and another of its name a conflict`() throws {
  var known = KnownTraces()
  #expect(known.meet(try identity("a", "one")) == .new)
  #expect(known.meet(try identity("a", "one")) == .duplicate)
  #expect(known.meet(try identity("a", "two")) == .conflict)
  #expect(known.meet(try identity("b", "one")) == .new)
  #expect(known.meet(try identity("a", "one")) == .duplicate)
}

@Test func `a trace in conflict is known when it comes again`() throws {
  var known = KnownTraces()
  _ = known.meet(try identity("a", "one"))
  #expect(known.meet(try identity("a", "two")) == .conflict)
  #expect(known.meet(try identity("a", "two")) == .duplicate)
  #expect(known.meet(try identity("a", "three")) == .conflict)
  #expect(known.meet(try identity("a", "three")) == .duplicate)
}

@Test func `nothing is forgotten while the table grows`() throws {
  var known = KnownTraces()
  // More than twice the first size of the table.
  let identities = try (0..<9_000).map { try identity("t\($0)", "text") }
  #expect(identities.allSatisfy { known.meet($0) == .new })
  #expect(identities.allSatisfy { known.meet($0) == .duplicate })
}
