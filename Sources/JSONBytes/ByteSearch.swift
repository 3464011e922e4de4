internal import CJSON

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension RawSpan {
  /// The byte at a position, which is checked.
  @inline(__always)
  func byte(at position: Int) -> UInt8 {
    precondition(position >= 0 && position < byteCount, "byte \(position) of \(byteCount)")
    return unsafe unsafeLoad(fromUncheckedByteOffset: position, as: UInt8.self)
  }

  /// The first position of a byte at or after another position, or the end where there is none.
  func firstPosition(of byte: UInt8, from position: Int) -> Int {
    precondition(position >= 0 && position <= byteCount, "position \(position) of \(byteCount)")
    return unsafe withUnsafeBytes { bytes in
      guard position < bytes.count, let start = bytes.baseAddress,
        let found = unsafe memchr(start + position, Int32(byte), bytes.count - position)
      else { return bytes.count }
      return unsafe UnsafeRawPointer(found) - start
    }
  }

  /// The first position of a byte; `nil` where there is none.
  package func firstPosition(of byte: UInt8) -> Int? {
    let position = firstPosition(of: byte, from: 0)
    return position < byteCount ? position : nil
  }

  /// The first position of a byte in a range; `nil` where there is none.
  package func firstPosition(of byte: UInt8, in range: ByteRange) -> Int? {
    precondition(range.start >= 0 && range.end <= byteCount, "\(range) is not within \(byteCount) bytes")
    return unsafe withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress,
        let found = unsafe memchr(start + range.start, Int32(byte), range.count)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - start
    }
  }

  /// The first position in a range at which some bytes begin; `nil` where there is none.
  package func firstPosition(of word: [UInt8], in range: ByteRange) -> Int? {
    precondition(range.start >= 0 && range.end <= byteCount, "\(range) is not within \(byteCount) bytes")
    return unsafe word.withUnsafeBufferPointer { unsafe firstPosition(of: $0, in: range) }
  }

  /// The first position in a range at which a text begins; `nil` where there is none.
  package func firstPosition(of text: StaticString, in range: ByteRange) -> Int? {
    precondition(range.start >= 0 && range.end <= byteCount, "\(range) is not within \(byteCount) bytes")
    return unsafe firstPosition(
      of: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount), in: range)
  }

  /// The same for a range that was checked.
  private func firstPosition(of word: UnsafeBufferPointer<UInt8>, in range: ByteRange) -> Int? {
    guard range.count > 0, let start = word.baseAddress else { return nil }
    return unsafe withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return nil }
      let text = unsafe (base + range.start).assumingMemoryBound(to: UInt8.self)
      let found = unsafe cjson_find(text, range.count, start, word.count)
      return found < range.count ? range.start + found : nil
    }
  }

  /// The first position of a digit in a range; `nil` where there is none.
  package func firstDigit(in range: ByteRange) -> Int? {
    precondition(range.start >= 0 && range.end <= byteCount, "\(range) is not within \(byteCount) bytes")
    var position = range.start
    while position + 8 <= range.end {
      let word = word(at: position)
      let low = word & ~everyByte(0x80)
      // Seven bits and what is missing to the eighth: no byte runs over into the next.
      let digits =
        (low &+ everyByte(0x80 - UInt8(ascii: "0"))) & ~(low &+ everyByte(0x7F - UInt8(ascii: "9"))) & ~word
        & everyByte(0x80)
      if digits != 0 { return position + digits.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < range.end {
      if byte(at: position) &- UInt8(ascii: "0") < 10 { return position }
      position += 1
    }
    return nil
  }

  /// Whether all bytes in a range are of ASCII.
  package func isASCII(_ range: ByteRange) -> Bool {
    precondition(range.start >= 0 && range.end <= byteCount, "\(range) is not within \(byteCount) bytes")
    var position = range.start
    while position + 8 <= range.end {
      if word(at: position) & everyByte(0x80) != 0 { return false }
      position += 8
    }
    while position < range.end {
      if byte(at: position) >= 0x80 { return false }
      position += 1
    }
    return true
  }

  /// The last position of a byte; `nil` where there is none.
  package func lastPosition(of byte: UInt8) -> Int? {
    lastPosition(of: byte, in: ByteRange(start: 0, count: byteCount))
  }

  /// The last position of a byte in a range; `nil` where there is none.
  package func lastPosition(of byte: UInt8, in range: ByteRange) -> Int? {
    precondition(range.start >= 0 && range.end <= byteCount, "\(range) is not within \(byteCount) bytes")
    var end = range.end
    // Steps with none of the byte are skipped: only of the lowest zero byte is it known that it is one.
    while end - 8 >= range.start, zeroBytes(word(at: end - 8) ^ everyByte(byte)) == 0 { end -= 8 }
    while end > range.start {
      if self.byte(at: end - 1) == byte { return end - 1 }
      end -= 1
    }
    return nil
  }

  /// Eight bytes from a position on, the first lowest; the position has been checked.
  @inline(__always)
  private func word(at position: Int) -> UInt64 {
    unsafe UInt64(littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self))
  }

  /// The first position at or after another of a quote, a backslash or a line feed; the end where there is
  /// none.
  ///
  /// Eight bytes at a time: subtracting one from each byte borrows into the top bit only of those that were
  /// zero, and the lowest such bit is never wrong (S. E. Anderson, Bit Twiddling Hacks, "haszero").
  @inline(__always)
  package func firstStringStop(from position: Int) -> Int {
    var position = position
    while position + 8 <= byteCount {
      let word = word(at: position)
      let stops =
        zeroBytes(word ^ everyByte(.quote)) | zeroBytes(word ^ everyByte(.backslash))
        | zeroBytes(word ^ everyByte(.lineFeed))
      if stops != 0 { return position + stops.trailingZeroBitCount / 8 }
      position += 8
    }
    while position < byteCount {
      let byte = self.byte(at: position)
      if byte == .quote || byte == .backslash || byte == .lineFeed { return position }
      position += 1
    }
    return byteCount
  }
}

/// A word with a byte in each of its eight places.
@inline(__always)
private func everyByte(_ byte: UInt8) -> UInt64 {
  UInt64(byte) &* 0x0101_0101_0101_0101
}

/// The top bit of each zero byte; bits above the lowest one found may be wrong.
@inline(__always)
private func zeroBytes(_ word: UInt64) -> UInt64 {
  (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
}

extension UInt8 {
  static let lineFeed = UInt8(ascii: "\n")
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let comma = UInt8(ascii: ",")
  static let colon = UInt8(ascii: ":")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")

  /// Whether it is a blank of JSON, or the separator before a record (RFC 7464).
  @inline(__always)
  var isBlank: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 || self == 0x1E }

  /// Whether it begins an object or an array.
  @inline(__always)
  var isOpener: Bool { self == .openBrace || self == .openBracket }
}

extension UnsafeRawBufferPointer {
  /// Whether a word stands somewhere in a range.
  func holds(_ word: StaticString, in range: ByteRange) -> Bool {
    precondition(range.start >= 0 && range.end <= count, "\(range) is not within \(count) bytes")
    guard let start = baseAddress else { return false }
    let last = range.end - word.utf8CodeUnitCount
    var place = range.start
    while place <= last {
      guard let found = unsafe memchr(start + place, Int32(word.utf8Start.pointee), last - place + 1) else {
        return false
      }
      if unsafe memcmp(found, word.utf8Start, word.utf8CodeUnitCount) == 0 { return true }
      place = unsafe UnsafeRawPointer(found) - start + 1
    }
    return false
  }
}
