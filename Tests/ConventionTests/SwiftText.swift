/// Swift source with what is no code taken out.
///
/// Comments vanish and strings are emptied, but the code in their interpolations stays; line breaks stay, so
/// that line numbers hold.
struct SwiftText {
  private let bytes: [UInt8]
  private var index = 0
  private var output: [UInt8] = []

  private init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The code alone, a line of it for each line of the source.
  static func codeLines(of text: String) -> [Substring] {
    var scanner = SwiftText(text)
    scanner.code(until: nil)
    return String(decoding: scanner.output, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
  }

  private func starts(_ text: StaticString) -> Bool {
    bytes[index...].starts(with: Array("\(text)".utf8))
  }

  /// Copies code up to the bracket that closes an interpolation, or to the end.
  private mutating func code(until closing: UInt8?) {
    var depth = 0
    while index < bytes.count {
      let byte = bytes[index]
      if starts("//") {
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
        continue
      }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "#") && hashesOpenString {
        string()
        continue
      }
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") {
        depth -= 1
        if closing != nil, depth < 0 { return }
      }
      output.append(byte)
      index += 1
    }
  }

  private var hashesOpenString: Bool {
    bytes[index...].first { $0 != UInt8(ascii: "#") } == UInt8(ascii: "\"")
  }

  /// Passes over a string, copying the line breaks and the code in it.
  private mutating func string() {
    let start = index
    while bytes[index] == UInt8(ascii: "#") { index += 1 }
    let hashes = [UInt8](repeating: UInt8(ascii: "#"), count: index - start)
    let quote = [UInt8](repeating: UInt8(ascii: "\""), count: starts("\"\"\"") ? 3 : 1)
    let (end, escape) = (quote + hashes, Array("\\".utf8) + hashes)
    index += quote.count
    output += Array("\"\"".utf8)
    while index < bytes.count {
      if bytes[index...].starts(with: end) {
        index += end.count
        return
      }
      if bytes[index...].starts(with: escape) {
        index += escape.count
        guard index < bytes.count, bytes[index] == UInt8(ascii: "(") else {
          if index < bytes.count, bytes[index] != 0x0A { index += 1 }
          continue
        }
        index += 1
        output.append(UInt8(ascii: " "))
        code(until: UInt8(ascii: ")"))
      } else if bytes[index] == 0x0A {
        output.append(0x0A)
      }
      index += 1
    }
  }
}
