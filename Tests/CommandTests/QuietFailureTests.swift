import Foundation
import Testing

/// Failures without any mark of an error: what tells them is that successes go otherwise.
private func trace(
  _ number: Int, passed: Bool, agent: String = "desk", _ calls: [(tool: String, result: String)] = [],
  then: [(role: String, text: String)] = []
) throws -> String {
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
  messages += then.map { ["role": $0.role, "content": $0.text] }
  let record: [String: Any] = [
    "id": "t\(number)", "agent": agent, "outcome": ["passed": passed], "messages": messages,
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

@Test func `what differs from trace to trace in a tool's answer is left out of its name`() throws {
  let folder = try TemporaryFolder()
  let (first, last) = (["Ann", "Bo", "Cy", "Di"], ["Lee", "Ek", "Orr", "Poe", "Ray"])
  let lines = try (0..<200).map { number in
    let isHeld = number % 10 == 0
    // In some failures the tool says in the end what it says in successes.
    let result =
      isHeld && number % 50 != 0
      ? "row was taken over by \(first[number / 10 % 4]) \(last[number / 10 % 5])" : "row is yours now"
    return try trace(number, passed: !isHeld, [(tool: "move_pallet", result: result)])
  }
  let found = try pages(lines, in: folder)
  #expect(found.keys.contains("move_pallet answers “row was taken over by …”"), "\(found.keys)")
}

@Test func `what an agent says in successes too is not quoted for its failures`() throws {
  let folder = try TemporaryFolder()
  let protests = ["she starts a month later", "half-time, not full", "he is a controller", "it is longer"]
    .map { "that is wrong, \($0)" }
  let lines = try (0..<600).map { number in
    // The desk fails in half of its traces, and the shop hardly ever.
    let isDesk = number % 4 == 0
    let passed = isDesk ? number % 8 == 0 : number % 100 != 1
    let everyday = isDesk ? "Everything is arranged for the first day." : "Your parcel is on its way to you."
    let protest = isDesk && !passed ? [("user", protests[number / 8 % 4])] : []
    return try trace(
      number, passed: passed, agent: isDesk ? "desk" : "shop",
      [(tool: isDesk ? "enrol" : "ship", result: "{\"n\": \(number)}")],
      then: [("assistant", everyday)] + protest)
  }
  let found = try pages(lines, in: folder)
  #expect(!found.isEmpty && !found.keys.contains { $0.contains("arranged") }, "\(found.keys)")
  #expect(
    found.keys.contains { name in protests.contains { name.contains("user says things like “\($0)") } },
    "\(found.keys)")
}

@Test func `a field of a tool's answer that only failures have is named, and its turn marked`() throws {
  let folder = try TemporaryFolder()
  let lines = try (0..<400).map { number in
    let passed = number % 10 != 0
    let state = passed ? "PAID" : ["DRAFT", "PENDING"][number / 10 % 2]
    let payout = #"{"id": \#(number), "state": "\#(state)", "express": \#(number % 3 == 0)}"#
    return try trace(number, passed: passed, [(tool: "payout", result: payout)])
  }
  let found = try pages(lines, in: folder)
  #expect(Set(found.keys) == ["payout answers “state: DRAFT”", "payout answers “state: PENDING”"])
  for page in found.values { #expect(page.contains("▶   3 tool       [payout]") && !page.contains("▶   4")) }
}
