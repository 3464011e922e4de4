/// A JSON value to be written; the fields of an object keep their order.
package indirect enum JSONText: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)

  /// A number with all its digits, for figures that other programs compare.
  case exact(Double)
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
    text(as: .line)
  }

  /// The value over several lines for readers, with a line feed at the end.
  package var page: String {
    text(as: .page) + "\n"
  }

  /// The value as other programs write it again to hash it: on one line, fields sorted, nothing escaped needlessly.
  ///
  /// The same as `json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))` in Python, for
  /// values without fractions.
  ///
  /// Source: A. Rundgren, B. Jordan and S. Erdtman 2020, RFC 8785.
  package var canonical: String {
    text(as: .canonical)
  }

  /// A JSON text of another writer with `\u` escapes for what acts or cannot be seen, which stands in its strings alone.
  package static func visible(_ json: String) -> String {
    var output: [UInt8] = []
    for scalar in json.unicodeScalars {
      if scalar.value >= 0x7F, VisibleText.isHidden(scalar) {
        for unit in UTF16.encode(scalar) ?? .init() { writeEscape(unit, to: &output) }
      } else {
        output += String(scalar).utf8
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  // MARK: Writing

  private enum Form { case line, page, canonical }

  private func text(as form: Form) -> String {
    var output: [UInt8] = []
    write(to: &output, as: form, depth: 0)
    return String(decoding: output, as: UTF8.self)
  }

  private func write(to output: inout [UInt8], as form: Form, depth: Int) {
    switch self {
    case .null: output += "null".utf8
    case .bool(let value): output += (value ? "true" : "false").utf8
    case .integer(let value): output += String(value).utf8
    case .number(let value): output += Self.text(of: value).utf8
    case .exact(let value): output += (value.isFinite ? "\(value)" : "null").utf8
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
        output += (form == .page ? ": " : ":").utf8
        fields[index].1.write(to: &output, as: form, depth: depth + 1)
      }
    }
  }

  /// Writes the parts of an array or object; on a page, each on a line of its own.
  private static func write(
    _ count: Int, _ opening: String, _ closing: String, to output: inout [UInt8], as form: Form, _ depth: Int,
    part: (inout [UInt8], Int) -> Void
  ) {
    let isSpread = form == .page && count > 0
    output += opening.utf8
    for index in 0..<count {
      if index > 0 { output += ",".utf8 }
      if isSpread { output += ("\n" + String(repeating: "  ", count: depth + 1)).utf8 }
      part(&output, index)
    }
    if isSpread { output += ("\n" + String(repeating: "  ", count: depth)).utf8 }
    output += closing.utf8
  }

  private static func write(_ text: String, to output: inout [UInt8], as form: Form) {
    output.append(UInt8(ascii: "\""))
    let bytes = Array(text.utf8)
    // What stands as it is goes over in runs; `first` is the start of one.
    var (place, first) = (0, 0)
    while place < bytes.count {
      let byte = bytes[place]
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte >= 0x7F else {
        place += 1
        continue
      }
      if byte < 0x7F {
        output += bytes[first..<place]
        write(byte, to: &output)
        place += 1
        first = place
        continue
      }
      let (scalar, end) = scalar(of: bytes, at: place)
      if form != .canonical, VisibleText.isHidden(scalar) {
        output += bytes[first..<place]
        for unit in UTF16.encode(scalar) ?? .init() { writeEscape(unit, to: &output) }
        first = end
      }
      place = end
    }
    output += bytes[first...]
    output.append(UInt8(ascii: "\""))
  }

  /// The character that begins at a place of the bytes of a `String`, which are well-formed, and the place behind it.
  private static func scalar(of bytes: [UInt8], at place: Int) -> (scalar: Unicode.Scalar, end: Int) {
    let lead = bytes[place]
    let count = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = UInt32(lead) & (count == 1 ? 0x7F : 0x7F >> UInt32(count))
    for byte in bytes[place + 1..<place + count] { value = value << 6 | UInt32(byte & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", place + count)
  }

  private static func write(_ byte: UInt8, to output: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): writeMark(byte, to: &output)
    case 0x0A: writeMark(UInt8(ascii: "n"), to: &output)
    case 0x0D: writeMark(UInt8(ascii: "r"), to: &output)
    case 0x09: writeMark(UInt8(ascii: "t"), to: &output)
    case 0x08: writeMark(UInt8(ascii: "b"), to: &output)
    case 0x0C: writeMark(UInt8(ascii: "f"), to: &output)
    case 0x00..<0x20: writeEscape(UInt16(byte), to: &output)
    default: output.append(byte)
    }
  }

  /// Writes a backslash and a byte behind it.
  private static func writeMark(_ byte: UInt8, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\\"))
    output.append(byte)
  }

  private static func writeEscape(_ unit: UInt16, to output: inout [UInt8]) {
    let digits = String(unit, radix: 16)
    output += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
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
