import Clustering
import LinearAlgebra
import Testing

@Test(arguments: [Metric.euclidean, .cosine], 1...5)
func `a medoid has the least sum of distances in its cluster`(metric: Metric, seed: UInt64) {
  let (points, truth) = blobs(80, 4, centres: 5, spread: 2, seed: seed)
  let found = medoids(of: points, assignments: truth, clusterCount: 6, metric: metric)
  #expect(found[5] == nil)
  for (cluster, members) in clusterMembers(of: truth, clusterCount: 5).enumerated() {
    let sums = members.map { point in
      members.reduce(0) { $0 + naiveDistance(points, point, points, $1, cosine: metric == .cosine) }
    }
    let place = members.firstIndex { $0 == found[cluster] }
    #expect(place.map { sums[$0] <= (sums.min() ?? 0) + floatTolerance } == true)
  }
}

@Test func `of equal points the lowest is the medoid`() {
  let points = FloatMatrix(rowCount: 4, columnCount: 2, repeating: 0.5)
  for metric in [Metric.euclidean, .cosine] {
    #expect(medoids(of: points, assignments: [-1, 0, 0, 0], clusterCount: 1, metric: metric) == [1])
  }
}
