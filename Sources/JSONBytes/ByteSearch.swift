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

  /// The first position in a range at which some bytes begin; `nil` where there is none.
  package func firstPosition(of word: [UInt8], in range: ByteRange) -> Int? {
    precondition(range.start >= 0 && range.end <= byteCount, "\(range) is not within \(byteCount) bytes")
    return unsafe withUnsafeBytes { bytes in
      unsafe word.withUnsafeBytes { word in
        guard let start = bytes.baseAddress, let first = word.baseAddress else { return nil }
        let last = range.end - word.count
        var place = range.start
        while place <= last {
          guard let found = unsafe memchr(start + place, Int32(word[0]), last - place + 1) else { return nil }
          place = unsafe UnsafeRawPointer(found) - start
          if unsafe memcmp(found, first, word.count) == 0 { return place }
          place += 1
        }
        return nil
      }
    }
  }

  /// The last position of a byte; `nil` where there is none.
  package func lastPosition(of byte: UInt8) -> Int? {
    var position = byteCount - 1
    while position >= 0, self.byte(at: position) != byte { position -= 1 }
    return position >= 0 ? position : nil
  }

  /// The first position at or after another of a quote, a backslash or a line feed; the end where there is
  /// none.
  ///
  /// Eight bytes at a time: subtracting one from each byte borrows into the top bit only of those that were
  /// zero, and the lowest such bit is never wrong (S. E. Anderson, Bit Twiddling Hacks, "haszero").
  @inline(__always)
  func firstStringStop(from position: Int) -> Int {
    var position = position
    while position + 8 <= byteCount {
      let word = unsafe UInt64(
        littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: position, as: UInt64.self))
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
