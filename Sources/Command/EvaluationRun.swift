import ArgumentParser
import ContentHash
import Evaluators
import Foundation
import Gate
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

  /// The models of the suite; `nil` where it has none.
  let judges: SuiteJudges?

  /// What verdicts of models are mapped by, by the evaluator's name.
  var maps: [String: VerdictMap] = [:]

  /// What was found of each evaluator on labels, as JSON, and the label set, by the evaluator's name.
  var fitness: [String: JSONText] = [:]
  var labelSets: [String: String] = [:]

  /// Labelled traces that are asked about anew, as a chat file; empty for none.
  var canaries = ""

  /// The traces that are scored, by their hashed names, and how they were drawn; `nil` for all.
  var sample: [UInt64: DrawnTrace]?

  /// Takes the scores, for those who go on with them.
  var log: ScoreLog?

  /// The labelled traces that the evaluators are held against; `nil` where files are scored.
  var loop: AlignmentLoop?

  /// What came of a run.
  struct Result {
    let report: EvaluationReport
    let folder: String
    let hasFailedPaths: Bool

    /// The hashed names of drawn traces, by what they are called in scores, and those that an evaluator has no verdict
    /// on.
    let drawnNames: [String: UInt64]
    let leftNames: Set<UInt64>
  }

  func run() throws -> Result {
    let found = Discovery.traceFiles(at: paths)
    // A pass over new traces has said it before.
    if showsProgress, sample == nil { found.noteLeftOut() }
    guard !found.files.isEmpty else {
      if found.failures.isEmpty { Message.error("Nothing to read. Name files that hold traces.") }
      throw ExitCode.failure
    }
    var plan = ScoringPlan(suite: suite, run: code(of: found.files), time: Self.text(of: time))
    (plan.maps, plan.labelSets, plan.sample) = (maps, labelSets, sample)
    let folder = out ?? "\(workspace.path)/evaluations/\(plan.run)"
    let asking = SuiteAsking(folder: workspace.path) { version, traces in
      try judges?.judgements(version, traces) ?? traces.map { _ in nil }
    }
    defer { asking.stop() }
    var report: EvaluationReport?
    var (drawnNames, leftNames): ([String: UInt64], Set<UInt64>) = ([:], [])
    try AtomicFolder(path: folder, marker: "evaluation.json").replace { draft in
      let (collection, canaryCount) = try score(found.files, plan, asking, draft)
      guard collection.traceCount > 0 else { throw nothingRead(collection, found.files) }
      var made = self.report(of: collection, found.files)
      made.canaryCount = canaryCount
      let pages = try loop?.pages(of: &made) ?? []
      for page in EvaluationPage(made).files + pages { try draft.write(page.text, to: page.path) }
      report = made
      (drawnNames, leftNames) = (collection.drawnNames, collection.leftNames)
    }
    guard let report else { throw ExitCode.failure }
    warn(of: report, folder)
    return Result(
      report: report, folder: folder, hasFailedPaths: !found.failures.isEmpty,
      drawnNames: drawnNames, leftNames: leftNames)
  }

  /// Says which evaluators gave no verdict on some traces, and why on most of them.
  private func warn(of report: EvaluationReport, _ folder: String) {
    for member in report.members {
      let (name, tally) = (member.version.evaluator.name, member.tally)
      guard tally.unreadableCount > 0 else { continue }
      // The second says why a program was given up, where that is the first.
      let reasons = tally.commonestFailures.prefix(2).map { "on \($0.count): \($0.reason)" }
      Message.warning(
        """
        \(name): no verdict on \(tally.unreadableCount) of \(tally.traceCount) traces; \
        \(reasons.joined(separator: "; ")); see \(workspace.path)/evaluators/\(name).yaml and \(folder)/README.md
        """)
    }
  }

  /// Takes over what is known of the suite: maps of verdicts, what was found of it on labels, and canaries for its models.
  mutating func takeStandings(from memory: Memory, canaryCount: Int) throws {
    maps = try CalibrationMaps.maps(of: workspace, for: suite)
    for version in suite {
      let found = try memory.fitness(
        ofEvaluator: version.evaluator.name, version: version.id, criterionVersion: version.criterionVersion)
      guard let found, let known = Fitness(json: found) else { continue }
      fitness[version.evaluator.name] = known.json
      labelSets[version.evaluator.name] = known.labelSet
    }
    let asking = Set(suite.filter { $0.evaluator.kind == .judge }.map(\.evaluator.criterion))
    if canaryCount > 0, !asking.isEmpty {
      canaries = try LabelledTraces(workspace, memory, set: nil).canaries(canaryCount, on: asking)
    }
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
  ) throws -> (scores: ScoreCollection, canaryCount: Int) {
    var plan = plan
    while true {
      loop?.begin()
      log?.begin()
      var canaryCount = 0
      var collection = ScoreCollection(plan: plan, asking: asking.judgements)
      var reading = MiningPlan(outcomes: OutcomeRule(field: outcomeField), map: map, threadCount: threadCount)
      reading.drawnNames = sample.map { Set($0.keys) }
      let intake = TraceIntake(plan: reading, for: .scoring(plan), paths: files.map(\.path))
      let blocks = TraceReading(intake: intake, threadCount: threadCount, showsProgress: showsProgress)
      try draft.write(to: "scores.jsonl") { file in
        let write = { (lines: [UInt8]) in
          try file.write(lines)
          loop?.take(lines)
          log?.take(lines)
        }
        try blocks.read(files) { block in try collection.add(block, write) }
        try collection.finish(write)
        if collection.variedNames.isEmpty { canaryCount = try scoreCanaries(plan, asking, file) }
      }
      guard !collection.variedNames.isEmpty else { return (collection, canaryCount) }
      plan.variedNames.formUnion(collection.variedNames)
    }
  }

  /// Asks the models anew about traces that are scored at every run.
  ///
  /// - Returns: How many.
  private func scoreCanaries(
    _ plan: ScoringPlan, _ asking: SuiteAsking, _ file: WrittenFile
  ) throws -> Int {
    let asked = suite.filter { $0.evaluator.kind == .judge && $0.evaluator.judge != nil }
    guard !canaries.isEmpty, !asked.isEmpty else { return 0 }
    var own = ScoringPlan(suite: asked, run: plan.run, time: plan.time)
    (own.maps, own.labelSets, own.isOfCanaries) = (plan.maps, plan.labelSets, true)
    judges?.askAnew(on: String(plan.time.prefix(10)))
    return try withTemporaryFile(holding: canaries) { path in
      let files = Discovery(temporaryFolder: NSTemporaryDirectory()).files(at: [path]).files
      var collection = ScoreCollection(plan: own, asking: asking.judgements)
      let intake = TraceIntake(plan: MiningPlan(threadCount: threadCount), for: .scoring(own))
      let reading = TraceReading(intake: intake, threadCount: threadCount, showsProgress: false)
      let write = { (lines: [UInt8]) in
        try file.write(lines)
        log?.take(lines)
      }
      try reading.read(files) { block in try collection.add(block, write) }
      try collection.finish(write)
      return collection.traceCount
    }
  }

  private func report(of collection: ScoreCollection, _ files: [SourceFile]) -> EvaluationReport {
    let inputs = files.map { file in
      // Labelled traces come from the database, by way of a file that is gone when the report is read.
      RunReport.Input(
        path: loop.map { "label set \($0.labelSet ?? "current")" } ?? file.path, byteCount: file.byteCount,
        hash: collection.fileHashes.digits(ofFile: file.index))
    }
    let members = zip(collection.plan.suite, collection.tallies).map { version, tally in
      var member = EvaluationReport.Member(version: version, tally: tally)
      member.cost = judges?.costs[version.evaluator.name]
      member.fitness = fitness[version.evaluator.name] ?? .null
      return member
    }
    var counts = EvaluationReport.Counts(
      records: collection.recordCount, traces: collection.traceCount, joined: collection.joinedCount,
      duplicates: collection.duplicateCount, conflicts: collection.conflictCount,
      rejections: collection.rejections.count)
    counts.undrawn = collection.undrawnCount
    return EvaluationReport(
      run: collection.plan.run, time: collection.plan.time, version: Version.number, labelSet: loop?.labelSet,
      inputs: inputs, counts: counts, members: members,
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
    Message.error(NothingRead(recordCount: collection.recordCount, files: files).message)
    return ExitCode.failure
  }
}
