internal import Clustering
internal import LinearAlgebra

/// Many small clusters of points, each of one way of failing: points as places of a diffusion, by k-means.
///
/// A walk goes from a failure to one of its terms and from there to another failure. Wordings of one slip lead
/// to each other by way of what else is said, so that a few steps bring them together, and keep apart what
/// shares no term. Each direction counts by its singular value to the power of the steps; since terms are
/// weighed by the inverse root of how common they are, rare ways of failing are as near to 1 as large ones.
///
/// Source: I. S. Dhillon 2001, doi:10.1145/502512.502550 (terms and documents as one graph); R. R. Coifman and
/// S. Lafon 2006, doi:10.1016/j.acha.2006.04.006 (diffusion).
struct SmallClusters {
  let clusterCount: Int
  let seed: UInt64
  let threadCount: Int

  /// The number of directions that points are reduced to.
  private static let rank = 200
  private static let iterationLimit = 10
  private static let stepCount = 4

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
    let places = try Self.places(of: points.rows(known), seed: seed, threadCount: threadCount)
    let rough = KMeans(
      .spherical, clusterCount: min(clusterCount, max(1, known.count / 3)),
      maximumIterations: Self.iterationLimit, seed: seed
    ).fit(places, threadCount: threadCount)
    for (place, row) in known.enumerated() { output[row] = rough.assignments[place] }
    return output
  }

  /// The points as places of the diffusion, a row each.
  private static func places(
    of points: SparseMatrix, seed: UInt64, threadCount: Int
  ) throws(LinearAlgebraError) -> FloatMatrix {
    let found = try RandomisedSVD(rank: rank, powerIterations: 1, seed: seed)
      .decompose(points.sharesByTerm, threadCount: threadCount)
    guard let greatest = found.values.first, greatest > 0 else { return found.scores }
    let scales = found.values.map { value in
      (1..<stepCount).reduce(Float(1)) { scale, _ in scale * value / greatest }
    }
    return found.scores.scalingColumns(by: scales)
  }
}

extension SparseMatrix {
  /// The shares of each row's squared length, divided by the root of how much of all rows the column has.
  fileprivate var sharesByTerm: SparseMatrix {
    var sums = [Float](repeating: 0, count: columnCount)
    for (column, value) in zip(columns, values) { sums[Int(column)] += value * value }
    let scales = sums.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
    return SparseMatrix(
      columnCount: columnCount, rowOffsets: rowOffsets, columns: columns,
      values: zip(columns, values).map { $1 * $1 * scales[Int($0)] })
  }
}
