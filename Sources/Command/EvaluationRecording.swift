import ContentHash
import Evaluators
import Foundation
import Gate
import Reports
import Store

/// Remembers an evaluation in the workspace.
///
/// The scores of labelled and of watched traces are kept in the database, since later evaluations are held against
/// them; those of whole exports stand in their folder alone, and the database says where.
struct EvaluationRecording {
  let workspace: Workspace
  let memory: Memory

  func record(
    _ result: EvaluationRun.Result, kind: EvaluationRecord.Kind, scores: [Score], isBaseline: Bool = false
  ) throws {
    // The same evaluators, files and time make the same run.
    guard try memory.evaluation(result.report.run) == nil else { return }
    let record = record(of: result, kind: kind, isBaseline: isBaseline)
    try memory.record(record, scores: scores) { $0.id(run: record.code) }
    if isBaseline { try memory.setBaseline(record.code) }
  }

  func record(
    of result: EvaluationRun.Result, kind: EvaluationRecord.Kind, isBaseline: Bool = false
  ) -> EvaluationRecord {
    let report = result.report
    let findings = Dictionary(
      report.standings.map { ($0.evaluator, $0) }, uniquingKeysWith: { first, _ in first })
    let evaluators = report.members.map { member in
      let standing = findings[member.version.evaluator.name]
      return EvaluatorRecord(
        name: member.version.evaluator.name, version: member.version.id,
        criterion: member.version.evaluator.criterion, criterionVersion: member.version.criterionVersion,
        content: member.version.content, agreement: standing?.fitness.agreement,
        fitness: standing?.fitness.json.line)
    }
    let inputs = report.inputs.map { "\($0.hash) \($0.byteCount)\n" }.sorted().joined()
    return EvaluationRecord(
      code: report.run, kind: kind, startedAt: report.time,
      title: URL(filePath: result.folder).lastPathComponent,
      version: report.version, labelSet: report.labelSet, folder: place(of: result.folder),
      inputKey: ContentHash.hexadecimal(of: Array(inputs.utf8)), isBaseline: isBaseline,
      evaluators: evaluators)
  }

  /// A folder as seen from the workspace; whole where it lies elsewhere.
  private func place(of folder: String) -> String {
    let whole = URL(filePath: folder).standardizedFileURL.path
    let root = URL(filePath: workspace.path).standardizedFileURL.path + "/"
    return whole.hasPrefix(root) ? String(whole.dropFirst(root.count)) : whole
  }
}
