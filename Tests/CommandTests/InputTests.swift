import Foundation
import Testing

/// The rows of a report without the columns that say where a trace stands.
private func rows(_ folder: TemporaryFolder, _ report: String) throws -> Set<String> {
  let lines = try folder.text(of: report + "/assignments.csv").split(separator: "\n")
  return Set(
    lines.map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return "\(fields[0]),\(fields[1]),\(fields[4]),\(fields[5])"
    })
}

@Test func `standard input, compressed files and plain files give the same signatures`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "t.jsonl")
  try Tool.shell("gzip -k t.jsonl && zstd -q t.jsonl && cp t.jsonl.gz misnamed.txt", in: folder)
  #expect(try Tool.run(["mine", "t.jsonl", "--out", "plain"], in: folder).code == 0)
  for command in [
    "mine t.jsonl.gz --out other", "mine t.jsonl.zst --out other", "mine misnamed.txt --out other",
    "mine - --out other < t.jsonl", "mine - --out other < t.jsonl.gz",
  ] {
    #expect(try Tool.shell("faultline " + command, in: folder).code == 0, "\(command)")
    #expect(try rows(folder, "other") == rows(folder, "plain"), "\(command)")
  }
  #expect(try Tool.shell("cat t.jsonl | faultline mine - --out other", in: folder).code == 0)
  #expect(try rows(folder, "other") == rows(folder, "plain"))
}

@Test func `folders are read with all below them, patterns by their matches`() throws {
  let folder = try TemporaryFolder()
  for (index, name) in ["a/1.jsonl", "a/b/2.jsonl", "a/b/c/3.json"].enumerated() {
    let part = Samples.good[index * 8..<index * 8 + 8]
    try folder.write(
      index == 2 ? "[\(part.joined(separator: ",\n"))]" : Samples.text(Array(part)), to: name)
  }
  try folder.write("# notes", to: "a/notes.md")
  #expect(try Tool.run(["mine", "a", "--json", "--out", "r"], in: folder).count("traces") == 24)
  let globbed = try Tool.run(["mine", "a/*.jsonl", "a/*/2.jso[mn]l", "--json", "--out", "r"], in: folder)
  #expect(globbed.count("traces") == 16)
  let twice = try Tool.run(["mine", "a", "a/1.jsonl", "a/../a", "--json", "--out", "r"], in: folder)
  #expect(twice.count("traces") == 24)
  #expect(twice.count("duplicates") == 0)
}

@Test func `an outcome can stand in a field of one's own`() throws {
  let folder = try TemporaryFolder()
  let lines = (0..<20).map { number in
    Samples.trace(id: "f\(number)", passed: nil)
      .replacing("\"messages\"", with: "\"metadata\":{\"resolved\":\(number >= 8)},\"messages\"")
  }
  try folder.write(Samples.text(lines), to: "t.jsonl")
  let plain = try Tool.run(["mine", "t.jsonl", "--json", "--out", "r"], in: folder)
  #expect((plain.json["outcomes"] as? [String: Int])?["unknown"] == 20)
  let named = try Tool.run(
    ["mine", "t.jsonl", "--json", "--out", "r", "--outcome-field", "metadata.resolved"], in: folder)
  #expect(named.json["outcomes"] as? [String: Int] == ["success": 12, "failure": 8, "unknown": 0])
}

@Test func `traces of unknown outcome are given to the signature that they fit`() throws {
  let folder = try TemporaryFolder()
  let unknown = (0..<3).map {
    Samples.trace(
      id: "u\($0)", passed: nil, tool: "issue_refund",
      result: "Error: permission denied for account \(9_000 + $0)")
  }
  try folder.write(Samples.text(Samples.good + unknown), to: "t.jsonl")
  let outcome = try Tool.run(["mine", "t.jsonl", "--json", "--out", "r"], in: folder)
  #expect((outcome.json["outcomes"] as? [String: Int])?["unknown"] == 3)
  let rows = try folder.text(of: "r/assignments.csv").split(separator: "\n")
  let known = rows.first { $0.hasPrefix("t0,") }?.split(separator: ",")[1]
  for row in rows where row.hasPrefix("u") {
    #expect(row.split(separator: ",", omittingEmptySubsequences: false)[1] == known)
    #expect(row.contains(",unknown,"))
  }
  #expect(rows.count { $0.hasPrefix("u") } == 3)
}

@Test func `a name that is not UTF-8 is told and counted, and nothing is written under another`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "in/t.jsonl")
  let name = "\"$(printf 'caf\\351')\""
  let made = "cp in/t.jsonl in/\(name).jsonl && mkdir in/\(name) && cp in/t.jsonl in/\(name)/t.jsonl && "
  let whole = try Tool.shell(made + "faultline mine in --out r --json", in: folder)
  #expect(whole.code == 2 && whole.count("traces") == 24 && whole.count("failed_paths") == 2)
  #expect(whole.errors.components(separatedBy: "this name is not UTF-8; rename it").count == 3)
  for named in ["mine in/\(name).jsonl --out r", "inspect in/\(name).jsonl", "mine in/caf*.jsonl --out r"] {
    let outcome = try Tool.shell("faultline " + named, in: folder)
    #expect(outcome.code == 1 && outcome.errors.contains("not UTF-8"), "\(named)")
  }
  for out in [name, "\(name)/r", "in/\(name)"] {
    let outcome = try Tool.shell("faultline mine in/t.jsonl --out \(out)", in: folder)
    #expect(outcome.code == 1 && outcome.errors.contains("not UTF-8"), "\(out)")
  }
  #expect(
    try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.hasPrefix("caf") })
}

@Test func `many turns of the user in a row take no longer each than few`() throws {
  let folder = try TemporaryFolder()
  let said = (0..<200_000).map { "{\"role\":\"user\",\"content\":\"hello error world \($0)\"}" }
  let long =
    "{\"id\":\"long\",\"outcome\":{\"passed\":false},\"messages\":[\(said.joined(separator: ","))]}\n"
  try folder.write(long + Samples.goodText, to: "t.jsonl")
  // Where each turn looked at all before it, this took minutes.
  let outcome = try Tool.shell("timeout -s KILL 60 faultline mine t.jsonl --out r --quiet", in: folder)
  #expect(outcome.code == 0)
}

@Test func `arguments of a million characters that cannot be seen take no longer each than few`() throws {
  let folder = try TemporaryFolder()
  let hidden = String(repeating: "\u{202E}", count: 1_000_000)
  let call = "{\"id\":\"c\",\"function\":{\"name\":\"get\",\"arguments\":\"\(hidden)\"}}"
  let trace =
    "{\"id\":\"hidden\",\"outcome\":{\"passed\":false},\"messages\":[{\"role\":\"user\",\"content\":\"hello\"},"
    + "{\"role\":\"assistant\",\"tool_calls\":[\(call)]},"
    + "{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"Error: denied\"}]}\n"
  try folder.write(trace + Samples.goodText, to: "t.jsonl")
  // Where each sign copied all before it, this took minutes.
  let outcome = try Tool.shell("timeout -s KILL 60 faultline mine t.jsonl --out r --quiet", in: folder)
  #expect(outcome.code == 0)
}

@Test func `a call without a result is no burden to two hundred thousand after it`() throws {
  let folder = try TemporaryFolder()
  let asked = { (id: Int) in
    "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\(id)\",\"function\":{\"name\":\"get\"}}]}"
  }
  let answered = (1...200_000).map {
    "\(asked($0)),{\"role\":\"tool\",\"tool_call_id\":\"c\($0)\",\"content\":\"ok\"}"
  }
  let long =
    "{\"id\":\"long\",\"outcome\":{\"passed\":false},\"messages\":[\(asked(0)),\(answered.joined(separator: ","))]}\n"
  try folder.write(long + Samples.goodText, to: "t.jsonl")
  // Where each result was sought among all calls since the first, this took minutes.
  let outcome = try Tool.shell("timeout -s KILL 60 faultline mine t.jsonl --out r --quiet", in: folder)
  #expect(outcome.code == 0)
}

@Test func `a hundred thousand calls that are answered in reverse order take no longer than in order`() throws
{
  let folder = try TemporaryFolder()
  let calls = (0..<100_000).map { "{\"id\":\"c\($0)\",\"function\":{\"name\":\"get\"}}" }
  let answers = (0..<100_000).reversed().map {
    "{\"role\":\"tool\",\"tool_call_id\":\"c\($0)\",\"content\":\"ok\"}"
  }
  let long =
    "{\"id\":\"long\",\"outcome\":{\"passed\":false},\"messages\":[{\"role\":\"assistant\",\"tool_calls\":["
    + "\(calls.joined(separator: ","))]},\(answers.joined(separator: ","))]}\n"
  try folder.write(long + Samples.goodText, to: "t.jsonl")
  // Where each result was sought among all calls from the first on, this took more than a minute.
  let outcome = try Tool.shell("timeout -s KILL 30 faultline mine t.jsonl --out r --quiet", in: folder)
  #expect(outcome.code == 0)
}

@Test func `pipes, sockets and devices are left out of folders and refused by name, and nothing waits`()
  throws
{
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "in/t.jsonl")
  let walk = try Tool.shell(
    "mkfifo in/p in/q.csv && ln -s /dev/zero in/z && timeout 20 faultline mine in --out r", in: folder)
  #expect(walk.code == 0 && walk.errors.contains("Left out: 2 pipes, sockets or devices, such as in/p"))
  for command in ["mine", "inspect", "templates"] {
    for path in ["in/p", "/dev/zero"] {
      let refused = try Tool.shell("timeout 20 faultline \(command) \(path)", in: folder)
      #expect(refused.code == 1 && refused.errors.contains("\(path): this is a"), "\(refused.errors)")
      #expect(refused.errors.contains(" - "), "\(refused.errors)")
    }
  }
  let endless = try Tool.shell("timeout 20 faultline mine - < /dev/zero", in: folder)
  #expect(endless.code == 1 && endless.errors.contains("never ends"))
  for handed in ["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0", "-"] {
    let read = try Tool.shell(
      "cat in/t.jsonl | timeout 20 faultline mine \(handed) --json --out s", in: folder)
    #expect(read.count("traces") == 24, "\(handed): \(read.errors)")
  }
  let substituted = try Tool.shell(
    "bash -c 'faultline mine <(cat in/t.jsonl) --json --out s'", in: folder)
  #expect(substituted.count("traces") == 24, "\(substituted.errors)")
}

@Test func `lists within lists of a message's content, and numbers in them, are read`() throws {
  let folder = try TemporaryFolder()
  let content =
    #"[["nested",[{"type":"text","text":"deep words"}]],7,true,null,{"type":"text","text":"flat"}]"#
  try folder.write(
    "{\"id\":\"a\",\"messages\":[{\"role\":\"user\",\"content\":\(content)}]}\n", to: "t.jsonl")
  let outcome = try Tool.run(["inspect", "t.jsonl"], in: folder)
  for word in ["nested", "deep words", "7", "true", "flat"] { #expect(outcome.output.contains(word)) }
}

@Test func `the colours of a terminal are no content that was not read`() throws {
  let folder = try TemporaryFolder()
  let result = #"\u001b[32m7 passed\u001b[0m in 0.01s, see \u001b[1mreport\u001b[0m"#
  let lines = (0..<8).map { Samples.trace(id: "a\($0)", passed: $0 > 3, result: result) }
  try folder.write(Samples.text(lines), to: "t.jsonl")
  #expect(try Tool.run(["mine", "t.jsonl", "--out", "r"], in: folder).errors == "")
  #expect(try !Tool.run(["inspect", "t.jsonl"], in: folder).output.contains("looks like content"))
}

@Test func `options are refused with their reason, beside the usage of their command`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "t.jsonl")
  let refusals: [(arguments: String, words: String)] = [
    ("mine t.jsonl --map nowhere.yaml", "nowhere.yaml: cannot be read"),
    ("mine t.jsonl --week 2025-W11", "faultline init"),
    ("demo --traces 10 --modes 0", "--modes must be 1 or more"),
    ("demo --traces -5", "--traces must be 1 or more"),
    ("demo --traces 3 --modes 1", "for a single mode"),
    ("demo --traces \(Int.max)", "--traces must be 1000000000 or fewer"),
    ("demo --mean-bytes \(Int.max)", "--mean-bytes must be from 1 to 1000000000"),
  ]
  for (arguments, words) in refusals {
    let outcome = try Tool.run(arguments.split(separator: " ").map(String.init), in: folder)
    #expect(outcome.code == 64 && outcome.errors.contains(words), "\(outcome.errors)")
    #expect(outcome.errors.contains("Usage: faultline \(arguments.prefix(4))"), "\(outcome.errors)")
  }
}
