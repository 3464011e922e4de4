internal import JSONBytes

/// Finds the line with which a shell tells that a command failed: `exit code: 5`, `exited with status 1`.
///
/// The line stands first or last among those of a text, and says little else; that of Codex stands among the few
/// before the output.
struct ExitCodeLine {
  let bytes: [UInt8]
  let text: ByteRange

  /// What the text says of a failure; `nil` if no line tells of a code other than 0.
  func failure() -> Failure? {
    messageOfFailure.map { Failure(message: Array(bytes[$0.indices]), isExitCode: true) }
  }

  /// What a command said that failed; `nil` if no line tells of a code other than 0.
  var messageOfFailure: ByteRange? {
    let outer = [firstLine, lastLine].first(where: tellsFailure)
    guard let line = outer ?? lineOfCodex.flatMap({ tellsFailure($0) ? $0 : nil }) else { return nil }
    return ThrownLine(bytes: bytes, text: text).words() ?? withoutLabel(message(besides: line))
  }

  /// What stands behind a label such as `Code output:` in a line, or the line.
  private func withoutLabel(_ line: ByteRange) -> ByteRange {
    for label in Self.labels where bytes[line.indices].starts(with: label) {
      let start = bytes[(line.start + label.count)..<line.end].firstIndex { $0 > 0x20 }
      if let start { return ByteRange(start: start, count: line.end - start) }
    }
    return line
  }

  private func isLabel(_ line: ByteRange) -> Bool {
    let end = bytes[line.indices].lastIndex { $0 > 0x20 } ?? line.start
    return Self.labels.contains { bytes[line.start...end].elementsEqual($0) }
  }

  /// How AutoGen and others introduce what a program printed.
  private static let labels = ["Code output:", "Output:", "output:", "stdout:", "STDOUT:"].map {
    Array($0.utf8)
  }

  /// What comes behind a first line that tells a code of 0: output, which may speak of failures; `nil` if there is no
  /// such line.
  var output: ByteRange? {
    let line = firstLine
    guard tells(line, of: { $0.allSatisfy { $0 == UInt8(ascii: "0") } }) else { return nil }
    let start = min(text.end, line.end + 1)
    return ByteRange(start: start, count: text.end - start)
  }

  /// The first line; only so much of a long one as shows that it is.
  private var firstLine: ByteRange {
    line(from: text.start, before: min(text.end, text.start + Self.lineLimit + 1))
  }

  /// The last line; only so much of a long one as shows that it is.
  private var lastLine: ByteRange {
    let (end, limit) = (text.end, max(text.start, text.end - Self.lineLimit - 1))
    var start = end
    while start > limit, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    return ByteRange(start: start, count: end - start)
  }

  /// The line with which Codex tells the exit code, before the output; `nil` if there is none.
  private var lineOfCodex: ByteRange? {
    var start = text.start
    for _ in 0..<Self.headerLimit where start < text.end {
      let line = line(from: start, before: min(text.end, start + Self.lineLimit + 1))
      if bytes[line.indices].starts(with: "Process exited with code ".utf8) { return line }
      start = line.end + 1
    }
    return nil
  }

  private static let headerLimit = 5

  private func line(from start: Int, before limit: Int) -> ByteRange {
    var end = start
    while end < limit, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    return ByteRange(start: start, count: end - start)
  }

  /// A longer line says more than how a command ended.
  private static let lineLimit = 80

  /// Whether a line holds words for an exit code, and a number other than 0 right behind them.
  private func tellsFailure(_ line: ByteRange) -> Bool {
    tells(line) { $0.contains { $0 != UInt8(ascii: "0") } }
  }

  /// Whether a line holds words for an exit code, and right behind them the digits of a code that is asked for.
  private func tells(_ line: ByteRange, of isAskedFor: (ArraySlice<UInt8>) -> Bool) -> Bool {
    guard line.count <= Self.lineLimit,
      bytes[line.indices].contains(where: { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
    else { return false }
    var ends: [Int] = []
    Self.words.forEachMatch(in: bytes.span, line) { ends.append($0.end) }
    return ends.contains { end in
      var place = end
      while place < line.end, Self.joints.contains(bytes[place]) { place += 1 }
      let start = place
      while place < line.end, ErrorPhraseIndex.isDigit(bytes[place]) { place += 1 }
      // "Exit code 5 of the manual" is a heading, and 2.5 no code.
      let next = place < line.end ? bytes[place] : UInt8(ascii: ")")
      let isPoint = next == UInt8(ascii: ".") && (place + 1 == line.end || bytes[place + 1] <= 0x20)
      let isWhole = isPoint || next != 0x20 && !ErrorPhraseIndex.isNamePart(next)
      let isSentence =
        place < line.end && bytes[place] == 0x20 && (holdsExited(line) || isRemark(place + 1, line))
      return (1...4).contains(place - start) && (isWhole || isSentence)
        && isAskedFor(bytes[start..<place])
    }
  }

  /// Whether what follows on the code is in brackets to the end of the line: `exit code 137 (out of memory)`.
  private func isRemark(_ place: Int, _ line: ByteRange) -> Bool {
    place < line.end && bytes[place] == UInt8(ascii: "(")
      && bytes[place..<line.end].last { $0 > 0x20 } == UInt8(ascii: ")")
  }

  /// Whether a line says that something exited, so that more may follow on the code: "exited with 1 after 3 s".
  private func holdsExited(_ line: ByteRange) -> Bool {
    var isFound = false
    Self.verb.forEachMatch(in: bytes.span, line) { _ in isFound = true }
    return isFound
  }

  private static let verb = PhraseMatcher(["exited", "returned"])
  private static let words = PhraseMatcher(ErrorPhrases.exitCodes)
  private static let joints: [UInt8] = Array(": =\"(->".utf8)

  /// What the command said: what a line gives to its errors, else the last line that is not the code's, else the
  /// line of the code.
  private func message(besides codeLine: ByteRange) -> ByteRange {
    var (start, last): (Int, ByteRange) = (text.start, codeLine)
    let end = text.end
    while start < end {
      let line = line(from: start, before: end)
      start = line.end + 1
      guard line != codeLine, bytes[line.indices].contains(where: { $0 > 0x20 }), !isTag(line), !isLabel(line)
      else {
        continue
      }
      if let said = saidToErrors(line) { return said }
      last = line
    }
    return last
  }

  /// Whether a line is nothing but a tag, as mini-swe-agent puts around an output.
  private func isTag(_ line: ByteRange) -> Bool {
    line.count > 2 && bytes[line.start] == UInt8(ascii: "<") && bytes[line.end - 1] == UInt8(ascii: ">")
      && !bytes[line.indices].dropLast().contains(UInt8(ascii: ">"))
      && !bytes[line.indices].contains(0x20)
  }

  /// What stands behind `stderr:` at the start of a line.
  private func saidToErrors(_ line: ByteRange) -> ByteRange? {
    let name = Array("stderr:".utf8)
    guard line.count > name.count, bytes[line.start..<line.start + name.count].elementsEqual(name) else {
      return nil
    }
    let start = line.start + name.count
    return bytes[start..<line.end].firstIndex { $0 > 0x20 }.map { ByteRange(start: $0, count: line.end - $0) }
  }
}
