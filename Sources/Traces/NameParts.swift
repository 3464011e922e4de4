/// Parts of names that say what a name is about.
///
/// They are looked for byte by byte: the search of the standard library makes a table for each search, which for the
/// name of a score took most of the time of reading a sample.
struct NameParts: Sendable {
  private let parts: [[UInt8]]

  /// - Parameter parts: In lower case.
  init(_ parts: [String]) {
    self.parts = parts.map { Array($0.utf8) }
  }

  /// Whether a name holds one of the parts, whatever the case of its letters.
  func isAny(in name: String) -> Bool {
    let bytes = Array(name.lowercased().utf8)
    return parts.contains { part in
      guard part.count <= bytes.count else { return false }
      return (0...bytes.count - part.count).contains { start in
        part.indices.allSatisfy { bytes[start + $0] == part[$0] }
      }
    }
  }
}

extension UInt8 {
  /// Whether a byte may stand in the name of a class with its modules before it: a letter, digit, `_` or dot of ASCII.
  var isPartOfName: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
