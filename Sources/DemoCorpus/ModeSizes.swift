/// How many traces each planted mode gets: Zipf's law with a tail of rare modes.
struct ModeSizes: Sendable {
  /// The size of the rarest modes.
  static let rareSize = 5

  let modeCount: Int
  let total: Int

  /// Returns the sizes, largest first; they sum to `total`.
  ///
  /// The last tenth of the modes (at least one) has exactly `rareSize` traces; the others share the rest in
  /// proportion to 1 / (rank + 1), none below `rareSize`. Halving the head's lead over plain 1 / rank keeps
  /// one mode from hiding all others in a small corpus.
  func drawn() -> [Int] {
    precondition(
      total >= modeCount * Self.rareSize,
      "\(modeCount) modes need \(modeCount * Self.rareSize) failures, the corpus has \(total)")
    guard modeCount > 0 else { return [] }
    let rareCount = modeCount == 1 ? 0 : max(1, modeCount / 10)
    let commonCount = modeCount - rareCount
    let spare = total - modeCount * Self.rareSize
    let shares = (0..<commonCount).map { 1_000_000 / ($0 + 2) }
    let shareSum = shares.reduce(0, +)
    var sizes = shares.map { Self.rareSize + spare * $0 / shareSum }
    let left = total - sizes.reduce(0, +) - rareCount * Self.rareSize
    for index in 0..<left { sizes[index % commonCount] += 1 }
    return sizes + Array(repeating: Self.rareSize, count: rareCount)
  }
}
