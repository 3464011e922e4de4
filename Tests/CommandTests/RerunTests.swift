import Foundation
import Glibc
import Testing

@Test func `a run does not read the report of an earlier one as traces`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "in/t.jsonl")
  let arguments = ["mine", "in", "--out", "in/Reports/run"]
  let first = try Tool.run(arguments + ["--json"], in: folder)
  let files = try folder.files(in: "in/Reports/run")
  let second = try Tool.run(arguments, in: folder)
  #expect(first.code == 0 && second.code == 0)
  #expect(first.count("records") == 24)
  #expect(try folder.files(in: "in/Reports/run") == files)
  #expect(second.errors.contains("Left out: 1 report of Faultline"))
  #expect(second.errors.contains("in/Reports/run"))
  // Whoever names it means it.
  let named = try Tool.run(["mine", "in/Reports/run/queue.jsonl", "--out", "other", "--json"], in: folder)
  #expect(named.count("records") > 0)
}

@Test func `a report in which people wrote is kept beside the new one`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "t.jsonl")
  let arguments = ["mine", "t.jsonl", "--out", "r/"]
  #expect(try Tool.run(arguments, in: folder).errors == "")
  let written = try folder.files(in: "r")
  let page = try #require(written.keys.sorted().first { $0.hasPrefix("signatures/") && $0.hasSuffix(".md") })
  // Nothing was changed, so nothing is kept.
  #expect(try Tool.run(arguments, in: folder).errors == "")
  #expect(!FileManager.default.fileExists(atPath: folder.path + "/r.kept-1"))
  for number in 1...2 {
    let filled = try folder.text(of: "r/" + page) + "Rationale: read by Ann, \(number)\n"
    try folder.write(filled, to: "r/" + page)
    try folder.write("mine", to: "r/notes.txt")
    let outcome = try Tool.run(arguments, in: folder)
    #expect(outcome.code == 0)
    #expect(
      outcome.errors.contains(
        "2 files of the earlier report had been changed or added by hand, such as notes.txt"))
    #expect(outcome.errors.contains("kept in r.kept-\(number)\n"))
    #expect(try folder.text(of: "r.kept-\(number)/" + page) == filled)
    #expect(try folder.text(of: "r.kept-\(number)/notes.txt") == "mine")
    #expect(try folder.files(in: "r") == written)
  }
  #expect(try folder.hiddenNames() == [])
}

@Test func `a place that no report can take is refused before anything is read`() throws {
  let folder = try TemporaryFolder()
  try folder.write("dear", to: "photos/1.txt")
  try folder.write(#"{"name": "an extension"}"#, to: "extension/manifest.json")
  let foreign = "this folder holds other things than a report"
  for (out, words) in [
    ("photos", foreign), ("extension", foreign), ("photos/1.txt", "is a file and no folder"),
    ("photos/1.txt/r", "is a file and no folder"),
    (String(repeating: "n", count: 300), "this name is too long; choose a shorter one"),
  ] {
    let outcome = try Tool.run(["mine", "missing.jsonl", "--out", out], in: folder)
    #expect(outcome.code == 1 && outcome.errors.contains(words), "\(outcome.errors)")
    #expect(!outcome.errors.contains("missing.jsonl"))
  }
}

@Test func `a page of somebody else's is not replaced by a report`() throws {
  let folder = try TemporaryFolder()
  let labels = (0..<40).map { "\($0),c,ann,human,\($0 % 2)\n\($0),c,j,judge,\($0 % 5 / 3)\n" }
  try folder.write("item_id,criterion,annotator,role,label\n" + labels.joined(), to: "l.csv")
  try folder.write("# My project\n", to: "README.md")
  for command in ["align", "calibrate"] {
    let refused = try Tool.run([command, "l.csv", "--out", "."], in: folder)
    #expect(refused.code == 1 && refused.errors.contains("holds other things than a report"))
    for _ in 0..<2 { #expect(try Tool.run([command, "l.csv", "--out", command], in: folder).code == 0) }
  }
  #expect(try Tool.run(["align", "l.csv", "--out", "calibrate"], in: folder).code == 1)
  #expect(try folder.text(of: "README.md") == "# My project\n")
}

@Test func `a report that may not be removed stays, and no draft beside it`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "t.jsonl")
  // The superuser may write everywhere.
  let user = getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : ""
  guard try Tool.shell("chmod 777 . && \(user) true", in: folder).code == 0 else {
    print("skipped: this machine lets us be no other user")
    return
  }
  let mine = "\(user) \(Tool.path) mine t.jsonl --quiet --out r"
  #expect(try Tool.shell(mine, in: folder).code == 0)
  let written = try folder.files(in: "r")
  let refused = try Tool.shell("chmod a-w r; \(mine)", in: folder)
  #expect(refused.code == 1 && refused.errors.contains("r: cannot be written (Permission denied)"))
  #expect(try folder.files(in: "r") == written)
  #expect(try folder.hiddenNames() == [])
  #expect(try Tool.shell("chmod u+w r; \(mine)", in: folder).code == 0)
}

@Test func `an outcome field that no record has is said to be none`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "t.jsonl")
  let mistyped = try Tool.run(["mine", "t.jsonl", "--outcome-field", "outcome.pased"], in: folder)
  #expect(mistyped.code == 0)
  #expect(mistyped.errors.contains("no record has an outcome at outcome.pased"))
  let right = try Tool.run(["mine", "t.jsonl", "--outcome-field", "outcome.passed"], in: folder)
  #expect(right.errors == "")
}

@Test func `a result that cannot be printed is a failure`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "t.jsonl")
  let outcome = try Tool.shell("faultline mine t.jsonl --json >/dev/full", in: folder)
  #expect(outcome.code == 1)
  #expect(outcome.errors.contains("what was printed could not be written"))
}

@Test func `paths that are not there are counted, and alone are a failure with words`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "t.jsonl")
  let some = try Tool.run(["mine", "t.jsonl", "away.jsonl", "--json"], in: folder)
  #expect(some.code == 2)
  #expect(some.count("failed_paths") == 1)
  let none = try Tool.run(["mine", "away.jsonl"], in: folder)
  #expect(none.code == 1)
  #expect(none.errors.contains("faultline: Nothing was read"))
  let file = try Tool.run(["mine", "t.jsonl", "--out", "t.jsonl"], in: folder)
  #expect(file.code == 1)
  #expect(file.errors.contains("is a file and no folder"))
}

@Test func `an empty id is none`() throws {
  let folder = try TemporaryFolder()
  let traces = (0..<6).map { Samples.trace(id: "", passed: false, request: "Order \($0)?") }
  try folder.write(Samples.text(traces), to: "t.jsonl")
  let outcome = try Tool.run(["mine", "t.jsonl", "--out", "r", "--json"], in: folder)
  #expect(outcome.count("traces") == 6)
  #expect(outcome.count("conflicts") == 0)
  let rows = try folder.text(of: "r/assignments.csv").split(separator: "\n").dropFirst()
  #expect(Set(rows.map { $0.prefix { $0 != "," } }).count == 6)
  #expect(rows.allSatisfy { !$0.hasPrefix(",") && !$0.hasPrefix("#") })
}

@Test func `a file that grows too large ends the run with words, and the earlier report stays`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "t.jsonl")
  #expect(try Tool.run(["mine", "t.jsonl", "--out", "r"], in: folder).code == 0)
  let files = try folder.files(in: "r")
  let outcome = try Tool.shell("ulimit -f 8; faultline mine t.jsonl --out r", in: folder)
  #expect(outcome.code == 1)
  #expect(outcome.errors.contains("File too large"))
  #expect(try folder.files(in: "r") == files)
  #expect(try folder.hiddenNames() == [])
}

@Test func `a name of several words is no content that was missed`() throws {
  let folder = try TemporaryFolder()
  let trace = Samples.trace(id: "order question from Ann, number 7", passed: false)
    .dropFirst().description
  try folder.write(
    "{\"agent\":\"support bot for retail customers in Europe\"," + trace + "\n", to: "t.jsonl")
  let outcome = try Tool.run(["mine", "t.jsonl"], in: folder)
  #expect(outcome.code == 0)
  #expect(outcome.errors == "")
}

@Test func `a manifest of something else makes no report of a folder`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "in/export/t.jsonl")
  for name in ["README.md", "signatures.json"] { try folder.write("", to: "in/export/" + name) }
  try folder.write(#"{"name":"npm","version":"1.0"}"#, to: "in/export/manifest.json")
  let read = try Tool.run(["mine", "in/export/t.jsonl", "in", "--out", "r", "--json"], in: folder)
  #expect(read.count("traces") == 24)
  let files = try folder.files(in: "in/export")
  let written = try Tool.run(["mine", "in/export/t.jsonl", "--out", "in/export"], in: folder)
  #expect(written.code == 1)
  #expect(written.errors.contains("holds other things than a report"))
  #expect(try folder.files(in: "in/export") == files)
}

@Test func `a closed standard input is an empty one`() throws {
  let folder = try TemporaryFolder()
  let outcome = try Tool.shell("timeout -s KILL 60 faultline mine - --out r <&-", in: folder)
  #expect(outcome.code == 1)
  #expect(outcome.errors.contains("is empty"))
}

@Test(arguments: ["2>&-", ">&- 2>&-", "2>/dev/full", ">/dev/full 2>/dev/full"])
func `what cannot be said changes no exit code`(redirection: String) throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText + "{\n", to: "t.jsonl")
  try folder.write("", to: "empty.jsonl")
  let isPrinted = !redirection.hasPrefix(">")
  let expected: [(command: String, code: Int32)] = [
    ("mine nowhere", 1), ("mine empty.jsonl --out e", 1), ("inspect nowhere", 1), ("templates nowhere", 1),
    ("gate nowhere nowhere", 64), ("mine", 64), ("mine t.jsonl --out r", isPrinted ? 2 : 1),
  ]
  for (command, code) in expected {
    let outcome = try Tool.shell("faultline \(command) \(redirection)", in: folder)
    #expect(outcome.code == code, "\(command) \(redirection): signal \(outcome.signal ?? 0)")
  }
  // No file was opened in the place of a closed stream.
  #expect(try folder.text(of: "r/README.md").hasPrefix("# "))
}

@Test func `a current folder that is gone is in no workspace`() throws {
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "t.jsonl")
  let gone = "root=$PWD; mkdir gone; cd gone; rmdir ../gone; "
  let mined = try Tool.shell(gone + "faultline mine $root/t.jsonl --out $root/r --quiet", in: folder)
  #expect(mined.code == 0 && mined.errors == "")
  let relative = try Tool.shell(gone + "faultline mine $root/t.jsonl --quiet", in: folder)
  #expect(relative.code == 1 && relative.errors.contains("cannot be written"))
  let checked = try Tool.shell(gone + "faultline doctor", in: folder)
  #expect(checked.code == 1 && checked.errors.contains("There is no workspace here"))
}

@Test(arguments: [("-v 400000", "MB of memory (ulimit -v)"), ("-n 6", "6 files at a time (ulimit -n)")])
func `what the system does not let a process have is said before work begins`(limit: String, words: String)
  throws
{
  let folder = try TemporaryFolder()
  try folder.write(Samples.goodText, to: "t.jsonl")
  let outcome = try Tool.shell(
    "ulimit \(limit); exec timeout -s KILL 60 faultline mine t.jsonl --out r", in: folder)
  #expect(outcome.code == 1 && outcome.errors.contains(words), "\(outcome.errors)")
}
