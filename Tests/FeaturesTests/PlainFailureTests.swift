import Testing
import Traces

@testable import Features

/// Answers of tools in plain words, with the type of the failure that they tell and what they say of it.
private func errors(_ result: String) throws -> [ToolError] {
  try EvidenceExtractor().errors(
    of: MadeTraces.trace([
      MadeTraces.turn("user", "go"), MadeTraces.call("load_cargo", id: "1"),
      MadeTraces.result(result, id: "1"),
    ]))
}

@Test(arguments: [
  ("timeout: the crane gave no sign at N21", ErrorType.timeout), ("busy: \"pier 3\" until noon", .other),
  ("No answer from 10.2.3.4 after 300 ms.", .timeout), ("Nothing came back from pier 3 in time.", .timeout),
  ("Unexpected token '<' at position 45 in the reply.", .parse), ("Malformed document, line 3.", .parse),
  ("Attachment too big: 44000 KB.", .resource), ("Overlaps with entry 34 on 2026-03-04.", .conflict),
  ("PILOT_REQUIRED: vessels of this length take one", .validation), ("NO_BERTH: all piers are taken", .other),
  ("Ya está reservado por Lopez hasta el lunes.", .conflict), ("Keine Berechtigung für Pier 3", .permission),
  ("aucun enregistrement pour P-3", .notFound), ("zbyt wiele żądań", .rateLimit), ("没有权限访问该泊位", .permission),
  ("リクエストが多すぎます", .rateLimit), ("serviço indisponível", .unavailable),
])
func `plain words of a failure are one, in other languages too`(result: String, type: ErrorType) throws {
  #expect(try errors(result).map(\.type) == [type])
}

@Test(arguments: [
  ("{\"status\": \"FAILED\", \"code\": \"E46\", \"detail\": [{\"loc\": [\"bay\"], \"msg\": \"the bay is full\"}]}"),
  ("{\"response\": {\"header\": {\"rc\": 12, \"errorText\": \"the bay is full\"}, \"body\": {}}}"),
  ("<fault><code>E50</code><string>the bay is full</string><id>5ca</id></fault>"),
  ("HTTP 409\n{\"title\": \"Conflict\", \"status\": 409, \"detail\": \"the bay is full\"}"),
  ("E0412 12:13:14.123456   12 load.go:55] the bay is full\n[exit 1]"),
  ("I0412 12:13:13.1 12 load.go:50] begun\nE0412 12:13:14.1 12 load.go:55] the bay is full"),
  ("bay | load\n7 | 12\n!! aborted: the bay is full"), ("{\"load\": [1, 2]}\nfatal: the bay is full"),
])
func `what failed is told apart from what stands around it`(result: String) throws {
  #expect(try errors(result).map { String(decoding: $0.message, as: UTF8.self) } == ["the bay is full"])
}

@Test(arguments: [
  "timeout: 30", "timeout: 30s", "No response from the customer since Tuesday.",
  "No reply was left by 3 of the guests", "BOOKING_ID: KX 12 for two",
  "ORDER_CONFIRMED: it will arrive on time", "TOO_MANY_CODE: see the list",
  "{\"response\": {\"header\": {\"rc\": 0, \"errorText\": \"\"}, \"body\": {}}}", "[exit 0]",
  "all done\n[exit 0]",
  "id | name\n12 | Anna\nerror: 0.3 %", "id | name\n12 | Anna\nerrors: none of them",
  "E0412 is the code of the pier]", "EAB12 12:00 pier] open", "locked: yes",
  "HTTP/1.1 200 OK\n{\"errors\": 0}",
])
func `what only looks like a failure is none`(result: String) throws {
  #expect(try errors(result).isEmpty)
}

@Test func `the last line of a tool that reads logs may be of another's failure`() throws {
  let found = try EvidenceExtractor().errors(
    of: MadeTraces.trace([
      MadeTraces.turn("user", "go"), MadeTraces.call("tail_logs", id: "1"),
      MadeTraces.result("12:00 begun\n!! aborted: the bay is full", id: "1"),
    ]))
  #expect(found.isEmpty)
}
