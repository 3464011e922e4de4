import ArgumentParser
import DemoCorpus
import Foundation

/// Makes a demo corpus.
struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes a demo corpus with planted failures and mines it.",
    discussion: """
      Example:
        faultline demo --traces 2000 --modes 40 --seed 7
      """)

  @Option(help: "How many traces.")
  var traces = 2_000

  @Option(help: "How many ways of failing are planted.")
  var modes = 40

  @Option(help: "The seed; the same seed makes the same corpus.")
  var seed: UInt64 = 1

  @Option(help: "The mean size of a trace, in bytes.")
  var meanBytes = 8_192

  @Option(help: "Write the corpus and its truth to this folder.")
  var corpus = "Reports/demo-corpus"

  func run() throws {
    let corpusMaker = DemoCorpus(traceCount: traces, modeCount: modes, seed: seed, meanTraceBytes: meanBytes)
    try FileManager.default.createDirectory(atPath: corpus, withIntermediateDirectories: true)
    let path = corpus + "/traces.jsonl"
    guard FileManager.default.createFile(atPath: path, contents: nil) else { throw ExitCode.failure }
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    var truth = PlantedTruth.header
    try corpusMaker.forEachTrace { line, planted in
      try file.write(contentsOf: line)
      truth += planted.row
    }
    try file.close()
    try truth.write(toFile: corpus + "/truth.csv", atomically: true, encoding: .utf8)
    print(path)
  }
}
