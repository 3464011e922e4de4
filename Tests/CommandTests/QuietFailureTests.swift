import Foundation
import Testing

/// Failures without any mark of an error: what tells them is that successes go otherwise.
private func trace(_ number: Int, passed: Bool, _ calls: [(tool: String, result: String)]) throws -> String {
  var messages: [[String: Any]] = [["role": "user", "content": "Please see to number \(number)."]]
  for (place, call) in calls.enumerated() {
    messages.append([
      "role": "assistant", "content": "",
      "tool_calls": [
        ["id": "c\(place)", "function": ["name": call.tool, "arguments": "{\"n\":\(number)}"]]
      ],
    ])
    messages.append(["role": "tool", "tool_call_id": "c\(place)", "content": call.result])
  }
  messages.append(["role": "assistant", "content": ["Right.", "Thanks.", "One moment."][number % 3]])
  let record: [String: Any] = [
    "id": "t\(number)", "agent": "desk", "outcome": ["passed": passed], "messages": messages,
  ]
  return String(decoding: try JSONSerialization.data(withJSONObject: record), as: UTF8.self)
}

/// The pages of the signatures of a run over traces, by their first line.
private func pages(_ lines: [String], in folder: TemporaryFolder) throws -> [String: String] {
  try folder.write(lines.joined(separator: "\n") + "\n", to: "traces.jsonl")
  let run = try Tool.run(["mine", "traces.jsonl", "--out", "report", "--quiet"], in: folder)
  #expect(run.code == 0)
  let texts = try folder.files(in: "report/signatures").filter { $0.key.hasSuffix(".md") }.values
    .map { String(decoding: $0, as: UTF8.self) }
  return Dictionary(
    uniqueKeysWithValues: texts.map { (String($0.prefix { $0 != "\n" }.dropFirst(2)), $0) })
}

@Test func `a step that successes make and failures do not is named, and its call marked`() throws {
  let folder = try TemporaryFolder()
  let lines = try (0..<200).map { number in
    let refund = (tool: "refund", result: "{\"amount\": \(number)}")
    let check = (tool: "verify", result: "{\"is\": true}")
    let passed = number % 10 != 0
    return try trace(number, passed: passed, passed ? [check, refund] : [refund])
  }
  let found = try pages(lines, in: folder)
  let page = try #require(found["refund is called without verify before it"], "\(found.keys)")
  #expect(page.contains("✗ refund is called without verify before it"))
}

@Test func `what a tool says in plain words nearly only in failures is named, and its turn marked`() throws {
  let folder = try TemporaryFolder()
  let lines = try (0..<200).map { number in
    let isHeld = number % 10 == 0
    let result = isHeld ? "row in use by handheld \(number)" : "{\"to\": \(number)}"
    return try trace(number, passed: !isHeld, [(tool: "move_pallet", result: result)])
  }
  let found = try pages(lines, in: folder)
  let page = try #require(found["move_pallet answers “row in use by handheld …”"], "\(found.keys)")
  #expect(page.contains("▶   3 tool       [move_pallet] row in use by handheld"))
}
