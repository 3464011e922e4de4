/// Labels and verdicts as columns: what each annotator or judge said of each item on each criterion.
///
/// Texts are numbered (`TextTable`), so that a row costs 17 bytes. A column of an optional field is empty
/// until a row has that field.
package struct LabelTable: Sendable {
  package internal(set) var items = TextTable()
  package internal(set) var criteria = TextTable()
  package internal(set) var annotators = TextTable()
  package internal(set) var labels = TextTable()

  /// The rationales, severities, judge versions and probabilities met, by number.
  package internal(set) var notes = TextTable()

  // The columns, one element a row.
  package internal(set) var item: [Int32] = []
  package internal(set) var criterion: [Int32] = []
  package internal(set) var annotator: [Int32] = []
  package internal(set) var label: [Int32] = []
  package internal(set) var isJudge: [Bool] = []

  /// The score behind a verdict; NaN where there is none.
  package internal(set) var score: [Double] = []

  /// When a label was given, in seconds since 1970; NaN where that is unknown.
  package internal(set) var labelledAt: [Double] = []

  /// The chance an item had of being drawn for labelling; NaN where that is unknown.
  package internal(set) var inclusionProbability: [Double] = []

  // Numbers in `notes`; −1 where there is none.
  package internal(set) var rationale: [Int32] = []
  package internal(set) var severity: [Int32] = []
  package internal(set) var judgeVersion: [Int32] = []
  package internal(set) var probabilities: [Int32] = []

  /// The first rejections, at most `keptRejectionCount` of them.
  package internal(set) var rejections: [LabelRejection] = []

  /// The rows that are no labels.
  package internal(set) var rejectionCount = 0

  /// The fields that were left out of rows that are labels.
  package internal(set) var fieldRejectionCount = 0

  /// A file of ten million bad rows must not fill the memory with complaints.
  package static let keptRejectionCount = 1000

  package init() {}

  /// The number of rows.
  package var count: Int { item.count }

  /// The text of an optional field of a row; `nil` if the row has none.
  package func note(_ column: KeyPath<LabelTable, [Int32]>, row: Int) -> String? {
    let values = self[keyPath: column]
    guard row < values.count, values[row] >= 0 else { return nil }
    return notes.text(Int(values[row]))
  }

  /// The score behind the verdict in a row; `nil` if there is none.
  package func score(row: Int) -> Double? {
    row < score.count && score[row].isFinite ? score[row] : nil
  }

  /// When the label in a row was given, in seconds since 1970; `nil` if that is unknown.
  package func labelledAt(row: Int) -> Double? {
    row < labelledAt.count && labelledAt[row].isFinite ? labelledAt[row] : nil
  }

  /// The chance that the item of a row had of being drawn for labelling; `nil` if that is unknown.
  package func inclusionProbability(row: Int) -> Double? {
    row < inclusionProbability.count && inclusionProbability[row].isFinite ? inclusionProbability[row] : nil
  }

  mutating func reject(_ reason: LabelRejection.Reason, file: String, line: Int) {
    rejectionCount += 1
    guard rejections.count < LabelTable.keptRejectionCount else { return }
    rejections.append(LabelRejection(file: file, line: line, reason: reason))
  }

  /// Notes that a field of the last row could not be read; the row stays.
  mutating func rejectField(_ reason: LabelRejection.Reason, file: String, line: Int) {
    fieldRejectionCount += 1
    guard rejections.count < LabelTable.keptRejectionCount else { return }
    rejections.append(LabelRejection(file: file, line: line, reason: reason))
  }

  /// Sets an optional number of the last row.
  mutating func setLast(_ column: WritableKeyPath<LabelTable, [Double]>, to value: Double) {
    let missing = count - self[keyPath: column].count
    self[keyPath: column].append(contentsOf: repeatElement(.nan, count: missing))
    self[keyPath: column][count - 1] = value
  }

  /// Sets an optional text of the last row.
  mutating func setLast(_ column: WritableKeyPath<LabelTable, [Int32]>, to note: String) {
    let missing = count - self[keyPath: column].count
    self[keyPath: column].append(contentsOf: repeatElement(-1, count: missing))
    self[keyPath: column][count - 1] = Int32(notes.index(of: note))
  }

  /// Adds a row by its texts; for labels that come from elsewhere than a file.
  package mutating func append(
    item: String, criterion: String, annotator: String, isJudge: Bool, label: String,
    labelledAt: Double? = nil
  ) {
    self.item.append(Int32(items.index(of: item)))
    self.criterion.append(Int32(criteria.index(of: criterion)))
    self.annotator.append(Int32(annotators.index(of: annotator)))
    self.label.append(Int32(labels.index(of: label)))
    self.isJudge.append(isJudge)
    if let labelledAt { setLast(\.labelledAt, to: labelledAt) }
  }
}
