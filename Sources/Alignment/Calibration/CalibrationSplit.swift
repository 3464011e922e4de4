import Statistics

/// How many of the pairs a map is learnt on; the rest are held out.
package enum CalibrationSize: Sendable, Hashable {
  /// So many of each reference label, at most half of those there are.
  case perLabel(Int)

  /// So many times the number of labels, drawn from all alike, at most half.
  case random(Int)

  case half

  /// The name of the size: `k5`, `r5`, `half`.
  package var name: String {
    switch self {
    case .perLabel(let count): "k\(count)"
    case .random(let count): "r\(count)"
    case .half: "half"
    }
  }

  /// Reads a name; `nil` if it is none.
  package init?(name: String) {
    if name == "half" {
      self = .half
      return
    }
    guard let count = Int(name.dropFirst()), count > 0 else { return nil }
    switch name.first {
    case "k": self = .perLabel(count)
    case "r": self = .random(count)
    default: return nil
    }
  }
}

/// A seeded cut of pairs into those to learn from and those held out.
package struct CalibrationSplit: Sendable, Hashable {
  package let size: CalibrationSize

  /// What seeds the draw.
  package let seedText: String

  package init(size: CalibrationSize, seedText: String) {
    self.size = size
    self.seedText = seedText
  }

  /// The cut number `repetition` of a judge's pairs on a criterion of a set.
  package init(set: String, criterion: String, judge: String, size: CalibrationSize, repetition: Int) {
    self.init(size: size, seedText: "\(set)|\(criterion)|\(judge)|\(size.name)|\(repetition)")
  }

  /// The indices of the pairs to learn from, in ascending order.
  package func calibrationIndices(_ pairs: CalibrationPairs) -> [Int] {
    var generator = SplitMix64(seed: fnv1a(seedText))
    switch size {
    case .perLabel(let count):
      return pairs.humanLabels.indices.flatMap { label in
        let places = pairs.references.indices.filter { pairs.references[$0] == label }
        return shuffled(places, &generator).prefix(min(count, places.count / 2))
      }.sorted()
    case .random(let count):
      let most = pairs.count / 2
      let taken = min(min(count, most) * pairs.humanLabels.count, most)
      return shuffled(Array(pairs.items.indices), &generator).prefix(taken).sorted()
    case .half:
      return shuffled(Array(pairs.items.indices), &generator).prefix(pairs.count / 2).sorted()
    }
  }

  /// Fisher and Yates' shuffle from the end, with remainders: as documented for the splits, so that other
  /// programs can make them too.
  private func shuffled(_ places: [Int], _ generator: inout SplitMix64) -> [Int] {
    var result = places
    for last in stride(from: result.count - 1, to: 0, by: -1) {
      result.swapAt(last, Int(generator.next() % UInt64(last + 1)))
    }
    return result
  }
}

/// The 64-bit FNV-1a hash of a text's UTF-8.
///
/// Source: G. Fowler, L. C. Noll, K.-P. Vo and D. Eastlake 2019, draft-eastlake-fnv.
package func fnv1a(_ text: String) -> UInt64 {
  text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
