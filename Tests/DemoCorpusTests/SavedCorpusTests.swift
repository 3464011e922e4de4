import Foundation
import Testing

@testable import DemoCorpus

/// The settings of the corpus in Corpora/demo.
private struct SavedSettings: Codable {
  let traces: Int
  let modes: Int
  let seed: UInt64
  let mean_trace_bytes: Int
}

private let folder = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  .appendingPathComponent("Corpora/demo")

/// To record again after a change of the generator: `RECORD=1 swift test --filter SavedCorpusTests`.
@Test func `the saved corpus is what the generator makes of its settings`() throws {
  let settings = try JSONDecoder().decode(
    SavedSettings.self, from: Data(contentsOf: folder.appendingPathComponent("settings.json")))
  let corpus = DemoCorpus(
    traceCount: settings.traces, modeCount: settings.modes, seed: settings.seed,
    meanTraceBytes: settings.mean_trace_bytes)
  let made = drawn(corpus)
  let lines = Data(made.flatMap(\.line))
  let rows = Data((PlantedTruth.header + made.map(\.truth.row).joined()).utf8)
  let traceFile = folder.appendingPathComponent("traces.jsonl")
  let truthFile = folder.appendingPathComponent("truth.csv")
  if ProcessInfo.processInfo.environment["RECORD"] != nil {
    try lines.write(to: traceFile)
    try rows.write(to: truthFile)
  }
  #expect(try Data(contentsOf: traceFile) == lines, "Corpora/demo/traces.jsonl is of another generator")
  #expect(try Data(contentsOf: truthFile) == rows, "Corpora/demo/truth.csv is of another generator")
}
