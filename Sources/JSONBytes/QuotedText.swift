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

/// Texts as they stand within JSON strings, eight bytes in a step.
///
/// The tests for a byte in a word are those of "Bit Twiddling Hacks" (S. E. Anderson 2005): exact for the lowest
/// byte found, and never less than is there.
private enum QuotedWords {
  static let size = 8
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080
  private static let digits = SharedTable(Array("0123456789abcdef".utf8))

  /// The letters behind a backslash by the byte that they stand for; 0 for a byte written as it is, "u" for one
  /// written as four digits.
  private static let escapes = SharedTable(
    (0..<256).map { (byte: Int) -> UInt8 in
      switch byte {
      case 0x22, 0x5C: UInt8(byte)
      case 0x0A: UInt8(ascii: "n")
      case 0x0D: UInt8(ascii: "r")
      case 0x09: UInt8(ascii: "t")
      case 0x08: UInt8(ascii: "b")
      case 0x0C: UInt8(ascii: "f")
      case 0..<0x20: UInt8(ascii: "u")
      default: 0
      }
    })

  /// So many bytes are written at a time.
  static let pieceSize = 4_096

  /// No more bytes than this are touched for a text: six for a control character, and a word is stored whole even
  /// where less of it counts.
  static func greatestByteCount(of source: UnsafeRawBufferPointer) -> Int {
    6 * source.count + size
  }

  /// Writes a text with its escapes, and up to a word behind it.
  ///
  /// - Returns: The number of bytes that count.
  static func write(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer) -> Int {
    let escapes = Self.escapes
    var (place, written) = (0, 0)
    while place + size <= source.count {
      let word = unsafe source.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      unsafe target.storeBytes(of: word, toByteOffset: written, as: UInt64.self)
      let found = marks(of: UInt64(littleEndian: word))
      guard found != 0 else {
        place += size
        written += size
        continue
      }
      let plain = found.trailingZeroBitCount / 8
      written += plain
      written += unsafe writeEscape(of: source[place + plain], escapes, to: target, at: written)
      place += plain + 1
    }
    while place < source.count {
      let byte = unsafe source[place]
      if escapes[Int(byte)] == 0 {
        unsafe target[written] = byte
        written += 1
      } else {
        written += unsafe writeEscape(of: byte, escapes, to: target, at: written)
      }
      place += 1
    }
    return written
  }

  @inline(__always) private static func writeEscape(
    of byte: UInt8, _ escapes: SharedTable<UInt8>, to target: UnsafeMutableRawBufferPointer, at place: Int
  ) -> Int {
    let letter = escapes[Int(byte)]
    unsafe target[place] = UInt8(ascii: "\\")
    unsafe target[place + 1] = letter
    guard letter == UInt8(ascii: "u") else { return 2 }
    unsafe target[place + 2] = UInt8(ascii: "0")
    unsafe target[place + 3] = UInt8(ascii: "0")
    unsafe target[place + 4] = digits[Int(byte >> 4)]
    unsafe target[place + 5] = digits[Int(byte & 15)]
    return 6
  }

  /// The top bit of the bytes that cannot stand in a JSON string as they are.
  @inline(__always) private static func marks(of word: UInt64) -> UInt64 {
    let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
    return (quote &- ones) & ~quote & highs | (backslash &- ones) & ~backslash & highs | controls(of: word)
  }

  @inline(__always) private static func controls(of word: UInt64) -> UInt64 {
    (word &- ones &* 0x20) & ~word & highs
  }
}
