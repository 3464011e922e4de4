import JSONBytes

/// The fields of a line of `scores.jsonl`, in the order in which they are written.
package enum ScoreField: Int, Sendable, Hashable, CaseIterable {
  case scoreID, run, time, traceID, traceHash, agent, signatureID, startedAt, shownHash, canary
  case inclusionProbability, evaluator, evaluatorVersion, criterion, criterionVersion, judgeModel, promptHash,
    calibration
  case labelSet, label, mappedLabel, value, passed, rationale, failure

  /// Its name in the file.
  package var name: String { Self.names[rawValue] }

  private static let names = [
    "score_id", "run", "time", "trace_id", "trace_sha256", "agent", "signature_id", "started_at",
    "shown_sha256", "canary", "inclusion_probability", "evaluator", "evaluator_version", "criterion",
    "criterion_version",
    "judge_model", "prompt_sha256", "calibration", "label_set", "label", "mapped_label", "score", "passed",
    "rationale", "failure",
  ]

  /// The place of a field among all, by its name, from 1.
  static let byName = ByteTable(names.enumerated().map { (name: $1, value: UInt8($0 + 1)) })
}

extension JSONDocument {
  /// The values of an object that are fields of a score, by the place of the field; −1 where there is none.
  ///
  /// A field that is null is none.
  func findScoreFields(of node: JSONNode, in places: inout [Int]) {
    for index in places.indices { places[index] = -1 }
    forEachField(of: node) { key, value in
      let place = Int(self.value(ofName: key, in: ScoreField.byName))
      if place > 0 { places[place - 1] = kind(value) == .null ? -1 : value.index }
    }
  }
}
