import Clustering
import LinearAlgebra
import Testing

@Test(arguments: [Metric.euclidean, .cosine], [1, 2])
func `distances equal their definition`(metric: Metric, threadCount: Int) {
  let points = blobs(300, 6, centres: 5, spread: 1, seed: 1).points
  let others = blobs(20, 6, centres: 5, spread: 1, seed: 2).points
  let between = PairwiseDistances(metric).between(points, and: others, threadCount: threadCount)
  for (row, column) in [(0, 0), (299, 19), (150, 7), (256, 3)] {
    let expected = naiveDistance(points, row, others, column, cosine: metric == .cosine)
    #expect(abs(between[row, column] - expected) < 1e-6)
  }
  #expect(between == PairwiseDistances(metric).between(points, and: others))
}

@Test(arguments: [Metric.euclidean, .cosine])
func `distances within points are symmetric and zero to oneself`(metric: Metric) {
  let points = blobs(40, 3, centres: 4, spread: 1, seed: 5).points
  let distances = PairwiseDistances(metric).within(points)
  #expect(distances == distances.transposed())
  #expect((0..<40).allSatisfy { distances[$0, $0] == 0 })
  #expect(PairwiseDistances(metric).within(points.rows([])).rowCount == 0)
}

@Test func `a point of length zero is at cosine distance one`() {
  let points = FloatMatrix(rowCount: 2, columnCount: 2, elements: [0, 0, 1, 0])
  #expect(PairwiseDistances(.cosine).within(points)[0, 1] == 1)
}
