internal import JSONBytes

/// A hash of texts, to tell whether a message was met before.
struct TextHash {
  private(set) var value: UInt64

  init(seed: UInt64 = 0) {
    value = seed ^ 0x9E37_79B9_7F4A_7C15
  }

  mutating func add(_ number: UInt64) {
    let product = (value ^ number).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    value = product.high ^ product.low ^ number &<< 23
  }

  /// Adds a text without the white space at its ends, eight bytes at a time.
  mutating func add(_ bytes: Span<UInt8>, _ range: ByteRange) {
    var (place, end) = (range.start, range.end)
    while place < end, bytes[place] <= 0x20 { place += 1 }
    while end > place, bytes[end - 1] <= 0x20 { end -= 1 }
    add(UInt64(end - place))
    let raw = unsafe bytes.bytes
    while place + 8 <= end {
      add(unsafe raw.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    var rest: UInt64 = 0
    while place < end {
      rest = rest << 8 | UInt64(bytes[place])
      place += 1
    }
    add(rest)
  }

  /// Adds a JSON text whatever white space is between its tokens.
  mutating func addJSON(_ bytes: Span<UInt8>, _ range: ByteRange) {
    var rest: UInt64 = 0
    var count = 0
    for place in range.indices where bytes[place] > 0x20 {
      rest = rest << 8 | UInt64(bytes[place])
      count += 1
      if count % 8 == 0 { add(rest) }
    }
    add(rest)
    add(UInt64(count))
  }
}
