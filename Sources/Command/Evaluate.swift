import ArgumentParser
import Evaluators
import Foundation
import Gate
import Reports
import Store

/// Scores traces by the evaluators of a workspace.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Scores traces by the evaluators of a workspace, each score with all that made it.",
    usage: "faultline evaluate [<options>] [<paths> ...]",
    discussion: """
      Reads what `mine` reads. Writes a folder: README.md with a pass rate for each evaluator, scores.jsonl \
      with one score a line, evaluation.json with versions, inputs and counts. An answer that cannot be \
      read is neither a pass nor a fail. Personal data is masked before a model is shown a trace.

      With --on the traces that people labelled are scored, the evaluators held against the labels and \
      against what they said before, and it is decided which may block a release.

      Example:
        faultline evaluate traces/ --out scores/release-12
        faultline evaluate traces/ --evaluator refund-rule --json
        faultline evaluate --on current

      Exit codes: 0 all was read, 1 failed, 2 finished, but some records or answers could not be read, 64 \
      wrong usage.
      """)

  @Argument(help: "Files, folders, patterns, or - for standard input.")
  var paths: [String] = []

  @Option(help: "A label set such as L-3f2a9c01, or `current`: scores the labelled traces instead of files.")
  var on: String?

  @Option(name: .customLong("evaluator"), help: "An evaluator; may be named more than once. (default: all)")
  var evaluators: [String] = []

  @Option(
    help:
      "The folder that is written; an earlier evaluation there is replaced. (default: evaluations/RUN of the workspace)"
  )
  var out: String?

  @Flag(help: "With --on: later evaluations are held against this one.")
  var baseline = false

  @OptionGroup var scoring: ScoringOptions

  @Option(parsing: .unconditional, help: "How many threads work. (default: one a core)")
  var threads: Int?

  @Flag(help: "Print evaluation.json instead of the table.")
  var json = false

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  @Flag(help: "Show models personal data, and write it, as it is.")
  var noRedact = false

  func validate() throws {
    guard paths.isEmpty != (on == nil) else {
      throw ValidationError(
        "Name files or folders (or - for standard input), or a label set with --on; one of the two.")
    }
    try WorkerCount.check(threads)
    try NamedPath.check(out: out, example: "scores/release-12")
    guard !baseline || on != nil else { throw ValidationError("--baseline goes with --on.") }
  }

  func run() throws { try scoring.run(evaluate) }

  private func evaluate() throws {
    let workspace = try scoring.place.find()
    let lock = try scoring.place.lock(workspace, job: "evaluate")
    try withExtendedLifetime(lock) {
      let memory = try workspace.memory()
      let suite = try asked(of: workspace)
      guard on != nil else {
        return try finish(try run(of: suite, workspace, memory, paths: paths), workspace, memory, loop: nil)
      }
      let traces = try LabelledTraces(workspace, memory, set: on)
      guard !traces.isEmpty else {
        Message.error("There are no labels to hold evaluators against; `faultline queue import` brings them.")
        throw ExitCode.failure
      }
      if traces.staleCount > 0 {
        Message.warning(
          "\(traces.staleCount) labels are stale and were left out: trace or criterion changed.")
      }
      let labelled = suite.filter { traces.labelledCriteria.contains($0.evaluator.criterion) }
      for version in suite where !labelled.contains(version) {
        Message.warning(
          "\(version.evaluator.name): there is no label on \(version.evaluator.criterion); it was left out.")
      }
      guard !labelled.isEmpty else { throw ExitCode.failure }
      let loop = try AlignmentLoop(traces, workspace, memory, suite: labelled, redacts: !noRedact)
      try withTemporaryFile(holding: traces.lines) { path in
        let run = try run(of: labelled, workspace, memory, paths: [path], loop: loop)
        try finish(run, workspace, memory, loop: loop)
      }
    }
  }

  private func asked(of workspace: Workspace) throws -> [Evaluator.Version] {
    let suite = try workspace.evaluators(named: evaluators)
    guard !suite.isEmpty else {
      Message.error("There is no evaluator in \(workspace.path); `faultline evaluators new` makes one.")
      throw ExitCode.failure
    }
    return suite
  }

  private func run(
    of suite: [Evaluator.Version], _ workspace: Workspace, _ memory: Memory, paths: [String],
    loop: AlignmentLoop? = nil
  ) throws -> EvaluationRun {
    var run = EvaluationRun(
      paths: paths, workspace: workspace, suite: suite, out: out?.withoutEndSlashes,
      outcomeField: try scoring.outcomeField ?? workspace.settings().outcomeField, map: try scoring.map(),
      threadCount: threads ?? ProcessInfo.processInfo.activeProcessorCount,
      showsProgress: !quiet && !json && loop == nil, time: scoring.time,
      judges: try SuiteJudges.forSuite(
        suite, of: workspace, budget: scoring.budget, redacts: !noRedact))
    guard let loop else {
      try run.takeStandings(from: memory, canaryCount: scoring.canaries)
      return run
    }
    run.maps = try CalibrationMaps.maps(of: workspace, for: suite)
    run.loop = loop
    for version in suite { run.labelSets[version.evaluator.name] = loop.labelSet }
    return run
  }

  /// Runs, records and tells.
  private func finish(
    _ run: EvaluationRun, _ workspace: Workspace, _ memory: Memory, loop: AlignmentLoop?
  ) throws {
    let result = try run.run()
    try EvaluationRecording(workspace: workspace, memory: memory).record(
      result, kind: loop == nil ? .scores : .alignment, scores: loop?.scores ?? [], isBaseline: baseline)
    print(result, run.judges)
    let isWhole = result.report.counts.rejections == 0 && !result.hasFailedPaths
    guard isWhole,
      result.report.members.allSatisfy({ $0.tally.unreadableCount == 0 && $0.tally.leftCount == 0 })
    else { throw ExitCode(2) }
  }

  private func print(_ result: EvaluationRun.Result, _ judges: SuiteJudges?) {
    if let reason = judges?.stopReason {
      Message.warning("models were not asked about all traces: \(reason); run again to go on")
    }
    if json {
      Swift.print(EvaluationJSON(result.report).text, terminator: "")
    } else if !quiet {
      Swift.print(EvaluationPage(result.report).table(width: Screen.width))
      if !result.report.standings.isEmpty {
        Swift.print(
          StandingSection(result.report.standings, labelSet: result.report.labelSet)
            .table(width: Screen.width))
      }
      if let judges {
        let calls = result.report.members.reduce(0) { $0 + $1.tally.callCount }
        Swift.print("Calls: \(calls), and \(judges.keptAnswerCount) answers kept from earlier.")
      }
      Swift.print("Scores: \(result.folder)/scores.jsonl")
      Swift.print("Report: \(result.folder)/README.md")
    }
  }
}
