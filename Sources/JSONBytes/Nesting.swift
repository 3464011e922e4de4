/// The brackets that are open, innermost last.
///
/// The kinds are kept for the outer 64 only, one bit each; deeper ones are just counted, so that a
/// gigabyte of brackets costs nothing.
struct Nesting {
  private var depth = 0

  /// A bit for each open bracket, 1 for a brace; the lowest bit is the innermost.
  private var kinds: UInt64 = 0

  var isEmpty: Bool { depth == 0 }

  /// Whether the innermost is an array; taken to be so where it is too deep to know.
  var innermostIsArray: Bool { depth > 64 || kinds & 1 == 0 }

  /// Whether a closing bracket closes the innermost.
  func innermostFits(_ byte: UInt8) -> Bool {
    depth > 64 || (kinds & 1 == 1) == (byte == .closeBrace)
  }

  mutating func open(_ byte: UInt8) {
    if depth < 64 { kinds = kinds << 1 | (byte == .openBrace ? 1 : 0) }
    depth += 1
  }

  /// Closes the innermost bracket that fits, and those inside it, which were never closed.
  ///
  /// - Returns: Whether one fits.
  mutating func close(_ byte: UInt8) -> Bool {
    guard depth <= 64 else {
      depth -= 1
      return true
    }
    let fitting = byte == .closeBrace ? kinds : ~kinds
    let count = fitting.trailingZeroBitCount + 1
    guard count <= depth else { return false }
    kinds = count < 64 ? kinds >> UInt64(count) : 0
    depth -= count
    return true
  }
}
