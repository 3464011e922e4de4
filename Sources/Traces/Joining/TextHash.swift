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
    addBytes(bytes, ByteRange(start: place, count: end - place))
  }

  /// Adds a text as it is, eight bytes at a time.
  mutating func addBytes(_ bytes: Span<UInt8>, _ range: ByteRange) {
    var place = range.start
    let end = range.end
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

  /// Adds a JSON text whatever white space is between its tokens, and whether or not characters are escaped that need
  /// not be.
  mutating func addJSON(_ bytes: Span<UInt8>, _ range: ByteRange) {
    var rest: UInt64 = 0
    var count = 0
    func take(_ byte: UInt8, _ hash: inout TextHash) {
      guard byte > 0x20 else { return }
      rest = rest << 8 | UInt64(byte)
      count += 1
      if count % 8 == 0 { hash.add(rest) }
    }
    var place = range.start
    while place < range.end {
      guard bytes[place] == UInt8(ascii: "\\") else {
        take(bytes[place], &self)
        place += 1
        continue
      }
      if let (scalar, length) = JSONEscapes.needless(at: place, of: bytes, before: range.end) {
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { take(byte, &self) }
        place += length
      } else {
        // What an escape stands for is not looked at, so that an escaped backslash begins none.
        take(bytes[place], &self)
        if place + 1 < range.end { take(bytes[place + 1], &self) }
        place += 2
      }
    }
    add(rest)
    add(UInt64(count))
  }
}
