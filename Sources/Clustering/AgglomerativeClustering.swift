package import LinearAlgebra

/// Merges the two nearest clusters, starting from single points, until one is left.
///
/// Found by chains of nearest neighbours, which gives the merges of the plain search in O(*n*²).
///
/// Source: F. Murtagh 1983, doi:10.1093/comjnl/26.4.354; D. Müllner 2011, arXiv:1109.2378.
package struct AgglomerativeClustering: Sendable, Hashable {
  /// How far two clusters are apart.
  package enum Linkage: Sendable, Hashable, Codable {
    /// The mean distance of their points, weighted.
    case average
    /// The greatest distance of their points; weights do not count.
    case complete
    /// √(2 *vw* / (*v* + *w*)) times the distance of their means, for weights *v* and *w*: merging raises the
    /// inertia by half its square. For Euclidean distances only.
    case ward
  }

  package let linkage: Linkage

  package init(linkage: Linkage) {
    self.linkage = linkage
  }

  /// Returns the merges of points.
  ///
  /// - Parameters:
  ///   - weights: How many points each of them stands for, above 0; 1 if `nil`.
  /// - Precondition: Ward's linkage goes with Euclidean distances.
  /// - Complexity: O(*n*² *d*) and 8 *n*² bytes.
  package func fit(
    _ points: FloatMatrix, metric: Metric, weights: [Double]? = nil, threadCount: Int = 1
  ) -> Dendrogram {
    precondition(linkage != .ward || metric == .euclidean, "Ward's linkage needs Euclidean distances")
    let distances = PairwiseDistances(metric).within(points, threadCount: threadCount)
    return fit(distances: distances, weights: weights)
  }

  /// Returns the merges of points whose distances are known.
  ///
  /// - Parameter distances: A symmetric *n* × *n* matrix of finite numbers, none below 0.
  /// - Complexity: O(*n*²).
  package func fit(distances: Matrix, weights: [Double]? = nil) -> Dendrogram {
    let n = distances.rowCount
    precondition(distances.columnCount == n, "\(n) × \(distances.columnCount) distances")
    let weights = weights ?? Array(repeating: 1, count: n)
    precondition(weights.count == n && weights.allSatisfy { $0 > 0 }, "\(n) weights above 0 are needed")
    guard n > 1 else { return Dendrogram(pointCount: n, merges: []) }
    var search = NearestNeighbourChain(linkage: linkage, distances: distances, weights: weights)
    return Dendrogram(pointCount: n, unordered: search.merges())
  }
}

/// A merge of the clusters that two points are in.
struct PointMerge {
  let first: Int
  let second: Int
  let height: Double
}

/// The distances of the clusters that are left; a cluster is known by one of its points.
private struct NearestNeighbourChain {
  let linkage: AgglomerativeClustering.Linkage
  let n: Int
  var distances: [Double]
  var weights: [Double]
  /// The clusters left, ascending.
  var left: [Int]

  init(linkage: AgglomerativeClustering.Linkage, distances: Matrix, weights: [Double]) {
    self.linkage = linkage
    n = distances.rowCount
    self.distances = distances.elements
    self.weights = weights
    left = Array(0..<n)
    if linkage == .ward { scaleByWeights() }
  }

  /// Ward's distances of single points that stand for several.
  private mutating func scaleByWeights() {
    guard weights.contains(where: { $0 != 1 }) else { return }
    for row in 0..<n {
      for column in 0..<n {
        let share = 2 * weights[row] * weights[column] / (weights[row] + weights[column])
        distances[row * n + column] *= share.squareRoot()
      }
    }
  }

  mutating func merges() -> [PointMerge] {
    var merges: [PointMerge] = []
    merges.reserveCapacity(n - 1)
    var chain: [Int] = []
    while merges.count < n - 1 {
      if chain.isEmpty { chain.append(left[0]) }
      // Two clusters that are nearest to each other end the chain. Of equals the previous one of the chain is
      // taken, else the chain could run in circles; then the lowest.
      while true {
        let end = chain[chain.count - 1]
        let previous = chain.count > 1 ? chain[chain.count - 2] : nil
        let next = nearest(to: end, preferring: previous)
        if next == previous { break }
        chain.append(next)
      }
      let pair = (chain.removeLast(), chain.removeLast())
      let (kept, gone) = (min(pair.0, pair.1), max(pair.0, pair.1))
      merges.append(PointMerge(first: kept, second: gone, height: distances[kept * n + gone]))
      merge(gone, into: kept)
    }
    return merges
  }

  private func nearest(to cluster: Int, preferring previous: Int?) -> Int {
    let row = cluster * n
    var nearest = previous ?? -1
    var least = previous.map { distances[row + $0] } ?? .infinity
    for other in left where other != cluster {
      let distance = distances[row + other]
      if distance < least || nearest < 0 { (nearest, least) = (other, distance) }
    }
    return nearest
  }

  /// Updates distances by the formula of Lance and Williams 1967, doi:10.1093/comjnl/9.4.373.
  private mutating func merge(_ gone: Int, into kept: Int) {
    left.removeAll { $0 == gone }
    let (v, w) = (weights[kept], weights[gone])
    let between = distances[kept * n + gone]
    for other in left where other != kept {
      let (a, b) = (distances[kept * n + other], distances[gone * n + other])
      let merged: Double
      switch linkage {
      case .average:
        merged = (v * a + w * b) / (v + w)
      case .complete:
        merged = max(a, b)
      case .ward:
        let u = weights[other]
        let square = ((u + v) * a * a + (u + w) * b * b - u * between * between) / (u + v + w)
        merged = max(0, square).squareRoot()
      }
      distances[kept * n + other] = merged
      distances[other * n + kept] = merged
    }
    weights[kept] = v + w
  }
}
