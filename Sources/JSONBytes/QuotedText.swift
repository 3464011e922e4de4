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
    reserve(range.count + range.count / 8 + 2)
    append(UInt8(ascii: "\""))
    unsafe bytes.withUnsafeBytes { buffer in
      var start = range.lowerBound
      while start < range.upperBound {
        let stop = unsafe firstEscaped(in: buffer, from: start, to: range.upperBound)
        unsafe append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[start..<stop]))
        if stop < range.upperBound { unsafe appendEscape(buffer[stop]) }
        start = stop + 1
      }
    }
    append(UInt8(ascii: "\""))
  }

  /// Appends a text as a JSON string in quotes.
  package mutating func appendQuoted(_ text: String) {
    let bytes = Array(text.utf8)
    appendQuoted(bytes.span, bytes.indices)
  }

  /// Grows in steps that double, as appending does; `reserveCapacity` alone would copy at every call.
  private mutating func reserve(_ more: Int) {
    if capacity - count < more { reserveCapacity(Swift.max(count + more, 2 * capacity)) }
  }

  private mutating func appendEscape(_ byte: UInt8) {
    append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
    case 0x0A: append(UInt8(ascii: "n"))
    case 0x0D: append(UInt8(ascii: "r"))
    case 0x09: append(UInt8(ascii: "t"))
    case 0x08: append(UInt8(ascii: "b"))
    case 0x0C: append(UInt8(ascii: "f"))
    default:
      let digits = Array("0123456789abcdef".utf8)
      append(contentsOf: [UInt8(ascii: "u"), 0x30, 0x30, digits[Int(byte >> 4)], digits[Int(byte & 15)]])
    }
  }
}

/// The place of the first byte that a JSON string cannot hold as it is; `end` if there is none.
///
/// Eight bytes are looked at in one step; the tests for a byte in a word are those of "Bit Twiddling Hacks"
/// (S. E. Anderson 2005): exact for the lowest byte found, which is the one that counts.
private func firstEscaped(in bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let highs: UInt64 = 0x8080_8080_8080_8080
  var place = start
  while place + 8 <= end {
    let word = unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
    let found =
      ((word &- ones &* 0x20) & ~word | (quote &- ones) & ~quote | (backslash &- ones) & ~backslash) & highs
    if found != 0 { return place + found.trailingZeroBitCount / 8 }
    place += 8
  }
  while place < end {
    let byte = unsafe bytes[place]
    if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return place }
    place += 1
  }
  return end
}
