/// Merges clusters of one partition whose points other partitions of the same points do not keep apart.
///
/// Where a way of failing is cut in two is a matter of where the search for clusters began. Begun elsewhere it cuts
/// at another place, and the two pieces share clusters; what differs in truth stays apart wherever the search
/// begins. Clusters are merged by average linkage on the chance that a point of one and a point of the other share
/// a cluster of another partition.
///
/// Sources: S. Monti et al. 2003, doi:10.1023/A:1023949509487; A. Fred and A. Jain 2005, doi:10.1109/TPAMI.2005.113.
package struct ConsensusMerging: Sendable, Hashable {
  /// The least chance, from 0 to 1, that points of two clusters that are merged are found together.
  package let leastChance: Double

  /// The least chance in parts of the mean (geometric) chance of two points of the same cluster.
  ///
  /// What is said in many ways is not found together often, not even with itself.
  package let leastPart: Double

  package init(leastChance: Double, leastPart: Double) {
    self.leastChance = leastChance
    self.leastPart = leastPart
  }

  /// Returns the cluster of each point, numbered by the lowest of those merged; −1 for those that were −1.
  ///
  /// - Parameters:
  ///   - assignments: The cluster of each point, from 0; −1 belongs nowhere.
  ///   - others: The same of the other partitions, one at least; a point that belongs nowhere in one is found with no
  ///     other there.
  ///   - areApart: Whether two clusters, by their numbers, are known to differ, so that they are not merged.
  /// - Complexity: O(*n* + *k*³) time at most, O(*k*²) where little is merged, and O(*k*²) memory.
  package func merged(
    _ assignments: [Int32], agreeingWith others: [[Int32]], areApart: (Int, Int) -> Bool = { _, _ in false }
  ) -> [Int32] {
    precondition(others.allSatisfy { $0.count == assignments.count }, "partitions of other points")
    var pairs = SharedPairs(assignments, others)
    while let pair = likest(of: pairs, areApart) { pairs.merge(pair.second, into: pair.first) }
    return assignments.map { $0 < 0 ? -1 : Int32(pairs.parents[Int($0)]) }
  }

  /// The two clusters most often found together, in parts of how often each is found with itself; of equals the
  /// lowest.
  private func likest(of pairs: SharedPairs, _ areApart: (Int, Int) -> Bool) -> (first: Int, second: Int)? {
    var best: (first: Int, second: Int)?
    var greatest = 0.0
    let left = pairs.left
    let own = left.map { pairs.ownChance(of: $0) }
    for (place, first) in left.enumerated() {
      for later in (place + 1)..<max(place + 1, left.count) {
        let chance = pairs.chance(first, left[later])
        guard chance >= leastChance else { continue }
        let mean = (own[place] * own[later]).squareRoot()
        // A cluster that is never found with itself is found with others as well as it can be.
        let part = mean > 0 ? chance / mean : .infinity
        if part >= leastPart, part > greatest, !pairs.hold(first, left[later], areApart) {
          (best, greatest) = ((first, left[later]), part)
        }
      }
    }
    return best
  }
}

/// Of each two clusters of a partition, how many pairs of a point of one and a point of the other share a cluster of
/// another partition, over all others.
private struct SharedPairs {
  private(set) var parents: [Int]
  private(set) var left: [Int]
  private var sizes: [Double]
  private var shared: [Double]
  private var count: Int { sizes.count }
  private let otherCount: Double

  init(_ assignments: [Int32], _ others: [[Int32]]) {
    let clusterCount = Int(assignments.max() ?? -1) + 1
    parents = Array(0..<clusterCount)
    otherCount = Double(others.count)
    sizes = [Double](repeating: 0, count: clusterCount)
    for one in assignments where one >= 0 { sizes[Int(one)] += 1 }
    shared = [Double](repeating: 0, count: clusterCount * clusterCount)
    for other in others {
      var common = [[Int: Double]](repeating: [:], count: Int(other.max() ?? -1) + 1)
      for (one, two) in zip(assignments, other) where one >= 0 && two >= 0 {
        common[Int(two)][Int(one), default: 0] += 1
      }
      for clusters in common {
        for (one, points) in clusters {
          for (two, others) in clusters {
            // No point is paired with itself.
            shared[one * clusterCount + two] += points * (one == two ? others - 1 : others)
          }
        }
      }
    }
    left = sizes.indices.filter { [sizes] in sizes[$0] > 0 }
  }

  func chance(_ one: Int, _ two: Int) -> Double {
    shared[one * count + two] / (otherCount * sizes[one] * sizes[two])
  }

  func ownChance(of cluster: Int) -> Double {
    shared[cluster * count + cluster] / (otherCount * max(1, sizes[cluster] * (sizes[cluster] - 1)))
  }

  /// Whether a cluster of one merged and a cluster of another are as a test says.
  func hold(_ one: Int, _ other: Int, _ test: (Int, Int) -> Bool) -> Bool {
    let second = parents.indices.filter { parents[$0] == other }
    return parents.indices.contains { first in parents[first] == one && second.contains { test(first, $0) } }
  }

  mutating func merge(_ gone: Int, into kept: Int) {
    for cluster in left { shared[kept * count + cluster] += shared[gone * count + cluster] }
    for cluster in left { shared[cluster * count + kept] += shared[cluster * count + gone] }
    sizes[kept] += sizes[gone]
    left.removeAll { $0 == gone }
    for cluster in parents.indices where parents[cluster] == gone { parents[cluster] = kept }
  }
}
