internal import Clustering
internal import LinearAlgebra
internal import Threads

/// Many small clusters of points, each of one way of failing: places of a diffusion, by k-means.
///
/// Of many points first a few wide groups are made, and each is divided for itself: a point is then compared with
/// the centroids of its own group alone, a tenth of all. What a border between groups cuts in two is alike
/// afterwards and merged again.
struct SmallClusters {
  let clusterCount: Int
  let seed: UInt64
  let threadCount: Int

  private static let iterationLimit = 4

  /// About the root of the number of clusters makes the fewest comparisons.
  private static let groupCount = 24

  /// Returns the cluster of each of some points, from 0; −1 for a point without evidence.
  func fit(_ diffusion: DiffusedPoints, at places: [Int]) -> [Int32] {
    let known = places.indices.filter { diffusion.isEvident(places[$0]) }
    var output = [Int32](repeating: -1, count: places.count)
    guard known.count > 1 else {
      for point in known { output[point] = 0 }
      return output
    }
    let points = diffusion.places.rows(known.map { places[$0] }).normalisingRows(threadCount: threadCount)
    let count = min(clusterCount, max(1, known.count / 3))
    let found =
      count < 2 * Self.groupCount
      ? kMeans(count).fit(points, threadCount: threadCount).assignments : dividedByGroup(points, count)
    for (place, point) in known.enumerated() { output[point] = found[place] }
    return output
  }

  private func kMeans(_ count: Int) -> KMeans {
    KMeans(.spherical, clusterCount: count, maximumIterations: Self.iterationLimit, seed: seed)
  }

  /// The clusters of points of unit length, those of one group numbered one after the other.
  private func dividedByGroup(_ points: FloatMatrix, _ count: Int) -> [Int32] {
    let groups = kMeans(Self.groupCount).fit(points, threadCount: threadCount)
    let members = clusterMembers(of: groups.assignments, clusterCount: groups.centroids.rowCount)
    let products = points.products(
      withRows: groups.assignments, of: groups.centroids, threadCount: threadCount)
    // A group has as many clusters as its share of what is left of the distances.
    let spreads = members.map { $0.reduce(0.0) { $0 + max(0, 1 - Double(products[$1])) } }
    let whole = max(spreads.reduce(0, +), .leastNormalMagnitude)
    let blocks = Blocks(itemCount: members.count, size: 1)
    let parts = blocks.concurrentMap(threadCount: threadCount) { group, _ -> [Int32] in
      guard !members[group].isEmpty else { return [] }
      let share = (Double(count) * spreads[group] / whole).rounded()
      return kMeans(max(1, Int(share))).fit(points.rows(members[group])).assignments
    }
    var output = [Int32](repeating: 0, count: points.rowCount)
    var first: Int32 = 0
    for (group, part) in parts.enumerated() {
      for (place, point) in members[group].enumerated() { output[point] = first + part[place] }
      first += (part.max() ?? -1) + 1
    }
    return output
  }
}
