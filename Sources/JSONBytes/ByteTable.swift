/// A table from names to small values that is looked up by bytes, whatever the case of ASCII letters.
///
/// Two names of one hash cannot be told apart; with 64 bits that does not happen.
package struct ByteTable: Sendable {
  private let hashes: SharedTable<UInt64>
  private let values: SharedTable<UInt8>
  private let longest: Int

  /// - Parameter entries: Names in lower case and values from 1.
  package init(_ entries: [(name: String, value: UInt8)]) {
    let hashed = entries.map { entry -> (hash: UInt64, value: UInt8) in
      let bytes = Array(entry.name.utf8)
      return (Self.hash(bytes.span, ByteRange(start: 0, count: bytes.count)), entry.value)
    }
    self.init(hashed, longest: entries.map(\.name.utf8.count).max() ?? 0)
  }

  /// Makes a table of hashes that the caller made; values of one hash are joined bit by bit.
  package init(hashes entries: [(hash: UInt64, value: UInt8)]) {
    self.init(entries, longest: 0)
  }

  private init(_ entries: [(hash: UInt64, value: UInt8)], longest: Int) {
    let size = 1 << (Int.bitWidth - (entries.count * 4).leadingZeroBitCount)
    var hashes = [UInt64](repeating: 0, count: size)
    var values = [UInt8](repeating: 0, count: size)
    for entry in entries {
      var place = Self.firstPlace(of: entry.hash, size)
      while values[place] != 0, hashes[place] != entry.hash { place = (place + 1) & (size - 1) }
      hashes[place] = entry.hash
      values[place] |= entry.value
    }
    self.hashes = SharedTable(hashes)
    self.values = SharedTable(values)
    self.longest = longest
  }

  /// The value of a name; 0 if it is not in the table.
  package func value(of bytes: Span<UInt8>, _ range: ByteRange) -> UInt8 {
    guard range.count <= longest else { return 0 }
    return value(of: Self.hash(bytes, range))
  }

  /// The value of a hash; 0 if it is not in the table.
  @inline(__always) package func value(of hash: UInt64) -> UInt8 {
    var place = Self.firstPlace(of: hash, hashes.count)
    while values[place] != 0 {
      if hashes[place] == hash { return values[place] }
      place = (place + 1) & (hashes.count - 1)
    }
    return 0
  }

  @inline(__always) private static func firstPlace(of hash: UInt64, _ size: Int) -> Int {
    Int(truncatingIfNeeded: hash ^ hash >> 29) & (size - 1)
  }

  /// A hash of a name with ASCII letters folded, eight bytes at a time.
  @inline(__always) private static func hash(_ bytes: Span<UInt8>, _ range: ByteRange) -> UInt64 {
    precondition(range.start >= 0 && range.end <= bytes.count, "\(range) is not within \(bytes.count) bytes")
    let raw = unsafe bytes.bytes
    var hash = UInt64(range.count) &* 0x9E37_79B9_7F4A_7C15
    guard range.count >= 8 else { return mixed(hash, folded(shortWord(bytes, range))) }
    var place = range.start
    while place + 8 < range.end {
      let word = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self)
      hash = mixed(hash, folded(word))
      place += 8
    }
    // The last eight, some of which may have been added before.
    let last = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: range.end - 8, as: UInt64.self)
    return mixed(hash, folded(last))
  }

  /// Fewer than eight bytes in a word, each at least once; with their number the word tells them.
  @inline(__always) private static func shortWord(_ bytes: Span<UInt8>, _ range: ByteRange) -> UInt64 {
    let raw = unsafe bytes.bytes
    if range.count >= 4 {
      let first = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: range.start, as: UInt32.self)
      let last = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: range.end - 4, as: UInt32.self)
      return UInt64(first) | UInt64(last) << 32
    }
    guard range.count > 0 else { return 0 }
    let middle = range.start + range.count / 2
    return unsafe UInt64(bytes[unchecked: range.start]) | UInt64(bytes[unchecked: middle]) << 8
      | UInt64(bytes[unchecked: range.end - 1]) << 16
  }

  /// Eight bytes with the capital letters among them small; bytes from 0x80 stay as they are.
  @inline(__always) private static func folded(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let low = word & (0x7F &* ones)
    // The top bit of each byte says whether the byte is from "A" on, and whether it is behind "Z".
    let fromA = low &+ (0x80 - 0x41) &* ones
    let behindZ = low &+ (0x80 - 0x5B) &* ones
    let isCapital = fromA & ~behindZ & ~word & (0x80 &* ones)
    return word | isCapital >> 2
  }

  @inline(__always) private static func mixed(_ hash: UInt64, _ word: UInt64) -> UInt64 {
    let product = (hash ^ word ^ 0x517C_C1B7_2722_0A95).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}
