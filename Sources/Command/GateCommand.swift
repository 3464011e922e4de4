import ArgumentParser
import Foundation
import Gate
import Ingest
import Reports
import Store

/// Decides whether a release may ship.
struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Compares the scores of two releases, decides, and names what changed.",
    usage: "faultline gate --baseline <baseline> --candidate <candidate> [<options>]",
    discussion: """
      A release is the folder that `faultline evaluate` wrote, a file of scores, a run of the workspace such \
      as E-0a1b2c3d, or a label set such as L-3f2a9c01 (what people said of its traces, to be compared with \
      another label set). By evaluator, the pass rates are compared trace by trace, or as two samples where the traces differ. A drop is blamed on what caused it: \
      the agent, a judge that drifted, an edited evaluator, criterion or calibration, or another mix of traffic.

      Only evaluators that agree with people enough decide; others advise. Of files without such figures \
      none does, unless --trust is given.

      Example:
        faultline gate --baseline evaluation-1 --candidate evaluation-2
        faultline gate --baseline E-0a1b2c3d --candidate evaluation-2 --junit g.xml
        faultline gate --baseline a.jsonl --candidate b.jsonl --trust --markdown g.md

      Exit codes: 0 passed, 1 regressed, 2 inconclusive, 3 no evaluator is fit, 4 could not run, \
      64 wrong usage.
      """)

  @Option(
    help: "The release to compare with: a folder of an evaluation, a file of scores, a run or a label set.")
  var baseline: String

  @Option(help: "The release that may ship.")
  var candidate: String

  @OptionGroup var place: WorkspaceOption

  @Option(parsing: .unconditional, help: "The smallest drop that matters, in points of the pass rate.")
  var minimalEffect = 2.0

  @Flag(help: "Take it for granted that the evaluators agree with people.")
  var trust = false

  @Option(help: "Write the page for a pull request to this file.")
  var markdown: String?

  @Option(help: "Write JUnit XML to this file.")
  var junit: String?

  @Option(help: "Write SARIF to this file.")
  var sarif: String?

  @Flag(help: "Print one JSON object instead of the text.")
  var json = false

  @Flag(help: "Print the decision alone.")
  var quiet = false

  @Option(parsing: .unconditional, help: "How many threads work. (default: one a core)")
  var threads: Int?

  func validate() throws {
    guard minimalEffect > 0, minimalEffect < 100 else {
      throw ValidationError("--minimal-effect must be above 0 and below 100.")
    }
    try WorkerCount.check(threads)
    try NamedPath.check(markdown, "--markdown", example: "--markdown gate.md")
    try NamedPath.check(junit, "--junit", example: "--junit gate.xml")
    try NamedPath.check(sarif, "--sarif", example: "--sarif gate.sarif")
    try place.checkNamed()
    guard baseline != "-" || candidate != "-" else {
      throw ValidationError("Standard input (-) can be read once only.")
    }
    guard !json || !quiet else { throw ValidationError("Give --json or --quiet, not both.") }
  }

  func run() throws {
    do {
      try decide()
    } catch let failure as GateFailure {
      Message.error(failure.words)
      throw ExitCode(4)
    } catch let error as StoreError {
      Message.error(error.words)
      throw ExitCode(4)
    } catch let error as IngestError {
      Message.error(error.words)
      throw ExitCode(4)
    }
  }

  private func decide() throws {
    let threadCount = threads ?? ProcessInfo.processInfo.activeProcessorCount
    let before = try GateInput(baseline, place, threadCount: threadCount)
    let after = try GateInput(candidate, place, threadCount: threadCount)
    guard before.isOfPeople == after.isOfPeople else { throw GateFailure.peopleAndEvaluators }
    let fitness = before.fitness.merging(after.fitness) { $1 }
    let gate = ReleaseGate(rule: GateRule(minimalEffect: minimalEffect / 100), threadCount: threadCount)
    let report = gate.report(
      baseline: before.table, candidate: after.table, fitness: fitness, isTrusted: trust || before.isOfPeople)
    let page = GatePage(report, baseline: baseline, candidate: candidate)
    if let markdown { try AtomicFile(path: markdown).replace { try $0.write(page.markdown) } }
    if let junit { try AtomicFile(path: junit).replace { try $0.write(GateJUnit(report).text) } }
    if let sarif {
      try AtomicFile(path: sarif).replace { try $0.write(GateSARIF(report, version: Version.number).text) }
    }
    if json {
      print(GateJSON(report, baseline: before.side, candidate: after.side).text, terminator: "")
    } else if quiet {
      print(report.decision.rawValue)
    } else {
      print(page.brief(width: Screen.width), terminator: "")
    }
    if report.findings.isEmpty {
      Message.error("No evaluator scored both releases; evaluate both with the same suite.")
      throw ExitCode(4)
    }
    if report.decision != .passed { throw ExitCode(report.decision.exitCode) }
  }
}

extension GateDecision {
  /// What the tool ends with.
  fileprivate var exitCode: Int32 {
    switch self {
    case .passed: 0
    case .regressed: 1
    case .inconclusive: 2
    case .notFit: 3
    }
  }
}
