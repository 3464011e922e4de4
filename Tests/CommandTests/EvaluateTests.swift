import Foundation
import Testing

/// A workspace with two checks, and traces.
private struct EvaluationScene {
  let folder: TemporaryFolder

  init(evaluators: [String: String] = Self.checks) throws {
    folder = try TemporaryFolder()
    try Tool.run(["init", "w"], in: folder)
    for (name, text) in evaluators {
      try folder.write("name: \(name)\n" + text, to: "w/evaluators/\(name).yaml")
    }
    try folder.write(Samples.goodText, to: "t.jsonl")
  }

  static let checks = [
    "no-refund": "criterion: overall\nkind: check\ncheck: {not_called: issue_refund}\n",
    "last-word": "criterion: overall\nkind: check\ncheck: {last_turn: {role: assistant}}\n",
  ]

  @discardableResult
  func evaluate(_ arguments: [String]) throws -> Tool.Outcome {
    try Tool.run(["evaluate"] + arguments + ["--workspace", "w"], in: folder)
  }

  func scores(_ path: String) throws -> [[String: Any]] {
    try folder.text(of: path).split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }
}

@Test func `evaluate writes scores, their table and all that they were made of`() throws {
  let scene = try EvaluationScene()
  let outcome = try scene.evaluate(["t.jsonl", "--out", "scores"])
  #expect(outcome.code == 0, "\(outcome.errors)")
  #expect(outcome.output.contains("| no-refund") && outcome.output.contains("scores/scores.jsonl"))
  #expect(
    try scene.folder.files(in: "scores").keys.sorted() == ["README.md", "evaluation.json", "scores.jsonl"])
  let scores = try scene.scores("scores/scores.jsonl")
  #expect(scores.count == 48)
  // Every fourth of the samples calls the tool that gives refunds.
  #expect(
    scores.filter { $0["evaluator"] as? String == "no-refund" && $0["passed"] as? Bool == false }.count == 6)
  #expect(
    scores.filter { $0["evaluator"] as? String == "last-word" }.allSatisfy { $0["passed"] as? Bool == true })
  #expect(Set(scores.compactMap { $0["score_id"] as? String }).count == 48)
  let failed = try #require(scores.first { $0["passed"] as? Bool == false })
  #expect(failed["rationale"] as? String == "issue_refund was called once; turn 2")
  #expect((failed["trace_sha256"] as? String)?.count == 64)
  #expect(try scene.folder.text(of: "scores/README.md").contains("## Evaluators"))
  #expect(try scene.folder.hiddenNames().isEmpty)
}

@Test func `the same traces at the same time give the same bytes on any number of threads`() throws {
  let scene = try EvaluationScene()
  let big = (0..<3_000).map { Samples.trace($0) }
  try scene.folder.write(Samples.text(big + big.prefix(100)), to: "big.jsonl")
  let at = ["--at", "2026-01-05T10:00:00Z"]
  for threads in ["1", "2", "5"] {
    let outcome = try scene.evaluate(
      ["big.jsonl", "--out", "s\(threads)", "--threads", threads, "--quiet"] + at)
    #expect(outcome.code == 0 && outcome.output.isEmpty)
  }
  let first = try scene.folder.files(in: "s1")
  #expect(first.count == 3)
  #expect(try scene.folder.files(in: "s2") == first && scene.folder.files(in: "s5") == first)
}

@Test func `evaluate prints its figures as JSON and names the folder of the workspace by the run`() throws {
  let scene = try EvaluationScene()
  let outcome = try scene.evaluate(["t.jsonl", "--json", "--evaluator", "last-word"])
  #expect(outcome.code == 0)
  let run = try #require(outcome.json["run"] as? String)
  #expect(run.wholeMatch(of: /E-[0-9a-f]{8}/) != nil)
  #expect(try scene.folder.text(of: "w/evaluations/\(run)/evaluation.json") == outcome.output)
  #expect((outcome.json["evaluators"] as? [[String: Any]])?.count == 1)
}

@Test func `what cannot be read is reported and exits with 2`() throws {
  let scene = try EvaluationScene()
  try scene.folder.write(Samples.goodText + "no JSON\n{\"a\":1}\n", to: "mixed.jsonl")
  let outcome = try scene.evaluate(["mixed.jsonl", "--out", "s"])
  #expect(outcome.code == 2)
  #expect(try scene.folder.text(of: "s/README.md").contains("2 rejections"))
  #expect(try scene.evaluate(["t.jsonl", "missing.jsonl", "--out", "s"]).code == 2)
}

@Test func `what hinders an evaluation is said, and nothing is written`() throws {
  let scene = try EvaluationScene()
  try scene.folder.write("{\"a\":1}\n", to: "other.jsonl")
  let wrong: [([String], Int32, String)] = [
    (["missing.jsonl"], 1, "no such file"), (["other.jsonl"], 1, "No trace in 1 record of 1 file."),
    (["t.jsonl", "--evaluator", "nobody"], 1, "there is no evaluator nobody"),
    ([], 64, "Name files or folders"),
    (["t.jsonl", "--threads", "0"], 64, "--threads"), (["t.jsonl", "--at", "noon"], 64, "--at"),
  ]
  for (arguments, code, words) in wrong {
    let outcome = try scene.evaluate(arguments + ["--out", "s"])
    #expect(outcome.code == code, "\(arguments): \(outcome.errors)")
    #expect(outcome.errors.contains(words), "\(arguments): \(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: scene.folder.path + "/s"))
  }
  try scene.folder.write("precious", to: "kept/notes.txt")
  #expect(try scene.evaluate(["t.jsonl", "--out", "kept"]).code == 1)
  #expect(try scene.folder.text(of: "kept/notes.txt") == "precious")
  let nowhere = try Tool.run(["evaluate", "t.jsonl"], in: scene.folder)
  #expect(nowhere.code == 1 && nowhere.errors.contains("workspace"))
  let empty = try EvaluationScene(evaluators: [:])
  #expect(try empty.evaluate(["t.jsonl"]).errors.contains("no evaluator"))
  let broken = try EvaluationScene(evaluators: ["b": "criterion: overall\nkind: check\ncheck: {calls: x}\n"])
  let outcome = try broken.evaluate(["t.jsonl"])
  #expect(outcome.code == 1 && outcome.errors.contains("w/evaluators/b.yaml: line 4: check: calls"))
  let lost = try EvaluationScene(evaluators: ["b": "kind: check\ncheck: {called: x}\ncriterion: nothing\n"])
  #expect(
    try lost.evaluate(["t.jsonl"]).errors.contains("b.yaml: line 4: there is no criterion nothing"))
}

@Test(arguments: [
  ("[no-such-program]", "could not be started (No such file or directory)"),
  ("[cat]", "answer has no label, score or pass"), ("[yes]", "answer is no JSON"),
  ("[cat, /dev/zero]", "answered more than 1024 KiB without an end of line"),
])
func `why a program gives no verdict is said where nobody reads the report`(command: String, words: String)
  throws
{
  let scene = try EvaluationScene(
    evaluators: ["p": "criterion: overall\nkind: check\nprogram: {command: \(command)}\n"])
  let outcome = try scene.evaluate(["t.jsonl", "--out", "s", "--quiet"])
  #expect(outcome.code == 2 && outcome.output.isEmpty)
  #expect(outcome.errors.contains("p: no verdict on 24 of 24 traces"), "\(outcome.errors)")
  #expect(outcome.errors.contains(words) && outcome.errors.contains("evaluators/p.yaml"), "\(outcome.errors)")
}

@Test func `a program scores traces, and its failures are neither passes nor fails`() throws {
  let script = """
    import json, sys
    for line in sys.stdin:
        trace = json.loads(line)
        number = int(trace["trace_id"][1:])
        if number == 5: sys.exit("cannot count to five")
        if number == 6: print("nonsense", flush=True); continue
        refunds = [c for m in trace["messages"] for c in m.get("tool_calls", []) if c["function"]["name"] == "issue_refund"]
        print(json.dumps({"trace_id": trace["trace_id"], "pass": not refunds, "rationale": f"{len(refunds)} refunds"}), flush=True)
    """
  let scene = try EvaluationScene(
    evaluators: ["py": "criterion: overall\nkind: check\nprogram: {command: [python3, count.py]}\n"])
  try scene.folder.write(script, to: "w/count.py")
  let outcome = try scene.evaluate(["t.jsonl", "--out", "s", "--json"])
  #expect(outcome.code == 2, "\(outcome.errors)")
  let scores = try scene.scores("s/scores.jsonl")
  #expect(scores.count == 24)
  #expect(scores.map { $0["trace_id"] as? String } == (0..<24).map { "t\($0)" })
  #expect(scores[5]["passed"] == nil && scores[5]["label"] == nil)
  #expect(
    scores[5]["failure"] as? String
      == "the program did not answer: it ended with code 1; it said: cannot count to five")
  #expect(scores[6]["failure"] as? String == "the program's answer is no JSON: not valid JSON")
  #expect(scores[4]["passed"] as? Bool == false && scores[4]["rationale"] as? String == "1 refunds")
  #expect(scores.filter { $0["passed"] as? Bool == true }.count == 16)
  // The script is part of the version.
  let version = scores[0]["evaluator_version"] as? String
  try scene.folder.write(script + "\n# changed\n", to: "w/count.py")
  try scene.evaluate(["t.jsonl", "--out", "s2"])
  #expect(try scene.scores("s2/scores.jsonl")[0]["evaluator_version"] as? String != version)
}

@Test func `a program that hangs costs its limit a trace, and none outlives the run`() throws {
  let scene = try EvaluationScene(
    evaluators: [
      "sh":
        "criterion: overall\nkind: check\nprogram: {command: [/bin/sh, hang.sh], time_limit_seconds: 2}\n"
    ])
  try scene.folder.write("echo $$ >> ids\nread -r line\nsleep 600\n", to: "w/hang.sh")
  let outcome = try scene.evaluate(["t.jsonl", "--out", "s", "--quiet"])
  #expect(outcome.code == 2)
  let scores = try scene.scores("s/scores.jsonl")
  #expect(scores.count == 24 && scores.allSatisfy { $0["passed"] == nil && $0["failure"] != nil })
  let ids = try scene.folder.text(of: "w/ids").split(separator: "\n")
  #expect(ids.count == 10)
  for id in ids { #expect(!FileManager.default.fileExists(atPath: "/proc/\(id)/cmdline"), "\(id)") }
}

@Test func `an evaluation that is interrupted leaves nothing behind, no program either`() throws {
  let scene = try EvaluationScene(
    evaluators: ["sh": "criterion: overall\nkind: check\nprogram: {command: [/bin/sh, hang.sh]}\n"])
  try scene.folder.write("trap '' INT TERM HUP\necho $$ >> ids\nread -r line\nsleep 600\n", to: "w/hang.sh")
  let run = try Tool.start(
    Tool.path, ["evaluate", "t.jsonl", "--workspace", "w", "--out", "s"], in: scene.folder)
  let ids = scene.folder.path + "/w/ids"
  for _ in 0..<12_000 where !FileManager.default.fileExists(atPath: ids) { usleep(10_000) }
  // Of a run in the background of a shell SIGINT is ignored, and stays so.
  kill(run.process.processIdentifier, SIGTERM)
  let outcome = try run.outcome()
  #expect(outcome.signal == SIGTERM)
  #expect(try scene.folder.hiddenNames().isEmpty)
  let id = try scene.folder.text(of: "w/ids").trimmingCharacters(in: .whitespacesAndNewlines)
  for _ in 0..<6_000 where FileManager.default.fileExists(atPath: "/proc/\(id)/cmdline") { usleep(10_000) }
  let state = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)) ?? "Z"
  #expect(state.contains("Z"), "\(state)")
}
