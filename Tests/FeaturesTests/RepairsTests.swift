import Testing
import Traces

@testable import Features

/// Whether an error of a call is repaired by another call that succeeds.
private func isRepaired(
  _ tool: String, _ arguments: String = "{}", by later: String, _ others: String = "{}"
) throws -> Bool? {
  let trace = try MadeTraces.trace([
    MadeTraces.call(tool, arguments, id: "1"), MadeTraces.result("Error: there is no such thing", id: "1"),
    MadeTraces.call(later, others, id: "2"), MadeTraces.result("here it is", id: "2"),
  ])
  return ErrorRecogniser().results(of: trace).errors.first?.isRepaired
}

@Test func `the same by another key repairs, and another thing by the same key does not`() throws {
  #expect(try isRepaired("find_user_by_phone", by: "find_user_by_email") == true)
  #expect(try isRepaired("find_user_by_phone", by: "find_user") == true)
  #expect(try isRepaired("find_user_by_phone", by: "find_order_by_phone") == false)
  #expect(try isRepaired("_by_phone", by: "_by_email") == false)
}

@Test(arguments: ["bash", "Bash", "run_command", "Computer_terminal", "executeCode", "python"])
func `what runs programs repairs by the same program, changed or not, and by no other`(tool: String) throws {
  let test = #"{"command": "cd shop && python -m pytest tests/test_cart.py -q"}"#
  let narrower = #"{"command": "cd shop && python -m pytest tests/test_cart.py -q -k total"}"#
  #expect(try isRepaired(tool, test, by: tool, test) == true)
  #expect(try isRepaired(tool, test, by: tool, narrower) == true)
  #expect(try isRepaired(tool, test, by: tool, #"{"command": "ls -la docs"}"#) == false)
  #expect(try isRepaired(tool, #"{"command": "ls"}"#, by: tool, #"{"command": "pwd"}"#) == false)
}

@Test(arguments: ["make_payment", "run_credit_check", "code_lookup", "test_line"])
func `a tool for one purpose repairs whatever it is given`(tool: String) throws {
  #expect(
    try isRepaired(tool, #"{"card": "one two three"}"#, by: tool, #"{"token": "four five six"}"#) == true)
}

@Test(arguments: [
  ("Computer_terminal", ["computer", "terminal"]), ("runShellCommand", ["run", "shell", "command"]),
  ("bash", ["bash"]), ("SQL", ["sql"]), ("mcp__files.read-all", ["mcp", "files", "read", "all"]), ("", []),
  ("Überweise2", ["überweise2"]),
])
func `a name is its words, however they are joined`(name: String, words: [String]) {
  #expect(ToolName.words(of: name) == words)
  #expect(ToolName.firstWord(of: name) == words.first ?? "")
}

@Test func `of a call without a name no repair is known, unless the same succeeds`() throws {
  #expect(try isRepaired("", "", by: "", "") == false)
  let order = #"{"order":"seven of nine","reason":"too late"}"#
  #expect(try isRepaired("", order, by: "", order) == true)
  #expect(try isRepaired("", order, by: "", #"{"address":"elsewhere"}"#) == false)
  #expect(try isRepaired("bash", "", by: "bash", "") == false, "a program that is not recorded may be any")
  func trace(_ later: [String]) throws -> Trace {
    let said = later.map { "tool: \($0)" }.joined(separator: "\n")
    return try MadeTraces.displayed("user: who am I?\nassistant: None\ntool: Error: user not found\n\(said)")
  }
  let open = try trace(["ann_7", "assistant: You are Ann."])
  let error = try #require(ErrorRecogniser().results(of: open).errors.first)
  #expect(!error.isRepaired && open.mayBeRepaired(error))
  let last = try trace([])
  #expect(try !last.mayBeRepaired(#require(ErrorRecogniser().results(of: last).errors.first)))
}

/// Whether the first error of a chat is repaired.
private func isRepaired(_ messages: [[String: Any]]) throws -> Bool? {
  try ErrorRecogniser().results(of: MadeTraces.trace(messages)).errors.first?.isRepaired
}

@Test(arguments: [
  ("Error: the reel of hall 3 is torn", "log of hall 4: the reel of hall 4 is torn", false),
  ("Error: the reel of hall 3 is torn", "the reel of hall 3 runs for two hours", true),
  ("Error: no such reel", "no such reel", false),
])
func `an answer that says what the error said repairs nothing`(
  error: String, later: String, repairs: Bool
) throws {
  #expect(
    try isRepaired([
      MadeTraces.call("play", id: "1"), MadeTraces.result(error, id: "1"),
      MadeTraces.call("play", id: "2"), MadeTraces.result(later, id: "2"),
    ]) == repairs)
}

@Test(arguments: [
  ("I failed to read the meter. It is written down.", false), ("I couldn't do it.", true),
  ("The point is marked bad quality, said the plant.", false), ("The meter stands at 7.", true),
  ("The first attempt failed, point marked bad quality, but the meter stands at 7.", true),
])
func `an error that the last answer reports is not repaired`(answer: String, repairs: Bool) throws {
  let calls = [
    MadeTraces.turn("user", "how much?"),
    MadeTraces.call("read_meter", id: "1"),
    MadeTraces.result("Error: point W7 is marked bad quality", id: "1"),
    MadeTraces.call("read_meter", id: "2"), MadeTraces.result("7 kWh", id: "2"),
  ]
  #expect(try isRepaired(calls + [MadeTraces.turn("assistant", answer)]) == repairs)
}
