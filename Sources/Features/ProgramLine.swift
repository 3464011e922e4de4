internal import JSONBytes

/// Finds the line with which a known program says that it failed, among others that it printed.
///
/// Git tells of each file that it merged, and of one between them that two changed it; a build prints what it builds
/// before the line of the compiler.
struct ProgramLine {
  let bytes: [UInt8]
  let text: ByteRange

  /// So much of the start and of the end is looked through: what a program fails with stands there.
  private static let searchedBytes = 1_000

  /// What a text says from the first such line on; `nil` if it has none.
  ///
  /// - Complexity: O(1).
  func words() -> [UInt8]? {
    var start = text.start
    var isLineStart = true
    while start < text.end {
      let limit = min(text.end, start + Self.searchedBytes)
      var end = start
      while end < limit, bytes[end] != UInt8(ascii: "\n") { end += 1 }
      var first = start
      while first < end, bytes[first] <= 0x20 { first += 1 }
      if isLineStart, first < end, tells(bytes[first..<end]) {
        return Array(bytes[first..<text.end].prefix(ErrorRecogniser.messageLimit))
      }
      isLineStart = end < limit
      start = isLineStart ? end + 1 : end
      if start >= text.start + Self.searchedBytes, start < text.end - Self.searchedBytes {
        start = text.end - Self.searchedBytes
        while start < text.end, bytes[start - 1] != UInt8(ascii: "\n") { start += 1 }
        isLineStart = true
      }
    }
    return nil
  }

  private func tells(_ line: ArraySlice<UInt8>) -> Bool {
    if line.last == UInt8(ascii: "d"), line.ends(in: Self.cycle) { return true }
    guard let first = line.first, Self.firstBytes.contains(first) else {
      return line.count > 8 && isOfGo(line)
    }
    if Self.beginnings.contains(where: { line.starts(with: $0) }) { return true }
    return isOfGo(line) || countsErrors(line)
  }

  private static let beginnings: [[UInt8]] = [
    "CONFLICT (", "Automatic merge failed", "× No solution found", "make: *** [", "gmake: *** [",
    "ninja: build stopped", "npm ERR! code ", "npm error code ", "! [rejected]", "! [remote rejected]",
    "ERROR: ResolutionImpossible", "ERROR: No matching distribution", "ERROR: Could not find a version",
    "FAILURE: Build failed", "[ERROR] BUILD FAILURE", "[INFO] BUILD FAILURE", "error: could not compile",
    "error: failed to push", "error: could not apply", "error: Your local changes", "Warning  Failed",
    "Error: Process completed with exit code",
  ].map { Array($0.utf8) }
  private static let firstBytes = Set(beginnings.compactMap(\.first) + [UInt8(ascii: "D")])

  /// Whether a line is one of Go's compiler: `./a.go:50:11: cannot use x`.
  private func isOfGo(_ line: ArraySlice<UInt8>) -> Bool {
    let head = line.prefix(Self.pathBytes)
    guard let colon = head.firstIndex(of: UInt8(ascii: ":")), colon - line.startIndex > 3,
      line[..<colon].suffix(3).elementsEqual(Self.ending)
    else { return false }
    let place = line[(colon + 1)...].prefix { ErrorPhraseIndex.isDigit($0) || $0 == UInt8(ascii: ":") }
    guard place.count > 2, place.last == UInt8(ascii: ":"), place.endIndex < line.endIndex,
      line[place.endIndex] == 0x20
    else { return false }
    let words = line[(place.endIndex + 1)...]
    return Self.findings.contains { words.starts(with: $0) } || words.ends(in: Self.lateFindings)
  }

  private static let cycle = [Array(": import cycle not allowed".utf8)]
  private static let pathBytes = 160
  private static let ending = Array(".go".utf8)
  private static let findings: [[UInt8]] = [
    "cannot use ", "undefined: ", "declared and not used", "missing return", "syntax error: ",
    "not enough arguments in call", "too many arguments in call", "assignment mismatch: ",
    "invalid operation: ", "no new variables on left side", "cannot convert ", "impossible type ",
    "could not import ", "cannot assign to ", "non-boolean condition",
  ].map { Array($0.utf8) }
  private static let lateFindings: [[UInt8]] = [
    "declared and not used", "imported and not used", "redeclared in this block", "import cycle not allowed",
  ].map { Array($0.utf8) }

  /// Whether a line is that with which dbt ends, and counts errors: `Done. PASS=3 WARN=0 ERROR=1 SKIP=2`.
  private func countsErrors(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.starts(with: Self.done) else { return false }
    return line.split(separator: 0x20).contains {
      $0.starts(with: Self.count) && $0[$0.startIndex + 6] != UInt8(ascii: "0")
    }
  }

  private static let done = Array("Done. PASS=".utf8)
  private static let count = Array("ERROR=".utf8)
}

extension ArraySlice<UInt8> {
  /// Whether the bytes end in one of several words.
  fileprivate func ends(in words: [[UInt8]]) -> Bool {
    words.contains { count >= $0.count && suffix($0.count).elementsEqual($0) }
  }
}
