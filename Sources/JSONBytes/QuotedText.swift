internal import CJSON

/// Writes texts as JSON strings, as short as JSON allows: the form that canonical JSON asks for.
extension [UInt8] {
  /// Appends a stretch of UTF-8 as a JSON string in quotes.
  ///
  /// Quotes, backslashes and control characters are escaped, the latter by a letter where JSON has one; all else
  /// is written as it is.
  ///
  /// Source: A. Rundgren, B. Jordan and S. Erdtman 2020, RFC 8785, section 3.2.2.2.
  package mutating func appendQuoted(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= bytes.count,
      "\(range) is not within \(bytes.count) bytes")
    append(UInt8(ascii: "\""))
    unsafe bytes.withUnsafeBytes { buffer in
      var start = range.lowerBound
      while start < range.upperBound {
        let end = Swift.min(start + QuotedWords.pieceSize, range.upperBound)
        unsafe appendEscaped(UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
        start = end
      }
    }
    append(UInt8(ascii: "\""))
  }

  private mutating func appendEscaped(_ source: UnsafeRawBufferPointer) {
    let bound = unsafe QuotedWords.greatestByteCount(of: source)
    // In steps that double, as appending does; to reserve alone would copy at every call.
    if capacity - count < bound { reserveCapacity(Swift.max(count + bound, 2 * capacity)) }
    append(addingCapacity: bound) { output in
      unsafe output.withUnsafeMutableBufferPointer { target, count in
        let rest = unsafe UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(target)[count...])
        count += unsafe QuotedWords.write(source, to: rest)
      }
    }
  }

  /// Appends a text as a JSON string in quotes.
  package mutating func appendQuoted(_ text: String) {
    let bytes = Array(text.utf8)
    appendQuoted(bytes.span, bytes.indices)
  }
}

/// Texts as they stand within JSON strings.
enum QuotedWords {
  /// So many bytes are written at a time.
  static let pieceSize = 4_096

  /// No more bytes than this are touched for a text.
  static func greatestByteCount(of source: UnsafeRawBufferPointer) -> Int { cjson_escape_room(source.count) }

  /// Writes a text with its escapes, and some bytes behind it.
  ///
  /// - Returns: The number of bytes that count.
  static func write(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer) -> Int {
    precondition(target.count >= cjson_escape_room(source.count), "\(target.count) bytes are too few")
    guard let text = source.baseAddress, let room = target.baseAddress else { return 0 }
    return unsafe cjson_escape(
      text.assumingMemoryBound(to: UInt8.self), source.count, room.assumingMemoryBound(to: UInt8.self))
  }
}
