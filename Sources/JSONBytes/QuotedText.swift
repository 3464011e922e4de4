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
    unsafe bytes.withUnsafeBytes { buffer in
      let source = unsafe UnsafeRawBufferPointer(rebasing: buffer[range])
      let start = count
      // A word is stored whole even where less of it counts.
      let bound = unsafe QuotedWords.greatestByteCount(of: source)
      append(contentsOf: repeatElement(UInt8(ascii: "\""), count: bound + QuotedWords.size + 2))
      let written = unsafe withUnsafeMutableBytes { target in
        unsafe QuotedWords.write(source, to: UnsafeMutableRawBufferPointer(rebasing: target[(start + 1)...]))
      }
      self[start + 1 + written] = UInt8(ascii: "\"")
      removeLast(count - start - written - 2)
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

  /// No more bytes than this are written for a text.
  static func greatestByteCount(of source: UnsafeRawBufferPointer) -> Int {
    var count = source.count
    var place = 0
    while place + size <= source.count {
      let word = unsafe source.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      // All quotes, backslashes and control characters, a byte each; five more for a control character.
      count += marks(of: word).nonzeroBitCount + 4 * controls(of: word).nonzeroBitCount
      place += size
    }
    return count + 5 * (source.count - place)
  }

  /// Writes a text with its escapes, and up to a word behind it.
  ///
  /// - Returns: The number of bytes that count.
  static func write(_ source: UnsafeRawBufferPointer, to target: UnsafeMutableRawBufferPointer) -> Int {
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
      written += unsafe writeEscape(of: source[place + plain], to: target, at: written)
      place += plain + 1
    }
    while place < source.count {
      let byte = unsafe source[place]
      if escapes[Int(byte)] == 0 {
        unsafe target[written] = byte
        written += 1
      } else {
        written += unsafe writeEscape(of: byte, to: target, at: written)
      }
      place += 1
    }
    return written
  }

  @inline(__always) private static func writeEscape(
    of byte: UInt8, to target: UnsafeMutableRawBufferPointer, at place: Int
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
