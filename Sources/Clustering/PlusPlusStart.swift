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
  func choose(from points: FloatMatrix, weights: [Float]?, threadCount: Int) -> [Int] {
    precondition(clusterCount <= points.rowCount, "\(clusterCount) of \(points.rowCount) points")
    var generator = SplitMix64(seed: seed)
    var search = NearestChosen(points: points, weights: weights, threadCount: threadCount)
    while search.chosen.count < clusterCount {
      // Where all points lie on chosen ones, the lowest that is left is taken.
      guard let next = generator.index(weightedBy: search.chances) ?? search.lowestLeft else { break }
      search.add(next)
    }
    return search.chosen
  }
}

/// For each point the nearest of the points chosen so far.
private struct NearestChosen {
  let points: FloatMatrix
  let weights: [Float]
  let squaredLengths: [Float]
  let threadCount: Int
  private(set) var chosen: [Int] = []
  /// The weighted squared distance of each point to the nearest chosen one; before any is chosen the weight.
  private(set) var chances: [Double]
  private var squaredDistances: [Float]
  private var nearest: [Int32]
  private var isChosen: [Bool]

  init(points: FloatMatrix, weights: [Float]?, threadCount: Int) {
    self.points = points
    self.weights = weights ?? Array(repeating: 1, count: points.rowCount)
    self.threadCount = threadCount
    squaredLengths = points.squaredRowLengths()
    chances = self.weights.map(Double.init)
    squaredDistances = Array(repeating: .infinity, count: points.rowCount)
    nearest = Array(repeating: 0, count: points.rowCount)
    isChosen = Array(repeating: false, count: points.rowCount)
  }

  var lowestLeft: Int? { isChosen.firstIndex(of: false) }

  mutating func add(_ point: Int) {
    let candidates = pointsThatMayBeNearer(to: point)
    let place = Int32(chosen.count)
    chosen.append(point)
    isChosen[point] = true
    let distances = squaredDistances(from: point, to: candidates)
    for (candidate, distance) in zip(candidates, distances) where distance < squaredDistances[candidate] {
      setDistance(of: candidate, distance, nearest: place)
    }
    setDistance(of: point, 0, nearest: place)
  }

  private mutating func setDistance(of point: Int, _ distance: Float, nearest place: Int32) {
    squaredDistances[point] = distance
    nearest[point] = place
    chances[point] = Double(distance) * Double(weights[point])
  }

  /// All points but those whose chosen one is at least twice as far from the new one as from the point.
  ///
  /// They cannot be nearer to the new one. Twice as far is four times in squares.
  private func pointsThatMayBeNearer(to point: Int) -> [Int] {
    guard !chosen.isEmpty else { return Array(0..<points.rowCount) }
    let toChosen = squaredDistances(from: point, to: chosen)
    return nearest.indices.filter { toChosen[Int(nearest[$0])] < 4 * squaredDistances[$0] }
  }

  private func squaredDistances(from point: Int, to others: [Int]) -> [Float] {
    var distances = points.products(ofRows: others, withRow: point, of: points, threadCount: threadCount)
    let length = squaredLengths[point]
    for (place, other) in others.enumerated() {
      distances[place] = max(0, squaredLengths[other] + length - 2 * distances[place])
    }
    return distances
  }
}
