import ArgumentParser
import Foundation
import Gate
import Ingest
import JSONBytes
import Reports
import Store

/// Says what made a score or a report.
struct LineageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lineage",
    abstract: "Says what made a score or the figures of a report.",
    usage: "faultline lineage <subject> [--in <in> ...] [<options>]",
    discussion: """
      Of a score, such as S-3f2a9c0148d7e6b5: the trace and what of it was shown, the evaluator and criterion with \
      their versions, the model, what it was sent, the calibration and label set, the verdict. Of a report \
      (the folder of an evaluation, its run such as E-93c1a208, or what `faultline gate --json` printed): the \
      runs, the files with their hashes, and the versions behind each evaluator.

      Example:
        faultline lineage S-3f2a9c0148d7e6b5
        faultline lineage S-3f2a9c0148d7e6b5 --in evaluation-2
        faultline lineage gate.json

      Exit codes: 0 found, 1 failed, 2 no such score, 64 wrong usage.
      """)

  @Argument(help: "A score, an evaluation (its folder or run), or a report of the gate as JSON.")
  var subject: String

  @Option(
    name: .customLong("in"), parsing: .upToNextOption,
    help:
      "Evaluations to look for the score in: folders or files of scores. (default: all that the workspace remembers)"
  )
  var places: [String] = []

  @OptionGroup var place: WorkspaceOption

  @Flag(inversion: .prefixedNo, help: "Mask personal data in what is printed.")
  var redact = true

  private var isScore: Bool { subject.wholeMatch(of: /S-[0-9a-f]{16}/) != nil }

  func run() throws {
    guard !isScore else { return try showScore() }
    let path = try reportPath()
    guard let data = FileManager.default.contents(atPath: path) else { throw IngestError.missing(path: path) }
    guard let report = JSONText(reading: Array(data)) else {
      Message.error("\(path): this is no report as JSON; name the folder of an evaluation or a gate's JSON.")
      throw ExitCode.failure
    }
    let lines = ReportLineage(report).lines
    guard !lines.isEmpty else {
      Message.error("\(path): nothing in it says what made it; name an evaluation or a gate's JSON.")
      throw ExitCode.failure
    }
    print(lines.map { Redaction(isOn: redact).redacted($0) }.joined(separator: "\n"))
  }

  /// The file of the report that is named by its own path, by its folder, or by its run.
  private func reportPath() throws -> String {
    if FileManager.default.isFolder(subject) {
      return subject.withoutEndSlashes + "/" + ScoreReading.summaryName
    }
    guard !FileManager.default.fileExists(atPath: subject) else { return subject }
    if subject.hasPrefix("S-") {
      Message.error("\(subject): there is no such file, and a score is named by S- and 16 of 0-9 and a-f.")
      throw ExitCode.failure
    }
    guard subject.wholeMatch(of: /E-[0-9a-f]{8}/) != nil else { return subject }
    let workspace = try place.find()
    guard let evaluation = try workspace.memory().evaluation(subject) else {
      Message.error(GateFailure.unknownRun(run: subject, workspace: workspace.path).words)
      throw ExitCode.failure
    }
    let folder = evaluation.folder
    return (folder.hasPrefix("/") ? folder : "\(workspace.path)/\(folder)") + "/" + ScoreReading.summaryName
  }

  /// Prints every line with the score's id.
  private func showScore() throws {
    guard !places.isEmpty else { return try showRemembered() }
    let found = Discovery(temporaryFolder: NSTemporaryDirectory()).files(at: places.map(ScoreReading.file))
    for failure in found.failures { Message.warning(failure.words) }
    guard !found.files.isEmpty else { throw ExitCode.failure }
    let pages = pages(in: found.files)
    print(pages.joined(separator: "\n"), terminator: "")
    guard pages.isEmpty else { return }
    Message.error("No score \(subject) in \(places.joined(separator: ", ")).")
    throw ExitCode(2)
  }

  /// Looks in the folders of all evaluations of the workspace, and for what is in none of them in the database.
  private func showRemembered() throws {
    let workspace = try place.find()
    let memory = try workspace.memory()
    let evaluations = try memory.evaluations()
    let folders = evaluations.map { $0.folder.hasPrefix("/") ? $0.folder : "\(workspace.path)/\($0.folder)" }
    let files = Set(folders.map(ScoreReading.file)).sorted().filter {
      FileManager.default.fileExists(atPath: $0)
    }
    var pages = pages(in: Discovery(temporaryFolder: NSTemporaryDirectory()).files(at: files).files)
    if pages.isEmpty {
      pages = try memory.scores(named: subject).map { score, run in
        let time = evaluations.first { $0.code == run }?.startedAt
        return LineagePage(
          ScoreRecord(score, run: run, time: time), place: "the database of \(workspace.path)",
          redaction: Redaction(isOn: redact)
        ).text
      }
    }
    print(pages.joined(separator: "\n"), terminator: "")
    guard pages.isEmpty else { return }
    Message.error("No score \(subject) in \(workspace.path); say with --in where to look.")
    throw ExitCode(2)
  }

  /// A page for every line with the score's id.
  private func pages(in files: [SourceFile]) -> [String] {
    let id = subject
    var pages: [String] = []
    let threadCount = ProcessInfo.processInfo.activeProcessorCount
    BlockReader().forEachBlock(of: files, threadCount: threadCount) { block in
      block.scores(named: id)
    } consume: { receipt, matches in
      let path = files[receipt.fileIndex].path
      for (line, record) in matches {
        let place = "\(path), line \(line)"
        pages.append(LineagePage(record, place: place, redaction: Redaction(isOn: redact)).text)
      }
    }
    return pages
  }
}

extension FileManager {
  /// Whether a path leads to a folder.
  func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }
}
