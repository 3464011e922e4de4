package import JSONBytes
import Labels
import Traces

extension ScoreTable {
  /// The scores of a block of `scores.jsonl`.
  ///
  /// A line without a trace or an evaluator is rejected; a field that nobody knows is passed over.
  package init(reading block: RecordBlock) {
    self.init()
    let parser = JSONParser()
    var document = JSONDocument()
    var places = [Int](repeating: -1, count: ScoreField.allCases.count)
    for problem in block.problems {
      reject(ScoreRejection(fileIndex: block.fileIndex, line: problem.line, reason: "no JSON object"))
    }
    for record in block.records {
      do {
        try parser.parse(block.bytes, block.positions(of: record), into: &document)
      } catch {
        reject(ScoreRejection(fileIndex: block.fileIndex, line: record.line, reason: error.reason))
        continue
      }
      let reason = append(document, &places)
      guard let reason else { continue }
      reject(ScoreRejection(fileIndex: block.fileIndex, line: record.line, reason: reason))
    }
  }

  /// Adds the score that a document holds.
  ///
  /// - Returns: Why it holds none.
  private mutating func append(_ document: JSONDocument, _ places: inout [Int]) -> String? {
    guard document.kind(document.root) == .object else { return "no JSON object" }
    document.findScoreFields(of: document.root, in: &places)
    guard let name = Self.text(.traceID, document, places), !name.isEmpty else { return "no trace_id" }
    guard let evaluator = Self.text(.evaluator, document, places), !evaluator.isEmpty else {
      return "no evaluator"
    }
    let value = Self.node(.value, places).flatMap(document.number)
    if let reason = Self.misfit(value, document, places) { return reason }
    trace.append(Int32(traces.index(of: document.strings, name.indices)))
    appendSource(source(document, places))
    id.append(
      Self.text(.scoreID, document, places).map {
        Self.number(ofID: document.strings.span.extracting($0.indices))
      } ?? 0)
    agent.append(number(.agent, document, places))
    signature.append(number(.signatureID, document, places))
    label.append(number(.label, document, places))
    mappedLabel.append(number(.mappedLabel, document, places))
    traceHash.append(Self.fingerprint(.traceHash, document, places))
    shownHash.append(Self.fingerprint(.shownHash, document, places))
    promptHash.append(Self.fingerprint(.promptHash, document, places))
    self.value.append(value ?? .nan)
    self.verdict.append(
      Self.node(.passed, places).flatMap(document.bool).map { $0 ? .pass : .fail } ?? .unreadable)
    startedAt.append(
      Self.node(.startedAt, places).flatMap { Timestamp.seconds(of: $0, in: document) } ?? .nan)
    isCanary.append(Self.node(.canary, places).flatMap(document.bool) ?? false)
    return nil
  }

  private mutating func source(_ document: JSONDocument, _ places: [Int]) -> Source {
    Source(
      evaluator: number(.evaluator, document, places),
      evaluatorVersion: number(.evaluatorVersion, document, places),
      criterion: number(.criterion, document, places),
      criterionVersion: number(.criterionVersion, document, places),
      judgeModel: number(.judgeModel, document, places),
      calibration: number(.calibration, document, places),
      labelSet: number(.labelSet, document, places), run: number(.run, document, places))
  }

  /// The number of a field's text; −1 where there is none.
  private mutating func number(_ field: ScoreField, _ document: JSONDocument, _ places: [Int]) -> Int32 {
    guard let range = Self.text(field, document, places) else { return -1 }
    return Int32(words.index(of: document.strings, range.indices))
  }

  /// Why score and verdict are none; both are there, or neither, where the evaluator's answer was unreadable.
  private static func misfit(_ value: Double?, _ document: JSONDocument, _ places: [Int]) -> String? {
    let (score, passed) = (node(.value, places), node(.passed, places))
    if score != nil, value == nil { return "score is no number" }
    if let value, !(0...1).contains(value) { return "score is not from 0 to 1" }
    if let passed, document.bool(passed) == nil { return "passed is neither true nor false" }
    if passed != nil, value == nil { return "passed without a score from 0 to 1" }
    return passed == nil && value != nil ? "a score without passed" : nil
  }

  private static func fingerprint(_ field: ScoreField, _ document: JSONDocument, _ places: [Int]) -> UInt64 {
    guard let range = text(field, document, places) else { return 0 }
    return Fingerprint.of(document.strings.span.extracting(range.indices))
  }

  private static func text(_ field: ScoreField, _ document: JSONDocument, _ places: [Int]) -> ByteRange? {
    node(field, places).flatMap { document.text($0) }
  }

  private static func node(_ field: ScoreField, _ places: [Int]) -> JSONNode? {
    places[field.rawValue] < 0 ? nil : JSONNode(index: places[field.rawValue])
  }
}
