import Foundation
import Testing

/// A workspace with two checks, and weeks of traces of which some call a tool that they must not.
private struct WatchScene {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try Tool.run(["init", "w"], in: folder)
    try folder.write(
      "name: no-refund\ncriterion: overall\nkind: check\ncheck: {not_called: issue_refund}\n",
      to: "w/evaluators/no-refund.yaml")
    try folder.write(
      "name: last-word\ncriterion: overall\nkind: check\ncheck: {last_turn: {role: assistant}}\n",
      to: "w/evaluators/last-word.yaml")
  }

  /// Traces of a week, from 3 March 2025 on; every so-many-th gives a refund and calls it a success.
  func traces(week: Int, count: Int, refundEvery step: Int) -> String {
    (0..<count).map { number in
      let day = 3 + 7 * week + number % 7
      let refunds = number % step == 0
      let reply = refunds ? "Your refund is on its way, it is booked." : "Here is where it stands."
      return """
        {"id":"w\(week)-\(number)","agent":"desk","started_at":"2025-03-\(day < 10 ? "0" : "")\(day)T10:00:00Z",\
        "messages":[{"role":"user","content":"Please look after order \(number * 31) for me."},\
        {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":\
        {"name":"\(refunds ? "issue_refund" : "get_order")","arguments":"{}"}}]},\
        {"role":"tool","tool_call_id":"c1","content":"\(number % 9 == 4 ? "Error: permission denied" : "ok")"},\
        {"role":"assistant","content":"\(reply)"}],"outcome":{"passed":\(number % 9 != 4)}}

        """
    }.joined()
  }

  func watch(_ arguments: [String], at day: String = "2025-04-09") throws -> Tool.Outcome {
    try Tool.run(
      ["watch"] + arguments + ["--workspace", "w", "--at", "\(day)T06:00:00Z"], in: folder)
  }

  func weeks(_ outcome: Tool.Outcome, of evaluator: String) throws -> [[String: Any]] {
    let all = try #require(outcome.json["evaluators"] as? [[String: Any]])
    let own = try #require(all.first { $0["name"] as? String == evaluator })
    return try #require(own["weeks"] as? [[String: Any]])
  }
}

@Test func `a drop is told once by an exit code, and nothing is counted twice`() throws {
  let scene = try WatchScene()
  for week in 0..<4 {
    try scene.folder.write(
      scene.traces(week: week, count: 400, refundEvery: week == 3 ? 3 : 20), to: "t/\(week).jsonl")
  }
  let first = try scene.watch(
    ["t/0.jsonl", "t/1.jsonl", "t/2.jsonl", "--share", "40", "--json"], at: "2025-03-24")
  #expect(first.code == 0, "\(first.errors)")
  let second = try scene.watch(["t", "--share", "40", "--json"])
  #expect(second.code == 3, "\(second.errors)")
  #expect(second.errors.contains("no-refund passes fewer traces in 2025-W13"))
  let weeks = try scene.weeks(second, of: "no-refund")
  #expect(weeks.map { $0["drift"] as? String } == ["first", "steady", "steady", "worse"])
  #expect(try scene.weeks(second, of: "last-word").allSatisfy { $0["drift"] as? String != "worse" })
  // The estimate is of all traces of the week, of which one in three fails.
  let last = try #require(weeks.last)
  #expect(try #require(last["pass_rate_low"] as? Double) < 2 / 3.0)
  #expect(try #require(last["pass_rate_high"] as? Double) > 2 / 3.0)
  #expect(abs(try #require(last["weight"] as? Double) - 400) < 120)
  // Again: nothing is new, the same figures, and the drift is not told again.
  let again = try scene.watch(["t", "--share", "40", "--json"])
  #expect(again.code == 0 && again.json["new_traces"] as? Int == 0)
  let same = try scene.weeks(again, of: "no-refund")
  #expect(same.map { $0["scored"] as? Int } == weeks.map { $0["scored"] as? Int })
  #expect(
    try scene.folder.files(in: "w/watch").keys.sorted()
      == ["README.md", "last-word.svg", "no-refund.svg", "watch.json"])
  #expect(try scene.folder.hiddenNames().isEmpty)
}

@Test func `every watched score says how it was drawn, and its lineage is found`() throws {
  let scene = try WatchScene()
  try scene.folder.write(scene.traces(week: 0, count: 300, refundEvery: 5), to: "t.jsonl")
  let outcome = try scene.watch(["t.jsonl", "--json"])
  #expect(outcome.code == 0, "\(outcome.errors)")
  let pass = try #require(outcome.json["pass"] as? [String: Any])
  let drawn = try #require(pass["drawn"] as? Int)
  #expect(pass["traces"] as? Int == 300 && (10..<60).contains(drawn))
  let place = "w/" + (try #require(pass["folder"] as? String))
  let lines = try scene.folder.text(of: place + "/scores.jsonl").split(separator: "\n").map { line in
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }
  #expect(lines.count == 2 * drawn)
  #expect(lines.allSatisfy { $0["inclusion_probability"] as? Double == 0.1 })
  let id = try #require(lines[0]["score_id"] as? String)
  let lineage = try Tool.run(["lineage", id, "--in", place], in: scene.folder)
  #expect(lineage.code == 0 && lineage.output.contains(id), "\(lineage.errors)")
  // A run of the workspace is a release, too.
  let run = try #require(place.split(separator: "/").last.map(String.init))
  let gate = try Tool.run(
    ["gate", "--baseline", run, "--candidate", place, "--workspace", "w", "--trust", "--json"],
    in: scene.folder)
  #expect([0, 2].contains(gate.code), "\(gate.errors)")
  #expect((gate.json["baseline"] as? [String: Any])?["run"] as? String == run)
}

@Test func `traces of a growing signature are drawn with the larger share`() throws {
  let scene = try WatchScene()
  try scene.folder.write(
    (0..<3).map { scene.traces(week: $0, count: 400, refundEvery: 20) }.joined(), to: "before.jsonl")
  #expect(try Tool.run(["mine", "before.jsonl", "--workspace", "w"], in: scene.folder).code == 0)
  // In the fourth week a tool times out that never did.
  let fresh = (0..<200).map { number in
    Samples.trace(
      id: "n\(number)", passed: number >= 60, tool: number < 60 ? "book_seat" : "get_order",
      result: number < 60 ? "Error: gateway timeout after 30 s" : "ok"
    ).replacingOccurrences(
      of: "\"id\":\"n", with: "\"agent\":\"desk\",\"started_at\":\"2025-03-26T10:00:00Z\",\"id\":\"n")
  }
  try scene.folder.write(Samples.text(fresh), to: "new.jsonl")
  let outcome = try scene.watch(["new.jsonl", "--changed-share", "60", "--json"])
  #expect(outcome.code == 0, "\(outcome.errors)")
  let pass = try #require(outcome.json["pass"] as? [String: Any])
  let place = "w/" + (try #require(pass["folder"] as? String))
  let chances = try scene.folder.text(of: place + "/scores.jsonl").split(separator: "\n").map { line in
    let score = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    let id = try #require(score["trace_id"] as? String)
    let number = try #require(Int(id.dropFirst()))
    let isOfNewSignature = number < 60
    #expect(score["inclusion_probability"] as? Double == (isOfNewSignature ? 0.6 : 0.1))
    return isOfNewSignature
  }
  #expect(chances.count(where: { $0 }) > 20)
}

@Test func `what evaluators failed is handed to the next mining run`() throws {
  let scene = try WatchScene()
  try scene.folder.write(scene.traces(week: 0, count: 300, refundEvery: 5), to: "t.jsonl")
  let outcome = try scene.watch(["t.jsonl", "--share", "50", "--trust", "--json"])
  #expect(outcome.code == 0, "\(outcome.errors)")
  let pass = try #require(outcome.json["pass"] as? [String: Any])
  let clusters = try #require(pass["clusters"] as? [[String: Any]])
  let handed = clusters.reduce(0) { $0 + ($1["handed_over"] as? Int ?? 0) }
  #expect(handed >= 10 && clusters.contains { $0["signature_id"] is NSNull })
  let mined = try Tool.run(["mine", "t.jsonl", "--workspace", "w", "--json"], in: scene.folder)
  #expect(mined.code == 0)
  let outcomes = try #require(mined.json["outcomes"] as? [String: Int])
  let own = (0..<300).count { $0 % 9 == 4 }
  #expect(try #require(outcomes["failure"]) >= own + handed)
  let report = try #require(mined.json["report"] as? String)
  #expect(try scene.folder.text(of: report).contains("because evaluators failed"))
  // Evaluators that nobody has held against labels advise, and hand over nothing.
  let other = try WatchScene()
  try other.folder.write(other.traces(week: 0, count: 300, refundEvery: 5), to: "t.jsonl")
  #expect(try other.watch(["t.jsonl", "--share", "50", "--quiet"]).output.isEmpty)
  #expect(try other.folder.text(of: "w/watch/README.md").contains("hands nothing over"))
  let plain = try Tool.run(["mine", "t.jsonl", "--workspace", "w", "--json"], in: other.folder)
  #expect((plain.json["outcomes"] as? [String: Int])?["failure"] == own)
}

@Test func `what hinders a watch is said`() throws {
  let scene = try WatchScene()
  try scene.folder.write(scene.traces(week: 0, count: 40, refundEvery: 5) + "no JSON\n", to: "t.jsonl")
  let wrong: [([String], Int32, String)] = [
    (["missing.jsonl"], 1, "no such file"), (["-"], 64, "standard input"), ([], 64, "Missing"),
    (["t.jsonl", "--share", "0"], 64, "--share"),
    (["t.jsonl", "--changed-share", "5"], 64, "--changed-share"),
    (["t.jsonl", "--evaluator", "nobody"], 1, "there is no evaluator nobody"),
  ]
  for (arguments, code, words) in wrong {
    let outcome = try scene.watch(arguments)
    #expect(outcome.code == code, "\(arguments): \(outcome.errors)")
    #expect(outcome.errors.contains(words), "\(arguments): \(outcome.errors)")
  }
  #expect(try scene.watch(["t.jsonl", "--share", "100"]).code == 2)
  let nowhere = try Tool.run(["watch", "t.jsonl"], in: scene.folder)
  #expect(nowhere.code == 1 && nowhere.errors.contains("workspace"))
}
