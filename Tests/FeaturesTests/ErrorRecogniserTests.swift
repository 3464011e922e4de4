import Testing
import Traces

@testable import Features

/// The only error of a trace with one call, if it has one.
private func error(_ result: String, _ fields: [String: Any] = [:]) throws -> ToolError? {
  let errors = ErrorRecogniser().results(of: try MadeTraces.trace(result: result, fields)).errors
  #expect(errors.count <= 1)
  return errors.first
}

private func message(_ error: ToolError?) -> String? {
  error.map { String(decoding: $0.message, as: UTF8.self) }
}

@Test(
  arguments: [
    (#"{"error":"order not found"}"#, .notFound, "order not found"),
    (#"{"error":{"code":"rate_limit_exceeded","message":"slow down"}}"#, .rateLimit, "slow down"),
    (#"{"errors":[{"message":"permission denied for ann"}]}"#, .permission, "permission denied for ann"),
    (#"{"status":"error","message":"card declined"}"#, .payment, "card declined"),
    (#"{"message":"card declined","status":"failed"}"#, .payment, "card declined"),
    (#"{"status":503,"detail":"come back later"}"#, .unavailable, "come back later"),
    (#"{"success":false,"reason":"not eligible"}"#, .precondition, "not eligible"),
    (#"{"data":{"result":{"error":"deadline exceeded"}}}"#, .timeout, "deadline exceeded"),
    (#"[{"error":"timeout"}]"#, .timeout, "timeout"),
    (#"{"error_code":"E_CONFLICT","error_message":"version 3 is stale"}"#, .conflict, "version 3 is stale"),
    (#"{"isError":true,"title":"malformed JSON at line 3"}"#, .parse, "malformed JSON at line 3"),
    (#"{"error":true}"#, .other, ""),
    (#"{"statusCode":503,"body":{"type":"MAINTENANCE","title":"back at 4"}}"#, .unavailable, "back at 4"),
    (#"{"status":404,"data":{"error":{"message":"no such order"}}}"#, .notFound, "no such order"),
    (#"{"statusCode":409,"body":"version 3 is stale"}"#, .conflict, "version 3 is stale"),
    (#"{"status":500,"message":"try again","data":{"message":"of the data"}}"#, .internal, "try again"),
    (#"{"code":7401,"message":"order not found","data":null}"#, .notFound, "order not found"),
    (#"{"code":"ACCESS_DENIED","msg":"not this role","result":null}"#, .permission, "not this role"),
    (
      #"{"ok":false,"reason":"unknown","hint":"lease expired upstream"}"#, .precondition,
      "lease expired upstream"
    ),
    (
      #"{"hint":"try again","error":{"code":"unknown","detail":"no such order"}}"#, .notFound, "no such order"
    ),
    (#"{"error":"failed","details":"order not found"}"#, .notFound, "order not found"),
    (#"{"error":"unknown"}"#, .other, "unknown"),
    (#"{"error":"E_NO_FARE","hint":"call support"}"#, .other, "E_NO_FARE"),
    (
      #"{"code":"REPORTING_DEADLINE","message":"the flood is older than 3 days","data":null}"#, .other,
      "the flood is older than 3 days"
    ),
    (#"{"error":"context deadline exceeded"}"#, .timeout, "context deadline exceeded"),
    // An issuer of certificates is none of cards, and an unknown host is nothing that was looked for.
    (
      #"{"error":"unable to get local issuer certificate for 10.0.0.7"}"#, .network,
      "unable to get local issuer certificate for 10.0.0.7"
    ),
    (#"{"error":"declined by issuer"}"#, .payment, "declined by issuer"),
    (#"{"error":"could not resolve host: api.local"}"#, .network, "could not resolve host: api.local"),
    (#"{"error":"java.net.UnknownHostException: api"}"#, .network, "java.net.UnknownHostException: api"),
    (#"{"error":"bulkhead full, call not permitted"}"#, .unavailable, "bulkhead full, call not permitted"),
    (#"{"error":"deletion not permitted"}"#, .permission, "deletion not permitted"),
    (#"{"error":"unknown enum constant zenith"}"#, .validation, "unknown enum constant zenith"),
    (
      #"{"error":{"code":"ApprovalRequired","message":"second signature"}}"#, .precondition,
      "second signature"
    ),
    (#"{"status":403,"message":"daily quota used up"}"#, .quota, "daily quota used up"),
    (#"{"status":403,"message":"token expired"}"#, .permission, "token expired"),
    (#"{"error":{"message":"payload could not be parsed"}}"#, .parse, "payload could not be parsed"),
    (#"{"error":{"message":"payload exceeds 5 MB"}}"#, .resource, "payload exceeds 5 MB"),
    (
      #"{"success":false,"message":"Unknown error","cause":"disk quota exceeded"}"#, .quota,
      "disk quota exceeded"
    ),
    (#"{"success":false,"message":"unknown order"}"#, .notFound, "unknown order"),
    (#"{"message":"unexpected field in input","isError":true}"#, .schema, "unexpected field in input"),
    (
      #"{"error":"cannot access 'x.py': No such file or directory"}"#, .notFound,
      "cannot access 'x.py': No such file or directory"
    ),
  ] as [(String, ErrorType, String)])
func `a body says in its fields that a call failed`(body: String, type: ErrorType, words: String) throws {
  let found = try error(body)
  #expect(found?.provenance == .body && found?.type == type && message(found) == words)
}

@Test(
  arguments: [
    #"{"code":0,"message":"OK","data":null}"#, #"{"code":"SUCCESS","msg":"fine","data":null}"#,
    #"{"code":1,"msg":"success","data":null}"#, #"{"code":10000,"msg":"操作成功","data":null}"#,
    #"{"code":7401,"message":"seven","data":{"order":7}}"#, #"{"code":7401,"data":null}"#,
    #"{"error":null,"order":7}"#, #"{"errors":[],"ok":true,"order":7}"#, #"{"failed":0,"passed":12}"#,
    #"{"failed":false,"order":7}"#, #"{"exception":null}"#, #"{"error":"none","order":7}"#,
    #"{"error":false,"order":7}"#, #"{"error":{},"order":7}"#,
    #"{"success":true,"message":"it did not fail"}"#,
    #"{"order":7,"status":"failed"}"#, #"{"code":"SAVE10","price":5}"#, #"{"code":200,"message":"fine"}"#,
    #"{"exit_code":0,"stderr":""}"#, #"{"error_code":"0","order":7}"#,
    #"{"status":"shipped","detail":"on time"}"#,
    #"{"data":{"response":{"output":{"error":"three wrappers deep is data"}}}}"#,
    #"{"level":404,"floor":"top"}"#,
    #"[{"order":7},{"error":"of the second element"}]"#,
  ])
func `a body that only looks like a failure is none`(body: String) throws {
  #expect(try error(body) == nil)
}

@Test func `an exit code other than 0 is a failure by exit code`() throws {
  let found = try error(#"{"exit_code":139,"stderr":"segmentation fault"}"#)
  #expect(found?.provenance == .exitCode && found?.type == .code)
  #expect(try error("done", ["exit_code": 1])?.provenance == .exitCode)
  #expect(try error("done", ["exit_code": 0]) == nil)
}

@Test(
  arguments: [
    ("$ run a7\nstderr: NPI 7 is not enrolled\nexit code: 5", "NPI 7 is not enrolled"),
    ("Exit code: 1\nWall time: 3 s\nOutput:\nno such target", "no such target"),
    ("step 1 ok\nstep 2 lost\n[exit code 137]", "step 2 lost"),
    ("<returncode>2</returncode>\n<output>\nsomething odd\n</output>", "something odd"),
    ("Chunk ID: 8d\nWall time: 0.05 s\nProcess exited with code 1\nOutput:\nodd words\n", "odd words"),
    ("make: nothing done\nProcess exited with code 2 after 3 s", "make: nothing done"),
    (
      "Command '['ls']' returned non-zero exit status 2.", "Command '['ls']' returned non-zero exit status 2."
    ),
  ])
func `a line that tells an exit code is believed, and the words beside it are the message`(
  text: String, words: String
) throws {
  let found = try error(text)
  #expect(found?.provenance == .exitCode && message(found) == words)
}

@Test func `a flag beside the text is believed, and the text gives type and words`() throws {
  let flagged = try error("the order is locked by ann", ["is_error": true])
  #expect(flagged?.provenance == .flag && flagged?.type == .conflict)
  #expect(message(flagged) == "the order is locked by ann")
  #expect(try error("the order is ready", ["is_error": false]) == nil)
  #expect(try error("whatever", ["status": "error"])?.provenance == .flag)
  #expect(try error("whatever", ["status": "success"]) == nil)
}

@Test func `a body that a flag makes a failure has its words in its fields`() throws {
  let flagged = try error(#"{"message": "The action could not be completed"}"#, ["is_error": true])
  #expect(try #require(flagged).message == Array("The action could not be completed".utf8))
  // A body without a field for words is its own message.
  let bare = #"{"order": "locked"}"#
  #expect(try #require(try error(bare, ["is_error": true])).message == Array(bare.utf8))
}

@Test(arguments: [
  // One or two words say of what; the code says what.
  (#"{"error": "course_full", "error_description": "Fire safety"}"#, "course_full: Fire safety"),
  // A sentence says both, and a code of a known type is its type.
  (#"{"error": "course_full", "error_description": "no seat is left"}"#, "no seat is left"),
  (#"{"error": "not_found", "error_description": "Fire safety"}"#, "Fire safety"),
  (#"{"error": "course_full", "error_description": "course_full now"}"#, "course_full now"),
  (#"{"error": {"code": 1042, "message": "Fire safety"}}"#, "Fire safety"),
])
func `a code of the tool's own stands before a message that is no sentence`(body: String, message: String)
  throws
{
  #expect(String(decoding: try #require(try error(body)).message, as: UTF8.self) == message)
}

@Test func `a typed error outweighs a flag and gives type and words itself`() throws {
  let typed = try error(
    "no words here", ["is_error": true, "error": ["type": "RateLimitError", "message": "too fast"]])
  #expect(typed?.provenance == .typed && typed?.type == .rateLimit && message(typed) == "too fast")
  #expect(try error("fine", ["error": ""]) == nil)
}

@Test(
  arguments: [
    ("Error: connection refused", .network, "Error: connection refused"),
    ("HTTP 429 Too Many Requests", .rateLimit, "HTTP 429 Too Many Requests"),
    ("The request timed out after 30 s", .timeout, "The request timed out after 30 s"),
    ("❌ Failed: the card was declined", .payment, "❌ Failed: the card was declined"),
    ("Traceback (most recent call last):\n  File \"a.py\", line 1\nKeyError: 'x'", .code, "KeyError: 'x'"),
    (
      "ValueError: bad day\n    at Parser.read (a.js:1)\n    at main (b.js:2)", .validation,
      "ValueError: bad day"
    ),
    ("Fehler: Bestellung nicht gefunden", .notFound, "Fehler: Bestellung nicht gefunden"),
    ("错误：权限不足", .permission, "错误：权限不足"),
    (
      "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>", .unavailable,
      "502 Bad Gateway"
    ),
    (
      "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>access denied</faultstring></soap:Fault>",
      .permission, "access denied"
    ),
    ("query finished, status=error", .other, "query finished, status=error"),
    (
      "StaleWrite: revision 3 is behind\n    at save (/srv/a.js:3:1)", .conflict,
      "StaleWrite: revision 3 is behind"
    ),
    ("E_CLOSED: no entries after May", .precondition, "E_CLOSED: no entries after May"),
    ("result: failed\ncode: e_timeout\nreason: the host slept\ntrace: 77", .timeout, "the host slept"),
    (
      "Error: Unexpected token < in JSON at position 0", .parse,
      "Error: Unexpected token < in JSON at position 0"
    ),
    ("Forbidden: no entry here", .permission, "Forbidden: no entry here"),
    (
      "org.acme.core.PoolTimeout: no free slot\n\tat org.acme.core.pool.Pool(Pool.java:20)\n\t... 7 more",
      .timeout, "org.acme.core.PoolTimeout: no free slot"
    ),
    (
      "[2025-07-01T01:00:32+02:00] error: the gate is shut", .other,
      "the gate is shut"
    ),
    ("2025-07-01 01:00:32,120 ERROR card declined", .payment, "card declined"),
    ("ETIMEDOUT 10.2.3.4:443", .timeout, "ETIMEDOUT 10.2.3.4:443"),
    ("parameter locale may not be null", .schema, "parameter locale may not be null"),
    ("[!] box TGHU7 is not known to the carrier", .notFound, "[!] box TGHU7 is not known to the carrier"),
    ("not allowed after check-in", .precondition, "not allowed after check-in"),
    ("valve 7 fails to open: 0 %", .other, "valve 7 fails to open: 0 %"),
    ("migration running, come later", .unavailable, "migration running, come later"),
    ("[disk 4] permission denied for ann", .permission, "[disk 4] permission denied for ann"),
    ("get_order failed: no mutual key", .other, "get_order failed: no mutual key"),
    (
      "mcp.call of get_order failed: the gate is shut", .other,
      "mcp.call of get_order failed: the gate is shut"
    ),
    ("Upload failed: the gate is shut", .other, "Upload failed: the gate is shut"),
    ("Error: an unknown error occurred", .other, "Error: an unknown error occurred"),
    ("Error: unknown server error", .internal, "Error: unknown server error"),
    ("Error: unknown order 7", .notFound, "Error: unknown order 7"),
    (
      "HTTP/1.1 403 Forbidden\r\nx-request-id: 7\r\n\r\n{\"detail\":\"the gate is shut\"}", .permission,
      "the gate is shut"
    ),
    ("HTTP 503\nretry-after: 3\n\n{\"a\":1}", .unavailable, "{\"a\":1}"),
    ("[Errno 28] No space left on device", .resource, "[Errno 28] No space left on device"),
    ("ok=false\nmessage=card declined", .payment, "card declined"),
  ] as [(String, ErrorType, String)])
func `a text says in many ways that a call failed`(text: String, type: ErrorType, words: String) throws {
  let found = try error(text)
  #expect(found?.provenance == .text && found?.type == type && message(found) == words)
}

@Test(
  arguments: [
    "12 errors were fixed by the last release", "A reign of terror", "Room 404 is ready",
    "Order 429 was shipped",
    "The page about \"not found\" is written", "It costs 500 in all", "All 503 seats are taken",
    "<html><title>Handbook of shoes</title><p>Error handling</p></html>", "Your timeout is set to 30 s",
    "Errors and how to live with them: a talk",
    "state: rejected\nowner: ann", "exit_code: 0\nreason: none",
    "Forbidden City, open from 9 to 17", "The Forbidden City opens at nine", "The conflict ended in 1945",
    "Last delivery attempt failed: nobody in", "Standard error: 0.3", "Last call failed: none",
    "Root mean squared error: -2 dB",
    "[12:04] the parcel is on its way", "2025-07-01T01:00:32Z parcel sent", "Take exit 5 to the harbour",
    "<returncode>0</returncode>\n<output>\nall well\n</output>",
    "Wall time: 0.05 s\nProcess exited with code 0\nOutput:\nall well\nanother line",
    "Exit code 5 of the manual says more", "exit code: 0", "Process exited with code 0",
    "error: none\nmessage: all is well", "EMAIL: ann@example.com is known", "Route: home\nStops at noon",
    "Seat 12A is taken", "The list is not empty: 3 tracks", "Row 4: value # 7", "Locked out? Ask the porter.",
    "You have permission to open this file", "The talk defined what is valid",
    "Task 12 is blocked by task 9", "Smoking is prohibited by law", "The term is not defined in the lease",
    "The claim was rejected by the insurer on 3 May", "Currently unavailable; ships in May",
    "The ticket is not valid on Sundays", "The car was locked by its owner",
  ])
func `a text that speaks of failures is none`(text: String) throws {
  #expect(try error(text) == nil)
}

@Test(
  arguments: [
    ("net::ERR_CERT_DATE_INVALID at https://shop.example/x", .network),
    ("page.goto: net::ERR_NAME_NOT_RESOLVED at https://shop.example", .network),
    ("net::ERR_CONNECTION_TIMED_OUT at https://shop.example", .timeout),
    ("net::ERR_BLOCKED_BY_CLIENT at https://shop.example", .permission),
    ("net::ERR_ABORTED; maybe frame was detached?", .cancelled),
    (
      "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:1006)",
      .network
    ),
    ("HTTPSConnectionPool(host='a.example', port=443): Max retries exceeded with url: /x", .network),
    ("Get \"https://a.example\": x509: certificate signed by unknown authority", .network),
  ] as [(String, ErrorType)])
func `what browsers and HTTP clients say of a page that does not load is an error`(
  text: String, type: ErrorType
) throws {
  let found = try error(text)
  #expect(found?.provenance == .text && found?.type == type)
}

@Test(
  arguments: [
    ("You do not have permission to open this file. Ask its owner.", .permission),
    ("The caller svc-7 is not allowed to call refunds", .permission),
    ("Resource not accessible by integration", .permission),
    ("Bad credentials", .authentication), ("jwt expired", .authentication),
    ("You exceeded your current quota, please check your plan", .quota),
    ("yaml: line 46: mapping values are not allowed in this context", .parse),
    ("BadZipFile: File is not a zip file", .parse),
    ("The page you requested has moved or no longer exists.", .notFound),
    ("'git' is not recognized as an internal or external command", .notFound),
    ("CONFLICT (content): Merge conflict in a.py", .conflict),
    ("ERROR could not obtain lock on row in relation t_1", .conflict),
    ("Email has already been taken", .conflict),
    ("socket hang up", .network), ("getaddrinfo ENOTFOUND db.example", .network),
    ("The runner a-7 lost communication with the server", .network),
    ("no healthy upstream", .unavailable), ("status CrashLoopBackOff", .unavailable),
    ("The registry is busy, try again later", .unavailable),
    ("Query exceeded memory limit of 3 GB", .resource),
    ("This model's maximum context length is 8192 tokens", .resource),
    ("open /tmp/x: too many open files", .resource),
    ("24 March 2025 is not a valid date", .validation),
    ("Formula set; result #DIV/0!", .code), ("'NoneType' object has no attribute 'total'", .code),
    ("The action could not be completed", .other), ("Sorry, something went wrong", .internal),
    ("Error: wrong size", .validation),
  ] as [(String, ErrorType)])
func `what well-known systems say of a failure is an error of its type`(text: String, type: ErrorType) throws
{
  let found = try error(text)
  #expect(found?.provenance == .text && found?.type == type)
}

@Test func `a long text may quote what it likes, but not begin with it`() throws {
  let story = String(repeating: "A parcel was packed and sent on its way. ", count: 20)
  #expect(try error(story + "The door was locked: permission denied, said the sign. " + story) == nil)
  #expect(try error("Error: " + story)?.provenance == .text)
}

@Test(arguments: [
  "", "[]", "{}", #"{"results":[]}"#, #"{"count":0,"items":[]}"#, #"{"data":null}"#, "No results found.",
])
func `an empty result is no failure`(text: String) throws {
  let results = ErrorRecogniser().results(of: try MadeTraces.trace(result: text))
  #expect(results.errors.isEmpty && results.emptyCalls == [0])
}

@Test(arguments: [#"{"results":[1]}"#, #"{"total":3,"items":[]}"#, #"{"order":7}"#, "7", "true"])
func `a result that holds something is not empty`(text: String) throws {
  let results = ErrorRecogniser().results(of: try MadeTraces.trace(result: text))
  #expect(results.errors.isEmpty && results.emptyCalls.isEmpty)
}

@Test func `a later success of the same tool repairs an error, and of another does not`() throws {
  func isRepaired(_ later: String, _ result: String) throws -> Bool? {
    let trace = try MadeTraces.trace([
      MadeTraces.call("pay", id: "1"), MadeTraces.result("Error: network error", id: "1"),
      MadeTraces.call(later, id: "2"), MadeTraces.result(result, id: "2"),
    ])
    return ErrorRecogniser().results(of: trace).errors.first?.isRepaired
  }
  #expect(try isRepaired("pay", "paid") == true)
  #expect(try isRepaired("refund", "paid") == false)
  #expect(try isRepaired("pay", "Error: network error") == false)
  #expect(try isRepaired("pay", "[]") == false)
}

@Test func `a broken body is read as text`() throws {
  #expect(try error(#"{"error":"cut o"#)?.provenance == .text)
  #expect(try error(#"{"order":"cut o"#) == nil)
  #expect(try error("{not json} Error")?.provenance == nil)
}

@Test(
  arguments: [
    ("ValueError", "order 7 not found", .notFound), ("builtins.RuntimeError", "slow down", .rateLimit),
    ("ToolException", "card declined", .payment), ("ToolException", "push declined by a rule", .permission),
    ("ToolException", "the charge was declined", .payment), ("Exception", "it broke", .other),
    ("ValueError", "it broke", .validation), ("RuntimeError", "it broke", .other),
    // A class that names the kind counts before the words.
    ("TimeoutError", "order 7 not found", .timeout), ("KeyError", "already", .code),
  ] as [(String, String, ErrorType)])
func `a class that is raised for anything says less than its message`(
  name: String, words: String, type: ErrorType
) throws {
  let typed = try error("", ["error": ["type": name, "message": words]])
  #expect(typed?.provenance == .typed && typed?.type == type && message(typed) == words)
  // Where the class stands before the message, it is one text with it.
  if type == .notFound { #expect(try error("\(name)('\(words)')")?.type == type) }
}

@Test func `what the model saw tells the kind where the mark does not`() throws {
  let seen = "Error executing tool: ValueError('order 7 not found')"
  let typed = try error(seen, ["error": ["type": "ToolFailure", "message": "step 3 broke"]])
  #expect(typed?.type == .notFound && message(typed) == "step 3 broke")
  #expect(try error("step 3 broke", ["error": ["message": "it did"]])?.type == .other)
  // A body's own words come first, and those of the mark before the text.
  let both = try error(#"{"error":"it broke"}"#, ["error": ["message": "permission denied"]])
  #expect(both?.type == .permission)
}

@Test func `what a program prints that ends with 0 is no error, unless it breaks off or begins as one`()
  throws
{
  for line in ["exitcode: 0 (execution succeeded)", "Exit code: 0", "exited with code 0"] {
    #expect(try error("\(line)\nCode output: The page was not found, access denied.") == nil)
    #expect(try error("\(line)\nError: no such file")?.provenance == .text)
    #expect(try error("\(line)\nloading\nTraceback (most recent call last):\nKeyError: 'a'")?.type == .code)
  }
  #expect(try error("exitcode: 1 (execution failed)\nCode output: not found")?.provenance == .exitCode)
}
