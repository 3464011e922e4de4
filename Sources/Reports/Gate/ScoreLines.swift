package import Evaluators
package import Gate
import Traces

/// Writes scores as lines of `scores.jsonl`.
///
/// Bytes and no values of JSON in between: a suite of checks gives a quarter of a million scores a second.
package struct ScoreLines: Sendable {
  /// The lines so far, each with its line feed.
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Begins anew, with the memory kept.
  package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Adds a score that a run gives now.
  ///
  /// - Parameter time: When, in ISO 8601.
  package mutating func append(_ score: Score, run: String, time: String?) {
    append(ScoreRecord(score, run: run, time: time))
  }

  /// Adds a line; fields that are `nil` are left out.
  package mutating func append(_ record: ScoreRecord) {
    let score = record.score
    bytes.append(UInt8(ascii: "{"))
    write(.scoreID, record.id)
    write(.run, record.run)
    write(.time, record.time)
    write(.traceID, score.traceID)
    write(.traceHash, score.traceHash)
    write(.agent, score.agent)
    write(.signatureID, score.signatureID)
    write(.startedAt, score.startedAt.map { Timestamp.text(of: $0) })
    write(.shownHash, score.shownHash)
    if score.isCanary { write(.canary, literal: "true") }
    if let chance = score.inclusionProbability { write(.inclusionProbability, literal: "\(chance)") }
    write(.evaluator, score.evaluator)
    write(.evaluatorVersion, score.evaluatorVersion)
    write(.criterion, score.criterion)
    write(.criterionVersion, score.criterionVersion)
    write(.judgeModel, score.judgeModel)
    write(.promptHash, score.promptHash)
    write(.calibration, score.calibration)
    write(.labelSet, score.labelSet)
    write(.label, score.label)
    write(.mappedLabel, score.mappedLabel)
    if let value = score.value, value.isFinite { write(.value, literal: "\(value)") }
    if let passed = score.passed { write(.passed, literal: passed ? "true" : "false") }
    write(.rationale, score.rationale)
    write(.failure, score.failure)
    bytes.append(UInt8(ascii: "}"))
    bytes.append(UInt8(ascii: "\n"))
  }

  // MARK: Steps

  private mutating func write(_ field: ScoreField, _ text: String?) {
    guard let text else { return }
    writeKey(field)
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }
    guard isPlain else {
      bytes.append(contentsOf: JSONText.string(text).line.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: text.utf8)
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func write(_ field: ScoreField, literal: String) {
    writeKey(field)
    bytes.append(contentsOf: literal.utf8)
  }

  private mutating func writeKey(_ field: ScoreField) {
    if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
    bytes.append(contentsOf: Self.keys[field.rawValue])
  }

  private static let keys = ScoreField.allCases.map { Array("\"\($0.name)\":".utf8) }
}
