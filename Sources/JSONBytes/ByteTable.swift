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
  package func value(of hash: UInt64) -> UInt8 {
    var place = Self.firstPlace(of: hash, hashes.count)
    while values[place] != 0 {
      if hashes[place] == hash { return values[place] }
      place = (place + 1) & (hashes.count - 1)
    }
    return 0
  }

  private static func firstPlace(of hash: UInt64, _ size: Int) -> Int {
    Int(truncatingIfNeeded: hash ^ hash >> 29) & (size - 1)
  }

  /// FNV-1a with ASCII letters folded.
  private static func hash(_ bytes: Span<UInt8>, _ range: ByteRange) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for place in range.indices {
      let byte = bytes[place]
      let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      hash = (hash ^ UInt64(isUpper ? byte | 0x20 : byte)) &* 0x0000_0100_0000_01B3
    }
    return hash
  }
}
