/// A JSON value to be written; the fields of an object keep their order.
package indirect enum JSONText: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONText])
  case object([(String, JSONText)])

  /// The text, or null.
  package init(_ text: String?) { self = text.map { .string($0) } ?? .null }

  /// The number, or null; a number that is not finite is null too.
  package init(_ number: Double?) {
    self = number.flatMap { $0.isFinite ? .number($0) : nil } ?? .null
  }

  /// The value on one line, without spaces.
  ///
  /// Characters that act or cannot be seen are written as `\u` escapes, so that a terminal shows the line as it
  /// is; a parser gives back the very text.
  package var line: String {
    var output = ""
    write(to: &output, as: .line, depth: 0)
    return output
  }

  /// The value over several lines for readers, with a line feed at the end.
  package var page: String {
    var output = ""
    write(to: &output, as: .page, depth: 0)
    return output + "\n"
  }

  /// The value as other programs write it again to hash it: on one line, fields sorted, nothing escaped needlessly.
  ///
  /// The same as `json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))` in Python, for
  /// values without fractions.
  ///
  /// Source: A. Rundgren, B. Jordan and S. Erdtman 2020, RFC 8785.
  package var canonical: String {
    var output = ""
    write(to: &output, as: .canonical, depth: 0)
    return output
  }

  // MARK: Writing

  private enum Form { case line, page, canonical }

  private func write(to output: inout String, as form: Form, depth: Int) {
    switch self {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .integer(let value): output += String(value)
    case .number(let value): output += Self.text(of: value)
    case .string(let text): Self.write(text, to: &output, as: form)
    case .array(let values):
      Self.write(values.count, "[", "]", to: &output, as: form, depth) { output, index in
        values[index].write(to: &output, as: form, depth: depth + 1)
      }
    case .object(let fields):
      let fields =
        form == .canonical ? fields.sorted { $0.0.utf16.lexicographicallyPrecedes($1.0.utf16) } : fields
      Self.write(fields.count, "{", "}", to: &output, as: form, depth) { output, index in
        Self.write(fields[index].0, to: &output, as: form)
        output += form == .page ? ": " : ":"
        fields[index].1.write(to: &output, as: form, depth: depth + 1)
      }
    }
  }

  /// Writes the parts of an array or object; on a page, each on a line of its own.
  private static func write(
    _ count: Int, _ opening: String, _ closing: String, to output: inout String, as form: Form, _ depth: Int,
    part: (inout String, Int) -> Void
  ) {
    let isSpread = form == .page && count > 0
    output += opening
    for index in 0..<count {
      if index > 0 { output += "," }
      if isSpread { output += "\n" + String(repeating: "  ", count: depth + 1) }
      part(&output, index)
    }
    if isSpread { output += "\n" + String(repeating: "  ", count: depth) }
    output += closing
  }

  private static func write(_ text: String, to output: inout String, as form: Form) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case "\u{8}": output += "\\b"
      case "\u{C}": output += "\\f"
      default:
        let isEscaped = scalar.value < 0x20 || form != .canonical && VisibleText.isHidden(scalar)
        if isEscaped { writeEscape(scalar, to: &output) } else { output.unicodeScalars.append(scalar) }
      }
    }
    output += "\""
  }

  private static func writeEscape(_ scalar: Unicode.Scalar, to output: inout String) {
    for unit in String(scalar).utf16 {
      let digits = String(unit, radix: 16)
      output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }

  /// A number with six significant digits, the same on every machine; null if it is not finite.
  static func text(of number: Double) -> String {
    guard number.isFinite else { return "null" }
    guard number != 0 else { return "0" }
    var (scale, size) = (1.0, abs(number))
    while size < 100_000, scale < 1e18 { (scale, size) = (scale * 10, size * 10) }
    let rounded = size < 1e15 ? (number * scale).rounded() / scale : number
    let text = rounded.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
