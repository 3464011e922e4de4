import Foundation
import Testing

private let snapshots = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .appendingPathComponent("Snapshots")

/// The subcommands that the tool's own help lists.
private func subcommands(_ folder: TemporaryFolder) throws -> [String] {
  let help = try Tool.run(["--help"], in: folder).output
  let list = help.split(separator: "SUBCOMMANDS:").last ?? ""
  return list.split(separator: "\n").compactMap { line in
    guard line.hasPrefix("  "), !line.hasPrefix("   "), !line.contains("See '") else { return nil }
    return line.split(separator: " ").first.map(String.init)
  }
}

/// Compares with what was read and found good; `RECORD=1` in the environment records it.
private func compare(_ text: String, with name: String) throws {
  let file = snapshots.appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["RECORD"] == "1" {
    try FileManager.default.createDirectory(at: snapshots, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }
  let known = try? String(contentsOf: file, encoding: .utf8)
  #expect(text == known, "\(name); after a change on purpose: RECORD=1 swift test --filter HelpTests")
}

@Test func `the help is that which was read and found good`() throws {
  let folder = try TemporaryFolder()
  let root = try Tool.run(["--help"], in: folder)
  #expect(root.code == 0)
  try compare(root.output, with: "help.txt")
  let names = try subcommands(folder)
  #expect(names.contains("mine") && names.contains("demo") && names.contains("templates"))
  for name in names {
    let help = try Tool.run(["help", name], in: folder)
    #expect(help.code == 0)
    #expect(help.output.contains("Example:"), "\(name)")
    #expect(help.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(name)")
    try compare(help.output, with: "help-\(name).txt")
    #expect(try Tool.run([name, "--help"], in: folder).output == help.output)
  }
}

@Test func `the examples of the help work`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "traces/monday.jsonl")
  try folder.write("user 12 not found\nuser 13 not found\n", to: "errors.log")
  let helps = try [[], ["mine"], ["demo"], ["templates"]].map { name in
    try Tool.run(["help"] + name, in: folder).output
  }
  let examples = helps.joined(separator: "\n").split(separator: "\n")
    .filter { $0.hasPrefix("  faultline ") }.map { $0.trimmingCharacters(in: .whitespaces) }
  #expect(examples.count >= 5)
  for example in Set(examples).sorted() {
    let outcome = try Tool.shell(example, in: folder)
    #expect(outcome.code == 0, "\(example): \(outcome.errors)")
    #expect(!outcome.output.isEmpty, "\(example)")
  }
}

@Test func `wrong usage says so and exits with 64`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "t.jsonl")
  let wrong = [
    ["nothing"], ["mine"], ["mine", "t.jsonl", "--only", "some"], ["mine", "t.jsonl", "--signatures", "0"],
    ["mine", "t.jsonl", "--min-support", "-1"], ["mine", "t.jsonl", "--threads", "0"],
    ["mine", "t.jsonl", "--seed", "x"], ["mine", "t.jsonl", "--nonsense"], ["demo", "--modes", "0"],
    ["demo", "--traces", "0"], ["demo", "--traces", "100", "--modes", "90"], ["templates"],
    ["templates", "t.jsonl", "--masks"],
  ]
  for arguments in wrong {
    let outcome = try Tool.run(arguments, in: folder)
    #expect(outcome.code == 64, "\(arguments)")
    #expect(outcome.output.isEmpty, "\(arguments)")
    #expect(outcome.errors.contains("Error:"), "\(arguments)")
  }
}

@Test func `what cannot be read at all fails with 1 and says what to do`() throws {
  let folder = try TemporaryFolder()
  _ = try folder.folder("empty")
  try folder.write("", to: "nothing.jsonl")
  try folder.write("no JSON here\n", to: "words.txt")
  try folder.write("{\"a\":1}\n", to: "other.jsonl")
  for path in ["missing", "missing*.jsonl", "empty", "nothing.jsonl", "words.txt", "other.jsonl"] {
    let outcome = try Tool.run(["mine", path, "--out", "r"], in: folder)
    #expect(outcome.code == 1, "\(path)")
    #expect(outcome.output.isEmpty, "\(path)")
    #expect(outcome.errors.hasPrefix("faultline: "), "\(path): \(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/r"), "\(path)")
  }
}

@Test func `a missing path beside good ones is reported and exits with 2`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "t.jsonl")
  let outcome = try Tool.run(["mine", "t.jsonl", "missing", "--out", "r"], in: folder)
  #expect(outcome.code == 2)
  #expect(outcome.errors.contains("missing: there is no such file"))
  #expect(outcome.output.contains("Report: r/README.md"))
}

@Test func `a folder that is no report is not replaced`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "t.jsonl")
  try folder.write("precious", to: "mine/notes.txt")
  let outcome = try Tool.run(["mine", "t.jsonl", "--out", "mine"], in: folder)
  #expect(outcome.code == 1)
  #expect(outcome.errors.contains("--out"))
  #expect(try folder.text(of: "mine/notes.txt") == "precious")
  #expect(try folder.hiddenNames().isEmpty)
}
