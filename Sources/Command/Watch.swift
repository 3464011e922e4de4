import ArgumentParser
import Evaluators
import Foundation
import History
import Ingest
import Reports
import Store

/// Scores a share of new traces, and tells whether the evaluators' pass rates drift.
struct Watch: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Scores a share of new traces, for cron, and tells whether pass rates drift.",
    discussion: """
      One pass: of the traces that no earlier pass has met, a share is drawn by the hash of their ids, a \
      larger one of those in new, returned or growing signatures. They are scored by the evaluators of the \
      workspace and kept with the chance that each had of being drawn, so that the pass rate of a week is an \
      estimate for all its traces. Writes a folder: README.md, a picture for each evaluator, watch.json; the \
      scores go to evaluations/RUN of the workspace.

      A week that is over is tested against its reference window; a drift is told once. Failures that \
      exports do not tell are handed to the next `faultline mine` over the same traces: watch first, then mine.

      Example:
        faultline watch traces/
        faultline watch traces/ --share 5 --calls 500 --quiet

      Exit codes: 0 nothing drifts, 1 failed, 2 some records or answers could not be read, 3 a pass rate \
      drifts to the worse, 64 wrong usage.
      """)

  @Argument(help: "Files, folders or patterns; traces that were met before are passed over.")
  var paths: [String]

  @Option(parsing: .unconditional, help: "The share of the traces that is scored, in percent.")
  var share = 10.0

  @Option(
    parsing: .unconditional,
    help:
      "The share of the traces of new, returned or growing signatures, in percent. (default: 50, or --share where that is more)"
  )
  var changedShare: Double?

  @Option(name: .customLong("evaluator"), help: "An evaluator; may be named more than once. (default: all)")
  var evaluators: [String] = []

  @Option(
    help: "The folder that is written; an earlier watch there is replaced. (default: watch of the workspace)")
  var out: String?

  @Flag(help: "Take it for granted that the evaluators agree with people.")
  var trust = false

  @OptionGroup var scoring: ScoringOptions

  @Flag(help: "Give up at once if another job works on the workspace.")
  var noWait = false

  @Option(parsing: .unconditional, help: "How many threads work. (default: one a core)")
  var threads: Int?

  @Flag(help: "Print watch.json instead of the table.")
  var json = false

  @Flag(help: "Print nothing but errors and drifts.")
  var quiet = false

  @Flag(help: "Show models personal data, and write it, as it is.")
  var noRedact = false

  func validate() throws {
    guard !paths.isEmpty, !paths.contains("-") else {
      throw ValidationError("Name at least one file or folder; standard input cannot be read again.")
    }
    guard share > 0, share <= 100 else {
      throw ValidationError("--share must be above 0 and not above 100.")
    }
    guard shareOfChanged >= share, shareOfChanged <= 100 else {
      throw ValidationError("--changed-share must not be below --share and not above 100.")
    }
    try WorkerCount.check(threads)
    try NamedPath.check(out: out, example: "watch")
  }

  private var shareOfChanged: Double { changedShare ?? max(50, share) }

  func run() throws { try scoring.run(watch) }

  private func watch() throws {
    let use = try WorkspaceUse(scoring.place.find(), job: "watch", waits: !noWait)
    let suite = try use.workspace.evaluators(named: evaluators)
    guard !suite.isEmpty else {
      Message.error("There is no evaluator in \(use.workspace.path); `faultline evaluators new` makes one.")
      throw ExitCode.failure
    }
    let redacts = noRedact ? false : use.settings.redacts ?? true
    let run = WatchRun(
      paths: paths, use: use, suite: suite, share: share / 100, changedShare: shareOfChanged / 100,
      isTrusted: trust, canaryCount: scoring.canaries,
      outcomeField: scoring.outcomeField ?? use.settings.outcomeField, map: try scoring.map(),
      threadCount: threads ?? ProcessInfo.processInfo.activeProcessorCount, redacts: redacts,
      showsProgress: !quiet && !json, time: scoring.time,
      judges: try SuiteJudges.forSuite(suite, of: use.workspace, budget: scoring.budget, redacts: redacts))
    let result = try run.run()
    let folder = out?.withoutEndSlashes ?? use.workspace.path + "/watch"
    let page = WatchPage(result.report, redaction: Redaction(isOn: redacts))
    try AtomicFolder(path: folder, marker: "watch.json").replace { draft in
      for file in page.files { try draft.write(file.text, to: file.path) }
    }
    print(page, folder)
    for drift in result.drifts {
      let origin = result.report.evaluators.first { $0.name == drift.evaluator }?.origins[drift.week]
      let words = origin.map { ": \(DriftWording.words($0))" } ?? ""
      Message.error(
        "\(drift.evaluator) passes fewer traces in \(drift.week.text) than before\(words); see \(folder)/README.md"
      )
    }
    guard result.drifts.isEmpty else { throw ExitCode(3) }
    guard result.isWhole else { throw ExitCode(2) }
  }

  private func print(_ page: WatchPage, _ folder: String) {
    if json {
      Swift.print(page.json, terminator: "")
    } else if !quiet {
      let report = page.report
      let drawn = report.newTraceCount == 0 ? 0 : report.pass?.drawnCount ?? 0
      Swift.print("New traces: \(report.newTraceCount), scored: \(drawn)")
      Swift.print(page.table(width: Screen.width), terminator: "")
      Swift.print("Report: \(folder)/README.md")
    }
  }
}
