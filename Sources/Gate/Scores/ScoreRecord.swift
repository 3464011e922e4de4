import ContentHash
package import Evaluators
package import JSONBytes
import Traces

/// A line of `scores.jsonl`: a score, and the run that gave it.
package struct ScoreRecord: Sendable, Hashable {
  /// By which the score is known again: `S-` and 16 hexadecimal digits.
  package let id: String

  /// The run that gave it.
  package let run: String

  /// When it was given, in ISO 8601; it is no part of what the id is made of.
  package let time: String?
  package let score: Score

  /// A score that is given now, with an id of its own.
  package init(_ score: Score, run: String, time: String?) {
    self.init(id: score.id(run: run), run: run, time: time, score: score)
  }

  init(id: String, run: String, time: String?, score: Score) {
    (self.id, self.run, self.time, self.score) = (id, run, time, score)
  }

  /// Whether the id is made of the rest: what was changed by hand is not.
  package var isIntact: Bool { id == score.id(run: run) }

  /// The line that a document holds; `nil` if it is no score.
  package init?(_ document: JSONDocument) {
    var places = [Int](repeating: -1, count: ScoreField.allCases.count)
    guard !document.isBlank, document.kind(document.root) == .object else { return nil }
    document.findScoreFields(of: document.root, in: &places)
    func node(_ field: ScoreField) -> JSONNode? {
      places[field.rawValue] < 0 ? nil : JSONNode(index: places[field.rawValue])
    }
    func text(_ field: ScoreField) -> String? {
      node(field).flatMap { document.text($0) }.map { document.string($0) }
    }
    guard let traceID = text(.traceID), let evaluator = text(.evaluator) else { return nil }
    var score = Score(
      traceID: traceID, traceHash: text(.traceHash) ?? "", shownHash: text(.shownHash) ?? "",
      evaluator: evaluator, evaluatorVersion: text(.evaluatorVersion) ?? "",
      criterion: text(.criterion) ?? "", criterionVersion: text(.criterionVersion) ?? "")
    (score.agent, score.signatureID) = (text(.agent), text(.signatureID))
    score.startedAt = node(.startedAt).flatMap { Timestamp.seconds(of: $0, in: document) }
    score.isCanary = node(.canary).flatMap(document.bool) ?? false
    score.inclusionProbability = node(.inclusionProbability).flatMap(document.number).flatMap {
      $0 > 0 && $0 <= 1 ? $0 : nil
    }
    (score.judgeModel, score.promptHash) = (text(.judgeModel), text(.promptHash))
    (score.calibration, score.labelSet) = (text(.calibration), text(.labelSet))
    (score.label, score.mappedLabel) = (text(.label), text(.mappedLabel))
    score.value = node(.value).flatMap(document.number).flatMap { $0.isFinite ? $0 : nil }
    score.passed = node(.passed).flatMap(document.bool)
    (score.rationale, score.failure) = (text(.rationale), text(.failure))
    let run = text(.run) ?? ""
    self.init(id: text(.scoreID) ?? score.id(run: run), run: run, time: text(.time), score: score)
  }
}

extension Score {
  /// By which the score of a run is known again: `S-` and 16 hexadecimal digits, made of all that it says.
  ///
  /// The same verdict on the same trace by the same evaluator in the same run has the same id, whenever it was given.
  package func id(run: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512)
    func add(_ text: String?) {
      if let text {
        bytes.append(1)
        bytes.append(contentsOf: text.utf8)
      }
      // No text holds this byte, so that what ends one field cannot begin the next.
      bytes.append(0xFF)
    }
    add(run)
    for text in [traceID, traceHash, shownHash, evaluator, evaluatorVersion, criterion, criterionVersion] {
      add(text)
    }
    for text in [agent, signatureID, judgeModel, promptHash, calibration, labelSet, label, mappedLabel] {
      add(text)
    }
    add(startedAt.map { Timestamp.text(of: $0) })
    add(value.map { "\($0)" })
    add(passed.map { $0 ? "pass" : "fail" })
    add(isCanary ? "canary" : nil)
    add(rationale)
    add(failure)
    // Scores of traces that were not drawn keep the ids that they had before any were.
    if let inclusionProbability { add("drawn \(inclusionProbability)") }
    return "S-" + ContentHash.hexadecimal(of: bytes).prefix(16)
  }
}
