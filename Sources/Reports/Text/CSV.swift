/// Writes tables of comma-separated values.
///
/// Source: Y. Shafranovich 2005, RFC 4180; lines end with a line feed, which readers take as well.
package enum CSV {
  /// A row of fields, with the line feed at its end.
  package static func row(_ fields: [String]) -> String {
    fields.map(field).joined(separator: ",") + "\n"
  }

  /// A field, quoted where it has to be.
  ///
  /// A text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, or one of them
  /// after a space, tab or carriage return) gets an apostrophe before it; numbers are left alone, and so are ids such
  /// as `-NxK3_a`, which can do nothing and which programs look up.
  package static func field(_ text: String) -> String {
    let safe = isFormula(text) ? "'" + text : text
    let mustQuote = safe.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    let hasOuterSpace = safe.hasPrefix(" ") || safe.hasSuffix(" ")
    guard mustQuote || hasOuterSpace else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }

  private static func isFormula(_ text: String) -> Bool {
    let bytes = text.utf8.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }
    guard let first = bytes.first else { return false }
    guard [0x3D, 0x2B, 0x2D, 0x40, 0x7C].contains(first) else {
      return text.utf8.first == 0x09 || text.utf8.first == 0x0D
    }
    return Double(text) == nil && !isID(text)
  }

  /// Whether a text is a hyphen before letters, digits, hyphens and underscores alone.
  ///
  /// Without a bracket, a bar, a colon or a mark of another sheet it calls nothing, whatever it is taken for.
  private static func isID(_ text: String) -> Bool {
    guard text.utf8.first == UInt8(ascii: "-"), text.utf8.count > 1 else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }
}
