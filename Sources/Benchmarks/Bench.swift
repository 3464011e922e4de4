import Foundation

/// The programs that are measured, and where they work.
struct Bench {
  let tool: String
  let python: String
  let folder: String

  /// The sizes, as a share of the full ones.
  let scale: Double

  /// The Python programs that the tool is compared with.
  private static let peers = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/peer/"

  /// A corpus that the tool made.
  struct Corpus {
    let traceCount: Int
    let modeCount: Int
    let traces: String
    let truth: String
    let byteCount: Int

    /// Such as `20,000 traces, 118 MB, 80 modes`.
    var name: String {
      "\(FigureText.count(traceCount)) traces, \(FigureText.megabytes(byteCount)), \(modeCount) modes"
    }
  }

  /// Makes a corpus, or takes the one of an earlier run, and brings it into memory.
  func corpus(traces: Int, modes: Int, meanBytes: Int) throws -> Corpus {
    let traceCount = max(200, Int((Double(traces) * scale).rounded()))
    let modeCount = min(modes, traceCount / 50)
    let out = "\(folder)/corpora/\(traceCount)-\(modeCount)-\(meanBytes)"
    let place = out + "-corpus"
    if !FileManager.default.fileExists(atPath: place + "/truth.csv") {
      _ = try Program(tool).output([
        "demo", "--corpus-only", "--traces", "\(traceCount)", "--modes", "\(modeCount)", "--seed", "11",
        "--mean-bytes", "\(meanBytes)", "--out", out,
      ])
    }
    return Corpus(
      traceCount: traceCount, modeCount: modeCount, traces: place + "/traces.jsonl",
      truth: place + "/truth.csv",
      byteCount: try warm(place + "/traces.jsonl"))
  }

  /// Reads a file, so that all who are measured find it in memory; gives its size.
  private func warm(_ path: String) throws -> Int {
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? file.close() }
    var byteCount = 0
    while let part = try file.read(upToCount: 1 << 24), !part.isEmpty { byteCount += part.count }
    return byteCount
  }

  /// Runs a peer; gives what it printed.
  func peer(_ name: String, _ arguments: [String]) throws -> String {
    try Program(python).output([Self.peers + name] + arguments)
  }

  /// What a run of mining took and gave.
  struct Mining {
    /// From the start of the process to its end.
    let wallSeconds: Double
    let readSeconds: Double
    let peakBytes: Int
    let signatureCount: Int
    let assignments: String
  }

  /// Runs the tool, report and all.
  func mine(_ corpus: Corpus, threads: Int? = nil) throws -> Mining {
    let report = folder + "/report"
    var arguments = ["mine", corpus.traces, "--out", report, "--json"]
    if let threads { arguments += ["--threads", "\(threads)"] }
    let clock = ContinuousClock()
    let start = clock.now
    let output = try Program(tool).output(arguments)
    let wall = start.duration(to: clock.now)
    let result = try JSONDecoder().decode(MineOutput.self, from: Data(output.utf8))
    return Mining(
      wallSeconds: wall / .seconds(1), readSeconds: result.seconds.read, peakBytes: result.peak_bytes,
      signatureCount: result.signatures, assignments: report + "/assignments.csv")
  }

  /// The part of `mine --json` that is used here, named as there.
  private struct MineOutput: Decodable {
    let seconds: Seconds
    let peak_bytes: Int
    let signatures: Int

    struct Seconds: Decodable {
      let read: Double
    }
  }
}
