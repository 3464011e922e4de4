internal import Clustering
internal import LinearAlgebra

/// Many small clusters of points, each of one way of failing: reduced points by k-means, then one step among the
/// points as they are.
struct SmallClusters {
  let clusterCount: Int
  let seed: UInt64
  let threadCount: Int

  /// The number of directions that points are reduced to.
  private static let rank = 200
  private static let iterationLimit = 10

  /// Returns the cluster of each point, from 0; −1 for a point without evidence.
  ///
  /// - Parameter points: Of unit length a row, or zero.
  func fit(_ points: SparseMatrix) throws(LinearAlgebraError) -> [Int32] {
    let known = (0..<points.rowCount).filter { !points.elementRange(ofRow: $0).isEmpty }
    var output = [Int32](repeating: -1, count: points.rowCount)
    guard known.count > 1 else {
      for point in known { output[point] = 0 }
      return output
    }
    let evident = points.rows(known)
    let reduced = try RandomisedSVD(rank: Self.rank, powerIterations: 1, seed: seed)
      .decompose(evident, threadCount: threadCount).scores
    let lost = Self.lostRows(of: reduced, threadCount: threadCount)
    let kept = known.indices.filter { !lost.contains($0) }
    let count = min(clusterCount, max(1, kept.count / 3))
    let rough = KMeans(
      .spherical, clusterCount: count, maximumIterations: Self.iterationLimit, seed: seed
    ).fit(reduced.rows(kept), threadCount: threadCount)
    for (place, row) in kept.enumerated() { output[known[row]] = rough.assignments[place] }
    for (number, row) in lost.sorted().enumerated() {
      output[known[row]] = Int32(rough.clusterCount + number)
    }
    return output
  }

  /// The rows of which the reduction lost most, the most lost first up to a limit.
  ///
  /// What few points have in common is no direction of its own, so that their remains point anywhere. They are
  /// clusters of one.
  private static func lostRows(of reduced: FloatMatrix, threadCount: Int) -> Set<Int> {
    let kept = reduced.squaredRowLengths(threadCount: threadCount)
    let lost = kept.indices.filter { kept[$0] < leastKept }.sorted { (kept[$0], $0) < (kept[$1], $1) }
    return Set(lost.prefix(min(lostLimit, reduced.rowCount / 4)))
  }

  /// The least part of a point's squared length that the reduction has to keep.
  private static let leastKept: Float = 0.45
  private static let lostLimit = 300
}
