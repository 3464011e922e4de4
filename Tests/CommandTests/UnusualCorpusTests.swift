import Foundation
import Testing

/// Mines lines, and gives what `--json` printed and the report's files.
private func mine(
  _ lines: [String], _ arguments: [String] = []
) throws -> (outcome: Tool.Outcome, files: [String: Data]) {
  let folder = try TemporaryFolder()
  try folder.write(Samples.text(lines), to: "traces.jsonl")
  let outcome = try Tool.run(["mine", "traces.jsonl", "--json", "--out", "report"] + arguments, in: folder)
  return (outcome, try folder.files(in: "report"))
}

private func text(_ files: [String: Data], _ name: String) -> String {
  String(decoding: files[name] ?? Data(), as: UTF8.self)
}

@Test func `no failures give a report without signatures`() throws {
  let (outcome, files) = try mine((0..<30).map { Samples.trace(id: "s\($0)", passed: true) })
  #expect(outcome.code == 0)
  #expect(outcome.count("signatures") == 0)
  #expect(text(files, "README.md").count > 100)
  #expect(text(files, "assignments.csv").split(separator: "\n").count == 1)
}

@Test func `one trace gives a report`() throws {
  for passed in [true, false, nil] {
    let (outcome, files) = try mine([Samples.trace(id: "only", passed: passed)])
    #expect(outcome.code == 0)
    #expect(outcome.count("traces") == 1)
    #expect(files["README.md"] != nil)
  }
}

@Test func `traces that are all equal are one signature`() throws {
  let lines = (0..<40).map { Samples.trace(id: "e\($0)", passed: false, result: "Error: permission denied") }
  let (outcome, _) = try mine(lines)
  #expect(outcome.code == 0)
  #expect(outcome.count("signatures") == 1)
  #expect(outcome.count("unassigned") == 0)
}

@Test func `the same failures beside successes are one signature`() throws {
  let failures = (0..<40).map {
    Samples.trace(id: "e\($0)", passed: false, result: "Error: permission denied")
  }
  let successes = (0..<40).map { Samples.trace(id: "s\($0)", passed: true) }
  let (outcome, _) = try mine(failures + successes)
  #expect(outcome.count("signatures") == 1)
  #expect(outcome.count("unassigned") == 0)
}

@Test func `traces without tool calls are told apart by their words`() throws {
  let lines = (0..<60).map { number in
    let (request, reply) =
      number.isMultiple(of: 2)
      ? ("cancel my subscription at once", "I have upgraded your subscription instead.")
      : ("translate this letter into Welsh", "I only speak about the weather in Spain.")
    return """
      {"id":"w\(number)","messages":[{"role":"user","content":"\(request) \(number)"},\
      {"role":"assistant","content":"\(reply)"}],"outcome":{"passed":false}}
      """
  }
  let (outcome, _) = try mine(lines + Samples.smallTalk)
  #expect(outcome.code == 0)
  #expect(outcome.count("signatures") == 2)
}

@Test func `traces without text give a report`() throws {
  let lines = (0..<20).map { number in
    """
    {"id":"q\(number)","messages":[{"role":"user","content":""},{"role":"assistant","content":null}],\
    "outcome":{"passed":false}}
    """
  }
  let (outcome, files) = try mine(lines)
  #expect(outcome.code == 0)
  #expect(outcome.count("traces") == 20)
  #expect(files["README.md"] != nil)
}

@Test func `traces without outcomes are all mined, failures by their evidence first`() throws {
  let quiet = (0..<30).map { Samples.trace(id: "q\($0)", passed: nil, tool: "search", result: "three hits") }
  let broken = (0..<12).map {
    Samples.trace(id: "b\($0)", passed: nil, tool: "issue_refund", result: "Error: permission denied")
  }
  let (outcome, files) = try mine(quiet + broken)
  #expect(outcome.code == 0)
  let signatures = try JSONSerialization.jsonObject(with: files["signatures.json"] ?? Data())
  let first = ((signatures as? [String: Any])?["signatures"] as? [[String: Any]])?.first
  #expect((first?["name"] as? String)?.contains("issue_refund") == true)
  #expect(text(files, "README.md").contains("outcome"))
  #expect(text(files, "assignments.csv").split(separator: "\n").count == 43)
}

@Test func `traces without ids are traces of their own, equal ones once`() throws {
  let lines = Samples.good.map { $0.replacing(#/"id":"t\d+",/#, with: "") }
  let (outcome, files) = try mine(lines + lines)
  #expect(outcome.code == 0)
  #expect(outcome.count("traces") == 24)
  #expect(outcome.count("duplicates") == 24)
  let ids = text(files, "assignments.csv").split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } }
  #expect(Set(ids).count == 12)
  #expect(ids.allSatisfy { !$0.isEmpty })
}

@Test func `other content under a known id is a conflict, and kept`() throws {
  let other = Samples.trace(id: "t0", passed: false, result: "Error: something else went wrong")
  let (outcome, files) = try mine(Samples.good + [Samples.good[0], other])
  #expect(outcome.code == 0)
  #expect(outcome.count("duplicates") == 1)
  #expect(outcome.count("conflicts") == 1)
  #expect(outcome.count("traces") == 25)
  #expect(text(files, "rejections.md").contains("t0"))
}

@Test func `two million distinct words are mined in bounded memory`() throws {
  var lines: [String] = []
  let count = Tool.isForRelease ? 400 : 40
  for number in 0..<count {
    let words = (0..<5_000).map { "w" + String(number * 5_000 + $0, radix: 36) + "x" }
    lines.append(Samples.trace(id: "d\(number)", passed: false, request: words.joined(separator: " ")))
  }
  let (outcome, _) = try mine(lines)
  #expect(outcome.code == 0)
  #expect(outcome.count("traces") == count)
  // A sanitizer, with which no tool is built for release, keeps what was freed for a while.
  #expect(outcome.count("peak_bytes") < (Tool.isForRelease ? 1_000_000_000 : 2_000_000_000))
}

@Test func `text without spaces between words is not one word`() throws {
  let lines = (0..<40).map { number in
    let isOrder = number.isMultiple(of: 2)
    return Samples.trace(
      id: "u\(number)", passed: false,
      request: isOrder ? "我的订单\(number)还没有到请帮我退款" : "请把\(number)号航班改到明天早上",
      reply: isOrder ? "好的我已经为您取消会员服务。" : "对不起今天的天气非常不错。")
  }
  let (outcome, _) = try mine(lines + Samples.smallTalk)
  #expect(outcome.code == 0)
  #expect(outcome.count("signatures") == 2)
}
