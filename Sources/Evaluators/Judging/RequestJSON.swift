internal import JSONBytes

/// JSON that an endpoint is sent: fields keep their order, so that one request has one hash.
package indirect enum RequestJSON: Sendable, Hashable {
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([RequestJSON])
  case object([Field])

  /// A field of an object.
  package struct Field: Sendable, Hashable {
    let name: String
    let value: RequestJSON

    package init(_ name: String, _ value: RequestJSON) {
      (self.name, self.value) = (name, value)
    }
  }

  /// The value on one line, without spaces.
  package var line: String {
    var output: [UInt8] = []
    write(to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  private func write(to output: inout [UInt8]) {
    switch self {
    case .bool(let value): output += (value ? "true" : "false").utf8
    case .integer(let value): output += String(value).utf8
    case .number(let value):
      precondition(value.isFinite, "\(value) cannot be written as JSON")
      output += "\(value)".utf8
    case .string(let text): output.appendQuoted(text)
    case .array(let values):
      output.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        value.write(to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let fields):
      output.append(UInt8(ascii: "{"))
      for (index, field) in fields.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        output.appendQuoted(field.name)
        output.append(UInt8(ascii: ":"))
        field.value.write(to: &output)
      }
      output.append(UInt8(ascii: "}"))
    }
  }
}
