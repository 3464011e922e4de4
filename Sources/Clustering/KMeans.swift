package import LinearAlgebra

/// Clusters points around centroids, by Euclidean distance or, on the unit sphere, by cosine.
///
/// Points are given to the nearest centroid and centroids moved to the mean of their points, in turn. Spherical
/// k-means brings points and centroids to unit length, so that the nearest is the most similar by cosine.
///
/// Source: S. P. Lloyd 1982, doi:10.1109/TIT.1982.1056489; I. S. Dhillon and D. S. Modha 2001,
/// doi:10.1023/A:1007612920971 (spherical).
package struct KMeans: Sendable, Hashable {
  /// Where points and centroids live.
  package enum Geometry: Sendable, Hashable {
    /// Anywhere; centroids are means.
    case euclidean
    /// On the unit sphere; centroids are means brought to unit length. Points need not be of unit length, but
    /// not all may be zero.
    case spherical
  }

  package let geometry: Geometry
  package let clusterCount: Int
  package let maximumIterations: Int

  /// The most that centroids may move, summed over squared distances, for the clusters to count as settled, as
  /// a share of the mean variance of the features (as in scikit-learn).
  package let tolerance: Double
  package let seed: UInt64

  /// - Precondition: `clusterCount` ≥ 1, `maximumIterations` ≥ 1 and `tolerance` ≥ 0.
  package init(
    _ geometry: Geometry, clusterCount: Int, maximumIterations: Int = 100, tolerance: Double = 1e-4,
    seed: UInt64
  ) {
    precondition(
      clusterCount >= 1 && maximumIterations >= 1 && tolerance >= 0,
      "\(clusterCount) clusters, \(maximumIterations) iterations, tolerance \(tolerance)")
    self.geometry = geometry
    self.clusterCount = clusterCount
    self.maximumIterations = maximumIterations
    self.tolerance = tolerance
    self.seed = seed
  }

  /// Returns the points divided among clusters.
  ///
  /// Of equally near centroids the lowest is taken. A cluster that loses all points starts again at the point
  /// farthest from its centroid. There are fewer clusters than asked for only if there are fewer points.
  ///
  /// - Parameters:
  ///   - points: An *n* × *d* matrix of finite numbers, one point a row.
  ///   - weights: How much each point counts, above 0; 1 if `nil`.
  ///   - start: *k* × *d* centroids to start from; drawn by k-means++ if `nil`.
  /// - Complexity: O(*n* *k* *d*) an iteration.
  package func fit(
    _ points: FloatMatrix, weights: [Float]? = nil, start: FloatMatrix? = nil, threadCount: Int = 1
  ) -> Partition {
    precondition(weights?.count ?? points.rowCount == points.rowCount, "as many weights as points")
    precondition(
      start.map { $0.columnCount == points.columnCount && $0.rowCount >= 1 } ?? true,
      "starting centroids need \(points.columnCount) columns")
    guard points.rowCount > 0 else {
      let none = FloatMatrix(rowCount: 0, columnCount: points.columnCount)
      return Partition(assignments: [], centroids: none, inertia: 0, iterationCount: 0, hasConverged: true)
    }
    let points = geometry == .spherical ? points.normalisingRows(threadCount: threadCount) : points
    let plusPlus = PlusPlusStart(clusterCount: min(clusterCount, points.rowCount), seed: seed)
    let first =
      start
      ?? points.rows(
        plusPlus.choose(from: points, weights: weights, threadCount: threadCount))
    var descent = KMeansDescent(
      settings: self, points: points, weights: weights, centroids: placed(first), threadCount: threadCount)
    return descent.run()
  }

  /// Centroids where the geometry has them.
  func placed(_ centroids: FloatMatrix) -> FloatMatrix {
    geometry == .spherical ? centroids.normalisingRows() : centroids
  }
}
