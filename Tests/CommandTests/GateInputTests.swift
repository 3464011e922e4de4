import Foundation
import Testing

/// A workspace in which forty traces were labelled, and labelled again.
private struct LabelScene {
  let folder: TemporaryFolder
  let sets: [String]

  init() throws {
    folder = try TemporaryFolder()
    try Tool.run(["init", "w"], in: folder)
    let traces = (0..<160).map { Samples.trace($0) }
    try folder.write(Samples.text(traces), to: "t.jsonl")
    try Tool.run(["mine", "t.jsonl", "--workspace", "w", "--only", "all", "--quiet"], in: folder)
    try Tool.run(
      ["queue", "export", "--to", "csv", "--budget", "40", "--workspace", "w", "--out", "q"], in: folder)
    let items = try folder.text(of: "q/queue.csv").split(separator: "\n").compactMap { line in
      line.hasPrefix("item-") ? line.split(separator: ",").first.map(String.init) : nil
    }
    var sets: [String] = []
    for (name, failing) in [("first.csv", false), ("second.csv", true)] {
      let rows = items.enumerated().map { "\($1),ann,\(failing && $0 % 2 == 0 ? "fail" : "pass")\n" }
      try folder.write("item_id,annotator,label\n" + rows.joined(), to: name)
      let home = try Tool.run(["queue", "import", name, "--workspace", "w"], in: folder)
      let set = try #require(home.output.firstMatch(of: /L-[0-9a-f]{8}/), "\(home.output)\(home.errors)")
      sets.append(String(set.output))
    }
    self.sets = sets
  }

  func gate(_ baseline: String, _ candidate: String) throws -> Tool.Outcome {
    try Tool.run(
      ["gate", "--baseline", baseline, "--candidate", candidate, "--workspace", "w", "--json"], in: folder)
  }
}

@Test func `what people say of two releases is compared as scores are`() throws {
  let scene = try LabelScene()
  let worse = try scene.gate(scene.sets[0], scene.sets[1])
  #expect(worse.code == 1, "\(worse.errors)")
  #expect(worse.json["decision"] as? String == "regressed")
  let finding = try #require((worse.json["evaluators"] as? [[String: Any]])?.first)
  #expect(finding["evaluator"] as? String == "people on overall" && finding["paired"] as? Bool == true)
  #expect((worse.json["baseline"] as? [String: Any])?["name"] as? String == scene.sets[0])
  // The traces are the same: it is people who changed, and not the agent.
  #expect(worse.json["causes"] as? [String] == ["judge"])
  // So few labels rule no drop out.
  #expect(try scene.gate(scene.sets[0], "current").code == 1)
  #expect(try scene.gate(scene.sets[0], scene.sets[0]).code == 2)
}

@Test func `what cannot be compared exits with 4 and says why`() throws {
  let scene = try LabelScene()
  try scene.folder.write(
    "name: polite\ncriterion: overall\nkind: check\ncheck: {last_turn: {role: assistant}}\n",
    to: "w/evaluators/polite.yaml")
  #expect(
    try Tool.run(["evaluate", "t.jsonl", "--workspace", "w", "--out", "s", "--quiet"], in: scene.folder).code
      == 0)
  let wrong = [
    (scene.sets[0], "s", "compared with another label set"), ("E-00000000", "s", "remembers no such run"),
    ("L-00000000", "s", "L-00000000"), ("s", "nowhere", "no such file"),
  ]
  for (baseline, candidate, words) in wrong {
    let outcome = try scene.gate(baseline, candidate)
    #expect(outcome.code == 4, "\(baseline), \(candidate): \(outcome.errors)")
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
  }
  let nowhere = try Tool.run(["gate", "--baseline", "E-00000000", "--candidate", "s"], in: scene.folder)
  #expect(nowhere.code == 4 && nowhere.errors.contains("--workspace"))
}

@Test func `a run of the workspace is the release that it scored`() throws {
  let scene = try LabelScene()
  try scene.folder.write(
    "name: polite\ncriterion: overall\nkind: check\ncheck: {last_turn: {role: assistant}}\n",
    to: "w/evaluators/polite.yaml")
  let scored = try Tool.run(["evaluate", "t.jsonl", "--workspace", "w", "--json"], in: scene.folder)
  let run = try #require(scored.json["run"] as? String)
  let same = try scene.gate(run, "w/evaluations/\(run)")
  #expect((same.json["baseline"] as? [String: Any])?["run"] as? String == run)
  let ofRun = try Tool.run(["lineage", run, "--workspace", "w"], in: scene.folder)
  #expect(ofRun.code == 0 && ofRun.output.contains("run \(run)"), "\(ofRun.errors)")
  for (subject, words) in [("E-00000000", "remembers no such run"), ("S-12", "16 of 0-9 and a-f")] {
    let refused = try Tool.run(["lineage", subject, "--workspace", "w"], in: scene.folder)
    #expect(refused.code == 1 && refused.errors.contains(words), "\(refused.errors)")
  }
  // The labelled traces are kept in the database, and outlive their folder.
  let aligned = try Tool.run(
    ["evaluate", "--on", "current", "--workspace", "w", "--json", "--out", "aligned"], in: scene.folder)
  let code = try #require(aligned.json["run"] as? String)
  // The file by which the labelled traces were read is gone by now.
  let input = (aligned.json["inputs"] as? [[String: Any]])?.first
  #expect((input?["path"] as? String)?.hasPrefix("label set L-") == true)
  let labelledCount = try #require((aligned.json["counts"] as? [String: Any])?["traces"] as? Int)
  let lines = try scene.folder.text(of: "aligned/scores.jsonl")
  let id = try #require(lines.firstMatch(of: /S-[0-9a-f]{16}/)).output
  let lineage = ["lineage", String(id), "--workspace", "w"]
  #expect(try Tool.run(lineage, in: scene.folder).output.contains("aligned/scores.jsonl, line 1"))
  try FileManager.default.removeItem(atPath: scene.folder.path + "/aligned")
  let found = try Tool.run(lineage, in: scene.folder)
  #expect(found.output.contains("the database of") && found.output.contains(code), "\(found.errors)")
  let lost = try Tool.run(["lineage", "S-0000000000000000", "--workspace", "w"], in: scene.folder)
  #expect(lost.code == 2 && lost.errors.contains("No score S-0000000000000000"))
  let kept = try scene.gate(code, code)
  #expect(kept.code == 3, "\(kept.errors)")
  #expect((kept.json["baseline"] as? [String: Any])?["scores"] as? Int == labelledCount)
  try FileManager.default.removeItem(atPath: scene.folder.path + "/w/evaluations/\(run)")
  #expect(try scene.gate(run, code).errors.contains("are not in"))
}
