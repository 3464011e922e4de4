import Clustering
import LinearAlgebra
import Testing

/// The chance of each order of three of the points by the definition: each in turn by its weighted squared
/// distance to the nearest of those before it.
private func chances(_ points: [[Double]], _ weights: [Double]) -> [[Int]: Double] {
  func nearest(_ point: Int, _ chosen: [Int]) -> Double {
    chosen.map { other in zip(points[point], points[other]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } }
      .min() ?? 1
  }
  var chances: [[Int]: Double] = [[]: 1]
  for _ in 0..<3 {
    var longer: [[Int]: Double] = [:]
    for (chosen, chance) in chances {
      let parts = points.indices.map { weights[$0] * nearest($0, chosen) }
      let total = parts.reduce(0, +)
      for point in points.indices where parts[point] > 0 {
        longer[chosen + [point]] = chance * parts[point] / total
      }
    }
    chances = longer
  }
  return chances
}

@Test func `points are drawn with the chances of drawing one by one`() {
  let points: [[Double]] = [[0, 0], [1, 0], [0, 2], [3, 3], [3, 2.5]]
  let weights: [Float] = [1, 2, 1, 0.5, 1]
  let matrix = FloatMatrix(rowCount: 5, columnCount: 2, elements: points.joined().map(Float.init))
  let drawCount = 40_000
  var counts: [[Int]: Int] = [:]
  for seed in 0..<UInt64(drawCount) {
    counts[PlusPlusStart(clusterCount: 3, seed: seed).choose(from: matrix, weights: weights), default: 0] += 1
  }
  let expected = chances(points, weights.map(Double.init))
  #expect(Set(counts.keys).isSubset(of: expected.keys))
  for (order, chance) in expected {
    let deviation = (Double(drawCount) * chance * (1 - chance)).squareRoot()
    let count = Double(counts[order] ?? 0)
    #expect(abs(count - Double(drawCount) * chance) < 4.5 * deviation + 1, "\(order)")
  }
}

@Test func `as many different points are drawn as are asked for, equal ones last`() {
  let points = blobs(300, 6, centres: 4, spread: 1, seed: 1).points
  let twice = FloatMatrix(rowCount: 600, columnCount: 6, elements: points.elements + points.elements)
  for count in [1, 2, 33, 250, 300, 450, 600] {
    let chosen = PlusPlusStart(clusterCount: count, seed: 5).choose(from: twice)
    #expect(chosen.count == count)
    #expect(Set(chosen).count == count)
    // No point twice before each has been drawn once.
    #expect(Set(chosen.prefix(300).map { $0 % 300 }).count == min(count, 300))
  }
  let chosen = PlusPlusStart(clusterCount: 100, seed: 5).choose(from: points, threadCount: 2)
  #expect(chosen == PlusPlusStart(clusterCount: 100, seed: 5).choose(from: points, threadCount: 1))
}
