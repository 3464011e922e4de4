import ArgumentParser
import ContentHash
import Evaluators
import Foundation
import Ingest
import Pipeline
import Reports
import Store
import Traces

/// An evaluation from paths to a folder on disk: read, score, save.
struct EvaluationRun {
  let paths: [String]
  let workspace: Workspace

  /// The evaluators, in the order of their scores.
  let suite: [Evaluator.Version]

  /// Where the folder is written; `nil` for `evaluations/<run>` of the workspace.
  let out: String?
  let outcomeField: String?
  let map: TraceMap?
  let threadCount: Int
  let showsProgress: Bool
  let time: Date
  let judge: SuiteAsking.Judging

  /// What came of a run.
  struct Result {
    let report: EvaluationReport
    let folder: String
    let hasFailedPaths: Bool
  }

  func run() throws -> Result {
    let found = Discovery(temporaryFolder: NSTemporaryDirectory()).files(at: paths)
    for failure in found.failures { Message.warning(failure.words) }
    guard !found.files.isEmpty else {
      if found.failures.isEmpty { Message.error("Nothing to read. Name files that hold traces.") }
      throw ExitCode.failure
    }
    let plan = ScoringPlan(suite: suite, run: code(of: found.files), time: Self.text(of: time))
    let folder = out ?? "\(workspace.path)/evaluations/\(plan.run)"
    let asking = SuiteAsking(folder: workspace.path, judge: judge)
    defer { asking.stop() }
    var report: EvaluationReport?
    try AtomicFolder(path: folder, marker: "evaluation.json").replace { draft in
      let collection = try score(found.files, plan, asking, draft)
      guard collection.traceCount > 0 else { throw nothingRead(collection, found.files) }
      let made = self.report(of: collection, found.files)
      for page in EvaluationPage(made).files { try draft.write(page.text, to: page.path) }
      report = made
    }
    guard let report else { throw ExitCode.failure }
    return Result(report: report, folder: folder, hasFailedPaths: !found.failures.isEmpty)
  }

  /// What the run is called: evaluators, files and time make it.
  private func code(of files: [SourceFile]) -> String {
    let parts =
      suite.map { $0.evaluator.name + $0.id } + files.map { "\($0.path)\u{1F}\($0.byteCount)" }
      + ["\(time.timeIntervalSince1970)"]
    return "E-" + ContentHash.hexadecimal(of: Array(parts.joined(separator: "\u{1E}").utf8)).prefix(8)
  }

  private static func text(of time: Date) -> String { ISO8601DateFormatter().string(from: time) }

  /// Scores the traces of the files; a second time where ids turn out to have several variants, which every score of
  /// theirs has to name.
  private func score(
    _ files: [SourceFile], _ plan: ScoringPlan, _ asking: SuiteAsking, _ draft: FolderDraft
  ) throws -> ScoreCollection {
    var plan = plan
    while true {
      var collection = ScoreCollection(plan: plan, asking: asking.judgements)
      let intake = TraceIntake(
        plan: MiningPlan(outcomes: OutcomeRule(field: outcomeField), map: map, threadCount: threadCount),
        for: .scoring(plan))
      let reading = TraceReading(intake: intake, threadCount: threadCount, showsProgress: showsProgress)
      try draft.write(to: "scores.jsonl") { file in
        try reading.read(files) { block in try collection.add(block) { try file.write($0) } }
        try collection.finish { try file.write($0) }
      }
      guard !collection.variedNames.isEmpty else { return collection }
      plan.variedNames.formUnion(collection.variedNames)
    }
  }

  private func report(of collection: ScoreCollection, _ files: [SourceFile]) -> EvaluationReport {
    let inputs = files.map { file in
      RunReport.Input(
        path: file.path, byteCount: file.byteCount, hash: collection.fileHashes.digits(ofFile: file.index))
    }
    return EvaluationReport(
      run: collection.plan.run, time: collection.plan.time, version: Version.number, inputs: inputs,
      counts: .init(
        records: collection.recordCount, traces: collection.traceCount, joined: collection.joinedCount,
        duplicates: collection.duplicateCount, conflicts: collection.conflictCount,
        rejections: collection.rejections.count),
      members: zip(collection.plan.suite, collection.tallies).map { .init(version: $0, tally: $1) },
      pairs: collection.pairs, rejections: rejections(of: collection, files))
  }

  /// The reasons of rejections, the commonest first.
  private func rejections(
    of collection: ScoreCollection, _ files: [SourceFile]
  ) -> [EvaluationReport.Rejection] {
    var found: [String: EvaluationReport.Rejection] = [:]
    for rejection in collection.rejections {
      let path = files[rejection.fileIndex].path
      found[
        rejection.reason,
        default: .init(reason: rejection.reason, count: 0, path: path, line: rejection.line)
      ].count += 1
    }
    return found.values.sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
  }

  private func nothingRead(_ collection: ScoreCollection, _ files: [SourceFile]) -> any Error {
    for rejection in collection.rejections.prefix(5) {
      Message.warning("\(files[rejection.fileIndex].path), line \(rejection.line): \(rejection.reason)")
    }
    Message.error(
      """
      No trace in \(collection.recordCount) records; `faultline inspect` shows what was understood of them.
      """)
    return ExitCode.failure
  }
}
