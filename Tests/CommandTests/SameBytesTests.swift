import Foundation
import Testing

@Test func `the same input gives the same bytes`() throws {
  let folder = try TemporaryFolder()
  let corpus = try Samples.demoCorpus(in: folder, traces: 700, modes: 20)
  try Tool.shell("split -n l/5 \(corpus) part-", in: folder)
  let parts = ["part-aa", "part-ab", "part-ac", "part-ad", "part-ae"]
  let runs: [(name: String, arguments: [String])] = [
    ("first", parts + ["--threads", "1"]), ("again", parts + ["--threads", "1"]),
    ("threads", parts + ["--threads", "2"]), ("many", parts + ["--threads", "7"]),
    ("turned", parts.reversed() + ["--threads", "2"]),
  ]
  for run in runs {
    #expect(try Tool.run(["mine", "--out", run.name] + run.arguments, in: folder).code == 0)
  }
  let first = try folder.files(in: "first")
  #expect(first.count > 10)
  for run in runs.dropFirst() {
    let other = try folder.files(in: run.name)
    #expect(Set(first.keys) == Set(other.keys))
    #expect(first.keys.filter { first[$0] != other[$0] }.sorted() == [], "\(run.name)")
  }
}

@Test func `the same traces in other files give the same signatures`() throws {
  let folder = try TemporaryFolder()
  let corpus = try Samples.demoCorpus(in: folder, traces: 700, modes: 20)
  try Tool.shell("split -n l/4 \(corpus) part-", in: folder)
  try Tool.shell("mkdir in; n=9; for p in part-*; do mv $p in/$n.jsonl; n=$((n - 1)); done", in: folder)
  #expect(try Tool.run(["mine", corpus, "--out", "one"], in: folder).code == 0)
  #expect(try Tool.run(["mine", "in", "--out", "four"], in: folder).code == 0)
  let (one, four) = (try folder.files(in: "one"), try folder.files(in: "four"))
  #expect(one["signatures.json"] == four["signatures.json"])
  #expect(try assignments(folder, "one") == assignments(folder, "four"))
}

/// The rows of a report without the columns that say where a trace stands.
private func assignments(_ folder: TemporaryFolder, _ report: String) throws -> Set<String> {
  Set(
    try folder.text(of: report + "/assignments.csv").split(separator: "\n").map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return "\(fields[0]),\(fields[1]),\(fields[4]),\(fields[5])"
    })
}

@Test func `the demo makes the same bytes from the same numbers`() throws {
  let arguments = ["demo", "--traces", "300", "--modes", "8", "--seed", "5", "--mean-bytes", "3000"]
  let (one, two) = (try TemporaryFolder(), try TemporaryFolder())
  let outcome = try Tool.run(arguments, in: one)
  #expect(outcome.code == 0)
  #expect(try Tool.run(arguments, in: two).output == outcome.output)
  #expect(try one.files(in: "Reports") == two.files(in: "Reports"))
  #expect(outcome.output.contains("1. ") && outcome.output.contains("5. "))
  #expect(outcome.output.contains("Report: Reports/demo/README.md"))
  let truth = try one.text(of: "Reports/demo-corpus/truth.csv").split(separator: "\n")
  #expect(truth.count == 301)
  #expect(try one.text(of: "Reports/demo-corpus/traces.jsonl").split(separator: "\n").count == 300)
  let other = try TemporaryFolder()
  #expect(try Tool.run(arguments.map { $0 == "5" ? "6" : $0 }, in: other).code == 0)
  #expect(try other.files(in: "Reports/demo-corpus") != one.files(in: "Reports/demo-corpus"))
}
