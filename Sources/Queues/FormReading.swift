internal import Labels

/// Reads a page that was filled in by hand: our form, or the forms at the ends of a report's pages.
///
/// A part belongs to the item whose id stands in its heading; a box with an `x` is an answer, and what stands after a
/// colon, to the next field, box or heading. Text of traces stands in code blocks, which are passed over: a trace cannot
/// forge an answer.
struct FormReading {
  /// The box of those who cannot tell.
  static let abstention = "cannot tell"

  private var reading = ToolReading(.markdown)
  private var annotator: String?
  private var itemID: String?
  private var shownHash: String?
  private var itemLine = 0

  /// The criterion under whose heading the boxes stand, and its version; that of a report's page has none.
  private var criterion = LabelTable.unnamedCriterion
  private var version: String?
  private var ticks: [(criterion: String, version: String?, label: String)] = []
  private var fields: [String: String] = [:]
  private var openField: String?

  static func read(_ text: String, annotator: String?) -> ToolReading {
    var own = FormReading(annotator: annotator)
    var fence: Substring?
    for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = raw.hasSuffix("\r") ? raw.dropLast() : raw
      let ticks = line.prefix { $0 == "`" }
      if let open = fence {
        if ticks.count >= open.count, line.allSatisfy({ $0 == "`" || $0 == " " }) { fence = nil }
      } else if ticks.count >= 3 {
        fence = ticks
      } else {
        own.read(String(line), number: index + 1)
      }
    }
    own.endItem()
    return own.reading
  }

  private init(annotator: String?) {
    self.annotator = annotator
  }

  private mutating func read(_ line: String, number: Int) {
    if line.hasPrefix("#") { return readHeading(line, number: number) }
    if let tick = Self.tick(in: line) {
      openField = nil
      if tick.isTicked, itemID != nil { ticks.append((criterion, version, tick.label)) }
      return
    }
    if let (name, value) = Self.field(in: line) {
      if name == "annotator", itemID == nil {
        if !value.isEmpty { annotator = value }
        return
      }
      openField = name
      fields[name] = value
      return
    }
    if line.hasPrefix("Trace "), shownHash == nil {
      shownHash = Self.codes(in: line).last { Self.isHash($0) }
    }
    guard let openField, !line.allSatisfy(\.isWhitespace) else { return }
    let known = fields[openField] ?? ""
    fields[openField] = known.isEmpty ? line : known + "\n" + line
  }

  private mutating func readHeading(_ line: String, number: Int) {
    openField = nil
    let words = line.drop { $0 == "#" || $0 == " " }
    let codes = Self.codes(in: line)
    if words.hasPrefix("Criterion "), itemID != nil, let name = codes.first {
      criterion = name
      version = codes.count > 1 ? codes[1] : nil
      return
    }
    endItem()
    guard words.hasPrefix("Item "), let id = codes.first else { return }
    (itemID, itemLine, criterion, version) = (id, number, LabelTable.unnamedCriterion, nil)
  }

  private mutating func endItem() {
    defer { (itemID, shownHash, ticks, fields, openField) = (nil, nil, [], [:], nil) }
    guard let itemID else { return }
    let (place, severity) = ("line \(itemLine), item \(itemID)", fields["severity"])
    let said = fields.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
    guard !ticks.isEmpty else {
      if said.isEmpty { return reading.leaveOut(.open) }
      let record = said.map { "\($0.key): \($0.value)" }.joined(separator: "\n")
      return reading.reject(place, "something is written, but no box is ticked", record)
    }
    for name in Set(ticks.map(\.criterion)).sorted() {
      let own = ticks.filter { $0.criterion == name }
      guard own.count == 1 else {
        reading.reject(place, "more than one box is ticked", own.map(\.label).joined(separator: ", "))
        continue
      }
      if own[0].label.lowercased() == Self.abstention {
        reading.leaveOut(.abstained)
        continue
      }
      // "fail: in another way" is a fail; how is said in the rationale.
      let parts = own[0].label.split(separator: ":", maxSplits: 1).map { $0.trimmed }
      let why = [parts.count > 1 ? parts[1] : nil, fields["rationale"]].compactMap { $0 }.filter {
        !$0.isEmpty
      }
      reading.answers.append(
        Answer(
          place: place, itemIDs: [itemID], criterion: name, value: .label(parts[0]), annotator: annotator,
          severity: severity.flatMap { $0.isEmpty ? nil : $0.lowercased() },
          rationale: why.isEmpty ? nil : why.joined(separator: ". "), shownHash: shownHash,
          criterionVersion: own[0].version))
    }
  }

  // MARK: Lines

  private static func tick(in line: String) -> (isTicked: Bool, label: String)? {
    let text = line.drop { $0 == " " || $0 == "-" || $0 == "*" || $0 == "+" }
    guard text.first == "[", text.dropFirst().first != nil, let end = text.firstIndex(of: "]") else {
      return nil
    }
    let mark = text[text.index(after: text.startIndex)..<end].trimmed
    let label = text[text.index(after: end)...].trimmed
    guard mark.count <= 1, !label.isEmpty, !label.hasPrefix("(") else { return nil }
    return (!mark.isEmpty, label)
  }

  /// A field such as `Severity (low, medium, high, critical): high`.
  private static func field(in line: String) -> (name: String, value: String)? {
    for name in ["Annotator", "Severity", "Rationale"] where line.hasPrefix(name) {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (name.lowercased(), line[line.index(after: colon)...].trimmed)
    }
    return nil
  }

  /// The texts between backquotes.
  private static func codes(in line: String) -> [String] {
    let parts = line.split(separator: "`", omittingEmptySubsequences: false)
    return parts.indices.filter { $0 % 2 == 1 && $0 + 1 < parts.count }.map { String(parts[$0]) }
  }

  private static func isHash(_ text: String) -> Bool {
    text.utf8.count == 64 && text.allSatisfy(\.isHexDigit)
  }
}

extension Substring {
  /// The text without spaces at its ends.
  fileprivate var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
