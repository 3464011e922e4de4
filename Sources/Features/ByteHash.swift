package import JSONBytes

/// A hash of bytes that is the same on every machine and in every run.
///
/// It steers features, samples and the search for duplicates, so it must never change between versions without
/// a new version of what is stored. It is no defence against somebody who looks for collisions.
package struct ByteHash: Sendable, Hashable {
  package private(set) var value: UInt64

  package init(seed: UInt64 = 0) {
    value = seed ^ 0x51_7C_C1_B7_27_22_0A_95
  }

  /// Adds a number.
  package mutating func add(_ number: UInt64) {
    value = ByteHash.mixed(value, number)
  }

  /// Adds a stretch of bytes and its length.
  package mutating func add(_ bytes: Span<UInt8>, _ range: ByteRange) {
    precondition(range.start >= 0 && range.end <= bytes.count, "\(range) is not within \(bytes.count) bytes")
    unsafe add(bytes.bytes, from: range.start, count: range.count)
  }

  /// Adds all bytes of a block and their number.
  package mutating func add(_ bytes: RawSpan) {
    add(bytes, from: 0, count: bytes.byteCount)
  }

  /// Adds bytes, eight at a time, in four lanes that do not wait for each other.
  private mutating func add(_ bytes: RawSpan, from start: Int, count: Int) {
    add(UInt64(count))
    var place = start
    let end = start + count
    if count >= 64 {
      var lanes = (value, value ^ 1, value ^ 2, value ^ 3)
      while place + 32 <= end {
        lanes.0 = Self.mixed(lanes.0, Self.word(bytes, place))
        lanes.1 = Self.mixed(lanes.1, Self.word(bytes, place + 8))
        lanes.2 = Self.mixed(lanes.2, Self.word(bytes, place + 16))
        lanes.3 = Self.mixed(lanes.3, Self.word(bytes, place + 24))
        place += 32
      }
      for lane in [lanes.0, lanes.1, lanes.2, lanes.3] { add(lane) }
    }
    while place + 8 <= end {
      add(Self.word(bytes, place))
      place += 8
    }
    add(Self.rest(bytes, place, end))
  }

  /// Fewer than eight bytes, the last of them lowest; their places have been checked.
  @inline(__always) private static func rest(_ bytes: RawSpan, _ start: Int, _ end: Int) -> UInt64 {
    guard start < end else { return 0 }
    if end >= 8 {
      // Read with what stands before them, which is cut off.
      let mask = (UInt64(1) << UInt64(8 * (end - start))) &- 1
      return word(bytes, end - 8).byteSwapped & mask
    }
    var rest: UInt64 = 0
    for place in start..<end {
      rest = unsafe rest << 8 | UInt64(bytes.unsafeLoad(fromByteOffset: place, as: UInt8.self))
    }
    return rest
  }

  /// Eight bytes; their place has been checked.
  @inline(__always) private static func word(_ bytes: RawSpan, _ place: Int) -> UInt64 {
    unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self)
  }

  @inline(__always) private static func mixed(_ value: UInt64, _ number: UInt64) -> UInt64 {
    let product = (value ^ number).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low ^ (number &<< 29)
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
