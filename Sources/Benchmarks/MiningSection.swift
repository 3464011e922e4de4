import Foundation
import Reports

/// Mining beside the usual pipeline: TF-IDF, SVD, k-means and Ward merging to the true number of modes.
struct MiningSection {
  let bench: Bench

  /// What the peer prints of its run.
  private struct PeerOutput: Decodable {
    let seconds: Double
    let peak_bytes: Int
  }

  /// The table of a hard corpus, which asks whether the modes are found.
  func quality() throws -> String {
    "## Hard corpus\n\n" + (try table(traces: 20_000, meanBytes: 6_000)) + "\n"
  }

  /// The table of a large one, which asks how long it takes and how much memory.
  func speed() throws -> String {
    "## Speed\n\n" + (try table(traces: 50_000, meanBytes: 8_192)) + "\n"
  }

  private func table(traces: Int, meanBytes: Int) throws -> String {
    let corpus = try bench.corpus(traces: traces, modes: 80, meanBytes: meanBytes)
    let out = bench.folder + "/peer.csv"
    let printed = try bench.peer("cluster.py", [corpus.traces, corpus.truth, out])
    let peer = try JSONDecoder().decode(PeerOutput.self, from: Data(printed.utf8))
    let ours = try bench.mine(corpus)
    let peerQuality = try Quality(truth: corpus.truth, assignments: out)
    let quality = try Quality(truth: corpus.truth, assignments: ours.assignments)
    var table = MarkdownTable(columns: [
      (title: corpus.name, alignment: .left), (title: "peer", alignment: .right),
      (title: "ours", alignment: .right),
    ])
    table.append(["adjusted Rand index / V-measure", peerQuality.indices, quality.indices])
    table.append(["modes recovered", peerQuality.recovered, quality.recovered])
    table.append(["signatures", "\(corpus.modeCount) (given)", "\(ours.signatureCount)"])
    table.append([
      "seconds", FigureText.decimal(peer.seconds, 1),
      "\(FigureText.decimal(ours.wallSeconds, 2)) (\(FigureText.decimal(peer.seconds / ours.wallSeconds, 1))×)",
    ])
    table.append([
      "peak memory", FigureText.megabytes(peer.peak_bytes),
      "\(FigureText.megabytes(ours.peakBytes)) "
        + "(\(FigureText.decimal(Double(ours.peakBytes) / Double(peer.peak_bytes), 2))×)",
    ])
    return table.markdown
  }
}

/// How fast text is read and its evidence found, on one thread and on all.
struct ReadingSection {
  let bench: Bench

  /// As many runs as show the rate of a machine that does other things too; the best counts.
  private static let runCount = 3

  func markdown() throws -> String {
    let corpus = try bench.corpus(traces: 50_000, modes: 80, meanBytes: 8_192)
    var table = MarkdownTable(columns: [
      (title: "Reading and evidence: \(corpus.name)", alignment: .left),
      (title: "seconds", alignment: .right),
      (title: "MB/s", alignment: .right),
    ])
    for threads in [1, ProcessInfo.processInfo.activeProcessorCount] {
      let seconds = try (0..<Self.runCount).map { _ in try bench.mine(corpus, threads: threads).readSeconds }
      guard let best = seconds.min(), best > 0 else { continue }
      table.append([
        "\(threads) \(threads == 1 ? "thread" : "threads")", FigureText.decimal(best, 2),
        FigureText.decimal(Double(corpus.byteCount) / 1e6 / best, 0),
      ])
    }
    return "## Reading\n\n" + table.markdown + "\n"
  }
}

/// How time and memory grow with the number of traces.
struct GrowthSection {
  let bench: Bench

  func markdown() throws -> String {
    var table = MarkdownTable(columns: [
      (title: "Traces", alignment: .left), (title: "seconds", alignment: .right),
      (title: "µs a trace", alignment: .right), (title: "peak memory", alignment: .right),
      (title: "signatures", alignment: .right),
    ])
    for traces in [10_000, 100_000, 1_000_000] {
      let corpus = try bench.corpus(traces: traces, modes: 40, meanBytes: 1_500)
      let run = try bench.mine(corpus)
      table.append([
        corpus.name, FigureText.decimal(run.wallSeconds, 2),
        FigureText.decimal(run.wallSeconds / Double(corpus.traceCount) * 1e6, 1),
        FigureText.megabytes(run.peakBytes), "\(run.signatureCount)",
      ])
    }
    return "## Growth\n\n" + table.markdown + "\n"
  }
}
