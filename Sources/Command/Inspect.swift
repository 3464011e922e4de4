import ArgumentParser
import Foundation
import Ingest
import Pipeline
import Traces

/// Says what an export holds, as it was understood.
struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what traces an export holds, as they were understood, and shows one.",
    usage: "faultline inspect [<options>] <paths> ...",
    discussion: """
      For each file: the format and what told it, the records, traces, turns, tool calls and tool errors, \
      the outcomes and who judged, the first and last time, and what could not be read or was not.

      Example:
        faultline inspect export/ --json

      Exit codes: 0 all was read, 1 failed, 2 finished with rejections, 64 wrong usage.
      """)

  @Argument(help: "Files, folders, patterns, or - for standard input.")
  var paths: [String]

  @Option(help: "Where the outcome stands in a record, such as metadata.resolved.")
  var outcomeField: String?

  @OptionGroup var mapOption: MapOption

  @Option(parsing: .unconditional, help: "How many threads work. (default: one a core)")
  var threads: Int?

  @Flag(help: "Print one JSON object instead of the text.")
  var json = false

  @Flag(help: "Write personal data as it is.")
  var noRedact = false

  @Flag(help: .hidden)
  var countsOnly = false

  func validate() throws {
    guard !paths.isEmpty else {
      throw ValidationError("Name at least one file or folder, or - for standard input.")
    }
    try WorkerCount.check(threads)
    try NamedPath.check(outcomeField: outcomeField)
  }

  func run() throws {
    let found = Discovery.traceFiles(at: paths)
    guard !found.files.isEmpty else {
      found.noteLeftOut()
      throw ExitCode.failure
    }
    let outcomes = OutcomeRule(field: outcomeField)
    let map = try mapOption.map()
    let threadCount = threads ?? ProcessInfo.processInfo.activeProcessorCount
    var clock = StageClock()
    var inspection = Inspection(fileCount: found.files.count, map: map)
    let plan = MiningPlan(outcomes: outcomes, map: map, threadCount: threadCount)
    let reading = TraceReading(
      intake: TraceIntake(
        plan: plan, for: countsOnly ? .counting : .inspection, paths: found.files.map(\.path)),
      threadCount: threadCount,
      showsProgress: !json)
    try reading.read(found.files) { inspection.add($0) }
    inspection.finish()
    clock.mark("read")
    let paths = found.files.map(\.path)
    if json {
      print(
        InspectionJSON(
          inspection: inspection, paths: paths, leftOutCount: found.leftOut.count, seconds: clock.seconds,
          hasErrors: !countsOnly
        ).text)
    } else {
      let back = TraceReadBack(files: found.files, outcomes: outcomes, map: map)
      let shown = try inspection.shown.flatMap { try back.traces(at: [$0])[0] }
      print(
        InspectionText(
          inspection: inspection, paths: paths, skipped: found.skipped, leftOut: found.words,
          redacts: !noRedact
        ).text(showing: shown))
    }
    if inspection.total.traceCount == 0 {
      Message.error(
        NothingRead(recordCount: inspection.total.recordCount, files: found.files).message)
      throw ExitCode.failure
    }
    warn(ofUnknown: inspection, paths)
    if outcomeField == nil, map == nil,
      inspection.total.outcomeCounts[.unknown] == inspection.total.traceCount,
      let hint = OutcomeHint(of: found.files)
    {
      Message.note(hint.words)
    }
    if inspection.total.rejectionCount > 0 || !found.failures.isEmpty { throw ExitCode(2) }
  }

  /// Names the files among others that are in no known format, and what was tried.
  private func warn(ofUnknown inspection: Inspection, _ paths: [String]) {
    for (path, counts) in zip(paths, inspection.files)
    where counts.formatCounts.isEmpty && counts.recordCount > 0 {
      let nearest = counts.rejections.keys.sorted().first { $0.contains("nearest:") }
      Message.warning(
        """
        \(path): in no known format\(nearest.map { ", " + $0.drop { $0 != ";" }.dropFirst(2) } ?? ""); tried: \
        \(TraceFormats.names.joined(separator: ", "))
        """)
    }
  }
}
