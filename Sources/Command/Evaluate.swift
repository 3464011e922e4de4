import ArgumentParser
import Evaluators
import Foundation
import Reports
import Store
import Traces

/// Scores traces by the evaluators of a workspace.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Scores traces by the evaluators of a workspace, each score with all that made it.",
    usage: "faultline evaluate [<options>] <paths> ...",
    discussion: """
      Reads what `mine` reads. Writes a folder: README.md with a pass rate for each evaluator, scores.jsonl \
      with one score a line, evaluation.json with versions, inputs and counts. An answer that cannot be \
      read is neither a pass nor a fail.

      Example:
        faultline evaluate traces/ --out scores/release-12
        faultline evaluate traces/ --evaluator refund-rule --json

      Exit codes: 0 all was read, 1 failed, 2 finished, but some records or answers could not be read, 64 \
      wrong usage.
      """)

  @Argument(help: "Files, folders, patterns, or - for standard input.")
  var paths: [String]

  @Option(name: .customLong("evaluator"), help: "An evaluator; may be named more than once. (default: all)")
  var evaluators: [String] = []

  @Option(
    help:
      "The folder that is written; an earlier evaluation there is replaced. (default: evaluations/RUN of the workspace)"
  )
  var out: String?

  @Option(help: "Where the outcome stands in a record, such as metadata.resolved.")
  var outcomeField: String?

  @OptionGroup var mapOption: MapOption

  @OptionGroup var place: WorkspaceOption

  @Option(help: "How many threads work. (default: one a core)")
  var threads: Int?

  @Flag(help: "Print evaluation.json instead of the table.")
  var json = false

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  @Option(help: .hidden)
  var at: String?

  func validate() throws {
    guard !paths.isEmpty else {
      throw ValidationError("Name at least one file or folder, or - for standard input.")
    }
    guard threads ?? 1 > 0 else { throw ValidationError("--threads must be 1 or more.") }
    guard at == nil || time != nil else { throw ValidationError("--at must be a time in ISO 8601.") }
  }

  func run() throws {
    let workspace = try place.find()
    let suite = try workspace.evaluators(named: evaluators)
    guard !suite.isEmpty else {
      Message.error("There is no evaluator in \(workspace.path); `faultline evaluators new` makes one.")
      throw ExitCode.failure
    }
    let asking = suite.filter { $0.evaluator.judge != nil }.map(\.evaluator.name)
    guard asking.isEmpty else {
      Message.error(
        "\(asking.joined(separator: ", ")): models cannot be asked yet; name others with --evaluator.")
      throw ExitCode.failure
    }
    let result = try EvaluationRun(
      paths: paths, workspace: workspace, suite: suite, out: out?.withoutEndSlashes,
      outcomeField: try outcomeField ?? workspace.settings().outcomeField, map: try mapOption.map(),
      threadCount: threads ?? ProcessInfo.processInfo.activeProcessorCount,
      showsProgress: !quiet && !json, time: time ?? Date(), judge: { _, traces in traces.map { _ in nil } }
    ).run()
    print(result)
    let isWhole = result.report.counts.rejections == 0 && !result.hasFailedPaths
    guard isWhole,
      result.report.members.allSatisfy({ $0.tally.unreadableCount == 0 && $0.tally.leftCount == 0 })
    else { throw ExitCode(2) }
  }

  private var time: Date? { at.flatMap { ISO8601DateFormatter().date(from: $0) } }

  private func print(_ result: EvaluationRun.Result) {
    if json {
      Swift.print(EvaluationJSON(result.report).text, terminator: "")
    } else if !quiet {
      Swift.print(EvaluationPage(result.report).table.markdown)
      Swift.print("Scores: \(result.folder)/scores.jsonl")
      Swift.print("Report: \(result.folder)/README.md")
    }
  }
}
