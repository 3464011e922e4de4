import Foundation
import Testing

@Test(
  arguments: [
    (["--seed", "-1"], "whole number from 0"), (["--threads", "-1"], "a number from 1 to 1024"),
    (["--signatures", "-3"], "1 or more"), (["--min-support", "-2"], "1 or more"),
  ])
func `an option with a negative number says what it may be`(option: [String], advice: String) throws {
  let folder = try TemporaryFolder()
  let outcome = try Tool.run(["mine", "t.jsonl"] + option, in: folder)
  #expect(outcome.code == 64)
  #expect(outcome.errors.contains(advice), "\(outcome.errors)")
}

@Test func `a folder without a name and a link that leads to nothing are told in words`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "in/t.jsonl")
  let nameless = try Tool.run(["mine", "in", "--out", ""], in: folder)
  #expect(nameless.code == 64 && nameless.errors.contains("--out names nothing; give it a path"))
  try Tool.shell("ln -s gone in/link.jsonl", in: folder)
  let linked = try Tool.run(["mine", "in", "--out", "r"], in: folder)
  #expect(linked.code == 2 && linked.errors.contains("in/link.jsonl: this link leads to nothing"))
}

@Test(arguments: [(#""hello""#, "a text"), ("null", "null"), ("{}", "an object"), ("7", "a number")])
func `messages that are no list are told, with the advice in a line or two`(value: String, kind: String)
  throws
{
  let folder = try TemporaryFolder()
  try folder.write("{\"id\":\"a\",\"messages\":\(value)}\n", to: "t.jsonl")
  let outcome = try Tool.run(["mine", "t.jsonl", "--out", "r"], in: folder)
  #expect(outcome.code == 1)
  #expect(outcome.errors.contains("`messages` is \(kind) and no list of messages"), "\(outcome.errors)")
  #expect(outcome.errors.split(separator: "\n").allSatisfy { $0.count < 200 })
}

@Test func `more signatures than there are groups are no riddle`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "t.jsonl")
  let many = try Tool.run(["mine", "t.jsonl", "--signatures", "5000", "--out", "r"], in: folder)
  #expect(many.output.contains("Asked for were 5,000 signatures"))
  let two = try Tool.run(["mine", "t.jsonl", "--signatures", "2", "--out", "r"], in: folder)
  #expect(!two.output.contains("Asked for"))
}

/// The text of a page without its line ends.
private func words(of path: String, in folder: TemporaryFolder) throws -> String {
  try folder.text(of: path).split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

@Test func `what was asked for already is no advice`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.text(Samples.smallTalk), to: "t.jsonl")
  #expect(try Tool.run(["mine", "t.jsonl", "--out", "r"], in: folder).code == 0)
  #expect(try words(of: "r/README.md", in: folder).contains("`--only all` mines the others too"))
  #expect(try Tool.run(["mine", "t.jsonl", "--only", "all", "--out", "r"], in: folder).code == 0)
  let page = try words(of: "r/README.md", in: folder)
  #expect(page.contains("a signature counts those") && !page.contains("mines the others"))
}

@Test func `one trace is one trace`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.trace(id: "a", passed: false) + "\n", to: "t.jsonl")
  #expect(try Tool.run(["mine", "t.jsonl", "--out", "r"], in: folder).code == 0)
  #expect(try folder.text(of: "r/README.md").contains("1 of 1 trace failed"))
}
