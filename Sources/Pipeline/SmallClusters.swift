internal import Clustering
internal import LinearAlgebra

/// Many small clusters of points, each of one way of failing, by k-means on reduced points.
struct SmallClusters {
  let clusterCount: Int
  let seed: UInt64
  let threadCount: Int

  private static let iterationLimit = 4

  /// Returns the cluster of each point at the given places, from 0; −1 for a point without evidence.
  func fit(_ reduced: ReducedPoints, at places: [Int]) -> [Int32] {
    let known = places.indices.filter { reduced.isEvident(places[$0]) }
    var output = [Int32](repeating: -1, count: places.count)
    guard known.count > 1 else {
      for point in known { output[point] = 0 }
      return output
    }
    let lost = Self.lost(known, kept: { reduced.keptShares[places[$0]] })
    let isLost = Set(lost)
    let kept = known.filter { !isLost.contains($0) }
    let count = min(clusterCount, max(1, kept.count / 3))
    let rough = KMeans(
      .spherical, clusterCount: count, maximumIterations: Self.iterationLimit, seed: seed
    ).fit(reduced.scores.rows(kept.map { places[$0] }), threadCount: threadCount)
    for (place, point) in kept.enumerated() { output[point] = rough.assignments[place] }
    for (number, point) in lost.enumerated() { output[point] = Int32(rough.clusterCount + number) }
    return output
  }

  /// The points of which the reduction lost most, up to a limit, ascending.
  ///
  /// What few points have in common is no direction of its own, so that their remains point anywhere. They are
  /// clusters of one.
  private static func lost(_ points: [Int], kept: (Int) -> Float) -> [Int] {
    let lost = points.filter { kept($0) < leastKept }.sorted { (kept($0), $0) < (kept($1), $1) }
    return lost.prefix(min(lostLimit, points.count / 4)).sorted()
  }

  /// The least part of a point's squared length that the reduction has to keep.
  private static let leastKept: Float = 0.45
  private static let lostLimit = 300
}
