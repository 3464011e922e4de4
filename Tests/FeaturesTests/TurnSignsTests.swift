import Features
import Testing
import Traces

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

@Test func `a sign is found in the turns that show it`() throws {
  let call = { (id: String, result: String) in
    [MadeTraces.call("pay", id: id), MadeTraces.result(result, id: id)]
  }
  let trace = try MadeTraces.trace(
    [MadeTraces.turn("user", "Please pay the two bills that I have sent to you.")] + call("1", "paid")
      + call("2", "paid")
      + [
        MadeTraces.turn("assistant", "Ich habe das für Sie eingetragen und die Rechnung ist bezahlt."),
        MadeTraces.turn("user", "And which of them was it that you have paid?"),
        MadeTraces.turn("assistant", "It was the first of the two."),
      ])
  let signs = TurnSigns()
  #expect(signs.turns(of: .otherLanguage, tool: nil, in: trace) == [5])
  #expect(signs.turns(of: .repeatedSuccess, tool: "pay", in: trace) == [1, 3])
  #expect(signs.turns(of: .repeatedSuccess, tool: "get", in: trace) == [])
  #expect(signs.turns(of: .refusal, tool: nil, in: trace) == [7])
  #expect(signs.turns(of: .noToolCall, tool: nil, in: trace) == [])
}

@Test func `a claim is found where it stands, and not in the farewell or the answer behind it`() throws {
  let asked = [
    MadeTraces.turn("user", "Please cancel my order."), MadeTraces.call("get_order"),
    MadeTraces.result("order 7"),
  ]
  let claim = MadeTraces.turn("assistant", "I've cancelled your order.")
  let rest = [MadeTraces.turn("user", "And now?"), MadeTraces.turn("assistant", "Have a good day.")]
  let signs = TurnSigns()
  let trace = try MadeTraces.trace(asked + [claim] + rest)
  #expect(signs.turns(of: .promiseAfterReadsOnly, tool: nil, in: trace) == [3])
  let twice = try MadeTraces.trace(asked + [claim, MadeTraces.turn("user", "Really?"), claim])
  #expect(signs.turns(of: .promiseAfterReadsOnly, tool: nil, in: twice) == [3, 5])
  let failed = [MadeTraces.call("cancel"), MadeTraces.result("Error: network error")]
  let despite = try MadeTraces.trace(asked + failed + [claim] + rest)
  #expect(signs.turns(of: .doneDespiteError, tool: "cancel", in: despite) == [4, 5])
}

/// A trace in which an order was changed, and what the user says then.
private func changed(
  _ words: String, by tool: String = "cancel_order", between: [String] = []
) throws -> Trace {
  let talk = between.flatMap { [MadeTraces.turn("assistant", "Noted."), MadeTraces.turn("user", $0)] }
  return try MadeTraces.trace(
    [
      MadeTraces.turn("user", "Two of my orders"), MadeTraces.call(tool), MadeTraces.result("ok"),
      MadeTraces.turn("assistant", "It is cancelled."),
    ] + talk + (between.isEmpty ? [] : [MadeTraces.turn("assistant", "Anything else?")])
      + [MadeTraces.turn("user", words)])
}

private let correction = Term.sign(.correctedChange, tool: nil)

@Test(arguments: [
  "I only wanted to drop the lamp, not the whole order.", "I told you #5108, not #5180",
  "You picked the wrong card.",
  "That's the opposite of what I need", "Not #5180!! #5108", "Are you kidding me?",
  "I gave you the blue one, not red", "I asked for the lamp instead", "Hm. Can the rest still go through?",
  "Please undo that",
  "I never asked you to do that",
])
func `a user who corrects a change is known`(words: String) throws {
  let trace = try changed(words)
  #expect(TurnSigns().protests(in: trace) == [4])
  #expect(TurnSigns().correctedTool(in: trace, failed: []) == "cancel_order")
  #expect(TurnSigns().correctedTool(in: trace, failed: [0]) == nil)
  #expect(EvidenceExtractor().names(of: trace).values.contains(correction))
}

@Test(arguments: [
  "Thanks, that is what I asked for.", "I wanted to thank you.", "Not yet!",
  "Great, please reverse charge the call",
  "I only have one more question",
])
func `a user who is content corrects nothing`(words: String) throws {
  #expect(!EvidenceExtractor().names(of: try changed(words)).values.contains(correction))
}

@Test func `a plea to undo is one straight after a change, and no correction is of what was only read`()
  throws
{
  let later = try changed("Can the rest still go through?", between: ["ok"])
  #expect(TurnSigns().protests(in: later).isEmpty)
  let read = try changed("I only wanted the lamp, not all", by: "get_order")
  #expect(TurnSigns().protests(in: read) == [4])
  #expect(!EvidenceExtractor().names(of: read).values.contains(correction))
}

@Test func `who thanks again does not protest, and who thanks may`() throws {
  #expect(try TurnSigns().protests(in: changed("Oh, thank you! And thanks again for waiting.")).isEmpty)
  #expect(try TurnSigns().protests(in: changed("Thanks, but that's not true.")) == [4])
  #expect(try TurnSigns().protests(in: changed("I am waiting again.")) == [4])
}

@Test func `thanks and farewells at the end are small talk, and what else is said there is not`() throws {
  let trace = try MadeTraces.trace([
    MadeTraces.turn("user", "Hello there"), MadeTraces.turn("assistant", "Thank you for waiting."),
    MadeTraces.turn("user", "Oh, thank you so, so much! This means the world to me."),
    MadeTraces.turn(
      "assistant", "You're welcome! If you need more help at any time, feel free to ask us. Bye!"),
  ])
  #expect(TurnSigns().farewells(in: trace) == [1, 2, 3])
  let open = try MadeTraces.trace([
    MadeTraces.turn("user", "One of my orders"),
    MadeTraces.turn("assistant", "You're welcome! Your order was cancelled."),
  ])
  #expect(TurnSigns().farewells(in: open).isEmpty)
}

@Test func `five thousand corrections take no longer than their length`() throws {
  let turns = (0..<5_000).flatMap { _ in
    [
      MadeTraces.call("cancel_order"), MadeTraces.result("ok"),
      MadeTraces.turn("user", "I said the lamp, not all!"),
    ]
  }
  let begin = [MadeTraces.turn("user", "help"), MadeTraces.turn("assistant", "Yes")]
  let trace = try MadeTraces.trace(begin + turns)
  let start = ContinuousClock.now
  #expect(TurnSigns().protests(in: trace).count == 5_000)
  #expect(ContinuousClock.now - start < .seconds(5))
}
