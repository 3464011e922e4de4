import CSVBytes
import Traces

extension LabelTable {
  /// The columns a label file may have; the first four it must have.
  enum Column: String, CaseIterable {
    case item = "item_id"
    case annotator, role, label, criterion, score, probabilities, rationale, severity
    case labelledAt = "labelled_at"
    case judgeVersion = "judge_version"
    case inclusionProbability = "inclusion_probability"

    static let required: [Column] = [.item, .annotator, .role, .label]
  }

  /// What the criterion is called in a file that names none.
  package static let unnamedCriterion = "overall"

  /// Adds the rows of a label file, which is JSONL if its first character is `{` and else CSV.
  ///
  /// Rows that are no labels are counted and kept as rejections; other columns are passed over. A semicolon or
  /// a tab separates the fields if the first line has one and no comma.
  ///
  /// - Parameter file: The name of the file in messages.
  /// - Throws: `LabelFileError` if there is nothing to read or a required column is missing.
  package mutating func append(_ bytes: [UInt8], file: String) throws(LabelFileError) {
    let first = bytes.drop { [0xEF, 0xBB, 0xBF, 32, 9, 10, 13].contains($0) }.first
    guard let first else { throw .empty(file: file) }
    let countBefore = count + rejectionCount
    if first == UInt8(ascii: "{") {
      appendJSONL(bytes, file: file)
    } else {
      try appendCSV(bytes, file: file)
    }
    guard count + rejectionCount > countBefore else { throw .noRows(file: file) }
  }

  private mutating func appendCSV(_ bytes: [UInt8], file: String) throws(LabelFileError) {
    var rows = CSVRows(of: bytes, separator: separator(of: bytes))
    var fields: [CSVRows.Field] = []
    guard rows.next(in: bytes, into: &fields) else { throw .empty(file: file) }
    let header = fields.map { text(of: $0, in: bytes).lowercased() }
    let missing = Column.required.filter { !header.contains($0.rawValue) }
    guard missing.isEmpty else {
      throw .missingColumns(file: file, columns: missing.map(\.rawValue))
    }
    let places = Column.allCases.map { header.firstIndex(of: $0.rawValue) }
    while rows.next(in: bytes, into: &fields) {
      if rows.isCutOff {
        reject(.cutOff, file: file, line: rows.line)
      } else {
        appendRow(CSVRecord(bytes: bytes, fields: fields, places: places), file: file, line: rows.line)
      }
    }
  }

  private mutating func appendRow(_ record: CSVRecord, file: String, line: Int) {
    guard let itemField = record.field(.item) else { return reject(.noItem, file: file, line: line) }
    guard let annotatorField = record.field(.annotator) else {
      return reject(.noAnnotator, file: file, line: line)
    }
    guard let isJudge = role(record) else { return reject(.unknownRole, file: file, line: line) }
    item.append(number(itemField, in: record, \.items))
    annotator.append(number(annotatorField, in: record, \.annotators))
    if let field = record.field(.criterion) {
      criterion.append(number(field, in: record, \.criteria))
    } else {
      criterion.append(Int32(criteria.index(of: LabelTable.unnamedCriterion)))
    }
    if let field = record.field(.label) {
      label.append(number(field, in: record, \.labels))
    } else {
      label.append(Int32(labels.index(of: "")))
    }
    self.isJudge.append(isJudge)
    appendOptions(of: record, file: file, line: line)
  }

  private mutating func appendOptions(of record: CSVRecord, file: String, line: Int) {
    if let value = record.text(.score).flatMap(Double.init), value.isFinite { setLast(\.score, to: value) }
    if let text = record.text(.labelledAt), let time = Timestamp.seconds(of: Array(text.utf8)[...]) {
      setLast(\.labelledAt, to: time)
    }
    if let text = record.text(.rationale) { setLast(\.rationale, to: text) }
    if let text = record.text(.severity) { setLast(\.severity, to: text) }
    if let text = record.text(.judgeVersion) { setLast(\.judgeVersion, to: text) }
    if let text = record.text(.inclusionProbability) {
      setInclusionProbability(Double(text), file: file, line: line)
    }
    guard let text = record.text(.probabilities) else { return }
    if LabelProbabilities(text: text) == nil {
      rejectField(.badProbabilities, file: file, line: line)
    } else {
      setLast(\.probabilities, to: text)
    }
  }

  mutating func setInclusionProbability(_ value: Double?, file: String, line: Int) {
    if let value, value > 0, value <= 1 {
      setLast(\.inclusionProbability, to: value)
    } else {
      rejectField(.badInclusionProbability, file: file, line: line)
    }
  }

  private func role(_ record: CSVRecord) -> Bool? {
    guard let field = record.field(.role), !field.hasQuotes else { return nil }
    let role = record.bytes[field.range]
    if role.elementsEqual("judge".utf8) { return true }
    if role.elementsEqual("human".utf8) { return false }
    return nil
  }

  private mutating func number(
    _ field: CSVRows.Field, in record: CSVRecord, _ table: WritableKeyPath<LabelTable, TextTable>
  ) -> Int32 {
    guard field.hasQuotes else { return Int32(self[keyPath: table].index(of: record.bytes, field.range)) }
    return Int32(self[keyPath: table].index(of: text(of: field, in: record.bytes)))
  }

  private func separator(of bytes: [UInt8]) -> UInt8 {
    let line = bytes.prefix { $0 != 10 && $0 != 13 }
    let comma = UInt8(ascii: ",")
    if line.contains(comma) { return comma }
    return [UInt8(ascii: ";"), 9].first { line.contains($0) } ?? comma
  }
}

/// A row of a CSV text with the places of the known columns.
private struct CSVRecord {
  let bytes: [UInt8]
  let fields: [CSVRows.Field]
  let places: [Int?]

  /// The field of a column; `nil` if the row has none or it is empty.
  func field(_ column: LabelTable.Column) -> CSVRows.Field? {
    guard let index = LabelTable.Column.allCases.firstIndex(of: column), let place = places[index],
      place < fields.count, !fields[place].range.isEmpty
    else { return nil }
    return fields[place]
  }

  func text(_ column: LabelTable.Column) -> String? {
    field(column).map { Labels.text(of: $0, in: bytes) }
  }
}

/// The text of a field, its doubled quotes made single.
private func text(of field: CSVRows.Field, in bytes: [UInt8]) -> String {
  let text = String(decoding: bytes[field.range], as: UTF8.self)
  return field.hasQuotes
    ? text.split(separator: "\"\"", omittingEmptySubsequences: false).joined(separator: "\"") : text
}
