import Testing
import Traces

@testable import Features

/// The only error of a trace with one call, if it has one.
private func error(_ result: String) throws -> ToolError? {
  ErrorRecogniser().results(of: try MadeTraces.trace(result: result)).errors.first
}

@Test(
  arguments: [
    "alert: \"Please mark the fields\"\n    at rotateBatch (/app/writer.js:41)\n    at flush (/app/x.js:9:3)",
    "the page has moved\n  File \"/srv/ingest/proxy.py\", line 12, in fetch\n    return get(url)\n"
      + "  File \"/srv/get.py\", line 3, in get\n",
    "no luck today\n   at Office.Store.Apply() in Store.cs:line 91\n   at Office.Main() in Main.cs:line 7",
    "row is taken\n  CL_DESK=>book include BookU line 12\n  CL_MAIN=>run include RunU line 7",
    "row is taken\n  call stack: DESK / LBOOK line 12 form book\n  call stack: MAIN / LRUN line 7 form run",
    "row is taken\n\tat com.acme.Desk.book(Desk.java:88)\n\tat com.acme.Main.main(Unknown Source)",
  ])
func `whatever stands before the frames of a stack alone is an error, and its message`(_ text: String) throws
{
  let found = try error(text)
  #expect(found != nil)
  #expect(found.map { text.hasPrefix(String(decoding: $0.message, as: UTF8.self).prefix(10)) } ?? false)
}

@Test(
  arguments: [
    // One line may be a sentence, and what goes on with other lines is an output.
    "Meet us\n  at the office (room 4:12)", "Schedule\n  at noon (12:30)\n  at dusk (18:30)\nSee you there",
    "Places\n  at home\n  at work", "Rules\n  a => b\n  b => c line by line",
    "file list\n  File \"a.txt\"\n  File \"b.txt\"",
  ])
func `lines that begin as frames do are none without a place, or before other lines`(_ text: String) throws {
  #expect(try error(text) == nil)
}

@Test(
  arguments: [
    ("Error: no luck\n  at f (/app/timeout_handler.js:12)\n  at g (/app/quota.js:3)", ErrorType.other),
    (
      "Traceback (most recent call last):\n  File \"/srv/quota_audit.py\", line 3, in f\nKeyError: 'x'", .code
    ),
    ("RFC_ERROR: row locked\n  call stack: Ticket_Proxy / Quota line 352 form connect", .conflict),
  ])
func `names of files and functions in a stack say nothing of what failed`(_ text: String, _ type: ErrorType)
  throws
{
  #expect(try error(text)?.type == type)
}

@Test(
  arguments: [
    "UC - UNABLE, FARE EXPIRED 5218", "CONTRACT NOT IN FORCE\nPremium arrears.",
    "LINK DOWN - RETRY LATER 1466",
    "RESTRICTED - NOT PERMITTED BY FARE RULE 31", "CBS-0062 ACCOUNT UNDER RESTRICTION",
  ])
func `a first line in capitals that refuses is an error`(_ text: String) throws {
  #expect(try error(text) != nil)
}

@Test(
  arguments: [
    "ORDER 4711 CLOSED", "TOTAL NO OF ITEMS 12",
    "FLIGHT LH 400 BOARDING",
    "NAME   FAILED   AGE", "STATE=FAILED COUNT=0 TOTAL=3", "A1, B2", "DENIED",
  ])
func `capitals of states, of tables and of a word alone are none`(_ text: String) throws {
  #expect(try error(text)?.provenance != .text || text == "DENIED")
}
