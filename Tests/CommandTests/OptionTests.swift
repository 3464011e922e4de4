import Foundation
import Testing

/// Label files, a workspace and traces, for options that are looked at before anything is read.
private func made() throws -> TemporaryFolder {
  let folder = try TemporaryFolder()
  let labels = (0..<40).map { "\($0),c,ann,human,\($0 % 2)\n\($0),c,j,judge,\($0 % 5 / 3)\n" }
  try folder.write("item_id,criterion,annotator,role,label\n" + labels.joined(), to: "l.csv")
  try folder.write(Samples.goodText, to: "t.jsonl")
  return folder
}

@Test func `an empty path is wrong usage with every option that names one, and nothing is written`() throws {
  let folder = try made()
  let before = try FileManager.default.contentsOfDirectory(atPath: "/").sorted()
  for command in [
    "mine t.jsonl", "demo", "align l.csv", "calibrate l.csv", "calibrate apply c.json l.csv",
    "evaluate t.jsonl", "watch t.jsonl", "queue export --to csv",
  ] {
    let outcome = try Tool.run(command.split(separator: " ").map(String.init) + ["--out", ""], in: folder)
    #expect(
      outcome.code == 64 && outcome.errors.contains("--out names nothing"), "\(command): \(outcome.errors)")
  }
  for option in ["--markdown", "--junit", "--sarif", "--workspace"] {
    let outcome = try Tool.run(["gate", "--baseline", "a", "--candidate", "b", option, ""], in: folder)
    #expect(outcome.code == 64 && outcome.errors.contains("\(option) names nothing"), "\(outcome.errors)")
  }
  for command in ["mine t.jsonl", "history", "doctor", "queue status", "align l.csv"] {
    let outcome = try Tool.run(
      command.split(separator: " ").map(String.init) + ["--workspace", ""], in: folder)
    #expect(outcome.code == 64 && outcome.errors.contains("--workspace names nothing"), "\(command)")
  }
  #expect(try Tool.run(["init", ""], in: folder).code == 64)
  #expect(try FileManager.default.contentsOfDirectory(atPath: "/").sorted() == before)
}

@Test(arguments: [
  ("calibrate l.csv --workspace nowhere", "nowhere: there is no workspace here; `faultline init` makes one"),
  ("align l.csv --workspace nowhere", "nowhere: there is no workspace here"),
  ("gate --baseline a --candidate b --workspace nowhere", "nowhere: there is no workspace here"),
  ("calibrate l.csv --threshold 0.7", "--threshold goes with --pass-fail"),
  ("calibrate l.csv --repeat 3", "--repeat goes with --split"),
  ("calibrate l.csv --split half --repeat -3", "--repeat must be 0 or more"),
  ("calibrate l.csv --penalty -1", "--penalty must be above 0"),
  ("calibrate series l.csv --repeats 100001", "--repeats must be from 1 to 100000"),
  ("align l.csv --resamples 1000001", "--resamples must be from 0 to 1000000"),
  ("align l.csv --resamples \(Int.max)", "--resamples must be from 0 to 1000000"),
  ("align l.csv --misaligned -1", "--misaligned cannot be below 0"),
  ("watch t.jsonl --share -1", "--share must be above 0"),
  ("evaluate t.jsonl --calls -1", "--calls, --tokens and --cost must be above 0"),
])
func `options that make no sense are refused before anything is read`(command: String, words: String) throws {
  let outcome = try Tool.shell("timeout 20 faultline \(command)", in: try made())
  #expect(outcome.code == 64 && outcome.errors.contains(words), "\(outcome.errors)")
}

@Test func `a map of aliases that stand for millions of values is refused at once`() throws {
  let folder = try made()
  let lines = (1..<12).map { level in
    "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ","))]\n"
  }
  try folder.write("turns: /messages\na0: &a0 [x,x,x]\n" + lines.joined(), to: "map.yaml")
  let outcome = try Tool.shell("timeout 20 faultline mine t.jsonl --map map.yaml --out r", in: folder)
  #expect(outcome.code == 64 && outcome.errors.contains("more than 10000 values"), "\(outcome.errors)")
}

@Test func `label files may come from a pipe that the shell hands over`() throws {
  let folder = try made()
  let plain = try Tool.run(["align", "l.csv", "--json"], in: folder)
  let piped = try Tool.shell("bash -c 'faultline align <(cat l.csv) --json'", in: folder)
  #expect(plain.code == 0 && piped.code == 0, "\(piped.errors)")
  #expect(piped.count("comparisons") == plain.count("comparisons"))
}
