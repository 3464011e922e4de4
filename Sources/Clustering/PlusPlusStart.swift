package import LinearAlgebra
internal import Statistics

/// Draws points to start k-means from: each with a chance proportional to its squared distance from those drawn.
///
/// Candidates are drawn some at a time from the chances as they were, and one is taken with the part of its
/// chance that those taken before it have left: the points have the chances that they would have one by one, and
/// the distances from all taken ones are one matrix product.
///
/// Source: D. Arthur and S. Vassilvitskii 2007 (SODA, pp. 1027–1035); J. von Neumann 1951 (rejection).
package struct PlusPlusStart: Sendable, Hashable {
  let clusterCount: Int
  let seed: UInt64

  package init(clusterCount: Int, seed: UInt64) {
    self.clusterCount = clusterCount
    self.seed = seed
  }

  /// How many candidates are drawn before distances are computed anew: more make wider products, and more of
  /// them are rejected.
  private static let drawLimit = 32

  /// Returns the rows drawn, in the order drawn and all different.
  ///
  /// - Precondition: `clusterCount` is at most the number of points.
  /// - Complexity: O(*n* *k* *d*).
  package func choose(from points: FloatMatrix, weights: [Float]? = nil, threadCount: Int = 1) -> [Int] {
    precondition(clusterCount <= points.rowCount, "\(clusterCount) of \(points.rowCount) points")
    var generator = SplitMix64(seed: seed)
    var search = NearestChosen(points: points, weights: weights, threadCount: threadCount)
    while search.chosen.count < clusterCount {
      let left = clusterCount - search.chosen.count
      // Before any is chosen chances are weights, which a second point must not be drawn by.
      let drawn = search.chosen.isEmpty ? 1 : min(Self.drawLimit, 2 * left)
      guard search.add(drawn, limit: left, from: &generator) else {
        // Where all points lie on chosen ones, the lowest that is left is taken.
        guard let lowest = search.lowestLeft else { break }
        search.add([lowest])
        continue
      }
    }
    return search.chosen
  }
}

/// For each point its distance to the nearest of the points chosen so far.
private struct NearestChosen {
  let points: FloatMatrix
  let weights: [Float]
  let squaredLengths: [Float]
  let threadCount: Int
  private(set) var chosen: [Int] = []
  /// The squared distance of each point to the nearest chosen one; before any is chosen 1.
  private var squaredDistances: [Float]
  private var isChosen: [Bool]

  init(points: FloatMatrix, weights: [Float]?, threadCount: Int) {
    self.points = points
    self.weights = weights ?? Array(repeating: 1, count: points.rowCount)
    self.threadCount = threadCount
    squaredLengths = points.squaredRowLengths(threadCount: threadCount)
    squaredDistances = Array(repeating: 1, count: points.rowCount)
    isChosen = Array(repeating: false, count: points.rowCount)
  }

  var lowestLeft: Int? { isChosen.firstIndex(of: false) }

  /// Draws candidates and adds those that are taken, up to a limit; `false` if no point has a chance.
  mutating func add(_ drawnCount: Int, limit: Int, from generator: inout SplitMix64) -> Bool {
    let sums = cumulatedChances()
    guard let total = sums.last, total > 0 else { return false }
    let candidates = (0..<drawnCount).map { _ in place(of: generator.uniform() * total, in: sums) }
    let accepted = taken(candidates, limit: limit, by: &generator)
    add(accepted)
    return true
  }

  /// The sums of the chances up to and with each point.
  private func cumulatedChances() -> [Double] {
    var sums: [Double] = []
    sums.reserveCapacity(weights.count)
    var sum = 0.0
    for point in weights.indices {
      sum += Double(squaredDistances[point]) * Double(weights[point])
      sums.append(sum)
    }
    return sums
  }

  /// The first point whose sum is above a number; if rounding leaves none, the last that has a chance.
  private func place(of target: Double, in sums: [Double]) -> Int {
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > target { high = middle } else { low = middle + 1 }
    }
    while low > 0, sums[low] == sums[low - 1] { low -= 1 }
    return low
  }

  /// The candidates that are taken, each with what is left of the chance it was drawn with.
  private func taken(_ candidates: [Int], limit: Int, by generator: inout SplitMix64) -> [Int] {
    guard !chosen.isEmpty else { return Array(candidates.prefix(limit)) }
    let drawn = points.rows(candidates)
    let products = drawn.timesTransposed(drawn)
    var places: [Int] = []
    for (place, candidate) in candidates.enumerated() where places.count < limit {
      var left = squaredDistances[candidate]
      for other in places {
        left = min(
          left,
          squaredDistance(
            squaredLengths[candidate], squaredLengths[candidates[other]], products[place, other]))
      }
      if generator.uniform() * Double(squaredDistances[candidate]) < Double(left) { places.append(place) }
    }
    return places.map { candidates[$0] }
  }

  /// Adds chosen points.
  mutating func add(_ added: [Int]) {
    let nearest = points.greatestProducts(
      with: points.rows(added), offsets: added.map { -squaredLengths[$0] / 2 }, threadCount: threadCount)
    let isFirst = chosen.isEmpty
    for point in squaredDistances.indices {
      let length = squaredLengths[point]
      let nearestLength = squaredLengths[added[Int(nearest.indices[point])]]
      let product = nearest.products[point] + nearestLength / 2
      let distance = squaredDistance(length, nearestLength, product)
      squaredDistances[point] = isFirst ? distance : min(squaredDistances[point], distance)
    }
    for point in added {
      squaredDistances[point] = 0
      isChosen[point] = true
    }
    chosen += added
  }

  /// The squared distance of two points by their squared lengths and their product; 0 where it is rounding.
  private func squaredDistance(_ one: Float, _ other: Float, _ product: Float) -> Float {
    let square = one + other - 2 * product
    return square > 1e-6 * (one + other) ? square : 0
  }
}
