import ArgumentParser
import Evaluators
import Foundation
import Gate
import History
import Ingest
import Pipeline
import Reports
import Store
import Traces

/// A pass over new traces: draw, score, remember, test, write.
struct WatchRun {
  let paths: [String]
  let use: WorkspaceUse
  let suite: [Evaluator.Version]
  let share: Double
  let changedShare: Double
  let isTrusted: Bool
  let canaryCount: Int
  let outcomeField: String?
  let map: TraceMap?
  let threadCount: Int
  let redacts: Bool
  let showsProgress: Bool
  let time: Date
  let judges: SuiteJudges?

  /// What came of a pass.
  struct Result {
    let report: WatchReport

    /// Drifts to the worse that had not been told.
    let drifts: [ToldDrift]

    /// Whether all that was met could be read and was scored.
    let isWhole: Bool
  }

  private var memory: Memory { use.memory }
  private var now: Week { Week(holdingSecond: time.timeIntervalSince1970) }

  func run() throws -> Result {
    try ProcessLimits.check()
    let found = Discovery.traceFiles(at: paths)
    if showsProgress { found.noteLeftOut() }
    guard !found.files.isEmpty else {
      if found.failures.isEmpty { Message.error("Nothing to read. Name files that hold traces.") }
      throw ExitCode.failure
    }
    var mining = MiningRun(
      paths: paths, out: nil, scope: use.settings.scope ?? .failures,
      signatureCount: use.settings.signatureCount, minimumSupport: use.settings.minimumSupport,
      outcomeField: outcomeField, map: map, seed: use.settings.seed ?? 1, threadCount: threadCount,
      redacts: redacts, title: "Failure signatures", showsProgress: false, memory: use)
    mining.failedNames = try memory.failedNames()
    let draw = try WatchDraw(
      of: found.files, by: mining, use, share: share, changedShare: changedShare, today: now)
    var isWhole = found.failures.isEmpty && draw.rejectionCount == 0
    if draw.traceCount > 0 { isWhole = try watch(draw, found.files, mining) && isWhole }
    let report = try report(newTraceCount: draw.traceCount)
    return Result(report: report, drifts: try newDrifts(in: report), isWhole: isWhole)
  }

  // MARK: A pass

  /// Scores the drawn traces and remembers them.
  ///
  /// - Returns: Whether every answer could be read.
  private func watch(_ draw: WatchDraw, _ files: [SourceFile], _ mining: MiningRun) throws -> Bool {
    guard !draw.sample.isEmpty else {
      try memory.record(
        findings(of: draw, evaluation: nil, draw.names, clusters: [], failures: []), evaluation: nil,
        scores: []
      ) { _ in "" }
      return true
    }
    var run = EvaluationRun(
      paths: paths, workspace: use.workspace, suite: suite, out: nil, outcomeField: outcomeField, map: map,
      threadCount: threadCount, showsProgress: showsProgress, time: time, judges: judges)
    try run.takeStandings(from: memory, canaryCount: canaryCount)
    let log = ScoreLog()
    (run.sample, run.log) = (draw.sample, log)
    let result = try run.run()
    return try remember(result, log.scores, of: draw, files, mining)
  }

  /// Remembers a pass.
  ///
  /// A trace that a model was not asked about, because a budget is spent, or gave no answer on, because its endpoint
  /// fails, is met again by the next pass.
  private func remember(
    _ result: EvaluationRun.Result, _ scores: [Score], of draw: WatchDraw, _ files: [SourceFile],
    _ mining: MiningRun
  ) throws -> Bool {
    let canaries = scores.filter(\.isCanary)
    let scores = scores.filter { score in
      result.drawnNames[score.traceID].map { !result.leftNames.contains($0) } ?? false
    }
    let names = draw.names.mapValues { $0.filter { !result.leftNames.contains($0) } }
    let failures = handedOver(scores, result, draw)
    let handed = Dictionary(grouping: failures, by: \.evaluator).mapValues { Set($0.map(\.traceID)) }
    let clusters = try WatchClusters(run: mining, files: files, draw: draw, handedOver: handed).clusters(
      of: scores)
    let evaluation = EvaluationRecording(workspace: use.workspace, memory: memory).record(
      of: result, kind: .watch)
    var isHanded: Set<UInt64> = []
    let once = failures.filter { isHanded.insert($0.name).inserted }
    try memory.record(
      findings(of: draw, evaluation: evaluation.code, names, clusters: clusters, failures: once),
      evaluation: evaluation, scores: scores + canaries
    ) { $0.id(run: evaluation.code) }
    if let reason = judges?.stopReason {
      Message.warning("models were not asked about all traces: \(reason); run again to go on")
    } else if !result.leftNames.isEmpty {
      Message.warning(
        "models gave no answer on \(result.leftNames.count) traces; run again to ask about them once more")
    }
    return result.report.counts.rejections == 0 && result.leftNames.isEmpty
      && result.report.members.allSatisfy { $0.tally.unreadableCount == 0 }
  }

  private func findings(
    of draw: WatchDraw, evaluation: String?, _ names: [Week: [UInt64]], clusters: [WatchCluster],
    failures: [WatchFailure]
  ) throws -> WatchFindings {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let traceCount = names.values.reduce(0) { $0 + $1.count }
    let met = Set(names.values.joined())
    return WatchFindings(
      pass: WatchPass(
        startedAt: ISO8601DateFormatter().string(from: time), evaluation: evaluation, share: share,
        changedShare: changedShare, traceCount: traceCount,
        drawnCount: draw.sample.keys.count { met.contains($0) },
        clusters: String(decoding: try encoder.encode(clusters), as: UTF8.self)),
      names: names, week: draw.week, failures: failures)
  }

  /// The failed scores of evaluators that are fit to gate, on traces that their exports do not call failures.
  private func handedOver(
    _ scores: [Score], _ result: EvaluationRun.Result, _ draw: WatchDraw
  ) -> [WatchFailure] {
    let fit = Set(
      result.report.members.filter { member in
        unfitness(of: Fitness(json: member.fitness.line), readable: member.tally.reliability).isEmpty
      }.map(\.version.evaluator.name))
    return scores.compactMap { score in
      guard score.passed == false, fit.contains(score.evaluator),
        let name = result.drawnNames[score.traceID], draw.outcomes[name] != .failure
      else { return nil }
      return WatchFailure(name: name, traceID: score.traceID, evaluator: score.evaluator)
    }
  }

  private func unfitness(of fitness: Fitness?, readable: Double?) -> [Fitness.Reason] {
    (fitness ?? Fitness()).reasons(isTrusted: isTrusted, readable: readable)
  }

  // MARK: The page

  private func report(newTraceCount: Int) throws -> WatchReport {
    let all = Dictionary(grouping: try memory.watchedSeries(), by: \.evaluator)
    let maps = try CalibrationMaps.maps(of: use.workspace, for: suite)
    let series = suite.map { version in
      let name = version.evaluator.name
      let label = WatchedSeries.version(
        evaluator: version.id, criterion: version.criterionVersion, calibration: maps[name]?.id)
      return (all[name] ?? []).first { $0.version == label }
        ?? WatchedSeries(evaluator: name, version: label, weeks: [])
    }
    let test = DriftTest(
      falseDiscoveryRate: use.settings.falseDiscoveryRate ?? DriftTest().falseDiscoveryRate,
      windowLimit: use.settings.baselineWeekCount ?? DriftTest().windowLimit)
    let evaluators = try zip(suite, zip(series, test.drifts(of: series, now: now))).map { version, entry in
      let found = try memory.fitness(
        ofEvaluator: version.evaluator.name, version: version.id, criterionVersion: version.criterionVersion)
      var evaluator = WatchedEvaluator(
        name: version.evaluator.name,
        unfitness: unfitness(of: found.flatMap { Fitness(json: $0) }, readable: nil),
        series: entry.0, drifts: entry.1,
        earlier: (all[version.evaluator.name] ?? []).filter { $0.version != entry.0.version })
      for place in entry.1.indices where entry.1[place].isTold {
        evaluator.origins[entry.0.weeks[place].week] = try origin(ofDriftAt: place, entry, version)
      }
      return evaluator
    }
    return WatchReport(
      time: ISO8601DateFormatter().string(from: time), version: Version.number, pass: try lastPass(),
      newTraceCount: newTraceCount, evaluators: evaluators, test: test)
  }

  /// Whether a drift is the agent's or the judge's.
  private func origin(
    ofDriftAt place: Int, _ entry: (series: WatchedSeries, drifts: [Drift]), _ version: Evaluator.Version
  ) throws -> DriftOrigin {
    let weeks = entry.series.weeks
    let window = weeks[place - entry.drifts[place].referenceWeekCount..<place]
    let evidence =
      version.evaluator.judge == nil
      ? nil
      : try memory.judgeEvidence(of: entry.series, in: weeks[place].week, after: window.map(\.week))
    return DriftOrigin(
      of: weeks[place], window: window, evaluator: version.evaluator.name, evidence: evidence)
  }

  private func lastPass() throws -> WatchReport.Pass? {
    guard let pass = try memory.lastWatchPass() else { return nil }
    let clusters = try JSONDecoder().decode([WatchCluster].self, from: Data(pass.clusters.utf8))
    let folder = try pass.evaluation.flatMap { try memory.evaluation($0)?.folder }
    return WatchReport.Pass(
      startedAt: pass.startedAt, folder: folder, share: pass.share, changedShare: pass.changedShare,
      traceCount: pass.traceCount, drawnCount: pass.drawnCount, clusters: clusters)
  }

  /// Notes the drifts to the worse that no earlier pass has told.
  private func newDrifts(in report: WatchReport) throws -> [ToldDrift] {
    let worse = report.evaluators.flatMap { evaluator in
      zip(evaluator.series.weeks, evaluator.drifts).filter { $0.1.kind == .worse }.map { week, _ in
        ToldDrift(evaluator: evaluator.name, version: evaluator.series.version, week: week.week)
      }
    }
    return try memory.tell(worse)
  }
}
