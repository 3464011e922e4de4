/// The frames among patterns: places with the same tokens before and after them.
struct StatementFrames {
  /// A range of the tokens of a pattern.
  struct Place {
    var pattern: Int
    var start: Int
    var end: Int
  }

  /// The places of each frame, the frames with the most tokens around first, of equals those of the first patterns.
  let places: [[Place]]

  /// A place, and a hash of the tokens before and after it.
  private struct Entry {
    var hash: UInt64
    var around: Int32
    var pattern: Int32
    var start: Int32
    var end: Int32
  }

  /// - Parameters:
  ///   - patterns: Different patterns in the order of their tokens.
  ///   - middleLimit: The most tokens of a place.
  init(_ patterns: [StatementPattern], middleLimit: Int) {
    let prefixes = Self.sharedCounts(patterns.map(\.ids))
    let reversed = patterns.map { Array($0.ids.reversed()) }
    let order = patterns.indices.sorted { reversed[$0].lexicographicallyPrecedes(reversed[$1]) }
    let shared = Self.sharedCounts(order.map { reversed[$0] })
    var suffixes = Array(repeating: 0, count: patterns.count)
    for (rank, index) in order.enumerated() { suffixes[index] = shared[rank] }
    // Few places share their surroundings: those whose hash comes once are left out before they are sorted.
    var seen = Array(repeating: UInt8(0), count: Self.seenCount)
    for index in patterns.indices {
      Self.forEachEntry(patterns[index], index, prefixes[index], suffixes[index], middleLimit) { entry in
        let slot = Int(truncatingIfNeeded: entry.hash) & (Self.seenCount - 1)
        if seen[slot] < 2 { seen[slot] += 1 }
      }
    }
    var entries: [Entry] = []
    for index in patterns.indices {
      Self.forEachEntry(patterns[index], index, prefixes[index], suffixes[index], middleLimit) { entry in
        if seen[Int(truncatingIfNeeded: entry.hash) & (Self.seenCount - 1)] > 1 { entries.append(entry) }
      }
    }
    entries.sort { first, second in
      if first.around != second.around { return first.around > second.around }
      if first.hash != second.hash { return first.hash < second.hash }
      return (first.pattern, first.start) < (second.pattern, second.start)
    }
    places = Self.frames(entries, patterns)
  }

  /// The number of slots that hashes are counted in, a power of two.
  private static let seenCount = 1 << 20

  /// For each sequence, the number of tokens that it has in common with the one before or after it.
  private static func sharedCounts(_ sequences: [[Int32]]) -> [Int] {
    var counts = Array(repeating: 0, count: sequences.count)
    for index in sequences.indices.dropFirst() {
      let shared = zip(sequences[index - 1], sequences[index]).prefix { $0 == $1 }.count
      counts[index - 1] = max(counts[index - 1], shared)
      counts[index] = shared
    }
    return counts
  }

  /// Calls a function with the places of a pattern that have words around them, as far as others may share those.
  private static func forEachEntry(
    _ pattern: StatementPattern, _ index: Int, _ prefixLimit: Int, _ suffixLimit: Int, _ middleLimit: Int,
    do visit: (Entry) -> Void
  ) {
    let count = pattern.ids.count
    let suffixes = hashes(pattern.ids.reversed())
    let prefixes = hashes(pattern.ids)
    for start in 0...min(prefixLimit, count) {
      let least = max(start, count - suffixLimit)
      let most = min(count, start + middleLimit)
      guard least <= most else { continue }
      for end in least...most {
        let wordCount = pattern.wordCounts[count] - pattern.wordCounts[end] + pattern.wordCounts[start]
        guard wordCount > 0 else { continue }
        let hash = prefixes[start] &* 0x9E37_79B9_7F4A_7C15 ^ suffixes[count - end]
        visit(
          Entry(
            hash: hash, around: Int32(start + count - end), pattern: Int32(index), start: Int32(start),
            end: Int32(end)))
      }
    }
  }

  /// A hash of each beginning of a sequence, the empty one first.
  private static func hashes(_ ids: some Sequence<Int32>) -> [UInt64] {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var hashes = [hash]
    for id in ids {
      hash = (hash ^ UInt64(UInt32(bitPattern: id)) &+ 1) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 29
      hashes.append(hash)
    }
    return hashes
  }

  /// The runs of places with one hash in two patterns or more that differ at their beginnings and at their ends, in the
  /// order of their first patterns.
  private static func frames(_ entries: [Entry], _ patterns: [StatementPattern]) -> [[Place]] {
    var frames: [(around: Int32, places: [Place])] = []
    var start = 0
    while start < entries.count {
      let first = entries[start]
      var end = start + 1
      while end < entries.count, entries[end].hash == first.hash, entries[end].around == first.around {
        end += 1
      }
      if end > start + 1, differ(entries[start..<end], patterns) {
        let places = entries[start..<end].map {
          Place(pattern: Int($0.pattern), start: Int($0.start), end: Int($0.end))
        }
        frames.append((first.around, alike(places, patterns)))
      }
      start = end
    }
    frames.sort { first, second in
      if first.around != second.around { return first.around > second.around }
      let one = (first.places[0].pattern, first.places[0].start, first.places[0].end)
      return one < (second.places[0].pattern, second.places[0].start, second.places[0].end)
    }
    return frames.map(\.places)
  }

  /// Whether places do not all begin with the same token, nor end with the same; a gap is like no other.
  private static func differ(_ entries: ArraySlice<Entry>, _ patterns: [StatementPattern]) -> Bool {
    func vary(_ token: (Entry) -> Int32) -> Bool {
      let first = token(entries[entries.startIndex])
      return first == 0 || entries.contains { token($0) != first }
    }
    return vary { $0.start < $0.end ? patterns[Int($0.pattern)].ids[Int($0.start)] : -1 }
      && vary { $0.start < $0.end ? patterns[Int($0.pattern)].ids[Int($0.end) - 1] : -1 }
  }

  /// The places with the same tokens around as the first, each pattern once: hashes may be equal by chance.
  private static func alike(_ places: [Place], _ patterns: [StatementPattern]) -> [Place] {
    let first = patterns[places[0].pattern].ids
    var last = -1
    return places.filter { place in
      let ids = patterns[place.pattern].ids
      guard place.pattern != last, ids[..<place.start] == first[..<places[0].start],
        ids[place.end...] == first[places[0].end...]
      else { return false }
      last = place.pattern
      return true
    }
  }
}
