package import JSONBytes

/// A hash of bytes that is the same on every machine and in every run.
///
/// It steers features, samples and the search for duplicates, so it must never change between versions without
/// a new version of what is stored. It is no defence against somebody who looks for collisions.
package struct ByteHash: Sendable, Hashable {
  package private(set) var value: UInt64

  @inlinable package init(seed: UInt64 = 0) {
    value = seed ^ 0x51_7C_C1_B7_27_22_0A_95
  }

  /// Adds a number.
  @inlinable package mutating func add(_ number: UInt64) {
    let product = (value ^ number).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    value = product.high ^ product.low ^ (number &<< 29)
  }

  /// Adds a stretch of bytes and its length, eight bytes at a time.
  package mutating func add(_ bytes: Span<UInt8>, _ range: ByteRange) {
    add(UInt64(range.count))
    var place = range.start
    let end = range.end
    let raw = unsafe bytes.bytes
    while place + 8 <= end {
      let number = unsafe raw.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
      add(number)
      place += 8
    }
    var rest: UInt64 = 0
    while place < end {
      rest = rest << 8 | UInt64(bytes[place])
      place += 1
    }
    add(rest)
  }

  /// Adds all bytes of a block and their number.
  package mutating func add(_ bytes: RawSpan) {
    let count = bytes.byteCount
    add(UInt64(count))
    var place = 0
    while place + 8 <= count {
      let number = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
      add(number)
      place += 8
    }
    var rest: UInt64 = 0
    while place < count {
      rest = unsafe rest << 8 | UInt64(bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self))
      place += 1
    }
    add(rest)
  }

  /// The hash of a stretch of bytes.
  package static func of(_ bytes: Span<UInt8>, _ range: ByteRange, seed: UInt64 = 0) -> UInt64 {
    var hash = ByteHash(seed: seed)
    hash.add(bytes, range)
    return hash.value
  }

  /// The hash of an array of bytes.
  package static func of(_ bytes: [UInt8], seed: UInt64 = 0) -> UInt64 {
    of(bytes.span, ByteRange(start: 0, count: bytes.count), seed: seed)
  }
}
