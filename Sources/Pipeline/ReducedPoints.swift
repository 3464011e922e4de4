internal import LinearAlgebra

/// Points seen from their few leading directions, in which small clusters are found.
struct ReducedPoints: Sendable {
  /// The points as they are, of unit length a row, or zero.
  let points: SparseMatrix

  /// The points in the leading directions, a row each.
  let scores: FloatMatrix

  /// The part of each point's squared length that the reduction has kept, from 0 to 1.
  let keptShares: [Float]

  /// The number of directions.
  private static let rank = 200

  /// Reduces points.
  ///
  /// - Parameter points: Of unit length a row, or zero.
  init(_ points: SparseMatrix, seed: UInt64, threadCount: Int) throws(LinearAlgebraError) {
    self.points = points
    scores = try RandomisedSVD(rank: Self.rank, powerIterations: 1, seed: seed)
      .decompose(points, threadCount: threadCount).scores
    keptShares = scores.squaredRowLengths(threadCount: threadCount)
  }

  /// Whether a point has any evidence.
  func isEvident(_ point: Int) -> Bool { !points.elementRange(ofRow: point).isEmpty }
}
