import Alignment
import ArgumentParser
import Foundation
import Ingest
import Pipeline
import Reports
import Traces

/// The traces of labelled items, read once, in which disagreements are grouped.
struct ItemTexts {
  private let run: MiningRun
  private let files: [SourceFile]
  private let collection: TraceCollection

  /// Reads the traces.
  ///
  /// - Throws: If there is no trace in the paths.
  init(paths: [String], seed: UInt64, redacts: Bool) throws {
    run = MiningRun(
      paths: paths, out: "", scope: .all, signatureCount: nil, minimumSupport: nil, outcomeField: nil,
      map: nil,
      seed: seed, threadCount: nil, redacts: redacts, title: "Disagreements", showsProgress: false)
    let found = Discovery.traceFiles(at: paths)
    files = found.files
    var clock = StageClock()
    collection = try run.read(files, plan: run.plan(for: files), clock: &clock)
    guard collection.traceCount > 0 else {
      Message.error("No trace could be read from \(paths.joined(separator: ", ")); check --traces.")
      throw ExitCode.failure
    }
  }

  /// What the contradicted items have in common, the largest group first; none where too few have a trace.
  func clusters(of disagreements: Disagreements) throws -> [DisagreementCluster] {
    let mining = DisagreementMining(seed: run.seed, threadCount: run.workerCount)
    guard let mined = try mining.mined(disagreements, from: collection) else { return [] }
    let traces = try run.readBack(mined, of: files)
    let frame = run.frame(of: files, plan: run.plan(for: files), collection)
    return mined.report(frame, traces: traces).disagreementClusters()
  }
}
