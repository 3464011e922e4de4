internal import CSVBytes
internal import Labels

/// Reads tables and lines that were filled in: a row for each item and criterion, or an item a line with its labels.
///
/// A spreadsheet may have put its own separator or order of columns; columns are known by their names.
enum TableReading {
  /// Reads a CSV text whose first line names the columns.
  static func readCSV(_ bytes: [UInt8], annotator: String?) -> ToolReading {
    var reading = ToolReading(.csv)
    let firstLine = bytes.prefix { $0 != 10 && $0 != 13 }
    let separator =
      [UInt8(ascii: ","), UInt8(ascii: ";"), 9].first(where: firstLine.contains) ?? UInt8(ascii: ",")
    var rows = CSVRows(of: bytes, separator: separator)
    var fields: [CSVRows.Field] = []
    guard rows.next(in: bytes, into: &fields) else { return reading }
    let header = fields.map { text(of: $0, in: bytes).lowercased() }
    while rows.next(in: bytes, into: &fields) {
      let values = fields.map { text(of: $0, in: bytes) }
      if rows.isCutOff {
        reading.reject(
          "line \(rows.line)", "a quoted field is still open at the end", values.joined(separator: ","))
        continue
      }
      let pairs = zip(header, values).filter { !$0.1.isEmpty }
      let row = Dictionary(pairs) { first, _ in first }
      add(row, place: "line \(rows.line)", annotator, values.joined(separator: ","), to: &reading)
    }
    return reading
  }

  /// Reads lines of JSON: labels, or items that hold a list of them.
  static func readLines(_ records: [JSONValue], annotator: String?) -> ToolReading {
    var reading = ToolReading(.jsonl)
    for (index, record) in records.enumerated() {
      let place = "line \(index + 1)"
      guard let annotations = record["annotations"] else {
        add(texts(of: record), place: place, annotator, record.line, to: &reading)
        continue
      }
      if annotations.elements.isEmpty { reading.leaveOut(.open) }
      for (number, annotation) in annotations.elements.enumerated() {
        var row = texts(of: annotation)
        for name in ["item_id", "trace_id", "shown_sha256"] where row[name] == nil {
          row[name] = record[name]?.text
        }
        if row["criterion_version"] == nil, let name = row["criterion"] {
          row["criterion_version"] = record["criterion_versions"]?[name]?.text
        }
        add(row, place: "\(place), annotation \(number + 1)", annotator, annotation.line, to: &reading)
      }
    }
    return reading
  }

  private static func texts(of record: JSONValue) -> [String: String] {
    let pairs = record.fields.compactMap { field in
      field.value.text.map { (field.name.lowercased(), $0) }
    }
    return Dictionary(pairs) { _, last in last }
  }

  private static func add(
    _ row: [String: String], place: String, _ annotator: String?, _ record: String,
    to reading: inout ToolReading
  ) {
    if row["role"] == "judge" { return reading.leaveOut(.judge) }
    guard let label = row["label"] else {
      // A rationale without a label is something that was said, and must not vanish.
      if row["rationale"] == nil { return reading.leaveOut(.open) }
      return reading.reject(place, "a rationale without a label", record)
    }
    if label.lowercased() == FormReading.abstention { return reading.leaveOut(.abstained) }
    if ["skip", "skipped", "cancelled"].contains(label.lowercased()) { return reading.leaveOut(.skipped) }
    reading.answers.append(
      Answer(
        place: place, itemIDs: [row["item_id"], row["trace_id"]].compactMap { $0 },
        criterion: row["criterion"] ?? LabelTable.unnamedCriterion, value: .label(label),
        annotator: row["annotator"] ?? annotator, severity: row["severity"], rationale: row["rationale"],
        labelledAt: (row["labelled_at"] ?? row["updated_at"]).flatMap(secondsOfTime),
        durationSeconds: row["duration_seconds"].flatMap(Double.init), shownHash: row["shown_sha256"],
        criterionVersion: row["criterion_version"]))
  }

  private static func text(of field: CSVRows.Field, in bytes: [UInt8]) -> String {
    let text = String(decoding: bytes[field.range], as: UTF8.self)
    return field.hasQuotes ? text.replacing("\"\"", with: "\"") : text
  }
}
