import JSONBytes
import Testing
import Traces

@testable import Features

/// What an answer says of how things stand, as `field: value`.
private func states(_ answer: String) throws -> [String] {
  let document = try JSONParser().parse(Array(answer.utf8))
  var found: [String] = []
  let all = ToolStates(document: document)
  all.forEach { _, field, value in found.append("\(document.string(field)): \(all.text(of: value))") }
  return found
}

@Test(arguments: [
  (#"{"state": "PENDING_APPROVAL", "by": "Ann Lee"}"#, ["state: PENDING_APPROVAL"]),
  (#"{"covered": false, "clause": "4.2", "note": null}"#, ["covered: false", "note: null"]),
  (#"{"result": {"order": {"status": "in-transit", "total": 7}}}"#, ["status: in-transit"]),
  // Names, codes with digits, sentences, lists and what stands too deep are no states.
  (#"{"city": "Lisbon", "plan": "Family Duo", "id": "AB12", "x": "y", "list": [true]}"#, []),
  (#"{"a": {"b": {"c": {"state": "OPEN"}}}}"#, []), (#"["OPEN"]"#, []), (#""OPEN""#, []),
])
func `fields with one of a few values are states`(answer: String, found: [String]) throws {
  #expect(try states(answer) == found)
}

@Test func `another field, or another value, is another state`() throws {
  var hashes: Set<UInt64> = []
  for answer in [
    #"{"a": true, "b": true}"#, #"{"a": false}"#, #"{"a": null}"#, #"{"a": "true"}"#, #"{"a": "OPEN"}"#,
    #"{"b": "OPEN"}"#,
  ] {
    ToolStates(document: try JSONParser().parse(Array(answer.utf8))).forEach { hash, _, _ in
      hashes.insert(hash)
    }
  }
  #expect(hashes.count == 7)
}

@Test func `a wide answer is looked at only so far`() throws {
  let fields = (0..<100).map { "\"f\($0)\": true" }.joined(separator: ", ")
  #expect(try states("{\(fields)}").count == 32)
}

@Test func `the last answer of a tool counts, and none of a call that failed`() throws {
  func meanings(_ answers: [(tool: String, answer: String)]) throws -> [String] {
    let messages = answers.enumerated().flatMap { number, call in
      [MadeTraces.call(call.tool, id: "\(number)"), MadeTraces.result(call.answer, id: "\(number)")]
    }
    let trace = try MadeTraces.trace([MadeTraces.turn("user", "please help")] + messages)
    return EvidenceExtractor().names(of: trace).values.compactMap { term in
      if case .state(let tool, let field, let value) = term { "\(tool) \(field): \(value)" } else { nil }
    }.sorted()
  }
  let open = #"{"state": "OPEN"}"#
  let (shut, failed) = (#"{"state": "SHUT"}"#, #"{"error": "it jams", "state": "SHUT"}"#)
  #expect(
    try meanings([("door", open), ("door", shut), ("gate", open)]) == [
      "door state: SHUT", "gate state: OPEN",
    ])
  #expect(try meanings([("door", open), ("door", failed)]) == [])
  #expect(try meanings([("door", open), ("door", "it is shut now, says the porter")]) == [])
}
