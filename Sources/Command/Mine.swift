import ArgumentParser
import Foundation
import Ingest
import Pipeline
import Reports
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

  @Option(name: .customLong("out"), help: "The folder of the report; an earlier report there is replaced.")
  var out = "Reports/run"

  @Option(
    name: .customLong("only"),
    help: "Which traces are mined: failures (all, where no outcome is known) or all.")
  var scope = MiningPlan.Scope.failures

  @Option(help: "The number of signatures. (default: chosen by the data)")
  var signatures: Int?

  @Option(help: "The fewest traces that make a signature. (default: 4; 3 of fewer than 400 traces)")
  var minSupport: Int?

  @Option(help: "Where the outcome stands in a record, such as metadata.resolved.")
  var outcomeField: String?

  @OptionGroup var mapOption: MapOption

  @Option(help: "The seed of all random choices.")
  var seed: UInt64 = 1

  @Option(help: "How many threads work. (default: one a core)")
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
    guard threads ?? 1 > 0 else { throw ValidationError("--threads must be 1 or more.") }
  }

  func run() throws {
    let run = MiningRun(
      paths: paths, out: out, scope: scope, signatureCount: signatures, minimumSupport: minSupport,
      outcomeField: outcomeField, map: try mapOption.map(), seed: seed, threadCount: threads,
      redacts: !noRedact,
      title: "Failure signatures",
      showsProgress: !quiet)
    let result = try run.run()
    if json {
      print(result.json)
    } else if !quiet {
      print(result.summary)
    }
    if result.report.counts.rejections > 0 || result.hasFailedPaths { throw ExitCode(2) }
  }
}

extension MiningPlan.Scope: ExpressibleByArgument {}
