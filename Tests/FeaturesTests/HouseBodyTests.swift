import Testing
import Traces

@testable import Features

/// Bodies that no known system writes: what a house calls its codes, its words and its envelopes.
private func error(_ result: String) throws -> ToolError? {
  try ErrorRecogniser().results(of: MadeTraces.trace(result: result)).errors.first
}

@Test(
  arguments: [
    (
      #"{"rc":8,"rcText":"divisor is zero in query 9","payload":null,"srv":"a-07"}"#,
      "divisor is zero in query 9"
    ),
    (#"{"ret":-1,"msg":"user 7 is not known"}"#, "user 7 is not known"),
    (#"{"retcode":"12","payload":null}"#, ""),
    (
      #"{"ok":false,"elapsed_ms":31,"why":"payer 53 rejects member 8","trace":"d2e9"}"#,
      "payer 53 rejects member 8"
    ),
    (#"{"ok":false,"ms":31,"says":"payer 53 rejects member 8","trace":"d2e9"}"#, "payer 53 rejects member 8"),
    (
      #"{"envelope":{"ver":2,"result":{"state":"FAILED","items":[],"diag":[{"lvl":"E","code":"ULL-1","txt":"booked twice"}]}}}"#,
      "booked twice"
    ),
    (#"{"envelope":{"result":{"error":{"message":"the room is taken"}}}}"#, "the room is taken"),
    (
      #"{"reply":{"rc":5,"diag":[{"severity":"error","text":"no such room in house 7"}]}}"#,
      "no such room in house 7"
    ),
    (
      #"{"ok":true,"data":{"ref":"a03d","state":"not_done","note":"Killed (exit 137)"},"took_ms":12}"#,
      "Killed (exit 137)"
    ),
    (#"{"data":{"state":"rejected","note":"prior approval missing"}}"#, "prior approval missing"),
    (#"{"fehler":"Der Kunde ist gesperrt"}"#, "Der Kunde ist gesperrt"),
    (
      #"{"error":{"id":"a8","causes":[{"text":"no such column","severity":"E"}]},"payload":null}"#,
      "no such column"
    ),
    (
      #"{"error":{"id":"a8","causes":[{"code":"E1"},{"text":"no such row"}]},"payload":null}"#, "no such row"
    ),
    (
      #"{"success":false,"result":{"lines":["x"],"note":["the gate is shut today"]}}"#,
      "the gate is shut today"
    ),
  ])
func `a body says that a call failed and why in words of a house`(body: String, words: String) throws {
  let found = try error(body)
  #expect(found?.provenance == .body)
  #expect(found.map { String(decoding: $0.message, as: UTF8.self) } == words)
}

@Test(
  arguments: [
    #"{"rc":0,"rcText":"done","payload":{"id":7}}"#, #"{"rc":200,"msg":"order is on its way"}"#,
    #"{"ret":3,"rows":[1,2,3]}"#, #"{"errno":0,"errmsg":"ok"}"#, #"{"rc":1,"msg":"ok"}"#,
    // What a tool was asked to find, or the state of what it was asked for.
    #"{"diagnostics":[{"severity":"error","message":"unused value x"}]}"#,
    #"{"messages":[{"type":"error","text":"a mail that bounced"}]}"#,
    #"{"order":{"state":"failed","reason":"too dear for me"}}"#,
    #"{"ok":true,"data":{"state":"done","note":"Killed (exit 137)"}}"#,
    #"{"order":{"state":"failed","note":"x y"}}"#,
    #"{"reply":{"lines":["one two three"],"st":"200"}}"#, #"{"state":"FAILED","items":[]}"#,
  ])
func `a body of a house that tells no failure is none`(body: String) throws {
  #expect(try error(body) == nil)
}

@Test(
  arguments: [
    #"{"error_count":0,"processed":17}"#, #"{"failed_count":0}"#, #"{"failed_count": 0, "rows": [1, 2]}"#,
    #"{"errors_total":0,"items":[{"id":1}]}"#, #"{"failures":[],"passed":7}"#,
    #"{"error_rate":0.0,"window":"7d"}"#, #"{"error_summary":null,"id":7}"#, #"{"error_text":"none","id":7}"#,
    #"{"errors":{"count":0,"items":[]},"rows":7}"#, #"{"error":{"code":0,"message":""},"id":7}"#,
    "error_count: 0", "errors: 0, warnings: 2", "failed: 0 passed: 7", "failed=0 passed=7",
    "Failures: 0\nPassed: 7",
    "error_count=0;rows=7",
  ])
func `a count of 0 is no error, whatever its name`(result: String) throws {
  #expect(try error(result) == nil)
}

@Test(
  arguments: [
    #"{"error_count":3,"processed":17}"#, #"{"error_text":"the gate is shut today","id":7}"#,
    "Error: no such order", "failed: 2 passed: 5",
    "Error: 0 rows matched the order",
    "error: none of the rooms is free",
  ])
func `a count beyond 0 and words that begin as none are errors`(result: String) throws {
  #expect(try error(result) != nil)
}

@Test(
  arguments: [
    "Error: \n- amount: must not be negative", "Error:\n\n# Heading\n not permitted", "\u{A0}Error: nope",
    "\u{FEFF}Error: nope", "\u{FEFF}{\"error\":\"the gate is shut\"}", "\u{A1}Error! The gate is shut",
    #"{"message":"Error handling request: connection was cut"}"#, "Error while reading the guide: it is torn",
    "Error reading policy: it is torn", "KeyError: 0", "Invalid policy: it is torn",
  ])
func `an error is found below its own line and behind what cannot be seen`(result: String) throws {
  #expect(try error(result) != nil)
}

@Test(
  arguments: [
    #"{"message":"Error handling guide: what to do when a call fails"}"#,
    "Error handling guidelines\n1. Retry.",
    "Error rate: 0.3 %", "Error codes and messages guide: see below", "Error:\nstatus: done",
    "Error: \nresult: 7 rows",
    // A state alone may be that of what was asked for.
    #"{"status":"failed"}"#, #"{"status":"failed","id":7}"#,
  ])
func `what is written about errors is none, nor is a state alone`(result: String) throws {
  #expect(try error(result) == nil)
}
