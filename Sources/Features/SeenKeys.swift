/// A set of keys that is emptied in no time, for one trace after the other.
struct SeenKeys {
  private var keys: [UInt32]
  private var generations: [UInt32]
  private var generation: UInt32 = 1
  private var count = 0

  /// - Parameter limit: The most keys it takes; later ones count as seen.
  init(limit: Int) {
    self.limit = limit
    let size = 1 << (Int.bitWidth - (2 * limit - 1).leadingZeroBitCount)
    keys = Array(repeating: 0, count: size)
    generations = Array(repeating: 0, count: size)
  }

  private let limit: Int

  mutating func removeAll() {
    generation &+= 1
    count = 0
  }

  /// Whether the key is new and there is room for it.
  mutating func insert(_ key: UInt32) -> Bool {
    guard count < limit else { return false }
    var place = Int(key &* 0x9E37_79B1 >> 7) & (keys.count - 1)
    while generations[place] == generation {
      if keys[place] == key { return false }
      place = (place + 1) & (keys.count - 1)
    }
    keys[place] = key
    generations[place] = generation
    count += 1
    return true
  }
}
