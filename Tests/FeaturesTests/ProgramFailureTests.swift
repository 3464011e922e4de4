import Testing
import Traces

@testable import Features

/// The errors of a trace with one call that gave a result.
private func errors(_ result: String, tool: String = "load_cargo") throws -> [ToolError] {
  try EvidenceExtractor().errors(
    of: MadeTraces.trace([
      MadeTraces.turn("user", "go"), MadeTraces.call(tool, id: "1"), MadeTraces.result(result, id: "1"),
    ]))
}

@Test(arguments: [
  (
    "  × No solution found when resolving dependencies:\n  ╰─▶ Because a>=3 depends on b<2, …",
    ErrorType.conflict
  ),
  ("go: go.mod requires go >= 1.23 (running go 1.19.5)", .unsupported),
  ("ERROR: Package 'maple' requires a different Python: 3.8.9 not in '>=3.10'", .unsupported),
  ("fatal: write error: No space left on device\nfatal: index-pack failed", .resource),
  ("make: *** [Makefile:32: test] Error 137", .resource),
  ("java.lang.OutOfMemoryError: GC overhead limit exceeded", .resource),
  ("Error: command exceeded time limit (30 s) and was terminated", .timeout),
  ("[timeout] no output for 30 s; process was waiting for input", .timeout),
  ("ReferenceError: Cannot access 'load' before initialization", .code),
  ("KeyError: 'DATABASE_URL'", .precondition), ("KeyError: 'name'", .code),
  ("Error: Environment variable STRIPE_SECRET_KEY is not set", .precondition),
  ("{\"error\":\"EROFS: read-only file system, open '/usr/lib/maple.js'\"}", .permission),
  ("psql: error: the server said nothing", .other),
  ("pgvector: ERROR: different vector dimensions 2 and 3", .validation),
  ("pyarrow.lib.ArrowInvalid: Schema at index 5 was different", .validation),
  ("airflow.exceptions.DagNotFound: Dag id daily", .notFound),
  ("ldap_modify: Insufficient access (50)\n\tadditional info: 00002098", .permission),
  ("Get-ADUser : Cannot find an object with identity: 'jdoe'", .notFound),
  ("insufficientPermissions: The token only allows read access", .permission),
  ("LicenseLimitExceeded: 0 of 475 seats free", .quota),
  ("Query would scan 7 TB, limit for this role is 1 TB (bytesBilledLimitExceeded)", .quota),
  ("The application was not detected after installation (0x87D1041C)", .other),
  ("UNABLE - CLASS CLOSED", .conflict), ("FARE EXPIRED - REPRICE", .precondition),
  ("SESSION TERMINATED - SIGN IN", .authentication), ("CC AUTH DECLINED 05", .payment),
  ("APIS DATA REQUIRED - PASSPORT NUMBER MISSING", .schema), ("SSR DOCS NEEDED BEFORE TICKETING", .schema),
  ("Property closed for arrival on 2025-03-07", .conflict), ("PMS bridge: no response in 30 s", .timeout),
  ("Database Error in model orders: could not serialize access due to concurrent update", .conflict),
  ("Application is being throttled. Retry-After: 155", .rateLimit),
  ("admission webhook \"a.b.sh\" denied the request: uses tag latest", .permission),
  ("SIP 486 Busy Here", .unavailable), ("Kernel died, restarting", .internal),
])
func `what programs print when they fail is an error of its type`(result: String, type: ErrorType) throws {
  #expect(try errors(result).map(\.type) == [type])
}

@Test(arguments: [
  (
    "Auto-merging parser\nCONFLICT (content): Merge conflict in a.py\nerror: could not apply a1b2",
    "CONFLICT (content)"
  ),
  (
    "# example.com/atlas\n./a.go:50:11: cannot use x as y value\n./a.go:51:2: declared and not used: e",
    "./a.go:50:11"
  ),
  ("10:31 1 of 4 FAIL 37 not_null\nDone. PASS=3 WARN=0 ERROR=1 SKIP=2", "Done. PASS=3"),
  (
    "Just a moment...\n\nVerifying you are human.\nThis may take a few seconds.\nRay ID: 7",
    "Verifying you are human"
  ),
  (
    "Sign in\n\nYour session has expired. Please sign in again.\nEmail\nContinue\nNew?",
    "Your session has expired"
  ),
  ("<html><head><title>Robot Check</title></head><body><p>Enter</p></body></html>", "Robot Check"),
])
func `the line that says what failed is found among others`(result: String, beginning: String) throws {
  let said = try errors(result).map { String(decoding: $0.message, as: UTF8.self) }
  #expect(said.count == 1 && said[0].hasPrefix(beginning), "\(said)")
}

@Test(arguments: [
  ("{\"clicked\":false,\"reason\":\"covered by modal dialog\"}", ErrorType.precondition),
  ("{\"url\":\"https://a.example/b\",\"title\":\"Sign in\",\"text\":\"Use your account.\"}", .authentication),
  ("{\"detail\":{\"error\":\"Unauthorized: missing or invalid API key.\"}}", .authentication),
  ("{\"code\":3,\"message\":\"Vector dimension 768 does not match\",\"details\":[]}", .validation),
  ("{\"Code\":\"AccessDenied\",\"Resource\":\"/orders/\",\"RequestId\":\"7\"}", .permission),
  ("{\"state\":\"failed\",\"tasks\":{\"failed\":1,\"upstream_failed\":5}}", .other),
  ("{\"status\":\"incomplete\",\"reason\":\"max_iterations\",\"result\":null}", .resource),
  ("{\"status\":\"failed\",\"cause\":\"no agents at the desk\"}", .other),
  ("{\"type\":\"parsing_exception\",\"reason\":\"unknown token [START_ARRAY]\"}", .parse),
  (
    "{\"error\":{\"code\":\"M8/504\",\"message\":{\"value\":\"Quantity invoiced 5 greater than 4\"}}}", .other
  ),
  (
    "{\"detail\":[{\"loc\":[\"body\",\"a\"],\"msg\":\"field required\",\"type\":\"value_error.missing\"}]}",
    .schema
  ),
])
func `bodies of known services tell their failures`(result: String, type: ErrorType) throws {
  #expect(try errors(result).map(\.type) == [type])
}

@Test(arguments: [
  "Verify your order: 3 items", "BOOKING CONFIRMED - PNR ABC123", "NO ACTION REQUIRED", "ALL SEATS OK",
  "lastErrorCount: 0 of 5", "failedLogins: 3 in the last hour", "Done. PASS=4 WARN=0 ERROR=0 SKIP=0",
  "main.go:50: total := 7", "main.go:50:2: a comment on what is done",
  "If your session expired, sign in again.\nThen go on.\nThat is all.\nRead more.",
  "How sites say “verify you are human”\n1. A captcha\n2. A puzzle\n3. A delay",
  "{\"clicked\":true,\"reason\":\"found at once\"}", "{\"sent\":false,\"id\":7}",
  "{\"state\":\"failed\",\"tasks\":{\"failed\":0,\"done\":5}}", "{\"status\":\"incomplete\",\"open\":3}",
  "com.example.App: started on port 8080", "The paint is blue (RAL5015)",
  "{\"code\":3,\"message\":\"three rows\",\"rows\":[]}",
  "{\"url\":\"https://a.example\",\"title\":\"Sign in to win\"}",
])
func `what programs print when they do well is none`(result: String) throws {
  #expect(try errors(result).isEmpty)
}

@Test func `a page on which one signs in is what was asked for if its address was`() throws {
  let trace = try MadeTraces.trace([
    MadeTraces.turn("user", "go"),
    MadeTraces.call("open_url", "{\"url\": \"https://a.example/login\"}", id: "1"),
    MadeTraces.result(
      "{\"url\":\"https://a.example/login\",\"title\":\"Sign in\",\"text\":\"Email\"}", id: "1"),
  ])
  #expect(EvidenceExtractor().errors(of: trace).isEmpty)
}

@Test func `a file that holds the line of a program tells no failure of the tool that reads it`() throws {
  let text = "Notes on Git\nCONFLICT (content): Merge conflict in a.py\nis what it says\nThe end"
  #expect(try errors(text, tool: "read_file").isEmpty)
}
