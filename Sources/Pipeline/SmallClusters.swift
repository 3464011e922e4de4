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
    let count = min(clusterCount, max(1, known.count / 3))
    let rough = KMeans(
      .spherical, clusterCount: count, maximumIterations: Self.iterationLimit, seed: seed
    ).fit(reduced, threadCount: threadCount)
    for (place, point) in known.enumerated() { output[point] = rough.assignments[place] }
    return output
  }
}
