internal import JSONBytes
package import Labels

/// What one annotator said of one item on one criterion, held against what was sent out.
package struct ReturnedLabel: Sendable, Hashable {
  package let itemID: String
  package let criterion: String

  /// The version of the criterion that the annotator was shown.
  package let criterionVersion: String
  package let annotator: String

  /// Whether the tool names nobody: such labels count, but say nothing about the agreement between people.
  package let isAnonymous: Bool

  /// One of the criterion's labels.
  package let label: String
  package let severity: String?
  package let rationale: String?

  /// When it was last changed, in seconds since 1970; `nil` where the tool does not say.
  package let labelledAt: Double?

  /// How long it took, in seconds; `nil` where the tool does not say.
  package let durationSeconds: Double?

  /// The hash of what the annotator was shown.
  package let shownHash: String
  package let tool: QueueTool

  /// The tool's own id of the answer; `nil` where it has none.
  package let sourceID: String?

  package init(
    itemID: String, criterion: String, criterionVersion: String, annotator: String, isAnonymous: Bool,
    label: String, severity: String?, rationale: String?, labelledAt: Double?, durationSeconds: Double?,
    shownHash: String, tool: QueueTool, sourceID: String?
  ) {
    (self.itemID, self.criterion, self.criterionVersion) = (itemID, criterion, criterionVersion)
    (self.annotator, self.isAnonymous, self.label) = (annotator, isAnonymous, label)
    (self.severity, self.rationale, self.labelledAt) = (severity, rationale, labelledAt)
    (self.durationSeconds, self.shownHash) = (durationSeconds, shownHash)
    (self.tool, self.sourceID) = (tool, sourceID)
  }
}

/// What came of a file: every answer in it is a label, a rejection or left out; the three add up.
package struct ImportedLabels: Sendable {
  package let tool: QueueTool
  package internal(set) var labels: [ReturnedLabel] = []
  package internal(set) var rejections: [ImportRejection] = []

  /// How much was read that is no label and is not meant to be one.
  package internal(set) var leftOut: [LeftOut: Int] = [:]

  /// The tool's ids of answers that are skipped or discarded now; labels of them are none any more.
  package internal(set) var withdrawn: [String] = []
}

/// Why a file cannot be read at all.
package enum LabelImportError: Error, Sendable, Hashable {
  case empty
  case unknownFormat
  case notJSON(line: Int, reason: String)
}

/// Reads what a tool wrote and holds it against the items and criteria known.
package struct LabelImport: Sendable {
  private let items: [String: QueueItem]
  private let criteria: [Criterion]

  /// Who filled in files that name nobody.
  package let annotator: String?

  /// Whether answers of Argilla's nested export count although it does not say if they were submitted.
  package let trustsUnknownStatus: Bool

  package init(
    items: [QueueItem], criteria: [Criterion], annotator: String? = nil, trustsUnknownStatus: Bool = false
  ) {
    var known: [String: QueueItem] = [:]
    // A trace that was drawn twice is one for tools that know traces alone; our own id always goes before.
    for item in items where known[item.traceID] == nil { known[item.traceID] = item }
    for item in items { known[item.id] = item }
    self.items = known
    (self.criteria, self.annotator, self.trustsUnknownStatus) = (criteria, annotator, trustsUnknownStatus)
  }

  /// Reads a file of any tool; which one it is of is known from its content.
  ///
  /// - Throws: `LabelImportError` if it is of none.
  package func read(_ bytes: [UInt8]) throws(LabelImportError) -> ImportedLabels {
    let reading = try reading(of: bytes)
    var result = ImportedLabels(
      tool: reading.tool, rejections: reading.rejections, leftOut: reading.leftOut,
      withdrawn: reading.withdrawn)
    for answer in reading.answers {
      switch label(from: answer, reading.tool) {
      case .success(let label): result.labels.append(label)
      case .failure(let why):
        let record =
          "\(answer.itemIDs.first ?? "") \(answer.criterion) \(answer.annotator ?? "") \(answer.value)"
        result.rejections.append(ImportRejection(place: answer.place, reason: why.reason, record: record))
      }
    }
    return result
  }

  // MARK: Telling formats apart

  private func reading(of bytes: [UInt8]) throws(LabelImportError) -> ToolReading {
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    guard let first = body.first(where: { $0 > 32 }) else { throw .empty }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      return try readText(body)
    }
    var records: [JSONValue]
    do {
      let root = try JSONValue(body)
      let list =
        root["data"].flatMap { $0.isArray ? $0 : nil } ?? root[anyOf: "feedback", "items", "records"] ?? root
      records = list.isArray ? list.elements : [list]
    } catch {
      records = try lines(of: body)
    }
    guard let tool = records.lazy.compactMap(Self.tool).first else { throw .unknownFormat }
    switch tool {
    case .labelStudio: return LabelStudioReading.read(records)
    case .argilla: return ArgillaReading.read(records, trustsUnknownStatus: trustsUnknownStatus)
    case .jsonl: return TableReading.readLines(records, annotator: annotator)
    default: return PlatformReading.read(records, tool: tool)
    }
  }

  private func readText(_ bytes: [UInt8]) throws(LabelImportError) -> ToolReading {
    let header = String(decoding: bytes.prefix { $0 != 10 }, as: UTF8.self).lowercased()
    let columns = header.split { ",;\t\r\"".contains($0) }
    if columns.contains("item_id"), columns.contains("label") {
      return TableReading.readCSV(bytes, annotator: annotator)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains("# Item `") else { throw .unknownFormat }
    return FormReading.read(text, annotator: annotator)
  }

  private func lines(of bytes: [UInt8]) throws(LabelImportError) -> [JSONValue] {
    var records: [JSONValue] = []
    for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      guard line.contains(where: { $0 > 32 }) else { continue }
      do throws(JSONError) {
        records.append(try JSONValue(line))
      } catch {
        throw .notJSON(line: index + 1, reason: error.reason)
      }
    }
    return records
  }

  /// The tool that writes such records.
  private static func tool(of record: JSONValue) -> QueueTool? {
    if record["feedback_source"] != nil { return .langsmith }
    if record["annotator_kind"] != nil { return .phoenix }
    // What goes out with an item stands beside the answers in flattened exports, our id of it, too.
    let isTask = record["data"]?.isObject == true
    if isTask || record[anyOf: "completed_by", "annotation_id"] != nil { return .labelStudio }
    let isRecord = record[anyOf: "_server_id", "fields"] != nil
    if isRecord || record.fields.contains(where: { $0.name.hasSuffix(".responses") }) { return .argilla }
    if record["item_id"] != nil { return .jsonl }
    return record[anyOf: "dataType", "data_type", "stringValue", "string_value", "authorUserId"] != nil
      ? .langfuse : nil
  }

  // MARK: Holding against what is known

  private struct Refusal: Error {
    let reason: String
  }

  private func label(from answer: Answer, _ tool: QueueTool) -> Result<ReturnedLabel, Refusal> {
    guard !answer.itemIDs.isEmpty else { return .failure(Refusal(reason: "it names no item")) }
    guard let item = answer.itemIDs.lazy.compactMap({ items[$0] }).first else {
      return .failure(Refusal(reason: "unknown item \(answer.itemIDs[0])"))
    }
    if let hash = answer.shownHash, hash != item.shownHash {
      return .failure(Refusal(reason: "changed content: \(item.id) is not what the annotator was shown"))
    }
    if let texts = answer.shownTexts, texts != item.turns.map(\.text) {
      return .failure(Refusal(reason: "changed content: the text in the tool is not that of \(item.id)"))
    }
    guard let criterion = criterion(named: answer.criterion) else {
      let known = criteria.map(\.name).joined(separator: ", ")
      return .failure(Refusal(reason: "unknown criterion \(answer.criterion); known are: \(known)"))
    }
    guard let label = criterion.label(for: answer.value) else {
      let list = criterion.scale.labels.joined(separator: ", ")
      return .failure(
        Refusal(reason: "label outside of the list of \(criterion.name) (\(list)): \(answer.value.words)"))
    }
    let severity = answer.severity?.trimmingBlanks.lowercased()
    if let severity, !Criterion.grades.contains(severity) {
      return .failure(Refusal(reason: "severity \(severity) is not low, medium, high or critical"))
    }
    let person = answer.annotator ?? annotator
    return .success(
      ReturnedLabel(
        itemID: item.id, criterion: criterion.name,
        criterionVersion: answer.criterionVersion ?? criterion.version,
        annotator: person ?? "someone in \(tool.rawValue)", isAnonymous: person == nil, label: label,
        severity: severity, rationale: answer.rationale, labelledAt: answer.labelledAt,
        durationSeconds: answer.durationSeconds, shownHash: item.shownHash, tool: tool,
        sourceID: answer.sourceID))
  }

  /// The criterion of a name, which Langfuse may have cut short.
  private func criterion(named name: String) -> Criterion? {
    let cut = criteria.filter {
      name.count == QueueExport.langfuseNameLimit && $0.name.prefix(QueueExport.langfuseNameLimit) == name
    }
    return criteria.first { $0.name == name } ?? (cut.count == 1 ? cut[0] : nil)
  }
}

extension Criterion {
  /// The label that an answer means; `nil` if it means none of them.
  ///
  /// Where there are two labels, thumbs, words of approval, 1 and 0, and stars (3 to 5 pass) mean pass or fail.
  func label(for value: Answer.Value) -> String? {
    let labels = scale.labels
    func numbered(_ number: Double) -> String? { labels.first { LabelScale.number($0) == number } }
    func sided(_ passes: Bool?) -> String? {
      guard let passes, let pass = scale.passPosition else { return nil }
      return labels[passes ? pass : 1 - pass]
    }
    switch value {
    case .label(let written):
      if labels.contains(written) { return written }
      // Who fills in a table by hand leaves blanks behind words.
      let text = written.trimmingBlanks
      let alike = labels.filter { $0.lowercased() == text.lowercased() }
      if alike.count == 1 { return alike[0] }
      if let number = LabelScale.number(text) { return self.label(for: .score(number)) }
      return sided(PassRule().passes(text, score: nil, isStars: false))
    case .score(let number):
      return numbered(number) ?? (number == 0 || number == 1 ? sided(number == 1) : nil)
    case .rating(let stars):
      return numbered(stars) ?? ((1...5).contains(stars) ? sided(stars >= 3) : nil)
    case .thumb(let isUp): return sided(isUp)
    }
  }
}

extension String {
  /// Without the blanks before and behind it.
  fileprivate var trimmingBlanks: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
