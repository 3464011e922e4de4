import Testing

@testable import Pipeline

@Suite("Unsteady clusters are split")
struct UnsteadySplittingTests {
  /// Twelve points of one cluster, four of another.
  private let assignments = [Int32](repeating: 0, count: 12) + [Int32](repeating: 1, count: 4)

  /// The same from another start: seven, five and four.
  private let other =
    [Int32](repeating: 0, count: 7) + [Int32](repeating: 1, count: 5) + [Int32](repeating: 2, count: 4)

  private func splitting(foundInSamples found: [Int32]) -> UnsteadySplitting {
    UnsteadySplitting(
      minimumSupport: 3, unsteadyStability: 0.4, stability: ClusterStability(seed: 1),
      samples: [(places: Array(0..<16), found: found), (places: Array(0..<16), found: found)])
  }

  @Test("What the samples find in three pieces becomes the two that another start makes of it")
  func split() {
    // Of the cluster of twelve no piece in a sample has more than four: its stability is a third.
    let found = [0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3].map { Int32($0) }
    let split = splitting(foundInSamples: found).split(
      assignments.map { $0 }, others: [[0, 0, 0, 0, 4, 4, 4, 1, 1, 1, 1, 1, 2, 2, 2, 2]])
    // A cluster of five of twelve is steadier than 0.4: nothing is split.
    #expect(split == assignments)
    let finer = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3].map { Int32($0) }
    #expect(
      splitting(foundInSamples: finer).split(assignments, others: [finer])
        == [2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 1, 1, 1, 1])
  }

  @Test("Pieces that the samples do not find either leave the cluster whole")
  func whole() {
    let scattered = (0..<16).map { Int32($0 < 12 ? $0 % 6 : 6) }
    #expect(splitting(foundInSamples: scattered).split(assignments, others: [other]) == assignments)
  }

  @Test("A cluster that is found again is not split, whatever another start makes of it")
  func steady() {
    #expect(splitting(foundInSamples: assignments).split(assignments, others: [other]) == assignments)
  }

  @Test("Pieces too small belong nowhere, and the best of several starts is taken")
  func best() {
    let found = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3].map { Int32($0) }
    let worse = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2].map { Int32($0) }
    let good = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 4, 4, 4, 4].map { Int32($0) }
    #expect(
      splitting(foundInSamples: found).split(assignments, others: [worse, good])
        == [2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, -1, 1, 1, 1, 1])
  }
}
