import Foundation
import Testing

/// A trace of one task in which an agent calls a tool once and says what came of it.
private func trace(
  _ number: Int, passed: Bool, said: [String], _ tool: String, _ arguments: [String: Any], _ result: String,
  answer: String
) throws -> String {
  let given = String(decoding: try JSONSerialization.data(withJSONObject: arguments), as: UTF8.self)
  var messages: [[String: Any]] = said.map { ["role": "user", "content": $0] }
  messages += [
    [
      "role": "assistant", "content": "",
      "tool_calls": [["id": "c", "function": ["name": tool, "arguments": given]]],
    ],
    ["role": "tool", "tool_call_id": "c", "content": result],
    ["role": "assistant", "content": answer],
  ]
  let record: [String: Any] = [
    "id": "t\(number)", "agent": "desk", "outcome": ["passed": passed], "messages": messages,
  ]
  return String(decoding: try JSONSerialization.data(withJSONObject: record), as: UTF8.self)
}

/// The names of the signatures of a run over traces.
private func names(_ lines: [String]) throws -> [String] {
  let folder = try TemporaryFolder()
  try folder.write(lines.joined(separator: "\n") + "\n", to: "traces.jsonl")
  let run = try Tool.run(["mine", "traces.jsonl", "--out", "report", "--quiet"], in: folder)
  #expect(run.code == 0)
  let report = try #require(try folder.files(in: "report")["signatures.json"])
  let found = try #require(JSONSerialization.jsonObject(with: report) as? [String: Any])
  return ((found["signatures"] as? [[String: Any]]) ?? []).compactMap { $0["name"] as? String }
}

@Test func `the value that the user has corrected names its signature`() throws {
  let lines = try (0..<200).map { number in
    let (old, new, passed) = (number % 40 + 11, number % 40 + 12, number % 10 != 0)
    return try trace(
      number, passed: passed, said: ["Scale web to \(old) copies.", "Sorry, \(new) rather than \(old)."],
      "scale", ["copies": passed ? new : old], "ok", answer: "It is done.")
  }
  #expect(try names(lines) == ["scale is given the “copies” that the user has corrected"])
}

@Test func `several values for one name their signature`() throws {
  let lines = try (0..<200).map { number in
    let passed = number % 10 != 0
    let sender = "writer\(number)@mail.example"
    let given = passed ? [sender] : [sender, "boss\(number % 7)@mail.example"]
    return try trace(
      number, passed: passed, said: ["Answer the mail please."], "send_mail", ["to": given], "queued",
      answer: "The mail is out.")
  }
  #expect(try names(lines) == ["send_mail is given several values for “to”, where successes give one"])
}

@Test func `a figure that no tool and no user has said names its signature`() throws {
  let lines = try (0..<200).map { number in
    let (passed, sum) = (number % 10 != 0, 48_211 + number * 137)
    return try trace(
      number, passed: passed, said: ["What did we sell?"], "run_sql", ["query": "select sum(x)"],
      "{\"sum\": \(sum)}", answer: "We sold \(passed ? sum : sum / 7 + 90_000).")
  }
  let found = try names(lines)
  #expect(
    found == ["assistant says a figure that neither run_sql nor the user has said"]
      || found == ["assistant does not say the “sum” that run_sql answers, as successes do"])
}
