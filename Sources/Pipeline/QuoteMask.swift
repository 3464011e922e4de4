internal import Features

/// Leaves out of a quote what says which one: ids, addresses, dates, long numbers.
///
/// Small numbers, amounts and quoted words stay, which are of what was said.
struct QuoteMask {
  private let scanner = MaskScanner()

  /// The placeholders of what is left out.
  private static let placeholders: Set<String> = [
    "<id>", "<uuid>", "<hex>", "<email>", "<url>", "<time>", "<ip>", "<mac>", "<value>",
  ]

  /// A number of so many digits is one of a trace.
  private static let digitLimit = 4

  /// A text with an ellipsis for each stretch that is left out; as it is where no letter would be left.
  func masked(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    var end = 0
    scanner.forEachMatch(in: bytes.span) { match in
      guard saysWhich(match, bytes) else { return }
      output += bytes[end..<match.range.lowerBound]
      output += Array("…".utf8)
      end = match.range.upperBound
    }
    output += bytes[end...]
    let masked = String(decoding: output, as: UTF8.self)
    return masked.contains(where: \.isLetter) ? masked : text
  }

  private func saysWhich(_ match: MaskMatch, _ bytes: [UInt8]) -> Bool {
    let placeholder = Masks.table[match.mask].placeholder
    guard placeholder == "<num>" else { return Self.placeholders.contains(placeholder) }
    return bytes[match.range].count { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } >= Self.digitLimit
  }
}
