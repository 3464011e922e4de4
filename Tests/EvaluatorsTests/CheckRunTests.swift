import JSONBytes
import Statistics
import Testing
import Traces

@testable import Evaluators

private func isKept(_ check: Check, _ messages: String...) throws -> Bool {
  CheckRun(check).isKept(by: try trace(messages: messages.joined(separator: ",")))
}

private func reason(_ check: Check, _ messages: String...) throws -> String {
  CheckRun(check).reason(in: try trace(messages: messages.joined(separator: ",")))
}

private func pointer(_ text: String) throws -> JSONPointer { try #require(JSONPointer(text)) }

// MARK: Tools

@Test(arguments: [
  (Check.CallCount(), [false, true, true, true]),
  (Check.CallCount(least: 0, most: 0), [true, false, false, false]),
  (Check.CallCount(least: 0, most: 2), [true, true, true, false]),
  (Check.CallCount(least: 2), [false, false, true, true]),
  (Check.CallCount(least: 1, most: 2), [false, true, true, false]),
])
func `calls of a tool are counted`(count: Check.CallCount, kept: [Bool]) throws {
  for calls in 0..<4 {
    let turns = [said("user", "hi"), called("other")] + Array(repeating: called("get"), count: calls)
    let check = Check.called(tool: "get", count)
    #expect(try isKept(check, turns.joined(separator: ",")) == kept[calls], "\(calls) calls")
  }
}

@Test func `a name that only begins like a tool's is another tool`() throws {
  let check = Check.called(tool: "get", Check.CallCount())
  #expect(try !isKept(check, called("get_order"), called("ge"), called("Get")))
}

@Test func `one tool before another`() throws {
  let check = Check.calledBefore(tool: "look", other: "pay")
  #expect(try isKept(check, called("look"), called("pay"), called("pay")))
  #expect(try isKept(check, called("look")))
  #expect(try isKept(check, said("user", "hi")))
  #expect(try !isKept(check, called("pay"), called("look")))
  #expect(
    try reason(check, said("user", "hi"), called("pay"), called("look"))
      == "pay was called in turn 2 and no call of look came before")
}

@Test func `one tool after another`() throws {
  let check = Check.calledAfter(tool: "receipt", other: "pay")
  #expect(try isKept(check, called("pay"), called("receipt")))
  #expect(try isKept(check, called("receipt")))
  #expect(try !isKept(check, called("receipt"), called("pay")))
  #expect(try !isKept(check, called("pay"), called("receipt"), called("pay")))
  #expect(
    try reason(check, called("pay"), called("receipt"), called("pay"))
      == "pay was called in turn 5 and no call of receipt came after")
}

// MARK: Values

private func argument(_ at: String, _ condition: Check.Condition, every: Bool = true) throws -> Check {
  .value(
    Check.ValueRule(
      tool: "pay", part: .argument, pointer: try pointer(at), condition: condition, isOfEvery: every))
}

@Test func `an argument equals a text, a number, a truth value or nothing`() throws {
  let call = called("pay", #"{"a":{"to":"X","n":12.50,"ok":true,"none":null,"list":[1,"two"]},"s":"12.5"}"#)
  let kept: [(String, Check.Scalar)] = [
    ("/a/to", .text("X")), ("/a/n", .number(12.5)), ("/a/ok", .truth(true)), ("/a/none", .null),
    ("/a/list/1", .text("two")), ("/a/list/0", .number(1)), ("/s", .text("12.5")),
  ]
  for (at, wanted) in kept { #expect(try isKept(argument(at, .equals(wanted)), call), "\(at)") }
  let broken: [(String, Check.Scalar)] = [
    ("/a/to", .text("x")), ("/a/n", .text("12.5")), ("/s", .number(12.5)), ("/a/ok", .truth(false)),
    ("/a/ok", .text("true")), ("/a/none", .text("")), ("/a/absent", .null), ("/a", .text("X")),
    ("/a/list/2", .null), ("/a/list/01", .number(1)),
  ]
  for (at, wanted) in broken { #expect(try !isKept(argument(at, .equals(wanted)), call), "\(at)") }
}

@Test func `a number is within its range, the ends included`() throws {
  for (amount, isWithin) in [
    ("5", true), ("0", true), ("10", true), ("10.01", false), ("-0.1", false), ("\"5\"", false),
  ] {
    let check = try argument("/amount", .within(least: 0, most: 10))
    #expect(try isKept(check, called("pay", "{\"amount\":\(amount)}")) == isWithin, "\(amount)")
  }
  #expect(try isKept(argument("/amount", .within(least: nil, most: 3)), called("pay", #"{"amount":-7}"#)))
  let words = try reason(
    argument("/amount", .within(least: 0, most: 10)), said("user", "x"), called("pay", #"{"amount":11}"#))
  #expect(words == "pay in turn 2: argument /amount is 11; asked for: at least 0, at most 10")
}

@Test func `a pattern is found in a string and in the JSON of another value`() throws {
  let call = called("pay", #"{"id":"ORD-12","tags":["a","b"]}"#)
  #expect(try isKept(argument("/id", .matches(#"^ORD-\d+$"#)), call))
  #expect(try isKept(argument("/tags", .matches(#"^\["a""#)), call))
  #expect(try !isKept(argument("/id", .matches(#"^\d+$"#)), call))
}

@Test func `every call keeps a condition, or any of them does`() throws {
  let calls = [called("pay", #"{"n":1}"#), called("pay", #"{"n":2}"#)].joined(separator: ",")
  #expect(try !isKept(argument("/n", .equals(.number(1))), calls))
  #expect(try isKept(argument("/n", .equals(.number(2)), every: false), calls))
  #expect(try !isKept(argument("/n", .equals(.number(3)), every: false), calls))
  #expect(try isKept(argument("/n", .equals(.number(3))), said("user", "no call")))
  #expect(try !isKept(argument("/n", .equals(.number(3)), every: false), said("user", "no call")))
}

@Test func `a value that is not there keeps no condition but that it is not there`() throws {
  let call = called("pay", #"{"n":1}"#)
  #expect(try isKept(argument("/m", .exists(false)), call))
  #expect(try !isKept(argument("/n", .exists(false)), call))
  #expect(try isKept(argument("/n", .exists(true)), call))
  #expect(try !isKept(argument("/m", .matches("")), call))
  #expect(try !isKept(argument("/m", .within(least: nil, most: 5)), call))
}

@Test func `arguments and results that are no JSON are one string`() throws {
  let call = called("pay", "12 EUR, \"cash", result: "Error: no such order")
  #expect(try isKept(argument("", .matches("EUR")), call))
  #expect(try !isKept(argument("/n", .exists(true)), call))
  let rule = Check.ValueRule(
    tool: "pay", part: .result, pointer: try pointer(""), condition: .matches("(?i)^error"))
  #expect(try isKept(.value(rule), call))
  #expect(try !isKept(.value(rule), called("pay", result: nil)))
}

@Test func `a value equals one of an earlier call, not of a later one`() throws {
  let condition = Check.Condition.equalsEarlier(tool: "get", part: .result, pointer: try pointer("/id"))
  let check = try argument("/order", condition)
  let (get, pay) = (called("get", result: #"{"id":"A1"}"#), called("pay", #"{"order":"A1"}"#))
  #expect(try isKept(check, get, pay))
  #expect(try isKept(check, called("get", result: #"{"id":"B2"}"#), get, pay))
  #expect(try !isKept(check, pay, get))
  #expect(try !isKept(check, called("get", result: #"{"id":"B2"}"#), pay))
  #expect(try !isKept(check, called("get", result: #"{"id":1}"#), called("pay", #"{"order":"1"}"#)))
}

@Test func `the result of a call made in the same turn was not known yet`() throws {
  let both = #"""
    {"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"get",\#
    "arguments":"{}"}},{"id":"2","type":"function","function":{"name":"pay","arguments":"{\"order\":\"A1\"}"}}]},\#
    {"role":"tool","tool_call_id":"1","content":"{\"id\":\"A1\"}"},{"role":"tool","tool_call_id":"2","content":"{}"}
    """#
  let condition = Check.Condition.equalsEarlier(tool: "get", part: .result, pointer: try pointer("/id"))
  #expect(try !isKept(argument("/order", condition), said("user", "pay"), both))
}

// MARK: Texts

@Test func `a turn of a role says something, or none does`() throws {
  let says = Check.text(Check.TextRule(role: .assistant, matching: "(?i)sorry"))
  #expect(try isKept(says, said("user", "hi"), said("assistant", "I am Sorry.")))
  #expect(try !isKept(says, said("user", "sorry"), said("assistant", "Good.")))
  let never = Check.text(Check.TextRule(role: .assistant, notMatching: "(?i)as an ai"))
  #expect(try isKept(never, said("user", "as an AI?"), said("assistant", "No.")))
  #expect(try !isKept(never, said("assistant", "x"), said("assistant", "As an AI I cannot.")))
  #expect(
    try reason(never, said("assistant", "x"), said("assistant", "As an AI I cannot."))
      == "assistant says what is forbidden in turn 2")
  let both = Check.text(Check.TextRule(matching: "order", notMatching: "secret"))
  #expect(try isKept(both, said("user", "order"), said("assistant", "fine")))
  #expect(try !isKept(both, said("user", "order"), said("assistant", "secret")))
  #expect(try !isKept(both, said("user", "nothing")))
}

@Test func `the last turn is by a role and says something`() throws {
  let byAssistant = Check.lastTurn(Check.TextRule(role: .assistant))
  #expect(try isKept(byAssistant, said("user", "a"), said("assistant", "b")))
  #expect(try !isKept(byAssistant, said("assistant", "b"), said("user", "a")))
  #expect(
    try reason(byAssistant, said("assistant", "b"), said("user", "a"))
      == "the last turn, 2, is by user, not by assistant")
  let thanks = Check.lastTurn(
    Check.TextRule(role: .assistant, matching: "anything else", notMatching: "error"))
  #expect(try isKept(thanks, said("assistant", "Is there anything else?")))
  #expect(try !isKept(thanks, said("assistant", "Is there anything else? error")))
  #expect(try !isKept(thanks, said("assistant", "anything else?"), said("assistant", "Bye.")))
  #expect(!CheckRun(byAssistant).isKept(by: Trace()))
}

@Test func `an answer is in the language of the question`() throws {
  let check = Check.language(Check.LanguageRule(role: .assistant, language: .sameAs(.user)))
  let german = "Ich habe eine Frage zu der Bestellung, die ich mit der Karte bezahlt habe."
  let english = "I can help you with that. Please tell me the number of the order that you made."
  #expect(try isKept(check, said("user", english), said("assistant", english)))
  #expect(try !isKept(check, said("user", german), said("assistant", english)))
  #expect(
    try reason(check, said("user", german), said("assistant", english))
      == "turn 2 by assistant is in english, not in the language of the user")
  // A turn too short to show its language changes nothing.
  #expect(try isKept(check, said("user", english), said("user", "12345"), said("assistant", english)))
  #expect(try isKept(check, said("user", german), said("assistant", "OK.")))
  let named = Check.language(Check.LanguageRule(role: .assistant, language: .named(.german)))
  #expect(try isKept(named, said("user", english), said("assistant", german)))
  #expect(try !isKept(named, said("assistant", english)))
}

// MARK: Rules of rules

@Test func `rules are joined by all, any and not`() throws {
  let (a, b) = (Check.called(tool: "a", Check.CallCount()), Check.called(tool: "b", Check.CallCount()))
  for (turns, hasA, hasB) in [
    (called("a"), true, false), (called("b"), false, true), (called("a") + "," + called("b"), true, true),
    (said("user", "x"), false, false),
  ] {
    #expect(try isKept(.all([a, b]), turns) == (hasA && hasB))
    #expect(try isKept(.any([a, b]), turns) == (hasA || hasB))
    #expect(try isKept(.not(a), turns) == !hasA)
    #expect(try isKept(.not(.all([a, .not(b)])), turns) == !(hasA && !hasB))
  }
  #expect(try isKept(.all([]), said("user", "x")))
  #expect(try !isKept(.any([]), said("user", "x")))
}

@Test func `a reason names the rules that are broken`() throws {
  let checks = [
    Check.called(tool: "look", Check.CallCount()),
    .called(tool: "delete", Check.CallCount(least: 0, most: 0)),
    .called(tool: "search", Check.CallCount(least: 0, most: 1)),
  ]
  let turns = [said("user", "x"), called("delete"), called("search"), called("search")].joined(separator: ",")
  #expect(
    try reason(.all(checks), turns)
      == "rule 1: look was not called; rule 2: delete was called once; turn 2; rule 3: search was called 2 times, 1 allowed; turn 6"
  )
  #expect(
    try reason(.any([checks[0], .not(.called(tool: "delete", Check.CallCount()))]), turns)
      == "none of 2 rules is kept: rule 1: look was not called; rule 2: delete was called once, first in turn 2"
  )
}

@Test func `the turn that is named holds the call`() throws {
  // Laws over made traces: what a reason points at is what the rule is about.
  var generator = SplitMix64(seed: 11)
  for _ in 0..<200 {
    let tools = ["a", "b", "c"]
    let turns = (0..<generator.integer(below: 8)).map { index in
      generator.integer(below: 2) == 0
        ? said("user", "x") : called(tools[generator.integer(below: 3)], id: "c\(index)")
    }
    let made = try trace(messages: ([said("user", "start")] + turns).joined(separator: ","))
    let run = CheckRun(.calledBefore(tool: "a", other: "b"))
    let names = made.toolCalls.map { made.string($0.tool) }
    let firstA = names.firstIndex(of: "a") ?? names.count
    let firstB = names.firstIndex(of: "b") ?? names.count
    #expect(run.isKept(by: made) == (firstB == names.count || firstA < firstB))
    if !run.isKept(by: made) {
      #expect(run.reason(in: made).hasPrefix("b was called in turn \(made.toolCalls[firstB].turn + 1) "))
    }
  }
}

@Test func `hostile texts take linear time`() throws {
  let text = String(repeating: "a", count: 200_000) + "!"
  let check = Check.all(
    ["(a+)+$", "(a|aa)+$", "(.*)(.*)(.*)x"].map {
      .text(Check.TextRule(role: .user, notMatching: $0))
    })
  let made = try trace(messages: said("user", text))
  let run = CheckRun(check)
  var isKept = false
  #expect(threadSeconds { isKept = run.isKept(by: made) } < 20)
  #expect(isKept)
}
