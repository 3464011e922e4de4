import Testing
import Traces

@testable import Features

/// What the answers of a tool say of a failure.
private func messages(_ result: String, tool: String = "get_replay") throws -> [String] {
  try EvidenceExtractor().errors(
    of: MadeTraces.trace([
      MadeTraces.turn("user", "go"), MadeTraces.call(tool, id: "1"), MadeTraces.result(result, id: "1"),
    ])
  ).map { String(decoding: $0.message, as: UTF8.self) }
}

@Test(arguments: [
  (
    "gateway api-19: upstream answered with failure (try 1)\n{\"errors\": [{\"message\": \"the reel is torn\"}]}",
    "the reel is torn"
  ),
  (
    "gateway gw-26.example.net: upstream answered badly (try 2)\n{\"ok\": false, \"message\": \"the reel is torn\"}",
    "the reel is torn"
  ),
  (
    "tool_error\n---\n| result | message |\n|---|---|\n| ERROR | the reel is torn |", "the reel is torn"
  ),
  (
    "tool_error\n---\nError from server (NotFound): reel not found",
    "Error from server (NotFound): reel not found"
  ),
  ("Tool error\n\nthe reel is torn", "the reel is torn"),
  ("passed on by node 3\n{\"ok\": false, \"error\": \"the reel is torn\"}", "the reel is torn"),
  ("passed on by node 3\nafter 20 ms\n{\"ok\": false, \"error\": \"the reel is torn\"}", "the reel is torn"),
  ("the node failed twice\nERR_TORN the reel is torn", "ERR_TORN the reel is torn"),
])
func `an error below a line of what passed it on is seen without that line`(
  result: String, message: String
) throws {
  #expect(try messages(result) == [message])
}

@Test(arguments: [
  "passed on by node 3\n{\"ok\": true, \"error\": null}",
  "Reels by state\nError codes and what they mean\nE1 torn",
  "name,state\nError,3", "id | message\n{\"ok\": false, \"error\": \"the reel is torn\"}",
  "reel: 7, node: 3; all fields\n{\"ok\": false, \"error\": \"the reel is torn\"}",
  "The reel is in the archive of the house and was seen by all of us\n{\"ok\": false, \"error\": \"it is torn\"}",
])
func `an answer below a line that is no failure is none`(result: String) throws {
  #expect(try messages(result) == [])
}

@Test(arguments: ["read_file", "searchDocs", "kb_search", "view"])
func `what a tool for texts finds in them failed elsewhere`(tool: String) throws {
  #expect(try messages("as of Monday\n{\"ok\": false, \"error\": \"the reel is torn\"}", tool: tool) == [])
  #expect(try messages("why it failed\nERR_TORN the reel is torn", tool: tool) == [])
}

@Test func `the line above is left out of what a record marks as an error`() throws {
  let trace = try MadeTraces.trace(result: "tool_error\n---\nthe reel is torn", ["is_error": true])
  let errors = EvidenceExtractor().errors(of: trace)
  #expect(errors.map { String(decoding: $0.message, as: UTF8.self) } == ["the reel is torn"])
}
