internal import JSONBytes

/// Finds the part of a message that says what happened.
///
/// Of a stack trace that is the line of the exception, not the frames; of other messages, the first lines.
enum TemplateHead {
  /// The most bytes of a message that are looked at for its template; messages longer than this are outputs.
  static let byteLimit = 4096

  /// The most lines of a message without a stack trace that make its template.
  private static let lineLimit = 2

  private static let pythonTrace = Array("Traceback (most recent call last)".utf8)

  /// The bytes of a message that its template is made of.
  static func head(of message: [UInt8]) -> [UInt8] {
    let lines = lines(of: message)
    guard lines.count > 1 else {
      return Array(message[lines.first ?? 0..<0].prefix(byteLimit))
    }
    if let exception = pythonException(message, lines) { return Array(exception.prefix(byteLimit)) }
    if let frame = lines.firstIndex(where: { isFrame(message, $0) }), frame > 0 {
      return Array(message[lines[0].lowerBound..<lines[frame - 1].upperBound].prefix(byteLimit))
    }
    let last = lines[min(lineLimit, lines.count) - 1]
    return Array(message[lines[0].lowerBound..<last.upperBound].prefix(byteLimit))
  }

  /// The lines that are not empty, without the spaces at their ends.
  private static func lines(of message: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    while start < message.count {
      var end = start
      while end < message.count, message[end] != 0x0A { end += 1 }
      var last = end
      while last > start, message[last - 1].isSpace { last -= 1 }
      var first = start
      if lines.isEmpty { while first < last, message[first].isSpace { first += 1 } }
      if first < last { lines.append(first..<last) }
      start = end + 1
    }
    return lines
  }

  /// What stands before a Python stack trace on its first line, and the last exception after its frames.
  private static func pythonException(_ message: [UInt8], _ lines: [Range<Int>]) -> [UInt8]? {
    guard let trace = lines.firstIndex(where: { position(of: pythonTrace, message, $0) != nil }) else {
      return nil
    }
    let thrown = ThrownLine(bytes: message, text: ByteRange(start: 0, count: message.count)).words()
    guard let exception = thrown?.indices else { return nil }
    let start = position(of: pythonTrace, message, lines[trace]) ?? lines[trace].lowerBound
    let before = trace > 0 ? lines[0] : lines[trace].lowerBound..<start
    let introduction = Array(message[before])
    return introduction.isEmpty ? Array(message[exception]) : introduction + [0x20] + message[exception]
  }

  /// Whether a line is a frame of a Java, JavaScript, C#, Go, Ruby or Rust stack trace.
  private static func isFrame(_ message: [UInt8], _ line: Range<Int>) -> Bool {
    var start = line.lowerBound
    while start < line.upperBound, message[start].isSpace { start += 1 }
    let text = message[start..<line.upperBound]
    let marks = ["goroutine ", "stack backtrace:", "Stack trace:", "Call stack:"]
    if marks.contains(where: { text.starts(with: Array($0.utf8)) }) { return true }
    guard start > line.lowerBound else { return false }
    return ["at ", "from ", "... ", "File \""].contains { text.starts(with: Array($0.utf8)) }
  }

  private static func position(of text: [UInt8], _ message: [UInt8], _ line: Range<Int>) -> Int? {
    guard line.count >= text.count else { return nil }
    return (line.lowerBound...line.upperBound - text.count).first { start in
      message[start] == text[0] && message[start..<start + text.count].elementsEqual(text)
    }
  }
}
