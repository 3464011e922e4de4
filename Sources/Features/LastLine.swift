internal import JSONBytes

/// Finds the line with which an output breaks off: `!! aborted: the pool has no live member`.
///
/// A tool that has given a part of what was asked for says last why it gives no more, behind a body, a table or lines
/// of data.
struct LastLine {
  let bytes: [UInt8]
  let text: ByteRange

  /// What the last line of several says behind a word for a failure and a colon; `nil` if it says none.
  ///
  /// - Complexity: O(1): a longer line is data.
  func words() -> [UInt8]? {
    let first = max(text.start, text.end - Self.lineBytes)
    let tail = ByteRange(start: first, count: text.end - first)
    guard let feed = unsafe bytes.span.bytes.lastPosition(of: UInt8(ascii: "\n"), in: tail) else {
      return nil
    }
    let start = feed + 1
    let line = bytes[start..<text.end].drop { !ErrorPhraseIndex.isLetter($0) && $0 != UInt8(ascii: "{") }
    guard let colon = line.prefix(Self.nameBytes).firstIndex(of: UInt8(ascii: ":")), colon + 2 < text.end,
      bytes[colon + 1] == 0x20,
      Self.names.contains(String(decoding: bytes[line.startIndex..<colon], as: UTF8.self).lowercased())
    else { return nil }
    let words = bytes[(colon + 1)..<text.end].drop { $0 <= 0x20 }
    return words.contains(0x20) && words.first.map { !ErrorPhraseIndex.isDigit($0) } ?? false
      ? Array(words.prefix(ErrorRecogniser.messageLimit)) : nil
  }

  private static let lineBytes = 400
  private static let nameBytes = 24
  private static let names: Set<String> = [
    "error", "fatal", "fatal error", "aborted", "abort", "failed", "failure", "exception", "panic", "stopped",
    "interrupted", "cancelled", "canceled", "terminated", "query failed", "stream error", "stream aborted",
    "connection lost", "timeout", "timed out", "fehler", "erreur",
  ]
}
