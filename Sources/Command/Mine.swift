import ArgumentParser
import Foundation
import History
import Ingest
import Pipeline
import Reports
import Store
import Traces

/// Traces in, ranked signatures and a report out.
struct Mine: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Finds the failure signatures in exported traces and writes a report.",
    usage: "faultline mine [<options>] <paths> ...",
    discussion: """
      Reads files, folders with all below them, patterns and - (standard input), plain, compressed by \
      gzip or zstd, or in zip archives. The format of each file is found from its content.

      Example:
        faultline mine traces/*.jsonl --out Reports/week-07

      Exit codes: 0 all was read, 1 failed, 2 finished with rejections, 64 wrong usage.
      """)

  @Argument(help: "Files, folders, patterns, or - for standard input.")
  var paths: [String]

  @Option(
    name: .customLong("out"),
    help: """
      The folder of the report; an earlier report there is replaced. (default: Reports/run; in a workspace \
      its reports/WEEK)
      """)
  var out: String?

  @Option(
    help: "The workspace that remembers the run. (default: the one that this folder is in, if any)")
  var workspace: String?

  @Flag(help: "Remember nothing, even in a workspace.")
  var noWorkspace = false

  @Flag(help: "Give up at once if another job works on the workspace.")
  var noWait = false

  @Option(
    help:
      "The week that all traces are counted in, such as 2025-W11 or a day of it. (default: by their times)")
  var week: Week?

  @Option(
    name: .customLong("only"),
    help: "Which traces are mined: failures (all, where no outcome is known) or all. (default: failures)")
  var scope: MiningPlan.Scope?

  @Option(parsing: .unconditional, help: "The number of signatures. (default: chosen by the data)")
  var signatures: Int?

  @Option(
    parsing: .unconditional,
    help: "The fewest traces that make a signature. (default: 4; 3 of fewer than 400 traces)")
  var minSupport: Int?

  @Option(
    help:
      "Where the outcome stands in a record, such as metadata.resolved: true or false, pass or fail, or a number, a success from 0.5 on."
  )
  var outcomeField: String?

  @OptionGroup var mapOption: MapOption

  @Option(
    parsing: .unconditional, help: "The seed of all random choices. (default: 1)", transform: Seed.parsed)
  var seed: UInt64?

  @Option(parsing: .unconditional, help: "How many threads work. (default: one a core)")
  var threads: Int?

  @Flag(help: "Write personal data as it is.")
  var noRedact = false

  @Flag(help: "Print one JSON object instead of the summary.")
  var json = false

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func validate() throws {
    guard !paths.isEmpty else {
      throw ValidationError("Name at least one file or folder, or - for standard input.")
    }
    guard signatures ?? 1 > 0 else { throw ValidationError("--signatures must be 1 or more.") }
    guard minSupport ?? 1 > 0 else { throw ValidationError("--min-support must be 1 or more.") }
    try WorkerCount.check(threads)
    try NamedPath.check(outcomeField: outcomeField)
    try NamedPath.check(out: out)
    try NamedPath.check(workspace: workspace)
    guard workspace == nil || !noWorkspace else {
      throw ValidationError("--workspace and --no-workspace contradict each other.")
    }
  }

  func run() throws {
    let memory = noWorkspace ? nil : try WorkspaceUse.open(at: workspace, job: "mine", waits: !noWait)
    if week != nil, memory == nil {
      throw ValidationError("--week needs a workspace; make one with `faultline init`.")
    }
    let known = memory?.settings
    var run = MiningRun(
      paths: paths, out: out, scope: scope ?? known?.scope ?? .failures,
      signatureCount: signatures ?? known?.signatureCount,
      minimumSupport: minSupport ?? known?.minimumSupport,
      outcomeField: outcomeField ?? known?.outcomeField, map: try mapOption.map(),
      seed: seed ?? known?.seed ?? 1, threadCount: threads,
      redacts: noRedact ? false : known?.redacts ?? true, title: "Failure signatures",
      showsProgress: !quiet, memory: memory, week: week)
    run.failedNames = try memory?.memory.failedNames() ?? []
    let result = try run.run()
    if json {
      print(result.json)
    } else if !quiet {
      print(result.summary)
    }
    if result.report.counts.rejections > 0 || result.failedPathCount > 0 { throw ExitCode(2) }
  }
}

extension MiningPlan.Scope: ExpressibleByArgument {}

extension WorkspaceSettings {
  /// Which traces are mined, as the settings have it.
  var scope: MiningPlan.Scope? { only.flatMap(MiningPlan.Scope.init) }
}
