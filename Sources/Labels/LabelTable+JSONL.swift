import JSONBytes
import Traces

extension LabelTable {
  mutating func appendJSONL(_ bytes: [UInt8], file: String) {
    let padded = bytes + Array(repeating: 0, count: JSONParser.padding)
    let parser = JSONParser()
    var document = JSONDocument()
    var line = 1
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      let end = padded[start..<bytes.count].firstIndex(of: 10) ?? bytes.count
      if padded[start..<end].contains(where: { $0 > 32 }) {
        do {
          try parser.parse(padded, ByteRange(start: start, count: end - start), into: &document)
          appendObject(in: document, file: file, line: line)
        } catch {
          reject(.notJSON, file: file, line: line)
        }
      }
      start = end + 1
      line += 1
    }
  }

  private mutating func appendObject(in document: JSONDocument, file: String, line: Int) {
    guard document.kind(document.root) == .object else { return reject(.notJSON, file: file, line: line) }
    var found: [Column: JSONNode] = [:]
    document.forEachField(of: document.root) { key, value in
      guard let column = Column(rawValue: document.string(key)), document.kind(value) != .null else { return }
      found[column] = value
    }
    func text(_ column: Column) -> String? {
      found[column].flatMap { document.plainText(of: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    guard let item = text(.item) else { return reject(.noItem, file: file, line: line) }
    guard let annotator = text(.annotator) else { return reject(.noAnnotator, file: file, line: line) }
    guard let role = text(.role), role == "judge" || role == "human" else {
      return reject(.unknownRole, file: file, line: line)
    }
    append(
      item: item, criterion: text(.criterion) ?? LabelTable.unnamedCriterion, annotator: annotator,
      isJudge: role == "judge", label: text(.label) ?? "",
      labelledAt: found[.labelledAt].flatMap { Timestamp.seconds(of: $0, in: document) })
    if let value = found[.score].flatMap(document.number), value.isFinite { setLast(\.score, to: value) }
    if let note = text(.rationale) { setLast(\.rationale, to: note) }
    if let note = text(.severity) { setLast(\.severity, to: note) }
    if let note = text(.judgeVersion) { setLast(\.judgeVersion, to: note) }
    if let node = found[.inclusionProbability] {
      setInclusionProbability(document.number(node), file: file, line: line)
    }
    guard let probabilities = text(.probabilities) else { return }
    if LabelProbabilities(text: probabilities) == nil {
      rejectField(.badProbabilities, file: file, line: line)
    } else {
      setLast(\.probabilities, to: probabilities)
    }
  }
}

extension JSONDocument {
  /// The text of a string, number or truth value, or the JSON of an object or array.
  ///
  /// A whole number has no fraction, so that 3 and 3.0 are one label.
  fileprivate func plainText(of node: JSONNode) -> String? {
    if let range = text(node) { return string(range) }
    if let number = number(node), number == number.rounded(), abs(number) < 1e15 { return "\(Int(number))" }
    var bytes: [UInt8] = []
    appendText(of: node, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
