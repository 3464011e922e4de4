import Foundation
import Testing

@Test func `progress is shown on a terminal and nowhere else`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "t.jsonl")
  let piped = try Tool.run(["mine", "t.jsonl", "--out", "r"], in: folder)
  #expect(piped.errors.isEmpty)
  #expect(piped.output.contains("24 traces: 12 failed, 12 succeeded"))
  #expect(!piped.output.contains("\u{1B}"))
  let shown = try Tool.shell(
    "script -qec 'faultline mine t.jsonl --out r' /dev/null < /dev/null", in: folder)
  #expect(shown.code == 0)
  #expect(shown.output.contains("MB/s") && shown.output.contains("s left"))
  let quiet = try Tool.shell(
    "script -qec 'faultline mine t.jsonl --out r --quiet' /dev/null < /dev/null", in: folder)
  #expect(quiet.output.isEmpty)
  // What is asked for in a pipe is the object alone, on a terminal too.
  let json = try Tool.shell(
    "script -qec 'faultline mine t.jsonl --out r --json 2> /dev/null' /dev/null < /dev/null", in: folder)
  #expect(json.output.hasPrefix("{"))
}

@Test func `quiet prints nothing, json one object`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "t.jsonl")
  let quiet = try Tool.run(["mine", "t.jsonl", "--out", "r", "--quiet"], in: folder)
  #expect(quiet.output.isEmpty && quiet.errors.isEmpty && quiet.code == 0)
  let json = try Tool.run(["mine", "t.jsonl", "--out", "r", "--json"], in: folder)
  #expect(json.output.split(separator: "\n").count == 1)
}

@Test func `what traces say cannot act on a terminal`() throws {
  let folder = try TemporaryFolder()
  let lines = (0..<12).map {
    Samples.trace(
      id: "x\($0)", passed: false, tool: #"wipe\u001b[2J"#, result: #"Error: \u001b]0;owned\u0007"#)
  }
  try folder.write(Samples.text(lines), to: "t.jsonl")
  let outcome = try Tool.run(["mine", "t.jsonl", "--out", "r"], in: folder)
  #expect(outcome.code == 0)
  #expect(!outcome.output.contains("\u{1B}") && !outcome.output.contains("\u{7}"))
}

@Test func `the tables of evaluators fit on a screen of eighty columns, and are whole in a pipe`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.text((0..<160).map { Samples.trace($0) }), to: "t.jsonl")
  try Tool.run(["init", "w"], in: folder)
  for name in ["answered-by-the-assistant", "kind"] {
    try folder.write(
      "name: \(name)\ncriterion: overall\nkind: check\ncheck: {last_turn: {role: assistant}}\n",
      to: "w/evaluators/\(name).yaml")
  }
  func screen(_ command: String) throws -> [Substring] {
    let script = "stty cols 80; faultline \(command)"
    return try Tool.shell("script -qec '\(script)' /dev/null < /dev/null", in: folder).output
      .split(whereSeparator: \.isNewline)
      // The table takes the line of the progress, which is wiped out first.
      .map { $0.hasPrefix("\u{1B}[K") ? $0.dropFirst(3) : $0 }.filter { $0.hasPrefix("|") }
  }
  let evaluated = "evaluate t.jsonl --workspace w --out s"
  let gated = "gate --baseline s --candidate s --trust"
  let watched = "watch t.jsonl --workspace w --share 100"
  for (command, title) in [(evaluated, "| Evaluator "), (gated, "| evaluator "), (watched, "| Evaluator ")] {
    let lines = try screen(command)
    #expect(
      lines.count == 4 && lines.allSatisfy { $0.count <= 80 }, "\(command):\n\(lines.joined(separator: "\n"))"
    )
    #expect(lines.first?.hasPrefix(title) == true)
  }
  let piped = try Tool.run(evaluated.split(separator: " ").map(String.init), in: folder).output
  #expect(piped.contains("| Version ") && piped.contains("| Unreadable |"))
}

@Test func `formats are told in the width of the screen, and a line each in a pipe`() throws {
  let folder = try TemporaryFolder()
  let shown = try Tool.shell(
    "script -qec 'stty cols 80; faultline formats' /dev/null < /dev/null", in: folder
  ).output.split(whereSeparator: \.isNewline)
  let piped = try Tool.run(["formats"], in: folder).output.split(whereSeparator: \.isNewline)
  #expect(shown.allSatisfy { $0.count <= 80 }, "\(shown.filter { $0.count > 80 })")
  #expect(shown.count > piped.count)
  func words(_ lines: [Substring]) -> [Substring] { lines.flatMap { $0.split(separator: " ") } }
  #expect(words(shown) == words(piped))
}
