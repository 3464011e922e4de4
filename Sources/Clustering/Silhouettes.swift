package import LinearAlgebra
import Threads

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
  /// - Complexity: O(*n* *k* *d*) by cosine; O(*n*² *d*) by Euclidean distance, in O(*n*) memory.
  package init?(
    of points: FloatMatrix, assignments: [Int32], clusterCount: Int, metric: Metric, threadCount: Int = 1
  ) {
    precondition(assignments.count == points.rowCount, "\(assignments.count) of \(points.rowCount) points")
    let sizes = clusterSizes(of: assignments, clusterCount: clusterCount)
    guard Self.areDefined(sizes: sizes) else { return nil }
    switch metric {
    case .cosine:
      values = Self.byCosine(points, assignments: assignments, sizes: sizes, threadCount: threadCount)
    case .euclidean:
      values = Self.byDistances(points, assignments: assignments, sizes: sizes, threadCount: threadCount)
    }
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

  /// The sum of 1 − *x*·*y* over the unit points *y* of a cluster is their number less *x*·Σ*y*.
  private static func byCosine(
    _ points: FloatMatrix, assignments: [Int32], sizes: [Int], threadCount: Int
  ) -> [Double] {
    let directions = Matrix(points.normalisingRows(threadCount: threadCount))
    let (elements, width) = (directions.elements, directions.columnCount)
    var sums = [Double](repeating: 0, count: sizes.count * width)
    for (point, cluster) in assignments.enumerated() {
      let start = Int(cluster) * width
      for column in 0..<width { sums[start + column] += elements[point * width + column] }
    }
    let products = directions.timesTransposed(
      Matrix(rowCount: sizes.count, columnCount: width, elements: sums), threadCount: threadCount
    ).elements
    return assignments.indices.map { point in
      let own = Int(assignments[point])
      var sums = sizes.indices.map { Double(sizes[$0]) - products[point * sizes.count + $0] }
      let square = (0..<width).reduce(0) {
        $0 + elements[point * width + $1] * elements[point * width + $1]
      }
      sums[own] = max(0, sums[own] - (1 - square))
      return value(sums: sums, sizes: sizes, own: own)
    }
  }

  private static func byDistances(
    _ points: FloatMatrix, assignments: [Int32], sizes: [Int], threadCount: Int
  ) -> [Double] {
    // A block of 512 keeps the distances of 100,000 points at 400 MB a thread.
    let blocks = Blocks(itemCount: points.rowCount, size: 512)
    return blocks.concurrentMap(threadCount: threadCount) { _, rows in
      let distances = PairwiseDistances(.euclidean).between(points.rows(Array(rows)), and: points).elements
      return rows.map { row in
        var sums = [Double](repeating: 0, count: sizes.count)
        let start = (row - rows.lowerBound) * assignments.count
        for other in assignments.indices { sums[Int(assignments[other])] += distances[start + other] }
        sums[Int(assignments[row])] -= distances[start + row]
        return value(sums: sums, sizes: sizes, own: Int(assignments[row]))
      }
    }.flatMap { $0 }
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
