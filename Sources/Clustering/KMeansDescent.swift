import LinearAlgebra

/// The state of k-means between two moves of the centroids.
///
/// Each point keeps a lower bound of its distance to all centroids but its own. As long as its own centroid is
/// nearer than that, the others need not be looked at: the assignments are those of the plain search.
///
/// Source: G. Hamerly 2010, doi:10.1137/1.9781611972801.12.
struct KMeansDescent {
  private let settings: KMeans
  private let points: FloatMatrix
  private let weights: [Float]?
  private let squaredLengths: [Float]
  private let threadCount: Int
  private var centroids: FloatMatrix
  private var assignments: [Int32]
  private var squaredDistances: [Float]
  private var otherDistances: [Float]

  init(
    settings: KMeans, points: FloatMatrix, weights: [Float]?, centroids: FloatMatrix, threadCount: Int
  ) {
    self.settings = settings
    self.points = points
    self.weights = weights
    self.centroids = centroids
    self.threadCount = threadCount
    squaredLengths = points.squaredRowLengths(threadCount: threadCount)
    assignments = Array(repeating: 0, count: points.rowCount)
    squaredDistances = Array(repeating: 0, count: points.rowCount)
    otherDistances = Array(repeating: 0, count: points.rowCount)
  }

  mutating func run() -> Partition {
    let threshold = settings.tolerance * meanVariance()
    var iterationCount = 0
    var hasConverged = false
    search(Array(0..<points.rowCount))
    while iterationCount < settings.maximumIterations && !hasConverged {
      let before = assignments
      let moves = moveCentroids()
      iterationCount += 1
      assign(after: moves)
      hasConverged = moves.reduce(0) { $0 + $1 * $1 } <= threshold || assignments == before
    }
    return Partition(
      assignments: assignments, centroids: centroids, inertia: inertia(), iterationCount: iterationCount,
      hasConverged: hasConverged)
  }

  /// Gives each point to the nearest centroid once the centroids have moved by the given distances.
  private mutating func assign(after moves: [Double]) {
    let widest = moves.indices.max { moves[$0] < moves[$1] } ?? 0
    let widestMove = Float(moves[widest])
    let nextMove = Float(moves.indices.filter { $0 != widest }.map { moves[$0] }.max() ?? 0)
    let products = points.products(withRows: assignments, of: centroids, threadCount: threadCount)
    let lengths = centroids.squaredRowLengths()
    var unsure: [Int] = []
    for point in assignments.indices {
      let own = Int(assignments[point])
      let square = max(0, squaredLengths[point] + lengths[own] - 2 * products[point])
      squaredDistances[point] = square
      otherDistances[point] -= own == widest ? nextMove : widestMove
      // Both sides carry rounding: in doubt the point is searched for.
      let slack = 1e-3 * (squaredLengths[point] + lengths[own]).squareRoot()
      if square.squareRoot() + slack >= otherDistances[point] { unsure.append(point) }
    }
    search(unsure)
  }

  /// Looks for the nearest centroid of some points: the greatest *x*·*c* − ½|*c*|².
  private mutating func search(_ searched: [Int]) {
    let offsets = centroids.squaredRowLengths().map { -$0 / 2 }
    let chosen = searched.count == points.rowCount ? points : points.rows(searched)
    let nearest = chosen.greatestProducts(with: centroids, offsets: offsets, threadCount: threadCount)
    for (place, point) in searched.enumerated() {
      assignments[point] = nearest.indices[place]
      squaredDistances[point] = max(0, squaredLengths[point] - 2 * nearest.products[place])
      otherDistances[point] = max(0, squaredLengths[point] - 2 * nearest.runnersUp[place]).squareRoot()
    }
  }

  /// Moves each centroid to the mean of its points; returns how far each has moved.
  private mutating func moveCentroids() -> [Double] {
    refillEmptyClusters()
    let count = centroids.rowCount
    let sums = points.rowSums(
      groups: assignments, groupCount: count, weights: weights, threadCount: threadCount)
    var masses = [Float](repeating: 0, count: count)
    for (point, cluster) in assignments.enumerated() { masses[Int(cluster)] += weights?[point] ?? 1 }
    let moved = settings.placed(sums.scalingRows(by: masses.map { $0 > 0 ? 1 / $0 : 0 }))
    let (old, new, width) = (centroids.elements, moved.elements, centroids.columnCount)
    centroids = moved
    return (0..<count).map { cluster in
      var square = 0.0
      for index in cluster * width..<(cluster + 1) * width {
        let difference = Double(new[index]) - Double(old[index])
        square += difference * difference
      }
      return square.squareRoot()
    }
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
        // What was known of the other centroids was known without the one it leaves.
        otherDistances[point] = 0
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
