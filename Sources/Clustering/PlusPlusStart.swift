import LinearAlgebra
import Statistics

/// Draws points to start k-means from: each with a chance proportional to its squared distance from those drawn.
///
/// Distances that the triangle inequality shows to stay as they are are not computed, which changes nothing in
/// what is drawn and saves most of the work where points lie in clusters.
///
/// Source: D. Arthur and S. Vassilvitskii 2007 (SODA, pp. 1027–1035); E. Raff 2021,
/// doi:10.24963/ijcai.2021/397 (the triangle inequality).
struct PlusPlusStart: Sendable, Hashable {
  let clusterCount: Int
  let seed: UInt64

  /// Returns the rows drawn, in the order drawn and all different.
  ///
  /// - Precondition: `clusterCount` is at most the number of points.
  /// - Complexity: O(*n* *k* + distances computed · *d*), at most O(*n* *k* *d*).
  func choose(from points: FloatMatrix, weights: [Float]?) -> [Int] {
    precondition(clusterCount <= points.rowCount, "\(clusterCount) of \(points.rowCount) points")
    var generator = SplitMix64(seed: seed)
    var search = NearestChosen(points: points)
    var chances = (weights ?? Array(repeating: 1, count: points.rowCount)).map(Double.init)
    while search.chosen.count < clusterCount {
      // Where all points lie on chosen ones, the lowest that is left is taken.
      guard let next = generator.index(weightedBy: chances) ?? search.lowestLeft else { break }
      search.add(next)
      for point in chances.indices {
        chances[point] = Double(search.squaredDistances[point]) * Double(weights?[point] ?? 1)
      }
    }
    return search.chosen
  }
}

/// For each point the nearest of the points chosen so far.
private struct NearestChosen {
  let points: FloatMatrix
  let squaredLengths: [Float]
  private(set) var chosen: [Int] = []
  private(set) var squaredDistances: [Float]
  private var nearest: [Int32]
  private var isChosen: [Bool]

  init(points: FloatMatrix) {
    self.points = points
    squaredLengths = points.squaredRowLengths()
    squaredDistances = Array(repeating: .infinity, count: points.rowCount)
    nearest = Array(repeating: 0, count: points.rowCount)
    isChosen = Array(repeating: false, count: points.rowCount)
  }

  var lowestLeft: Int? { isChosen.firstIndex(of: false) }

  mutating func add(_ point: Int) {
    let toChosen = squaredDistances(from: point, to: chosen)
    let place = Int32(chosen.count)
    chosen.append(point)
    isChosen[point] = true
    // A point whose chosen one is at least twice as far from the new one as the point itself cannot be nearer
    // to the new one: in squares, four times.
    let candidates = squaredDistances.indices.filter {
      place == 0 || toChosen[Int(nearest[$0])] < 4 * squaredDistances[$0]
    }
    for (candidate, distance) in zip(candidates, squaredDistances(from: point, to: candidates))
    where distance < squaredDistances[candidate] {
      squaredDistances[candidate] = distance
      nearest[candidate] = place
    }
    squaredDistances[point] = 0
    nearest[point] = place
  }

  private func squaredDistances(from point: Int, to others: [Int]) -> [Float] {
    let products = points.products(ofRows: others, withRow: point, of: points)
    return zip(others, products).map { other, product in
      max(0, squaredLengths[other] + squaredLengths[point] - 2 * product)
    }
  }
}
