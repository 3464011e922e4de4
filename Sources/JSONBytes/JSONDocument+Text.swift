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
    output.append(UInt8(ascii: "\""))
    var (escapeCount, controlCount) = (0, 0)
    for place in range.indices {
      let byte = strings[place]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\n") {
        escapeCount += 1
      } else if byte < 0x20 {
        controlCount += 1
      }
    }
    if escapeCount + controlCount == 0 {
      output.append(contentsOf: strings[range.indices])
    } else {
      // Six bytes for a control character, such as \u0007.
      appendEscaped(range, byteCount: range.count + escapeCount + 5 * controlCount, to: &output)
    }
    output.append(UInt8(ascii: "\""))
  }

  private func appendEscaped(_ range: ByteRange, byteCount: Int, to output: inout [UInt8]) {
    var place = output.count
    output.append(contentsOf: repeatElement(0, count: byteCount))
    let source = strings.span
    var target = output.mutableSpan
    func write(_ byte: UInt8, _ target: inout MutableSpan<UInt8>) {
      target[place] = byte
      place += 1
    }
    for index in range.indices {
      let byte = source[index]
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        write(UInt8(ascii: "\\"), &target)
        write(byte, &target)
      case UInt8(ascii: "\n"):
        write(UInt8(ascii: "\\"), &target)
        write(UInt8(ascii: "n"), &target)
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        for letter in "\\u00".utf8 { write(letter, &target) }
        write(digits[Int(byte >> 4)], &target)
        write(digits[Int(byte & 15)], &target)
      default: write(byte, &target)
      }
    }
  }
}
