package import LinearAlgebra

/// How much nearer each point is to its own cluster than to the next one, from −1 (worst) to 1 (best).
///
/// The silhouette of a point is (*b* − *a*) / max(*a*, *b*), where *a* is its mean distance to the rest of its
/// own cluster and *b* the least mean distance to another; for the only point of a cluster it is 0.
///
/// Source: P. J. Rousseeuw 1987, doi:10.1016/0377-0427(87)90125-7.
package struct Silhouettes: Sendable, Hashable {
  /// The silhouette of each point.
  package let values: [Double]

  /// The mean over all points.
  package var mean: Double { values.reduce(0, +) / Double(values.count) }

  /// Finds the silhouettes from the distances of all pairs.
  ///
  /// Undefined, `nil`, unless 2 ≤ clusters with points ≤ *n* − 1.
  ///
  /// - Parameter assignments: The cluster of each point, from 0 and below `clusterCount`.
  /// - Complexity: O(*n*² *d*); the distances are made block by block, in O(*n*) memory.
  package init?(
    of points: FloatMatrix, assignments: [Int32], clusterCount: Int, metric: Metric, threadCount: Int = 1
  ) {
    precondition(assignments.count == points.rowCount, "\(assignments.count) of \(points.rowCount) points")
    let sizes = clusterSizes(of: assignments, clusterCount: clusterCount)
    guard Self.areDefined(sizes: sizes) else { return nil }
    let blockSize = 512
    var values: [Double] = []
    values.reserveCapacity(points.rowCount)
    for start in stride(from: 0, to: points.rowCount, by: blockSize) {
      let rows = Array(start..<min(points.rowCount, start + blockSize))
      let distances = PairwiseDistances(metric).between(
        points.rows(rows), and: points, threadCount: threadCount)
      for (place, row) in rows.enumerated() {
        let sums = Self.sums(
          distances.row(place), leavingOut: row, assignments: assignments, clusterCount: clusterCount)
        values.append(Self.value(sums: sums, sizes: sizes, own: Int(assignments[row])))
      }
    }
    self.values = values
  }

  /// Finds simplified silhouettes, from distances to centroids in place of mean distances: for many points.
  ///
  /// For points where the only one of a cluster is concerned it is 0, as in the full form. Undefined, `nil`,
  /// unless 2 ≤ clusters with points ≤ *n* − 1.
  ///
  /// Source: E. R. Hruschka, L. N. de Castro and R. J. G. B. Campello 2004, doi:10.1109/ICDM.2004.10073.
  ///
  /// - Complexity: O(*n* *k* *d*).
  package init?(
    simplifiedFor points: FloatMatrix, assignments: [Int32], centroids: FloatMatrix, metric: Metric,
    threadCount: Int = 1
  ) {
    precondition(assignments.count == points.rowCount, "\(assignments.count) of \(points.rowCount) points")
    let sizes = clusterSizes(of: assignments, clusterCount: centroids.rowCount)
    guard Self.areDefined(sizes: sizes) else { return nil }
    let isCosine = metric == .cosine
    let points = isCosine ? points.normalisingRows(threadCount: threadCount) : points
    let used = sizes.indices.filter { sizes[$0] > 0 }
    var number = [Int32](repeating: 0, count: sizes.count)
    for (place, cluster) in used.enumerated() { number[cluster] = Int32(place) }
    let own = assignments.map { number[Int($0)] }
    let centres = isCosine ? centroids.rows(used).normalisingRows() : centroids.rows(used)
    let offsets = centres.squaredRowLengths().map { isCosine ? 0 : -$0 / 2 }
    let nearest = points.greatestProducts(with: centres, offsets: offsets, threadCount: threadCount)
    let ownProducts = points.products(withRows: own, of: centres, threadCount: threadCount)
    let lengths = points.squaredRowLengths(threadCount: threadCount)
    func distance(_ product: Float, of point: Int) -> Double {
      isCosine
        ? max(0, 1 - Double(product)) : max(0, Double(lengths[point]) - 2 * Double(product)).squareRoot()
    }
    values = assignments.indices.map { point in
      guard sizes[Int(assignments[point])] > 1 else { return 0 }
      let isNearest = nearest.indices[point] == own[point]
      let b = distance(isNearest ? nearest.runnersUp[point] : nearest.products[point], of: point)
      let a = distance(ownProducts[point] + offsets[Int(own[point])], of: point)
      return max(a, b) > 0 ? (b - a) / max(a, b) : 0
    }
  }

  private static func areDefined(sizes: [Int]) -> Bool {
    let used = sizes.filter { $0 > 0 }.count
    return used >= 2 && used < sizes.reduce(0, +)
  }

  private static func sums(
    _ distances: ArraySlice<Double>, leavingOut point: Int, assignments: [Int32], clusterCount: Int
  ) -> [Double] {
    var sums = [Double](repeating: 0, count: clusterCount)
    for (other, distance) in distances.enumerated() where other != point {
      sums[Int(assignments[other])] += distance
    }
    return sums
  }

  private static func value(sums: [Double], sizes: [Int], own: Int) -> Double {
    guard sizes[own] > 1 else { return 0 }
    let a = sums[own] / Double(sizes[own] - 1)
    var b = Double.infinity
    for cluster in sums.indices where cluster != own && sizes[cluster] > 0 {
      b = min(b, sums[cluster] / Double(sizes[cluster]))
    }
    return max(a, b) > 0 ? (b - a) / max(a, b) : 0
  }
}
