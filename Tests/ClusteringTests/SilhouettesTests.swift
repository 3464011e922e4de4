import Clustering
import LinearAlgebra
import Testing

private func naiveSilhouettes(_ points: FloatMatrix, _ assignments: [Int32], cosine: Bool) -> [Double] {
  let clusters = Set(assignments).sorted()
  return (0..<points.rowCount).map { point in
    func meanDistance(to cluster: Int32) -> Double {
      let others = assignments.indices.filter { assignments[$0] == cluster && $0 != point }
      return others.reduce(0) { $0 + naiveDistance(points, point, points, $1, cosine: cosine) }
        / Double(others.count)
    }
    guard assignments.filter({ $0 == assignments[point] }).count > 1 else { return 0 }
    let a = meanDistance(to: assignments[point])
    let b = clusters.filter { $0 != assignments[point] }.map(meanDistance).min() ?? 0
    return (b - a) / max(a, b)
  }
}

@Test(arguments: [Metric.euclidean, .cosine], 1...4)
func `silhouettes equal their definition`(metric: Metric, seed: UInt64) throws {
  let (points, truth) = blobs(90, 4, centres: 6, spread: 3, seed: seed)
  let found = try #require(Silhouettes(of: points, assignments: truth, clusterCount: 6, metric: metric))
  let expected = naiveSilhouettes(points, truth, cosine: metric == .cosine)
  #expect(zip(found.values, expected).allSatisfy { abs($0 - $1) < 1e-6 })
  #expect(found.values.allSatisfy { (-1...1).contains($0) })
  let inTwo = Silhouettes(of: points, assignments: truth, clusterCount: 6, metric: metric, threadCount: 2)
  #expect(inTwo == found)
}

@Test(arguments: [Metric.euclidean, .cosine], 1...4)
func `simplified silhouettes equal their definition`(metric: Metric, seed: UInt64) throws {
  let points = blobs(200, 5, centres: 8, spread: 3, seed: seed).points
  let partition = KMeans(.euclidean, clusterCount: 7, seed: seed).fit(points)
  // One cluster more, without points: it must not count.
  let centroids = FloatMatrix(
    rowCount: 8, columnCount: 5, elements: partition.centroids.elements + [0.1, 0.2, 0.3, 0.4, 0.5])
  let found = try #require(
    Silhouettes(
      simplifiedFor: points, assignments: partition.assignments, centroids: centroids, metric: metric))
  let sizes = partition.sizes
  for point in 0..<200 {
    let own = Int(partition.assignments[point])
    let distances = (0..<7).map {
      naiveDistance(points, point, centroids, $0, cosine: metric == .cosine)
    }
    let (a, b) = (distances[own], (0..<7).filter { $0 != own }.map { distances[$0] }.min() ?? 0)
    let expected = sizes[own] > 1 ? (b - a) / max(a, b) : 0
    #expect(abs(found.values[point] - expected) < 1e-3)
  }
}

@Test func `silhouettes are undefined for one cluster and for single points`() {
  let points = blobs(5, 2, centres: 2, spread: 1, seed: 1).points
  #expect(Silhouettes(of: points, assignments: [0, 0, 0, 0, 0], clusterCount: 1, metric: .cosine) == nil)
  #expect(Silhouettes(of: points, assignments: [0, 1, 2, 3, 4], clusterCount: 5, metric: .cosine) == nil)
  let none = FloatMatrix(rowCount: 0, columnCount: 2)
  #expect(Silhouettes(of: none, assignments: [], clusterCount: 0, metric: .euclidean) == nil)
}
