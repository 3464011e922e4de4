import ArgumentParser
import ContentHash
import Foundation
import Gate
import Ingest
import JSONBytes
import Reports

/// The scores of a release, from the folder of an evaluation or a file of scores.
struct ScoreReading {
  let table: ScoreTable
  let side: GateSide
  let summary: EvaluationSummary

  /// The name of the file of scores in the folder of an evaluation.
  static let fileName = "scores.jsonl"

  /// What an evaluation says of itself, in its folder.
  static let summaryName = "evaluation.json"

  /// With more lines that are no scores, the file is broken, and what is left of it says little.
  private static let brokenShare = 0.01

  /// Reads what is at a path.
  ///
  /// - Throws: `GateFailure` where it holds no scores.
  init(at path: String, threadCount: Int) throws {
    let file = Self.file(at: path)
    summary = Self.summary(at: path)
    let found = Discovery(temporaryFolder: NSTemporaryDirectory()).files(at: [file])
    if let failure = found.failures.first { throw failure }
    var table = ScoreTable()
    var hash = ContentHash()
    BlockReader().forEachBlock(of: found.files, threadCount: threadCount) { block in
      (ScoreTable(reading: block), block.bytes)
    } consume: { _, part in
      table.append(part.0)
      part.1.withBytes { bytes in hash.update(bytes) }
    }
    if table.rejectionCount > 0 { Self.report(table, file) }
    guard table.count > 0 else { throw GateFailure.noScores(path: file) }
    guard Double(table.rejectionCount) <= Self.brokenShare * Double(table.count + table.rejectionCount) else {
      throw GateFailure.broken(path: file, count: table.rejectionCount)
    }
    let runs = Set(table.sources.compactMap { table.word($0.run) }).sorted()
    side = GateSide(
      name: path, hash: hash.hexadecimal(), run: summary.run ?? (runs.count == 1 ? runs[0] : nil),
      scoreCount: table.count, rejectionCount: table.rejectionCount)
    self.table = table
  }

  /// The file of scores that a path leads to.
  static func file(at path: String) -> String {
    FileManager.default.isFolder(path) ? path.withoutEndSlashes + "/" + fileName : path
  }

  private static func summary(at path: String) -> EvaluationSummary {
    let folder = path == "-" ? "" : URL(filePath: file(at: path)).deletingLastPathComponent().path
    guard let data = FileManager.default.contents(atPath: folder + "/" + summaryName) else {
      return EvaluationSummary()
    }
    guard let summary = EvaluationSummary(Array(data)) else {
      Message.warning("\(folder)/\(summaryName) is no JSON object and is passed over; evaluate again")
      return EvaluationSummary()
    }
    return summary
  }

  private static func report(_ table: ScoreTable, _ path: String) {
    for rejection in table.rejections.prefix(5) {
      Message.warning("\(path), line \(rejection.line): \(rejection.reason)")
    }
    Message.warning(
      "\(path): left out \(Figures.count(table.rejectionCount)) of \(Figures.count(table.count + table.rejectionCount, "line")), without a score; evaluate again"
    )
  }
}

/// Why a gate could not run.
enum GateFailure: Error {
  case noScores(path: String)
  case broken(path: String, count: Int)
  case noWorkspace(name: String)
  case unknownRun(run: String, workspace: String)
  case lostRun(run: String, folder: String)
  case noLabels(set: String)
  case peopleAndEvaluators

  /// What went wrong, where, and what to do.
  var words: String {
    switch self {
    case .noScores(let path): "\(path): there is no score in it; make some with `faultline evaluate`"
    case .broken(let path, let count):
      "\(path): it holds \(Figures.count(count, "line")) without a score; the file is broken, evaluate again"
    case .noWorkspace(let name):
      "\(name): there is no such file, and no workspace here that may know it; name one with --workspace"
    case .unknownRun(let run, let workspace):
      "\(run): \(workspace) remembers no such run; name one of its evaluations, or a folder"
    case .lostRun(let run, let folder):
      "\(run): its scores are not in \(folder) any more; evaluate again"
    case .noLabels(let set):
      "\(set): no label in it says what passes; only scales of two labels and ordered ones do"
    case .peopleAndEvaluators:
      "a label set is compared with another label set alone; `faultline align` compares people and evaluators"
    }
  }
}
