internal import JSONBytes

/// Texts of which all but the first line is a stack.
extension ErrorPhraseIndex {
  /// Whether a text is a line of words and behind it the frames of a stack and nothing else, whatever the words are:
  /// nothing prints its stack where all goes well.
  func isBeforeFrames(_ bytes: Span<UInt8>, _ text: ByteRange) -> Bool {
    guard let first = Self.lineEnd(bytes, from: text.start, to: text.end), first < text.end,
      first - text.start <= Self.lineBytes
    else { return false }
    var (place, count, indent) = (first + 1, 0, 0)
    while place < text.end {
      guard let end = Self.lineEnd(bytes, from: place, to: text.end) else { return false }
      var start = place
      while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
      let line = ByteRange(start: start, count: end - start)
      if Self.isFrame(bytes, line), start > place {
        count += 1
        indent = start - place
      } else if !line.isEmpty, count == 0 || start - place <= indent {
        // What stands deeper below a frame is the line of the source that Python quotes.
        return false
      }
      place = end + 1
      guard place - text.start <= Self.stackBytes else { return false }
    }
    return count >= Self.fewestFrames
  }

  /// The words of what was thrown are short; a longer text is an output.
  private static let (lineBytes, stackBytes) = (400, 8_000)

  /// One line that begins like a frame may be a sentence.
  private static let fewestFrames = 2

  /// Where the line ends that begins at a place.
  private static func lineEnd(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    guard start < end else { return nil }
    let rest = ByteRange(start: start, count: end - start)
    return unsafe bytes.bytes.firstPosition(of: UInt8(ascii: "\n"), in: rest) ?? end
  }

  /// Whether a line is `at name (place:12)`, `at name() in place:line 12`, `File "place", line 12`, or as ABAP has them:
  /// `CL_DESK=>book include BookU line 12`, `call stack: DESK / LBOOK line 12 form book`.
  private static func isFrame(_ bytes: Span<UInt8>, _ line: ByteRange) -> Bool {
    guard line.count > 8 else { return false }
    if isOfABAP(bytes, line) { return true }
    let isAt = begins(bytes, line, "at ")
    guard isAt || begins(bytes, line, "File \"") else { return false }
    var (hasColon, hasComma) = (false, false)
    for place in line.start..<line.end - 1 {
      let next = bytes[place + 1]
      let isNumber = isDigit(next) || next == UInt8(ascii: "l")
      if bytes[place] == UInt8(ascii: ":"), isNumber { hasColon = true }
      if bytes[place] == UInt8(ascii: ","), place + 5 < line.end, bytes[place + 2] == UInt8(ascii: "l") {
        hasComma = true
      }
      if isAt, bytes[place] == UInt8(ascii: "("), next == UInt8(ascii: "N") || next == UInt8(ascii: "U") {
        // `(Native Method)` and `(Unknown Source)`.
        hasColon = true
      }
    }
    return isAt ? hasColon : hasComma
  }

  private static func isOfABAP(_ bytes: Span<UInt8>, _ line: ByteRange) -> Bool {
    let marks = unsafe [
      bytes.bytes.firstPosition(of: "=>", in: line), bytes.bytes.firstPosition(of: "call stack: ", in: line),
    ]
    guard let mark = marks.compactMap(\.self).min(),
      let number = unsafe bytes.bytes.firstPosition(
        of: " line ", in: ByteRange(start: mark, count: line.end - mark))
    else { return false }
    return number + 6 < line.end && isDigit(bytes[number + 6])
  }

  /// A text of several lines without those that say where it was in a program; itself where it has none, or nothing else.
  ///
  /// Names of files and functions are no words of what failed.
  static func withoutFrames(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(UInt8(ascii: "\n")) else { return text }
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let kept = lines.filter { !isPlace($0) }
    return kept.count == lines.count || kept.allSatisfy(\.isEmpty)
      ? text : Array(kept.joined(separator: [UInt8(ascii: "\n")]))
  }

  /// Whether a line is set in and ends, or goes on, with the number of a line: `at f (a.js:12)`, `in f line 12`.
  private static func isPlace(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first, first == 0x20 || first == 0x09 else { return false }
    var place = line.startIndex
    while place + 1 < line.endIndex {
      let isColon = line[place] == UInt8(ascii: ":") && isDigit(line[place + 1])
      if isColon
        || line[place...].starts(with: "line ".utf8) && place + 5 < line.endIndex && isDigit(line[place + 5])
      {
        return true
      }
      place += 1
    }
    return false
  }
}
