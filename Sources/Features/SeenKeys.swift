/// A set of keys that is emptied in no time, for one trace after the other.
struct SeenKeys: Sendable {
  /// A key in the lower half, and in the upper the number of the trace that it was seen in; none before the first
  /// `removeAll`.
  private var entries: [UInt64] = []
  private var generation: UInt64 = 0
  private var count = 0

  /// Few enough to stay in the nearest cache; at least twice as many as there are keys, see ``grow()``.
  private static let leastSize = 1 << 9

  mutating func removeAll() {
    generation += 1
    count = 0
    guard entries.isEmpty || generation > UInt64(UInt32.max) else { return }
    generation = 1
    entries = Array(repeating: 0, count: Self.leastSize)
  }

  /// Whether the key is new.
  mutating func insert(_ key: UInt32) -> Bool {
    if entries.isEmpty { removeAll() }
    let entry = generation << 32 | UInt64(key)
    guard let place = freePlace(for: entry) else { return false }
    entries[place] = entry
    count += 1
    if count * 2 > entries.count { grow() }
    return true
  }

  /// The place for an entry; `nil` if it has one.
  private func freePlace(for entry: UInt64) -> Int? {
    var place = Int(UInt32(truncatingIfNeeded: entry) &* 0x9E37_79B1 >> 7) & (entries.count - 1)
    while entries[place] >> 32 == generation {
      if entries[place] == entry { return nil }
      place = (place + 1) & (entries.count - 1)
    }
    return place
  }

  private mutating func grow() {
    let old = entries
    entries = Array(repeating: 0, count: old.count * 2)
    for entry in old where entry >> 32 == generation {
      if let place = freePlace(for: entry) { entries[place] = entry }
    }
  }
}
