import Features
import Testing

@Test func `protests are turns of the user after the first answer`() throws {
  let trace = try MadeTraces.trace([
    MadeTraces.turn("user", "That is not what I asked for."), MadeTraces.turn("assistant", "I cancelled it."),
    MadeTraces.turn("user", "That is not what I asked for."), MadeTraces.turn("assistant", "Sorry."),
    MadeTraces.turn("user", "Thank you."),
  ])
  #expect(TurnSigns().protests(in: trace) == [2])
}

@Test func `calls that only read, think, hand over or end change nothing`() throws {
  let tools = [
    "get_order", "think", "calculate", "modify_order", "transfer_to_human_agents", "submit", "refund",
  ]
  let calls = tools.enumerated().flatMap { index, tool in
    [MadeTraces.call(tool, id: "c\(index)"), MadeTraces.result("ok", id: "c\(index)")]
  }
  let trace = try MadeTraces.trace([MadeTraces.turn("user", "please help")] + calls)
  #expect(TurnSigns().changes(in: trace).map { tools[$0] } == ["modify_order", "refund"])
}
