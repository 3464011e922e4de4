/// A set of keys that is emptied in no time, for one trace after the other.
struct SeenKeys: Sendable {
  /// A key in the lower half, and in the upper the number of the trace that it was seen in; none before the first
  /// `removeAll`.
  private var entries: [UInt64] = []
  private var generation: UInt64 = 0

  /// At least twice as many places as a trace has terms.
  private static let size = 1 << (Int.bitWidth - (2 * Evidence.termLimit - 1).leadingZeroBitCount)

  mutating func removeAll() {
    generation += 1
    guard entries.isEmpty || generation > UInt64(UInt32.max) else { return }
    generation = 1
    entries = Array(repeating: 0, count: Self.size)
  }

  /// Whether the key is new; there must be room for it.
  mutating func insert(_ key: UInt32) -> Bool {
    if entries.isEmpty { removeAll() }
    let entry = generation << 32 | UInt64(key)
    var place = Int(key &* 0x9E37_79B1 >> 7) & (entries.count - 1)
    while entries[place] >> 32 == generation {
      if entries[place] == entry { return false }
      place = (place + 1) & (entries.count - 1)
    }
    entries[place] = entry
    return true
  }
}
