import Alignment
import Evaluators
import Foundation
import Gate
import JSONBytes
import Labels
import Reports
import Store

/// Holds the scores of labelled traces against people's labels, and against what the evaluators said before.
final class AlignmentLoop {
  let labelSet: String?
  private let traces: LabelledTraces
  private let scales: [String: LabelScale]
  private let last: StandingStudy.EarlierScores?
  private let baseline: StandingStudy.EarlierScores?
  private let resampling: Resampling
  private let redacts: Bool

  private var lines: [UInt8] = []
  private(set) var scores: [Score] = []

  init(
    _ traces: LabelledTraces, _ workspace: Workspace, _ memory: Memory, suite: [Evaluator.Version],
    redacts: Bool
  ) throws {
    (self.traces, labelSet, self.redacts) = (traces, traces.labelSet, redacts)
    scales = Dictionary(try workspace.criteria().map { ($0.name, $0.scale) }) { first, _ in first }
    resampling = Resampling()
    let names = Set(suite.map(\.evaluator.name))
    let known = try memory.evaluations().filter { evaluation in
      evaluation.kind == .alignment && evaluation.evaluators.contains { names.contains($0.name) }
    }
    last = try known.last.map { try Self.scores(of: $0, memory) }
    baseline = try known.last(where: \.isBaseline).map { try Self.scores(of: $0, memory) }
  }

  private static func scores(
    of evaluation: EvaluationRecord, _ memory: Memory
  ) throws -> StandingStudy.EarlierScores {
    var scores: [Score] = []
    try memory.forEachScore(of: evaluation.code) { if !$0.isCanary { scores.append($0) } }
    return StandingStudy.EarlierScores(evaluation: evaluation.code, scores: scores)
  }

  /// Forgets the lines of a reading that begins anew.
  func begin() { lines = [] }

  /// Takes lines of `scores.jsonl`.
  func take(_ bytes: [UInt8]) { lines += bytes }

  /// Measures the evaluators, adds what was found to a report, and gives the pages that come beside it.
  func pages(of report: inout EvaluationReport) throws -> [Page] {
    let parser = JSONParser()
    scores = lines.split(separator: UInt8(ascii: "\n")).compactMap { line in
      (try? parser.parse(Array(line))).flatMap { ScoreRecord($0) }?.score
    }
    let study = StandingStudy(
      labels: traces.labels, labelSet: labelSet, scales: scales, resampling: resampling)
    let subjects = report.members.map { member in
      StandingStudy.Subject(
        evaluator: member.version.evaluator.name, version: member.version.id,
        criterion: member.version.evaluator.criterion, target: member.version.evaluator.target)
    }
    let result = try withTemporaryFile(holding: traces.lines) { path in
      let texts = try ItemTexts(paths: [path], seed: 1, redacts: redacts)
      return try study.result(for: subjects, scores: scores, last: last, baseline: baseline) {
        try texts.clusters(of: $0)
      }
    }
    report.standings = result.standings
    for (place, standing) in result.standings.enumerated() {
      report.members[place].fitness = standing.fitness.json
    }
    let target = report.members.map(\.version.evaluator.target).min() ?? Fitness.standardTarget
    let pages = AlignmentPage(
      result.alignment, target: target,
      labelSet: labelSet.map { LabelSetUse(name: $0, staleLeftOutCount: traces.staleCount) },
      redaction: Redaction(isOn: redacts)
    ).files.map { Page(path: "alignment/" + $0.path, text: $0.text) }
    return pages + [Page(path: "verdicts.jsonl", text: verdicts)]
  }

  /// The verdicts as a label file, which `align` and `calibrate` read with `--label-set … --by-trace`.
  private var verdicts: String {
    scores.map { score in
      let fields: [(String, JSONText)?] = [
        ("item_id", .string(score.traceID)), ("criterion", .string(score.criterion)),
        ("annotator", .string(score.evaluator)), ("role", .string("judge")),
        ("label", .string(score.label ?? "")), score.value.map { ("score", .exact($0)) },
        ("judge_version", .string(score.evaluatorVersion)),
        score.rationale.map { ("rationale", .string($0)) },
      ]
      return JSONText.object(fields.compactMap { $0 }).line + "\n"
    }.joined()
  }
}
