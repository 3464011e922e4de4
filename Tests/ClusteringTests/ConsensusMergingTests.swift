import Clustering
import Statistics
import Testing

@Suite("Merging by consensus")
struct ConsensusMergingTests {
  private static let merging = ConsensusMerging(leastChance: 0.3, leastPart: 0.5)

  @Test("Two pieces of what another start keeps whole are joined, and what it keeps apart is not")
  func pieces() {
    let first: [Int32] = [0, 0, 0, 0, 1, 1, 1, 2, 2, 2, -1]
    let other: [Int32] = [5, 5, 5, 5, 5, 5, 5, 3, 3, 3, 3]
    #expect(Self.merging.merged(first, agreeingWith: [other]) == [0, 0, 0, 0, 0, 0, 0, 2, 2, 2, -1])
  }

  @Test("A partition that agrees with itself stays as it is")
  func same() {
    var generator = SplitMix64(seed: 3)
    let clusters = (0..<200).map { _ in Int32(generator.next() % 12) - 1 }
    #expect(Self.merging.merged(clusters, agreeingWith: [clusters, clusters]) == clusters)
  }

  @Test("Points that belong nowhere in the other partition are found with no other")
  func nowhere() {
    let first: [Int32] = [0, 0, 0, 0, 1, 1, 1, 1]
    // Half of each piece is found together: the chance is a quarter.
    #expect(Self.merging.merged(first, agreeingWith: [[0, 0, -1, -1, 0, 0, -1, -1]]) == first)
    #expect(
      Self.merging.merged(first, agreeingWith: [[0, 0, 0, -1, 0, 0, 0, -1]])
        == [Int32](repeating: 0, count: 8))
    #expect(Self.merging.merged(first, agreeingWith: [[Int32](repeating: -1, count: 8)]) == first)
  }

  @Test("No points and no clusters stay none")
  func none() {
    #expect(Self.merging.merged([], agreeingWith: [[]]) == [])
    #expect(Self.merging.merged([-1, -1], agreeingWith: [[0, 0]]) == [-1, -1])
  }

  @Test("As average linkage over all pairs of points does", arguments: 0..<40)
  func oracle(seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let count = 60
    let first = (0..<count).map { _ in Int32(generator.next() % 9) - 1 }
    // The other partition agrees in part.
    let other = first.map { cluster in
      generator.next() % 3 == 0 ? Int32(generator.next() % 6) - 1 : max(-1, cluster / 2)
    }
    let merging = ConsensusMerging(leastChance: 0.2, leastPart: 0.4)
    #expect(
      merging.merged(first, agreeingWith: [other]) == Self.naive(first, [other], 0.2, 0.4)
    )
    let third = first.map { $0 >= 0 ? ($0 + Int32(generator.next() % 2)) / 3 : -1 }
    #expect(
      merging.merged(first, agreeingWith: [other, third]) == Self.naive(first, [other, third], 0.2, 0.4))
  }

  /// Counts pairs of points one by one, anew after every merge.
  private static func naive(
    _ first: [Int32], _ others: [[Int32]], _ leastChance: Double, _ leastPart: Double
  ) -> [Int32] {
    var clusters = first
    func chance(_ one: Int32, _ two: Int32) -> Double {
      var (together, all) = (0.0, 0.0)
      for left in clusters.indices where clusters[left] == one {
        for right in clusters.indices where clusters[right] == two && left != right {
          for other in others {
            all += 1
            if other[left] >= 0, other[left] == other[right] { together += 1 }
          }
        }
      }
      return all > 0 ? together / all : 0
    }
    while true {
      var best: (Int32, Int32)?
      var greatest = 0.0
      let left = Set(clusters.filter { $0 >= 0 }).sorted()
      for one in left {
        for two in left where one < two {
          let both = chance(one, two)
          guard both >= leastChance else { continue }
          let own = (chance(one, one) * chance(two, two)).squareRoot()
          let part = own > 0 ? both / own : .infinity
          if part >= leastPart, part > greatest { (best, greatest) = ((one, two), part) }
        }
      }
      guard let best else { return clusters }
      clusters = clusters.map { $0 == best.1 ? best.0 : $0 }
    }
  }
}

@Test func `clusters that are known to differ are not merged, nor what has been merged with them`() {
  let first: [Int32] = [0, 0, 0, 1, 1, 1, 2, 2, 2]
  let other: [Int32] = [0, 0, 0, 0, 0, 0, 0, 0, 0]
  let merging = ConsensusMerging(leastChance: 0.3, leastPart: 0.5)
  #expect(merging.merged(first, agreeingWith: [other]) == [0, 0, 0, 0, 0, 0, 0, 0, 0])
  let areApart = { (one: Int, other: Int) in Set([one, other]) == [0, 2] }
  #expect(
    merging.merged(first, agreeingWith: [other], areApart: areApart) == [0, 0, 0, 0, 0, 0, 2, 2, 2])
}
