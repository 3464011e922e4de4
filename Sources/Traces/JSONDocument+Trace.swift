internal import JSONBytes

extension JSONDocument {
  /// The place of a string's bytes, or of a number's digits, which are added to the strings.
  mutating func textOrNumber(_ node: JSONNode) -> ByteRange? {
    switch kind(node) {
    case .string: text(node)
    case .number: addText(of: node)
    default: nil
    }
  }

  /// The place of a string's bytes, or of any other value's JSON text, which is added to the strings.
  mutating func textOrJSON(_ node: JSONNode) -> ByteRange? {
    switch kind(node) {
    case .string: text(node)
    case .null: nil
    default: addText(of: node)
    }
  }

  /// The first field at the top of the document that stands there once more, an empty one before others.
  package var repeatedField: String? {
    var seen: Set<String> = []
    var found: [(name: String, isEmpty: Bool)] = []
    forEachField(of: root) { key, value in
      let name = string(key)
      if !seen.insert(name).inserted {
        found.append((name, fieldCount(of: value) + elementCount(of: value) == 0 && kind(value) == .array))
      }
    }
    return (found.first { $0.isEmpty } ?? found.first)?.name
  }

  /// The document within a text that holds an object or an array as JSON; `nil` if it holds none.
  func document(within text: ByteRange, _ parser: JSONParser = JSONParser()) -> JSONDocument? {
    guard text.count > 1 else { return nil }
    let first = strings[text.indices].first { $0 > 0x20 }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return nil }
    // Behind what was added to the strings there is not always the room that a parser needs.
    guard text.end + JSONParser.padding <= strings.count else {
      return try? parser.parse(Array(strings[text.indices]))
    }
    var inner = JSONDocument()
    guard (try? parser.parse(strings, text, into: &inner)) != nil else { return nil }
    return inner
  }

  /// Adds a value's JSON text to the strings and returns its place.
  mutating func addText(of node: JSONNode) -> ByteRange {
    var output: [UInt8] = []
    appendText(of: node, to: &output)
    return add(output)
  }

  /// Adds bytes to the strings and returns their place.
  mutating func add(_ bytes: [UInt8]) -> ByteRange {
    let start = strings.count
    strings.append(contentsOf: bytes)
    return ByteRange(start: start, count: bytes.count)
  }

  /// Makes the strings the text of a trace, with the padding that a parser needs behind them.
  mutating func moveText(to trace: inout Trace) {
    JSONParser.appendPadding(to: &strings)
    swap(&strings, &trace.text)
  }

  /// Whether two stretches hold the same bytes, and at least one.
  func isSameText(_ one: ByteRange, _ other: ByteRange) -> Bool {
    guard one.count == other.count, !one.isEmpty else { return false }
    for offset in 0..<one.count where strings[one.start + offset] != strings[other.start + offset] {
      return false
    }
    return true
  }
}
