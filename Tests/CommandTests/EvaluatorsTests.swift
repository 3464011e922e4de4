import Foundation
import Testing

private func scene() throws -> TemporaryFolder {
  let folder = try TemporaryFolder()
  try Tool.run(["init", "w"], in: folder)
  return folder
}

private func run(_ arguments: [String], in folder: TemporaryFolder) throws -> Tool.Outcome {
  try Tool.run(["evaluators"] + arguments + ["--workspace", "w"], in: folder)
}

@Test func `an evaluator is drafted, listed, shown, and drafted once only`() throws {
  let folder = try scene()
  let made = try run(["new", "--criterion", "overall", "--kind", "check"], in: folder)
  #expect(made.code == 0 && made.output == "w/evaluators/overall.yaml\n")
  let text = try folder.text(of: "w/evaluators/overall.yaml")
  #expect(text.hasPrefix("# Did the agent do what the user needed") && text.contains("last_turn"))
  #expect(
    try run(["new", "--criterion", "overall", "--kind", "check"], in: folder).errors.contains("already"))
  let judge = try run(
    ["new", "--criterion", "overall", "--name", "o2", "--endpoint", "local", "--model", "m"], in: folder)
  #expect(judge.code == 0)
  #expect(try folder.text(of: "w/evaluators/o2.yaml").contains("{{conversation}}"))
  let list = try run(["list"], in: folder)
  #expect(list.code == 0 && list.output.contains("| o2") && list.output.contains("| overall"))
  let shown = try run(["show", "o2"], in: folder)
  let version = try #require(shown.output.firstMatch(of: /# Version ([0-9a-f]{12})/)?.1)
  #expect(list.output.contains(version))
  #expect(try run(["new", "--criterion", "none"], in: folder).errors.contains("There is no criterion none"))
  #expect(try run(["show", "none"], in: folder).code == 1)
}

@Test func `two versions are compared line by line`() throws {
  let folder = try scene()
  func write(_ rule: String) throws {
    try folder.write(
      "name: a\ncriterion: overall\nkind: check\ncheck:\n  all:\n    - called: x\n    - \(rule)\n",
      to: "w/evaluators/a.yaml")
  }
  try write("not_called: y")
  try folder.write(Samples.goodText, to: "t.jsonl")
  #expect(try Tool.run(["evaluate", "t.jsonl", "--workspace", "w", "--out", "s"], in: folder).code == 0)
  try write("not_called: z")
  let diff = try run(["diff", "a", "s"], in: folder)
  #expect(diff.code == 0, "\(diff.errors)")
  #expect(diff.output.contains("-     - called: {tool: \"y\", at_most: 0}"))
  #expect(diff.output.contains("+     - called: {tool: \"z\", at_most: 0}"))
  #expect(try run(["diff", "a", "s", "s"], in: folder).output.contains("decide alike"))
  #expect(try run(["diff", "a", "0123456"], in: folder).code == 1)
  #expect(try run(["diff", "b"], in: folder).code == 1)
}

@Test func `the schema is printed without a workspace`() throws {
  let outcome = try Tool.run(["evaluators", "schema"], in: TemporaryFolder())
  #expect(outcome.code == 0)
  #expect(outcome.json["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
}
