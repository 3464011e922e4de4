import Foundation
import Testing
import Traces

@testable import Features

/// What tools gave back that did not fail, though it speaks of failures: each with the tool and its arguments.
///
/// All of it is made up: manuals, policies, logs, tickets, letters, notes of doctors, lists, tables, programs and reports.
private func harmlessResults() throws -> [(tool: String, arguments: String, text: String)] {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Samples/harmless.txt")
  return try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n%%\n").map { record in
    let parts = record.split(separator: "\n", maxSplits: 1)
    let call = parts[0].dropFirst().split(separator: " ", maxSplits: 1)
    return (String(call[0]), call.count > 1 ? String(call[1]) : "{}", String(parts[1]))
  }
}

/// The errors of a trace with one call that gave a result.
private func errors(_ result: String, tool: String, arguments: String = "{}") throws -> [ToolError] {
  try EvidenceExtractor().errors(
    of: MadeTraces.trace([
      MadeTraces.turn("user", "go"), MadeTraces.call(tool, arguments, id: "1"),
      MadeTraces.result(result, id: "1"),
    ]))
}

@Test func `what speaks of failures is none`() throws {
  let results = try harmlessResults()
  #expect(results.count > 140)
  for (tool, arguments, text) in results {
    let found = try errors(text, tool: tool, arguments: arguments)
    #expect(found.isEmpty, "\(tool): \(text)")
  }
}

@Test(arguments: [
  ("load_cargo", "Error handling request 7: no berth"), ("load_cargo", "12 failed, 3 passed"),
  ("load_cargo", "Failure in the crane: no power"), ("load_cargo", "CRITICAL - crane gave no sign"),
  ("load_cargo", "2026-01-01 pid=7 level=error code=E7 msg=\"the bay is full\""),
  ("load_cargo", "<rsp stat=\"fail\"><err code=\"7\" msg=\"the bay is full\"/></rsp>"),
  ("load_cargo", "10:00:01 INFO begun\n10:00:02 ERROR the bay is full\n10:00:03 INFO done"),
  ("load_cargo", "Dear user, the bay is full. We apologise for any inconvenience."),
  ("load_cargo", "Created the entry, but access denied to the log"),
  ("load_cargo", "error_text: the gate is shut"), ("load_cargo", "error: 'the bay is full'\nbay: 7"),
  ("get_document", "Document 7 does not exist"), ("read_file", "File not found: bays.csv"),
  ("fetch_page", "Access denied. You need the role of a guest."),
  ("kubectl", "NAME   READY   AGE\nbay-7   0/1   2d\nEvents: Failed: couldn't find key bay in map"),
  ("search_logs", "Error: the store of logs is unavailable"),
  ("load_cargo", "TimeoutError: the bay gave no sign"), ("load_cargo", "observed TimeoutError: no sign"),
])
func `what failed beside it is still found`(tool: String, text: String) throws {
  #expect(try errors(text, tool: tool).count == 1)
}
