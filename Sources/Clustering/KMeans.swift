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
    let first = start ?? points.rows(plusPlus.choose(from: points, weights: weights))
    var descent = Descent(
      settings: self, points: points, weights: weights, centroids: placed(first), threadCount: threadCount)
    return descent.run()
  }

  /// Centroids where the geometry has them.
  fileprivate func placed(_ centroids: FloatMatrix) -> FloatMatrix {
    geometry == .spherical ? centroids.normalisingRows() : centroids
  }
}

/// The state of k-means between two moves.
private struct Descent {
  let settings: KMeans
  let points: FloatMatrix
  let weights: [Float]?
  let squaredLengths: [Float]
  let threadCount: Int
  var centroids: FloatMatrix
  var assignments: [Int32] = []
  var squaredDistances: [Float] = []

  init(
    settings: KMeans, points: FloatMatrix, weights: [Float]?, centroids: FloatMatrix, threadCount: Int
  ) {
    self.settings = settings
    self.points = points
    self.weights = weights
    self.centroids = centroids
    self.threadCount = threadCount
    squaredLengths = points.squaredRowLengths(threadCount: threadCount)
  }

  mutating func run() -> Partition {
    let threshold = settings.tolerance * meanVariance()
    var iterationCount = 0
    var hasConverged = false
    assign()
    while iterationCount < settings.maximumIterations && !hasConverged {
      let before = assignments
      let moved = moveCentroids()
      iterationCount += 1
      assign()
      hasConverged = moved <= threshold || assignments == before
    }
    return Partition(
      assignments: assignments, centroids: centroids, inertia: inertia(), iterationCount: iterationCount,
      hasConverged: hasConverged)
  }

  /// Gives each point to the nearest centroid: the greatest *x*·*c* − ½|*c*|².
  private mutating func assign() {
    let offsets = centroids.squaredRowLengths().map { -$0 / 2 }
    let nearest = points.greatestProducts(with: centroids, offsets: offsets, threadCount: threadCount)
    assignments = nearest.indices
    squaredDistances = zip(squaredLengths, nearest.products).map { max(0, $0 - 2 * $1) }
  }

  /// Moves each centroid to the mean of its points; returns the sum of the squared distances moved.
  private mutating func moveCentroids() -> Double {
    refillEmptyClusters()
    let count = centroids.rowCount
    let sums = points.rowSums(
      groups: assignments, groupCount: count, weights: weights, threadCount: threadCount)
    var masses = [Float](repeating: 0, count: count)
    for (point, cluster) in assignments.enumerated() { masses[Int(cluster)] += weights?[point] ?? 1 }
    let moved = settings.placed(sums.scalingRows(by: masses.map { $0 > 0 ? 1 / $0 : 0 }))
    let distance = zip(moved.elements, centroids.elements).reduce(0.0) { sum, pair in
      let difference = Double(pair.0 - pair.1)
      return sum + difference * difference
    }
    centroids = moved
    return distance
  }

  /// Gives each cluster without points the point farthest from its centroid, the lowest of equals, that is not
  /// the only one of its cluster.
  private mutating func refillEmptyClusters() {
    var sizes = clusterSizes(of: assignments, clusterCount: centroids.rowCount)
    let empty = sizes.indices.filter { sizes[$0] == 0 }
    guard !empty.isEmpty else { return }
    let farthestFirst = squaredDistances.indices.sorted {
      (-squaredDistances[$0], $0) < (-squaredDistances[$1], $1)
    }
    var candidates = farthestFirst.makeIterator()
    for cluster in empty {
      while let point = candidates.next() {
        guard sizes[Int(assignments[point])] > 1 else { continue }
        sizes[Int(assignments[point])] -= 1
        assignments[point] = Int32(cluster)
        sizes[cluster] = 1
        break
      }
    }
  }

  private func inertia() -> Double {
    var sum = 0.0
    for (point, distance) in squaredDistances.enumerated() {
      sum += Double(distance) * Double(weights?[point] ?? 1)
    }
    return sum
  }

  /// The mean over features of their variance, by which the tolerance is scaled.
  private func meanVariance() -> Double {
    guard points.columnCount > 0 else { return 0 }
    let sums = points.rowSums(
      groups: Array(repeating: 0, count: points.rowCount), groupCount: 1, threadCount: threadCount)
    let n = Double(points.rowCount)
    let meanSquare = squaredLengths.reduce(0.0) { $0 + Double($1) } / n
    let squaredMean = sums.elements.reduce(0.0) { $0 + (Double($1) / n) * (Double($1) / n) }
    return max(0, meanSquare - squaredMean) / Double(points.columnCount)
  }
}
