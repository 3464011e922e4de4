import Clustering
import LinearAlgebra
import Testing

@Test(arguments: 1...6)
func `every point is with its nearest centroid`(seed: UInt64) {
  let points = blobs(400, 7, centres: 9, spread: 2, seed: seed).points
  for geometry in [KMeans.Geometry.euclidean, .spherical] {
    let partition = KMeans(geometry, clusterCount: 12, seed: seed).fit(points)
    let isCosine = geometry == .spherical
    for point in 0..<400 {
      let distances = (0..<12).map {
        naiveDistance(points, point, partition.centroids, $0, cosine: isCosine)
      }
      let own = distances[Int(partition.assignments[point])]
      #expect(own <= (distances.min() ?? 0) + floatTolerance)
    }
  }
}

@Test(arguments: 1...6)
func `centroids are the means of their points and inertia is the sum of squared distances`(seed: UInt64) {
  let points = blobs(300, 5, centres: 6, spread: 1, seed: seed).points
  let weights = (0..<300).map { Float(1 + $0 % 3) }
  let partition = KMeans(.euclidean, clusterCount: 8, tolerance: 0, seed: seed).fit(points, weights: weights)
  #expect(partition.hasConverged)
  var inertia = 0.0
  for (cluster, members) in partition.members.enumerated() {
    let mass = members.reduce(0.0) { $0 + Double(weights[$1]) }
    for column in 0..<5 {
      let sum = members.reduce(0.0) { $0 + Double(weights[$1]) * Double(points[$1, column]) }
      #expect(abs(sum / mass - Double(partition.centroids[cluster, column])) < floatTolerance)
    }
    for point in members {
      let distance = naiveDistance(points, point, partition.centroids, cluster, cosine: false)
      inertia += Double(weights[point]) * distance * distance
    }
  }
  #expect(abs(partition.inertia / inertia - 1) < floatTolerance)
}

@Test(arguments: 1...5)
func `well separated groups are found whole`(seed: UInt64) {
  let (points, truth) = blobs(500, 8, centres: 5, spread: 0.05, seed: seed)
  let partition = KMeans(.euclidean, clusterCount: 5, seed: seed).fit(points)
  #expect(AgreementOfPartitions(truth: truth, found: partition.assignments).adjustedRandIndex == 1)
}

@Test func `the same bytes come from one and two threads`() {
  let points = blobs(3_000, 16, centres: 40, spread: 2, seed: 3).points
  for geometry in [KMeans.Geometry.euclidean, .spherical] {
    let settings = KMeans(geometry, clusterCount: 50, maximumIterations: 12, seed: 5)
    #expect(settings.fit(points) == settings.fit(points, threadCount: 2))
  }
}

@Test func `a cluster that loses its points starts again at the farthest point`() {
  let points = FloatMatrix(rowCount: 5, columnCount: 1, elements: [0, 0.1, 0.2, 9, 10])
  let start = FloatMatrix(rowCount: 3, columnCount: 1, elements: [0, 500, 9])
  let partition = KMeans(.euclidean, clusterCount: 3, seed: 1).fit(points, start: start)
  #expect(partition.sizes.allSatisfy { $0 > 0 })
  #expect(partition.assignments == [0, 0, 0, 2, 1])
}

@Test func `a point that weighs two is like two points`() {
  let points = blobs(60, 3, centres: 4, spread: 1, seed: 8).points
  let weights = (0..<60).map { Float(1 + $0 % 2) }
  let repeated = points.rows((0..<60).flatMap { Array(repeating: $0, count: 1 + $0 % 2) })
  let start = points.rows([0, 1, 2, 3])
  let settings = KMeans(.euclidean, clusterCount: 4, tolerance: 0, seed: 1)
  let weighted = settings.fit(points, weights: weights, start: start)
  let plain = settings.fit(repeated, start: start)
  #expect(abs(weighted.inertia / plain.inertia - 1) < floatTolerance)
}

@Test func `equal points, one point and no points are clustered`() {
  let equal = FloatMatrix(rowCount: 6, columnCount: 2, repeating: 1)
  #expect(KMeans(.spherical, clusterCount: 3, seed: 1).fit(equal).inertia < floatTolerance)
  let one = KMeans(.euclidean, clusterCount: 3, seed: 1).fit(equal.rows([0]))
  #expect(one.assignments == [0])
  #expect(one.clusterCount == 1)
  #expect(KMeans(.euclidean, clusterCount: 3, seed: 1).fit(equal.rows([])).clusterCount == 0)
  let bare = FloatMatrix(rowCount: 4, columnCount: 0)
  #expect(KMeans(.spherical, clusterCount: 2, seed: 1).fit(bare).assignments.count == 4)
}

@Test(arguments: 1...5)
func `scaling points leaves spherical clusters as they are`(seed: UInt64) {
  let points = blobs(200, 6, centres: 5, spread: 1, seed: seed).points
  let scaled = points.scalingRows(by: (0..<200).map { Float(1 << ($0 % 4)) })
  let settings = KMeans(.spherical, clusterCount: 6, seed: seed)
  #expect(settings.fit(points).assignments == settings.fit(scaled).assignments)
}

@Test(arguments: 1...5)
func `k-means ends where a plain search of all centroids ends`(seed: UInt64) {
  let points = blobs(250, 4, centres: 5, spread: 3, seed: seed).points
  var centroids = (0..<10).map { points.row($0).map(Double.init) }
  var assignments: [Int] = []
  while true {
    let found = (0..<250).map { point in
      let distances = centroids.map { centroid in
        zip(points.row(point), centroid).reduce(0) { $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1) }
      }
      return distances.indices.min { distances[$0] < distances[$1] } ?? 0
    }
    if found == assignments { break }
    assignments = found
    for cluster in centroids.indices {
      let members = found.indices.filter { found[$0] == cluster }
      centroids[cluster] = (0..<4).map { column in
        members.reduce(0) { $0 + Double(points[$1, column]) } / Double(members.count)
      }
    }
  }
  let partition = KMeans(.euclidean, clusterCount: 10, maximumIterations: 500, tolerance: 0, seed: seed)
    .fit(points, start: points.rows(Array(0..<10)))
  #expect(partition.assignments.map(Int.init) == assignments)
}

@Test(arguments: 1...5)
func `as many clusters as points leave every point alone`(seed: UInt64) {
  let points = blobs(40, 3, centres: 4, spread: 1, seed: seed).points
  let partition = KMeans(.euclidean, clusterCount: 60, seed: seed).fit(points)
  #expect(partition.sizes == Array(repeating: 1, count: 40))
  #expect(partition.inertia < floatTolerance)
}
