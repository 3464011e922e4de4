extension JSONDocument {
  /// Appends a value as compact JSON text.
  ///
  /// Numbers are written as Swift writes them; the order of the fields is kept.
  package func appendText(of node: JSONNode, to output: inout [UInt8]) {
    switch kind(node) {
    case .object:
      output.append(UInt8(ascii: "{"))
      var isFirst = true
      forEachField(of: node) { key, value in
        if !isFirst { output.append(UInt8(ascii: ",")) }
        isFirst = false
        appendQuoted(key, to: &output)
        output.append(UInt8(ascii: ":"))
        appendText(of: value, to: &output)
      }
      output.append(UInt8(ascii: "}"))
    case .array:
      output.append(UInt8(ascii: "["))
      var isFirst = true
      forEachElement(of: node) { element in
        if !isFirst { output.append(UInt8(ascii: ",")) }
        isFirst = false
        appendText(of: element, to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .string:
      if let range = text(node) { appendQuoted(range, to: &output) }
    case .number: output.append(contentsOf: numberText(node).utf8)
    case .true: output.append(contentsOf: "true".utf8)
    case .false: output.append(contentsOf: "false".utf8)
    case .null: output.append(contentsOf: "null".utf8)
    }
  }

  /// A string of the document as a `String`.
  package func string(_ range: ByteRange) -> String {
    String(decoding: strings[range.indices], as: UTF8.self)
  }

  private func numberText(_ node: JSONNode) -> String {
    let word = tape[node.index + 1]
    switch UInt8(truncatingIfNeeded: tape[node.index] >> 56) {
    case UInt8(ascii: "l"): return "\(Int64(bitPattern: word))"
    case UInt8(ascii: "u"): return "\(word)"
    default: return "\(Double(bitPattern: word))"
    }
  }

  /// Appends a stretch of the strings as a JSON string, quoted and escaped.
  package func appendQuoted(_ range: ByteRange, to output: inout [UInt8]) {
    output.appendQuoted(strings.span, range.indices)
  }
}
