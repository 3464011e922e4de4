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
