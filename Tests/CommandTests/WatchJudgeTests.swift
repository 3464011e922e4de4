import Foundation
import Glibc
import Synchronization
import TestServer
import Testing

/// A workspace with a judge and a check, and a model on loopback that answers as told.
private final class JudgedScene {
  let folder: TemporaryFolder
  let server: TestServer
  private let conduct: Conduct

  /// How the model behaves; it may change from one run to the next.
  final class Conduct: Sendable {
    let reply = Mutex<@Sendable (_ answered: Int) -> TestServer.Reply?> { _ in nil }

    /// The orders that were answered about, once for each answer, and the models that did.
    let answered = Mutex<[Int]>([])
    let failing = Mutex<@Sendable (_ order: Int) -> Bool> { $0 % 4 == 0 }
    let model = Mutex("judge-1")
  }

  static let traceCount = 40

  init() throws {
    folder = try TemporaryFolder()
    let conduct = Conduct()
    self.conduct = conduct
    server = try TestServer { request in
      let order = request.question.firstMatch(of: /order (\d+) for me/).flatMap { Int($0.1) } ?? -1
      // Counted and answered in one step: several callers ask at once.
      let other = conduct.answered.withLock { answered in
        let other = conduct.reply.withLock { $0(answered.count) }
        if other == nil { answered.append(order) }
        return other
      }
      if let other { return other }
      let verdict = conduct.failing.withLock { $0(order) } ? "fail" : "pass"
      return .whole(
        status: 200,
        body: TestServer.completion(
          "{\"rationale\":\"as seen\",\"verdict\":\"\(verdict)\"}", model: conduct.model.withLock { $0 }))
    }
    try Tool.run(["init", "w"], in: folder)
    try folder.write(
      "endpoints:\n  local:\n    url: \(server.url)\n    concurrency: 3\n", to: "w/faultline.yaml")
    try folder.write(
      """
      name: kind
      criterion: overall
      kind: judge
      judge: {endpoint: local, model: small, prompt: "{{question}} {{conversation}}"}

      """, to: "w/evaluators/kind.yaml")
    try folder.write(
      "name: last-word\ncriterion: overall\nkind: check\ncheck: {last_turn: {role: assistant}}\n",
      to: "w/evaluators/last-word.yaml")
    try folder.write(traces(from: 0, count: Self.traceCount, day: 3), to: "t.jsonl")
  }

  deinit { server.close() }

  func traces(from first: Int, count: Int, day: Int) -> String {
    (first..<first + count).map { number in
      Samples.trace(
        id: "t\(number)", passed: true, request: "Please look after order \(number) for me."
      ).replacingOccurrences(
        of: "\"id\":", with: "\"started_at\":\"2025-03-\(day < 10 ? "0" : "")\(day)T10:00:00Z\",\"id\":")
        + "\n"
    }.joined()
  }

  /// Lets the model behave otherwise as long as a body says so, by how many answers it gave.
  func behave(_ reply: @escaping @Sendable (_ answered: Int) -> TestServer.Reply?) {
    conduct.reply.withLock { $0 = reply }
  }

  func judge(as model: String, failing: @escaping @Sendable (_ order: Int) -> Bool) {
    conduct.model.withLock { $0 = model }
    conduct.failing.withLock { $0 = failing }
  }

  var answered: [Int] { conduct.answered.withLock { $0 } }

  static func arguments(_ more: [String], day: String) -> [String] {
    ["watch", "t.jsonl", "--share", "100", "--json", "--workspace", "w", "--at", "\(day)T06:00:00Z"] + more
  }

  func watch(_ more: [String] = [], day: String = "2025-03-12") throws -> Tool.Outcome {
    try Tool.run(Self.arguments(more, day: day), in: folder)
  }

  /// How many traces each evaluator has a score of, readable or not, in the history of the workspace.
  func scored(_ outcome: Tool.Outcome) throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for evaluator in try #require(outcome.json["evaluators"] as? [[String: Any]]) {
      let weeks = try #require(evaluator["weeks"] as? [[String: Any]])
      counts[try #require(evaluator["name"] as? String)] = weeks.reduce(0) {
        $0 + ($1["scored"] as? Int ?? 0) + ($1["unreadable"] as? Int ?? 0)
      }
    }
    return counts
  }

  /// The scores of the judge in the folder of the last pass.
  func judged(_ outcome: Tool.Outcome) throws -> [[String: Any]] {
    let pass = try #require(outcome.json["pass"] as? [String: Any])
    let lines = try folder.text(of: "w/" + (try #require(pass["folder"] as? String)) + "/scores.jsonl")
    return try lines.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }.filter { $0["evaluator"] as? String == "kind" }
  }
}

private let everyOrder = Array(0..<JudgedScene.traceCount)

@Test func `a budget stops a watch cleanly, and the next one goes on where it stopped`() throws {
  let scene = try JudgedScene()
  var ids: [String] = []
  for (day, total) in [("2025-03-12", 15), ("2025-03-13", 30), ("2025-03-14", 40)] {
    let outcome = try scene.watch(["--calls", "15"], day: day)
    // What is left is told, by words and by the exit code; once nothing is, all is well.
    #expect(outcome.code == (total < 40 ? 2 : 0), "\(outcome.errors)")
    let words = "about all traces: the budget of 15 calls is used up; run again to go on"
    #expect(outcome.errors.contains(words) == (total < 40), "\(outcome.errors)")
    #expect(scene.server.requestCount == total)
    // A trace that the judge was not asked about is left to the next pass by all evaluators.
    #expect(try scene.scored(outcome) == ["kind": total, "last-word": total])
    let scores = try scene.judged(outcome)
    #expect(scores.count == (total < 40 ? 15 : 10))
    for score in scores {
      #expect(score["inclusion_probability"] as? Double == 1)
      #expect(score["judge_model"] as? String == "judge-1")
      #expect((score["prompt_sha256"] as? String)?.count == 64)
      #expect((score["evaluator_version"] as? String)?.isEmpty == false)
    }
    ids.append(try #require(scores.first?["score_id"] as? String))
  }
  #expect(scene.answered.sorted() == everyOrder)
  for id in ids {
    let lineage = try Tool.run(["lineage", id, "--workspace", "w"], in: scene.folder)
    #expect(lineage.code == 0 && lineage.output.contains("judge-1"), "\(lineage.errors)")
  }
  let again = try scene.watch(day: "2025-03-15")
  #expect(again.code == 0 && again.json["new_traces"] as? Int == 0 && scene.server.requestCount == 40)
}

@Test(arguments: [(401, "HTTP 401"), (503, "HTTP 503")])
func `an endpoint that fails in the middle loses no trace`(status: Int, words: String) throws {
  let scene = try JudgedScene()
  scene.behave { answered in
    answered < 12 ? nil : .whole(status: status, headers: ["Retry-After": "0"], body: "")
  }
  let broken = try scene.watch()
  #expect(broken.code == 2 && broken.errors.contains(words), "\(broken.errors)")
  #expect(broken.errors.contains("run again to go on"))
  #expect(try scene.scored(broken) == ["kind": 12, "last-word": 12])
  scene.behave { _ in nil }
  let mended = try scene.watch(day: "2025-03-13")
  #expect(mended.code == 0, "\(mended.errors)")
  #expect(try scene.scored(mended) == ["kind": 40, "last-word": 40])
  #expect(scene.answered.sorted() == everyOrder)
}

@Test func `a watch killed while the model is silent keeps every answer`() throws {
  let scene = try JudgedScene()
  scene.behave { answered in answered < 12 ? nil : .never }
  let run = try Tool.start(Tool.path, JudgedScene.arguments([], day: "2025-03-12"), in: scene.folder)
  // Once all three callers wait in vain, what was answered before is kept.
  for _ in 0..<12_000 where scene.server.requestCount < 15 { usleep(10_000) }
  kill(run.process.processIdentifier, SIGKILL)
  #expect(try run.outcome().signal == SIGKILL)
  let before = Set(scene.answered)
  scene.behave { _ in nil }
  let next = try scene.watch(day: "2025-03-13")
  #expect(next.code == 0, "\(next.errors)")
  #expect(try scene.scored(next) == ["kind": 40, "last-word": 40])
  #expect(before.count == 12 && scene.answered.sorted() == everyOrder)
}

@Test func `an endpoint that is not there, or not named, is said before anything is scored`() throws {
  let scene = try JudgedScene()
  try scene.folder.write("endpoints:\n  other:\n    url: \(scene.server.url)\n", to: "w/faultline.yaml")
  let outcome = try scene.watch()
  #expect(outcome.code == 1 && outcome.errors.contains("local"), "\(outcome.errors)")
  #expect(scene.server.requestCount == 0)
}

extension JudgedScene {
  /// Has people label what a mining run draws of older traces, so that there are canaries.
  func label() throws {
    try folder.write(Samples.text((0..<160).map { Samples.trace($0) }), to: "old.jsonl")
    try Tool.run(["mine", "old.jsonl", "--workspace", "w", "--only", "all", "--quiet"], in: folder)
    try Tool.run(
      ["queue", "export", "--to", "csv", "--budget", "40", "--workspace", "w", "--out", "q"], in: folder)
    let items = try folder.text(of: "q/queue.csv").split(separator: "\n").compactMap { line in
      line.hasPrefix("item-") ? line.split(separator: ",").first.map(String.init) : nil
    }
    try folder.write(
      "item_id,annotator,label\n" + items.map { "\($0),ann,pass\n" }.joined(), to: "labels.csv")
    let home = try Tool.run(["queue", "import", "labels.csv", "--workspace", "w"], in: folder)
    #expect(home.code == 0 && items.count >= 20, "\(home.errors)")
  }
}

@Test(arguments: [true, false])
func `a drift is named after the agent or the judge, by what canaries say`(isJudge: Bool) throws {
  let scene = try JudgedScene()
  try scene.label()
  scene.judge(as: "judge-1") { $0 % 10 == 0 }
  #expect(try scene.watch(day: "2025-03-10").code == 0)
  // In the next week more fail: old traces too, by another model, or new ones alone.
  try scene.folder.write(scene.traces(from: 100_000, count: 40, day: 11), to: "t.jsonl")
  scene.judge(as: isJudge ? "judge-2" : "judge-1") { order in
    isJudge ? order % 10 != 1 : order % 10 == 0 || order >= 100_000 && order % 10 != 1
  }
  let outcome = try scene.watch(day: "2025-03-18")
  #expect(outcome.code == 3, "\(outcome.errors)")
  #expect(outcome.errors.contains(isJudge ? "the judge drifted" : "the agent got worse"), "\(outcome.errors)")
  #expect(outcome.errors.contains("judge-1 → judge-2") == isJudge)
  let all = try #require(outcome.json["evaluators"] as? [[String: Any]])
  let weeks = try #require(all.first { $0["name"] as? String == "kind" }?["weeks"] as? [[String: Any]])
  #expect(weeks.last?["causes"] as? [String] == [isJudge ? "judge" : "agent"])
  #expect(weeks.first?["causes"] == nil)
  #expect(
    try scene.folder.text(of: "w/watch/README.md").contains(
      "2025-W11: the \(isJudge ? "judge drifted" : "agent got worse")"))
}
