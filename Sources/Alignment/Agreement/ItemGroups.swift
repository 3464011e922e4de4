import Labels
import Statistics

/// Items put together where their labels are the same, for resampling.
///
/// Where there are too many distinct patterns, items are dealt at random into blocks and the blocks resampled
/// instead; with thousands of blocks the intervals differ by about a hundredth of their width.
struct ItemGroups {
  /// The sums of one item of each group, or of a whole block.
  let sums: [[Double]]

  /// The number of items in each group, or 1 a block.
  let counts: [Int]

  private static let patternLimit = 4_096

  init(of ratings: Ratings) {
    let labelCount = ratings.scale.labels.count
    let patterns = ItemGroups.patterns(in: ratings)
    guard patterns.count > ItemGroups.patternLimit else {
      sums = patterns.map { pattern in
        var sums = HumanSums(labelCount: labelCount)
        sums.add(pattern.key.map(Int.init))
        return sums.values
      }
      counts = patterns.map(\.value)
      return
    }
    // Wide sums cost memory: fewer blocks for many labels.
    let blockCount = max(
      256, min(ItemGroups.patternLimit, 4_000_000 / HumanSums.width(labelCount: labelCount)))
    var blocks = Array(repeating: HumanSums(labelCount: labelCount), count: blockCount)
    var generator = SplitMix64(seed: 1)
    for pattern in patterns {
      let positions = pattern.key.map(Int.init)
      for _ in 0..<pattern.value { blocks[generator.integer(below: blockCount)].add(positions) }
    }
    sums = blocks.map(\.values)
    counts = Array(repeating: 1, count: blockCount)
  }

  /// How many items have each sorted list of labels, in an order that does not depend on that of the items.
  private static func patterns(in ratings: Ratings) -> [(key: [UInt16], value: Int)] {
    var counts: [[UInt16]: Int] = [:]
    var pattern: [UInt16] = []
    for item in ratings.items.indices {
      let labels = ratings.labels(ofItem: item)
      guard !labels.isEmpty else { continue }
      pattern.removeAll(keepingCapacity: true)
      for label in labels { pattern.append(UInt16(clamping: label.position)) }
      pattern.sort()
      counts[pattern, default: 0] += 1
    }
    return counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }
  }
}
