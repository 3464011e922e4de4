import JSONBytes
import Testing
import Traces

@testable import Features

private func words(_ text: String) -> String? {
  let bytes = Array(text.utf8)
  return LogErrorLine(bytes: bytes, text: ByteRange(start: 0, count: bytes.count)).words()
    .map { String(decoding: $0, as: UTF8.self) }
}

@Test(arguments: [
  (
    """
    2026-06-11T12:54:34Z INFO etrm connect 10.226.209.245 ok
    2026-10-02T04:41:13Z ERROR etrm grid incomplete (23 of 637)
    2026-05-25T10:22:27Z INFO metrics errors=0 retries=3
    """, "etrm grid incomplete (23 of 637)"
  ),
  ("2026-06-11 12:54:34,123 - CRITICAL - disk is gone\n2026-06-11 12:54:35,001 - INFO - bye", "disk is gone"),
  ("2026-06-11 12:54:34 [ERROR] first\n2026-06-11 12:54:35 [error] second: at 3", "second: at 3"),
  ("[2026-06-11 12:54:34] worker FATAL: no room", "no room"),
])
func `the last line of an error in a log is what it says`(log: String, message: String) {
  #expect(words(log) == message)
}

@Test(arguments: [
  "2026-06-11T12:54:34Z INFO etrm error rate 0.1\n2026-06-11T12:54:34Z INFO no ERROR seen",
  "2026-06-11T12:54:34Z WARN etrm slow call", "errors were seen\n2026-06-11T12:54:34Z ERROR of another",
  "ERROR without a time", "", "2026-06-11T12:54:34Z ERROR", "2026-06-11T12:54:34Z error_count 3",
  "| 2026-06-11 | ok |", "2026-06-11: the panic was over",
])
func `what is no line of an error says none`(text: String) {
  #expect(words(text) == nil)
}

@Test func `a tool that runs a job fails by its log, and one that reads logs does not`() throws {
  let log = "2026-06-11T12:54:34Z INFO connect ok\n2026-06-11T12:54:35Z ERROR account pledged: loan 7"
  for (tool, isError) in [("close_account", true), ("read_logs", false)] {
    let trace = try MadeTraces.trace(
      [MadeTraces.turn("user", "close it"), MadeTraces.call(tool, id: "1"), MadeTraces.result(log, id: "1")])
    let errors = EvidenceExtractor().errors(of: trace)
    #expect(
      errors.map { String(decoding: $0.message, as: UTF8.self) }
        == (isError ? ["account pledged: loan 7"] : []))
  }
}

@Test func `a long log, and a line of many levels, are read once`() {
  let line = "2026-06-11T12:54:34Z INFO " + String(repeating: "error ", count: 200_000)
  #expect(words(line) == nil)
  let log = String(repeating: "2026-06-11T12:54:34Z ERROR it failed\n", count: 100_000)
  #expect(words(log) == "it failed")
}
