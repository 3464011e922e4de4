import Evaluators
package import Gate
import Traces

/// What made a score, from the trace to the verdict, as lines that read well in a terminal.
package struct LineagePage: Sendable {
  private let record: ScoreRecord

  /// Where the score was found.
  private let place: String
  private let redaction: Redaction

  package init(_ record: ScoreRecord, place: String, redaction: Redaction = Redaction()) {
    (self.record, self.place, self.redaction) = (record, place, redaction)
  }

  package var text: String {
    let score = record.score
    let rows: [(String, String?)] = [
      (
        "score", "\(record.id)\(record.isIntact ? "" : ", which is not what its fields make: it was altered")"
      ),
      ("found in", place), ("run", record.run), ("given", record.time), ("trace", score.traceID),
      ("its content", known(score.traceHash)), ("began", score.startedAt.map { Timestamp.text(of: $0) }),
      ("agent", score.agent), ("signature", score.signatureID),
      ("canary", score.isCanary ? "yes, scored at every run" : nil), ("was shown", known(score.shownHash)),
      ("evaluator", "\(score.evaluator), version \(known(score.evaluatorVersion) ?? "unknown")"),
      ("criterion", "\(score.criterion), version \(known(score.criterionVersion) ?? "unknown")"),
      ("judge model", score.judgeModel), ("was sent", score.promptHash), ("answered", score.label),
      ("calibration", score.calibration), ("mapped to", score.mappedLabel), ("label set", score.labelSet),
      ("score", score.value.map { "\($0)" }), ("verdict", verdict), ("because", score.rationale),
      ("no verdict", score.failure),
    ]
    let width = rows.map(\.0.count).max() ?? 0
    return rows.compactMap { name, value in
      value.map {
        name + String(repeating: " ", count: width - name.count + 2) + Terminal.line(redaction.redacted($0))
          + "\n"
      }
    }.joined()
  }

  private var verdict: String {
    record.score.passed.map { $0 ? "pass" : "fail" } ?? "none: the answer could not be read"
  }

  private func known(_ text: String) -> String? { text.isEmpty ? nil : text }
}

/// What made the figures of a report of a program: the values of a JSON file that say where they come from.
package struct ReportLineage: Sendable {
  package let lines: [String]

  /// The fields that tell what made a figure, in the reports of an evaluation and of a gate.
  private static let names: Set<String> = [
    "run", "version", "name", "sha256", "scores", "label_set", "evaluator", "evaluator_version", "criterion",
    "criterion_version", "judge_model", "calibration", "inputs", "path", "hash", "bytes", "evaluators",
    "baseline", "candidate", "model", "models", "endpoint", "fitness", "labels", "agreement", "reliability",
    "ceiling", "target", "fit", "reasons", "decision", "headline", "traces", "examples", "trace_id",
    "score_before", "score_after", "prompt_sha256", "input_key", "kind", "time", "started_at", "program",
    "command", "file_sha256", "rejected", "canaries",
  ]

  /// Takes from a document what is named so, indented as it is nested.
  package init(_ value: JSONText) {
    var lines: [String] = []
    Self.add(value, name: nil, depth: 0, to: &lines)
    self.lines = lines
  }

  private static func add(_ value: JSONText, name: String?, depth: Int, to lines: inout [String]) {
    let indent = String(repeating: "  ", count: depth)
    switch value {
    case .object(let fields):
      if let name { lines.append("\(indent)\(name):") }
      for (key, field) in fields where names.contains(key) {
        add(field, name: key, depth: name == nil ? depth : depth + 1, to: &lines)
      }
    case .array(let values):
      guard !values.isEmpty else { return }
      for value in values { add(value, name: name.map { "\($0)" }, depth: depth, to: &lines) }
    case .null: return
    case .string(let text): lines.append("\(indent)\(name ?? "-") \(Terminal.line(text))")
    default: lines.append("\(indent)\(name ?? "-") \(value.line)")
    }
  }
}
