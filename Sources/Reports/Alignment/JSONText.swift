/// A JSON value whose fields keep their order, so that the same values give the same bytes.
package indirect enum JSONText: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONText])
  case object([(key: String, value: JSONText)])

  /// A number, or `null` where it is undefined.
  package static func figure(_ value: Double?) -> JSONText {
    guard let value, value.isFinite else { return .null }
    return .number(value)
  }

  /// A text, or `null`.
  package static func text(_ value: String?) -> JSONText { value.map(JSONText.string) ?? .null }

  /// The value as indented text with a line feed at its end.
  package var text: String {
    var output = ""
    write(to: &output, indent: 0)
    return output + "\n"
  }

  private func write(to output: inout String, indent: Int) {
    switch self {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .integer(let value): output += "\(value)"
    case .number(let value):
      output += value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    case .string(let value): output += JSONText.quoted(value)
    case .array(let values):
      let isFlat = values.allSatisfy(\.isLeaf)
      JSONText.write(values.count, "[", "]", isFlat: isFlat, to: &output, indent: indent) { index, output in
        values[index].write(to: &output, indent: indent + 1)
      }
    case .object(let fields):
      JSONText.write(fields.count, "{", "}", isFlat: false, to: &output, indent: indent) { index, output in
        output += JSONText.quoted(fields[index].key) + ": "
        fields[index].value.write(to: &output, indent: indent + 1)
      }
    }
  }

  private var isLeaf: Bool {
    switch self {
    case .array, .object: false
    default: true
    }
  }

  private static func write(
    _ count: Int, _ open: String, _ close: String, isFlat: Bool, to output: inout String, indent: Int,
    _ element: (Int, inout String) -> Void
  ) {
    output += open
    for index in 0..<count {
      if index > 0 { output += isFlat ? ", " : "," }
      if !isFlat { output += "\n" + String(repeating: " ", count: indent + 1) }
      element(index, &output)
    }
    if !isFlat, count > 0 { output += "\n" + String(repeating: " ", count: indent) }
    output += close
  }

  private static func quoted(_ text: String) -> String {
    var output = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F || (0x2028...0x2029).contains(scalar.value):
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output + "\""
  }
}
