import Foundation
import Testing

private let samples = Tool.packageRoot + "/Tests/FormatSamples/"

private func inspect(_ arguments: String..., in folder: TemporaryFolder, input: String? = nil) throws
  -> Tool.Outcome
{
  try Tool.run(["inspect"] + arguments, in: folder, input: input)
}

extension Tool.Outcome {
  fileprivate func counts(_ name: String) -> [String: Int] { json[name] as? [String: Int] ?? [:] }
}

@Test func `an export of each format is told with its counts`() throws {
  let folder = try TemporaryFolder()
  for (name, format, turns) in [
    ("chat", "chat", 7), ("langsmith-api", "langsmith", 7), ("langfuse-blob", "langfuse", 7),
    ("phoenix", "phoenix", 7), ("phoenix-otlp", "otlp", 7), ("otlp-genai", "otlp", 7),
    ("otlp-logs", "otlp", 7), ("langsmith-tree", "langsmith", 7),
    ("inspect-json", "inspect", 7), ("inspect-eval", "inspect", 7), ("tau-bench", "tau-bench", 7),
    ("tau2", "tau2", 7), ("swe-agent", "swe-agent", 7), ("mini-swe-agent", "mini-swe-agent", 7),
    ("claude-code", "claude-code", 6), ("codex", "codex", 7), ("atif", "atif", 7),
    ("who-and-when", "who-and-when", 4),
  ] {
    let outcome = try inspect(samples + name, "--json", in: folder)
    #expect(outcome.code == 0, "\(name): \(outcome.errors)")
    #expect(outcome.json["format"] as? String == format, "\(name)")
    #expect(outcome.count("traces") == 1, "\(name)")
    #expect(outcome.count("turns") == turns, "\(name)")
    #expect(outcome.count("tool_calls") == (name == "who-and-when" ? 1 : 2), "\(name)")
    #expect(outcome.counts("tool_errors").values.reduce(0, +) == 1, "\(name)")
    let sum = outcome.count("traces") + outcome.count("joined") + outcome.count("duplicates")
    #expect(outcome.count("records") == sum + outcome.count("rejections"), "\(name)")
    #expect((outcome.json["files"] as? [Any])?.isEmpty == false)
  }
}

@Test func `the text says what was found and why, and shows a trace`() throws {
  let folder = try TemporaryFolder()
  let text = try inspect(samples + "langfuse-blob", in: folder).output
  for words in [
    "All 4 files: langfuse, because", "10 records: 1 trace, 7 joined to them, 2 duplicates",
    "1 tool error (known from: text 1)", "outcomes: success 0, failure 1, unknown 0 (judged by: human 1)",
    "id t1, outcome failure (human), thread th1, agent order_agent, began 2026-01-05T10:00:00Z",
    "✗ not found (known from: text): Error: not found", #"→ search {"q": "order 7"}"#,
  ] {
    #expect(text.contains(words), "\(words)")
  }
}

@Test func `a format of one's own is read by a map, and mined`() throws {
  let folder = try TemporaryFolder()
  let (map, export) = (samples + "mapped/acme.yaml", samples + "mapped/export.jsonl")
  let outcome = try inspect(export, "--map", map, "--json", in: folder)
  #expect(outcome.code == 0)
  #expect(outcome.json["format"] as? String == "acme")
  #expect(outcome.count("turns") == 7 && outcome.count("tool_calls") == 2)
  #expect(outcome.counts("tool_errors")["typed"] == 1)
  #expect(outcome.counts("outcomes") == ["success": 0, "failure": 1, "unknown": 0])
  #expect(outcome.json["first_time"] as? String == "2026-01-05T10:00:00Z")
  #expect(try Tool.run(["mine", export, "--map", map, "--out", "r", "--quiet"], in: folder).code == 0)
  #expect(try inspect(export, in: folder).code == 1)
}

@Test func `a trial of Harbor has the outcome of the result beside its trajectory`() throws {
  let folder = try TemporaryFolder()
  let outcome = try inspect(samples + "harbor", "--json", in: folder)
  #expect(outcome.code == 0, "\(outcome.errors)")
  #expect(outcome.count("records") == 4 && outcome.count("traces") == 2 && outcome.count("joined") == 2)
  #expect(outcome.counts("outcomes") == ["success": 1, "failure": 1, "unknown": 0])
  #expect(outcome.counts("outcome_sources")["code"] == 2)
  #expect(outcome.count("turns") == 4 + 4)
  let text = try inspect(samples + "harbor", in: folder).output
  #expect(text.contains("assistant: agent timed out after 900 seconds"))
}

@Test(arguments: ["", "/*", "/*/*__*", "/*/*__*/agent"])
func `a trial of Harbor is one trace, whichever way its folder is given`(pattern: String) throws {
  let folder = try TemporaryFolder()
  let outcome = try inspect(samples + "harbor-job" + pattern, "--json", in: folder)
  #expect(outcome.count("traces") == 2 && outcome.count("tool_calls") == 2, "\(outcome.errors)")
  #expect(outcome.counts("formats")["atif"] ?? 0 > 0 && outcome.counts("formats")["codex"] == 5)
  #expect(outcome.counts("tool_errors")["text"] == 1)
  #expect(outcome.count("left_out_files") > 1)
  guard !pattern.hasSuffix("agent") else { return }
  #expect(outcome.code == 0 && outcome.errors.isEmpty)
  #expect(outcome.counts("outcomes") == ["success": 1, "failure": 1, "unknown": 0])
}

@Test func `what is left out of a trial's folder is said, and a file that is named is read`() throws {
  let folder = try TemporaryFolder()
  let job = samples + "harbor-job"
  let text = try inspect(job, in: folder).output
  #expect(
    text.contains("Left out of folders of Harbor's jobs: 15 files that tell a trial again or hold no trace"))
  #expect(text.contains("system: # AGENTS.md instructions") && text.contains("system: <turn_aborted>"))
  let mined = try Tool.run(["mine", job, "--out", "r", "--min-support", "1", "--only", "all"], in: folder)
  #expect(mined.code == 0 && mined.errors.contains("note: Left out of folders of Harbor's jobs: 15 files"))
  let printed = job + "/2026-01-05__10-00-00/order__a1/agent/codex.txt"
  let both = try inspect(job, printed, "--json", in: folder)
  #expect(both.count("traces") == 3 && both.count("left_out_files") == 14)
}

@Test func `a table of Langfuse is read like its other exports, of no other kind`() throws {
  let folder = try TemporaryFolder()
  let table = samples + "langfuse-csv/observations.csv"
  let outcome = try inspect(samples + "langfuse-csv", "--json", in: folder)
  #expect(outcome.code == 0 && outcome.json["format"] as? String == "langfuse")
  #expect(outcome.count("records") == 7 && outcome.count("traces") == 1)
  #expect(outcome.count("turns") == 7 && outcome.count("tool_calls") == 2)
  let piped = try inspect("-", "--json", in: folder, input: String(contentsOfFile: table, encoding: .utf8))
  #expect(piped.count("turns") == 7)
  let report = try Tool.run(
    ["mine", samples + "langfuse-csv", "--out", "r", "--quiet", "--min-support", "1"], in: folder)
  #expect(report.code == 0, "\(report.errors)")
  let other = try folder.write("item_id,label\n1,pass\n", to: "labels.csv")
  #expect(try inspect(other, in: folder).code == 1)
}

@Test func `two maps of one name are two settings`() throws {
  let folder = try TemporaryFolder()
  let map = try String(contentsOfFile: samples + "mapped/acme.yaml", encoding: .utf8)
  var settings: Set<String> = []
  for (place, text) in [map, map + "\n# another\n"].enumerated() {
    let path = try folder.write(text, to: "map.yaml")
    let run = try Tool.run(
      ["mine", samples + "mapped/export.jsonl", "--map", path, "--out", "r\(place)", "--quiet"], in: folder)
    #expect(run.code == 0, "\(run.errors)")
    let manifest = try String(contentsOfFile: folder.path + "/r\(place)/manifest.json", encoding: .utf8)
    settings.insert(manifest.split(separator: "\n").filter { $0.contains("acme") }.joined())
  }
  #expect(settings.count == 2 && settings.allSatisfy { $0.contains("acme") })
}

@Test func `a map that cannot be used says which line of it and why`() throws {
  let folder = try TemporaryFolder()
  for (text, words) in [
    ("turns: dialog\ntext: /says\n", "turns is “dialog”, which is no JSON pointer"),
    ("turns: /dialog\ntext: /says\nspeaker: /who\n", "speaker is not known; known are name, id"),
    ("text: /says\n", "turns is missing"), ("turns: /dialog\n", "text is missing"),
    ("- 1\n", "must be a mapping"), ("turns: [\n", "is not YAML"),
    ("turns: /a\ntext: /b\nroles: {x: boss}\n", "“boss” is none of assistant, system, tool, user"),
  ] {
    let map = try folder.write(text, to: "map.yaml")
    let outcome = try inspect(samples + "mapped/export.jsonl", "--map", map, in: folder)
    #expect(outcome.code == 64 && outcome.errors.contains(words), "\(words): \(outcome.errors)")
  }
}

@Test func `what is in no known format is an error that lists what was tried and the nearest`() throws {
  let folder = try TemporaryFolder()
  let path = try folder.write(#"{"context":{"trace_id":"a"},"label":"x"}"#, to: "a.jsonl")
  let outcome = try inspect(path, in: folder)
  #expect(outcome.code == 1)
  #expect(outcome.output.contains("in no known format"))
  #expect(outcome.output.contains("nearest: phoenix, where `context` is an object"))
  #expect(outcome.errors.contains("`faultline formats`"))
}

@Test func `a file among others that is in no known format is named with what was tried`() throws {
  let folder = try TemporaryFolder()
  let odd = try folder.write(#"{"context":{"trace_id":"a"},"label":"x"}"#, to: "odd.jsonl")
  let outcome = try inspect(odd, samples + "chat", in: folder)
  #expect(outcome.code == 2)
  #expect(outcome.errors.contains("odd.jsonl: in no known format, nearest: phoenix"))
  let tried = "tried: otlp, mlflow, litellm, braintrust, weave, opik, agents-sdk, phoenix, langsmith"
  #expect(outcome.errors.contains(tried))
}

@Test func `every format that is tried is listed with what it reads`() throws {
  let folder = try TemporaryFolder()
  let list = try Tool.run(["formats"], in: folder)
  #expect(list.code == 0)
  for format in ["chat", "claude-code", "codex", "langfuse", "langsmith", "otlp", "phoenix", "tau2", "--map"]
  {
    #expect(list.output.contains(format), "\(format)")
  }
}

@Test func `a zip archive of plain exports is read like the files in it`() throws {
  guard FileManager.default.isExecutableFile(atPath: "/usr/bin/python3") else {
    return print("skipped: python3 is not there to make an archive")
  }
  let folder = try TemporaryFolder()
  for method in ["ZIP_STORED", "ZIP_DEFLATED"] {
    let script = """
      import zipfile
      with zipfile.ZipFile("a.zip", "w", zipfile.\(method)) as archive:
          for name in ["chat/traces.jsonl", "tau2/results.json", "phoenix/spans.jsonl"]:
              archive.write("\(samples)" + name, name)
          archive.writestr("notes.txt", "no traces")
      """
    #expect(try Tool.start("/usr/bin/python3", ["-c", script], in: folder).outcome().code == 0)
    let outcome = try inspect("a.zip", "--json", in: folder)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.count("traces") == 3)
    #expect(outcome.json["format"] as? String == "mixed")
  }
}

@Test func `an archive that is cut off is told, and does not stop a run`() throws {
  let folder = try TemporaryFolder()
  let whole = try Data(contentsOf: URL(fileURLWithPath: samples + "inspect-eval/log.eval"))
  for count in stride(from: 1, to: whole.count, by: 97) {
    let path = folder.path + "/cut.eval"
    try whole.prefix(count).write(to: URL(fileURLWithPath: path))
    let outcome = try inspect(path, "--json", in: folder)
    #expect(outcome.code == 1 || outcome.code == 2, "\(count) bytes")
    #expect(outcome.count("traces") + outcome.count("rejections") == outcome.count("records"))
  }
}

@Test func `messages that are one trace only because none names its conversation are told as that`() throws {
  let folder = try TemporaryFolder()
  let rows = String(repeating: #"{"role":"user","content":"Where is it now?"}"# + "\n", count: 201)
  let words = "201 messages are one trace, since none names its conversation"
  #expect(try inspect("-", in: folder, input: rows).output.contains(words))
  #expect(try inspect("-", "--json", in: folder, input: rows).count("undivided_messages") == 201)
  let mined = try Tool.run(["mine", "-", "--out", "report"], in: folder, input: rows)
  #expect(mined.code == 0 && mined.errors.contains(words))
  let page = try String(contentsOfFile: folder.path + "/report/README.md", encoding: .utf8)
  #expect(page.contains("201 messages of one file are one trace"))
}
