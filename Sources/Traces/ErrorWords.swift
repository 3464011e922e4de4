internal import JSONBytes

/// The words of an error.
enum ErrorWords {
  private static let traceback = Array("Traceback (most recent call last)".utf8)

  /// Whether a text holds a Python traceback.
  static func holdsTraceback(_ bytes: [UInt8], _ text: ByteRange) -> Bool {
    place(ofTracebackIn: bytes, text) != nil
  }

  /// The place of what a text says went wrong, without a traceback: what stands before it, such as `KeyError(7)`,
  /// else its last line.
  static func message(in bytes: [UInt8], _ text: ByteRange) -> ByteRange {
    guard let start = place(ofTracebackIn: bytes, text) else { return text }
    let before = trimmed(ByteRange(start: text.start, count: start - text.start), bytes)
    if !before.isEmpty { return before }
    let whole = trimmed(text, bytes)
    guard let end = bytes[whole.indices].lastIndex(of: UInt8(ascii: "\n")) else { return whole }
    return ByteRange(start: end + 1, count: whole.end - end - 1)
  }

  private static func place(ofTracebackIn bytes: [UInt8], _ text: ByteRange) -> Int? {
    var place = text.start
    while place + traceback.count <= text.end,
      let next = bytes[place..<text.end].firstIndex(of: UInt8(ascii: "T"))
    {
      if bytes[next..<text.end].starts(with: traceback) { return next }
      place = next + 1
    }
    return nil
  }

  private static func trimmed(_ range: ByteRange, _ bytes: [UInt8]) -> ByteRange {
    var (start, end) = (range.start, range.end)
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return ByteRange(start: start, count: end - start)
  }

  /// The place of the type in a text such as `KeyError(7)` or `openai.RateLimitError: slow down`; `nil` if it
  /// begins with no name.
  static func type(in bytes: [UInt8], _ text: ByteRange) -> ByteRange? {
    var end = text.start
    while end < text.end, bytes[end].isPartOfName { end += 1 }
    guard end > text.start + 2, end < text.end, end - text.start <= 80,
      bytes[end] == UInt8(ascii: "(") || bytes[end] == UInt8(ascii: ":")
    else { return nil }
    return ByteRange(start: text.start, count: end - text.start)
  }
}
