import Testing
import Traces

@testable import Features

/// The error of a trace with one call of `get_order`, if it has one.
private func error(_ result: String, _ fields: [String: Any] = [:]) throws -> ToolError? {
  try ErrorRecogniser().results(of: MadeTraces.trace(result: result, fields)).errors.first
}

private func message(_ error: ToolError?) -> String? {
  error.map { String(decoding: $0.message, as: UTF8.self) }
}

@Test(
  arguments: [
    (
      #"{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"not-found","diagnostics":"Patient 7 is not known"}]}"#,
      .notFound, "Patient 7 is not known"
    ),
    (
      #"{"resourceType":"OperationOutcome","issue":[{"severity":"information"},{"severity":"fatal","code":"invalid","details":{"text":"no name"}}]}"#,
      .validation, "no name"
    ),
    (
      #"{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"Table: Orders"}"#,
      .notFound, "Table: Orders"
    ),
    (
      #"{"message":"Not Found","documentation_url":"https://docs.github.com/rest"}"#, .notFound, "Not Found"
    ),
    (#"{"errorMessages":["The issue is gone."],"errors":{}}"#, .other, "The issue is gone."),
    (#"{"detail":"Item 42 does not exist"}"#, .notFound, "Item 42 does not exist"),
    (
      #"{"detail":[{"loc":["body","quantity"],"msg":"value is no integer","type":"type_error.integer"}]}"#,
      .validation, "body.quantity: value is no integer"
    ),
    (
      #"[{"code":"invalid_type","expected":"string","path":["name"],"message":"Required"}]"#, .validation,
      "name: Required"
    ),
    (
      #"{"name":"UNPROCESSABLE_ENTITY","message":"the order was not approved","debug_id":"9095"}"#,
      .validation, "the order was not approved"
    ),
    (
      #"{"RETURN":[{"TYPE":"S","MESSAGE":"read"},{"TYPE":"E","ID":"V1","MESSAGE":"Order 4711 is blocked"}]}"#,
      .other, "Order 4711 is blocked"
    ),
    (#"{"message":"API rate limit exceeded"}"#, .rateLimit, "API rate limit exceeded"),
    (#"{"message":"404 Project Not Found","request_id":"7"}"#, .notFound, "404 Project Not Found"),
    (
      #"{"data":{"productCreate":{"product":null,"userErrors":[{"field":["title"],"message":"Title can't be blank"}]}}}"#,
      .validation, "Title can't be blank"
    ),
    (#"{"code":-1021,"msg":"Timestamp is odd"}"#, .other, "Timestamp is odd"),
    // What a code says that is none in particular gives way to the words; 429 may mean that all is used up.
    (
      #"{"error":{"code":"INVALID_SESSION_ID","message":"session has expired"}}"#, .authentication,
      "session has expired"
    ),
    (
      #"{"status":429,"message":"you exceeded your current quota"}"#, .quota,
      "you exceeded your current quota"
    ),
    (#"{"cod":"404","message":"city not found"}"#, .notFound, "city not found"),
    (#"{"code":3001,"message":"Meeting does not exist: 12"}"#, .notFound, "Meeting does not exist: 12"),
    (#"{"status":"REQUEST_DENIED","results":[]}"#, .permission, "REQUEST_DENIED"),
    (
      #"{"status":"completed","items":[{"ref":"a","status":"ok"},{"ref":"b","status":"rejected","info":"quota used up"}]}"#,
      .quota, "quota used up"
    ),
    (
      #"{"FailedEntryCount":1,"Entries":[{"EventId":"1"},{"ErrorCode":"InternalFailure","ErrorMessage":"not stored"}]}"#,
      .internal, "not stored"
    ),
    (
      #"{"result":null,"fault":{"faultCode":"BRE-1200","faultString":"checksum mismatch"}}"#, .validation,
      "checksum mismatch"
    ),
    (
      #"{"error":{"code":"-1","message":{"lang":"en-US","value":"List 'Tasks' does not exist"}}}"#, .notFound,
      "List 'Tasks' does not exist"
    ),
    (
      #"{"type":"https://x.example/no-such","title":"NoSuchEntity","status":400,"detail":"the plan is frozen"}"#,
      .validation, "the plan is frozen"
    ),
  ] as [(String, ErrorType, String)])
func `a body of a known system's own shape is a failure`(
  body: String, type: ErrorType, words: String
) throws {
  let found = try error(body)
  #expect(found?.provenance == .body)
  #expect(found?.type == type)
  #expect(message(found) == words)
}

@Test(
  arguments: [
    #"{"resourceType":"OperationOutcome","issue":[{"severity":"information","diagnostics":"All OK"}]}"#,
    #"{"RETURN":[{"TYPE":"S","MESSAGE":"Order 4711 has been saved"}]}"#,
    #"{"detail":"shipped today","order":7}"#, #"{"detail":"Invoice sent to customer"}"#,
    #"{"items":[{"sku":"A","status":"updated"},{"sku":"B","status":"skipped","message":"already exists"}]}"#,
    #"{"message":"hello","url":"https://docs.example"}"#,
    #"{"code":250,"message":"queued"}"#, #"{"code":1001,"message":"read","order":7}"#,
    #"{"cod":200,"message":0}"#, #"{"cod":"404","item":"fish"}"#, #"{"errorMessages":[]}"#,
    #"{"errcode":0,"errmsg":"ok","msgid":206}"#, #"{"message":"Email queued","request_id":"7"}"#,
    #"{"data":{"productCreate":{"product":{"id":7},"userErrors":[]}}}"#,
    #"[{"title":"TypeError: x is odd","level":"error","count":7}]"#,
    // States of orders: each has the same fields, or nothing went well.
    #"{"items":[{"id":1,"status":"delivered"},{"id":2,"status":"failed"}]}"#,
    #"{"items":[{"id":1,"status":"ok","info":"paid"},{"id":2,"status":"rejected","info":"too dear"}]}"#,
    #"{"items":[{"id":1,"status":"rejected","reason":"too dear"},{"id":2,"status":"rejected","reason":"late"}]}"#,
    #"[{"path":["a"],"message":"fix the title"}]"#, #"[{"code":"a","message":"b"}]"#,
    #"{"status":"OK","results":[]}"#, #"{"status":"ZERO_RESULTS","results":[]}"#,
  ])
func `a body that only has fields of such a shape is none`(body: String) throws {
  #expect(try error(body) == nil)
}

@Test(
  arguments: [
    (
      "(BadEncoding) cannot decode byte 7\nCode: BadEncoding\nMessage: cannot decode byte 7", .parse,
      "cannot decode byte 7"
    ),
    (
      "(psycopg2.errors.UndefinedColumn) column o.totl is misspelt\nLINE 1: SELECT o.totl", .notFound,
      "column o.totl is misspelt"
    ),
    (
      "<_InactiveRpcError of RPC that terminated with:\n\tstatus = StatusCode.UNAVAILABLE\n\tdetails = \"axle 5\"\n>",
      .unavailable, "axle 5"
    ),
    ("ORA-01555: snapshot too old\nORA-06512: at \"X.Y\", line 3", .other, "snapshot too old"),
    ("SQL0204N  \"DB2.ORDERS\" is an undefined name.", .notFound, "\"DB2.ORDERS\" is an undefined name."),
    (
      "SQLSTATE[23000]: Integrity constraint violation: 1452", .validation,
      "SQLSTATE[23000]: Integrity constraint violation: 1452"
    ),
    (
      "Msg 208, Level 16, State 1, Line 1\nInvalid object name 'dbo.Orders'.", .validation,
      "Invalid object name 'dbo.Orders'."
    ),
    ("RETURN\n  TYPE=E ID=V1 NUMBER=302\n  MESSAGE=seal differs\n  LOG_NO=3", .other, "seal differs"),
    (
      "botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the GetObject operation: no",
      .permission, "no"
    ),
    ("rpc error: code = NotFound desc = the slot is gone", .notFound, "the slot is gone"),
    ("get_order: apply: rpc kel/GetOrder: seal differs", .other, "seal differs"),
    (
      "get_order: do: rpc x/y: seal differs\n\ngoroutine 12 [running]:\nmain.Handle(0xc000)", .other,
      "seal differs"
    ),
    ("panic at the desk\n\ngoroutine 1 [running]:\nmain.main()", .code, "panic at the desk"),
    ("src/foo.c:3:5: error: expected ';' before '}'", .code, "expected ';' before '}'"),
    ("src/a.ts(3,5): error TS2304: the name x", .code, "TS2304: the name x"),
    (
      "2025-03-20T18:16:27Z level=error component=dalta err=\"homed in eu-north\" span=59", .other,
      "homed in eu-north"
    ),
    ("time=\"2024-01-02\" level=error msg=\"seal \\\"7\\\" differs\" id=7", .other, "seal \"7\" differs"),
    (
      "/app/index.js:8\n  return items.map(i => i.id);\n         ^\n\nTypeError: x is odd\n    at list (/app/index.js:8:16)",
      .code, "TypeError: x is odd"
    ),
    ("File \"a.py\", line 2\n  print(7\n  ^\nSyntaxError: never closed", .parse, "SyntaxError: never closed"),
    ("(1045, \"Access denied for user 'ann'\")", .permission, "Access denied for user 'ann'"),
    ("(535, b'5.7.8 not accepted')", .other, "5.7.8 not accepted"),
    ("<HttpError 404 when requesting https://x.example returned \"gone\". Details: []>", .notFound, "gone"),
    ("** (MatchError) no match of right hand side", .code, "** (MatchError) no match of right hand side"),
    ("KafkaError{code=UNKNOWN_TOPIC,val=3}", .notFound, "KafkaError{code=UNKNOWN_TOPIC,val=3}"),
    (
      "docker: Error response from daemon: port is already allocated", .conflict,
      "docker: Error response from daemon: port is already allocated"
    ),
    ("make: *** [build] stopped", .other, "make: *** [build] stopped"),
  ] as [(String, ErrorType, String)])
func `a text of a known system's own shape is a failure`(
  text: String, type: ErrorType, words: String
) throws {
  let found = try error(text)
  #expect(found?.provenance == .text)
  #expect(found?.type == type)
  #expect(message(found) == words)
}

@Test(
  arguments: [
    "(optional) bring a passport\nCode: 1234\nGate: B", "(see p.7) the plan holds",
    "<order id=\"7\">paid</order>", "Msg sent", "ORA-7: a gate", "ORD-10234: shipped", "SQL: select 1",
    "SQLite 3.45 is installed", "RETURN label made", "TYPE=E is the largest battery",
    "get_order: shipped: tomorrow", "get_order: the order 7: on its way: soon",
    "level=info msg=\"all is well\"", "/srv/app is the folder", "(1045, 7)", "(see, \"that\")",
    "HTTP/1.1 200 OK\n\nError 500 on login is the title", "NOTICE: the table does not exist, skipping",
    // Programs, lists and logs that hold such words further down.
    "import json\n\ndef load(path):\n  raise SystemExit(\"file not found\")",
    "orders.log\nfailed.csv\nnot_found.html\nrejected",
    "code | text\n404 | Not Found\n504 | Gateway Timeout\n(2 rows)", "A word: erratic weather",
  ])
func `a text that only begins like such a shape is none`(text: String) throws {
  #expect(try error(text) == nil)
}

@Test func `a failure that is marked gives the words of its shape too`() throws {
  let wrapped = "An error occurred (Odd) when calling the Put operation (reached max retries: 4): too wide"
  #expect(message(try error(wrapped, ["is_error": true])) == "too wide")
  let trace = "Traceback (most recent call last):\n  File \"a.py\", line 3, in f\nValueError: too wide"
  #expect(message(try error(trace, ["is_error": true])) == "ValueError: too wide")
}

@Test(
  arguments: [
    (
      #"{"type":"UpstreamUnavailableError","message":"503 from the gateway","retryable":true}"#,
      ErrorType.unavailable
    ),
    (#"{"type":"com.acme.orders.OrderLockedException","message":"order 7"}"#, .conflict),
    (#"{"data":{"type":"acme.AccessFault","message":"denied to ann"}}"#, .permission),
    (#"{"refund_id":null,"failure":{"code":"gateway_declined","detail":"card account closed"}}"#, .payment),
    ("error: src/billing/payments.py: patch does not apply", .conflict),
    ("Error: src/payments/cards.py:7 is odd", .other),
    ("ERROR: ResolutionImpossible: for help visit https://pip.pypa.io", .conflict),
    ("pypdf.errors.PdfReadError: EOF marker not found", .parse),
    ("tests .....\nKilled\nExit code 137 (container memory limit 512Mi reached)", .resource),
    (#"{"error":{"type":"BillingError","message":"monthly quota exceeded"}}"#, .quota),
    ("permission denied for relation billing_accounts", .permission),
    (#"{"error":{"message":"ServiceUnavailable: circuit breaker for billing-19 is open"}}"#, .unavailable),
    // What a call is about is not what became of it.
    ("Error: payment method should be either the first one or a gift card", .validation),
    (#"{"error":"card type is not in the list"}"#, .other),
    (#"{"error":"payment method pm_7 was refused"}"#, .payment),
    (#"{"error":"your card has expired"}"#, .payment), (#"{"error":"insufficient funds"}"#, .payment),
    (#"{"error":"the login name is already taken"}"#, .conflict),
    (#"{"error":"the scope of work must be one of three"}"#, .validation),
    (#"{"error":"second signature missing on page 2"}"#, .notFound),
    (
      #"{"error":{"code":"precondition","message":"caller exceeded its request rate; wait at least 86 seconds"}}"#,
      .rateLimit
    ),
    (#"{"error":"caller exceeded its request rate; wait at least 86 seconds"}"#, .rateLimit),
    (#"{"error":"caller exceeded the burst limit; back off for at least 8 seconds"}"#, .rateLimit),
    (#"{"error":"the service is unavailable; back off for 8 seconds"}"#, .unavailable),
    (#"{"message":"You are not subscribed to this API.","error":true}"#, .permission),
    (#"{"error":"order 402 not found"}"#, .notFound), (#"{"error":"got status 402"}"#, .payment),
    (#"{"error":"connect ECONNREFUSED 10.0.0.3:443 (auth.example.com)"}"#, .network),
    ("insufficient funds", .payment),
    ("\u{1B}[1m\u{1B}[31mFAILED\u{1B}[0m tests/a.py::test_b - AssertionError: 1 != 2", .code),
    ("\u{1B}[31mModuleNotFoundError\u{1B}[0m: No module named 'x'", .notFound),
    ("ISA*00*ZZ~AAA*N**42*R~ -- payer unable to respond at current time", .unavailable),
  ])
func `the class of an error, and what is said beside the paths of files, tell its type`(
  result: String, type: ErrorType
) throws {
  #expect(try error(result)?.type == type)
}

@Test(arguments: [
  // A record of a class of errors, among others in a list or without words, is what was asked for.
  #"[{"type":"TimeoutError","message":"seen 4 times"}]"#, #"{"type":"TimeoutError","count":4}"#,
  #"{"type":"Terror","message":"a film"}"#, "exit code 5 (of the manual) says more",
])
func `what is called after errors is none of its own`(result: String) throws {
  #expect(try error(result) == nil)
}
