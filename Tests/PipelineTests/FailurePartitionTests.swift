import Features
import LinearAlgebra
import Testing

@testable import Pipeline

/// A partition into clusters, with the distances of the points of each and its stability, and one more point that
/// belongs nowhere; the points of a cluster have a feature of their own, which some have of another cluster.
private func partition(
  _ clusters: [(distances: [Float], stability: Double?)], likeAnother: [Int: Int] = [:]
) -> FailurePartition {
  let distances = clusters.flatMap(\.distances) + [0.9]
  let assignments = clusters.enumerated().flatMap { number, cluster in
    cluster.distances.map { _ in Int32(number) }
  }
  let starts = clusters.indices.map { number in clusters[..<number].reduce(0) { $0 + $1.distances.count } }
  let space = FeatureWeights().fitted(to: EvidenceTable(), rows: [], background: FeatureCounts()).space
  return FailurePartition(
    space: space,
    points: SparseMatrix(
      columnCount: clusters.count + 1,
      rows: distances.indices.map { place in
        let own = place < assignments.count ? Int(assignments[place]) : clusters.count
        return [(column: likeAnother[place] ?? own, value: 1)]
      }),
    assignments: assignments + [-1], distances: distances,
    centroids: FloatMatrix(
      rowCount: clusters.count, columnCount: clusters.count + 1,
      elements: clusters.indices.flatMap { number in (0...clusters.count).map { $0 == number ? 1 : 0 } }),
    medoids: starts, stability: clusters.map(\.stability), reach: clusters.indices.map { Float($0) / 10 },
    wordParts: [Float](repeating: 1, count: clusters.count + 1))
}

@Test func `a cluster that is loose and not found again is dissolved`() {
  let found = partition([
    (distances: [0.1, 0.2], stability: 1), (distances: [0.7, 0.4, 0.8], stability: 0.3),
    (distances: [0.2, 0.3], stability: 0.9),
  ]).withoutDissolved()
  #expect(found.assignments == [0, 0, -1, -1, -1, 1, 1, -1])
  #expect(found.centroids.elements == [1, 0, 0, 0, 0, 0, 1, 0])
  #expect(found.medoids == [0, 5])
  #expect(found.stability == [1, 0.9])
  #expect(found.reach == [0, 0.2])
  #expect(found.points.rowCount == 8)
}

@Test(arguments: [
  // Found again; close; at both bounds; too small for any sample to tell.
  ([0.7, 0.8] as [Float], 0.9 as Double?), ([0.1, 0.2], 0), ([0.25, 0.25], 0.4), ([0.8, 0.9], nil),
])
func `a cluster that is found again, or close, is kept`(distances: [Float], stability: Double?) {
  let whole = partition([(distances: distances, stability: stability)])
  let found = whole.withoutDissolved()
  #expect(found.assignments == [0, 0, -1])
  #expect(found.clusterCount == 1)
}

@Test func `a few must be closer than many`() {
  let others = (distances: [Float](repeating: 0.1, count: 20), stability: 1 as Double?)
  func count(_ size: Int, _ distance: Float) -> Int {
    partition([others, (distances: [Float](repeating: distance, count: size), stability: 0.3)])
      .withoutDissolved().clusterCount
  }
  #expect(count(8, 0.4) == 1 && count(9, 0.4) == 2 && count(8, 0.2) == 2 && count(9, 0.6) == 1)
}

@Test func `where most failures are in loose clusters, none is dissolved`() {
  let whole = partition([(distances: [0.1, 0.2], stability: 1), (distances: [0.7, 0.6, 0.8], stability: 0)])
  #expect(whole.withoutDissolved().assignments == [0, 0, 1, 1, 1, -1])
  let half = partition([
    (distances: [0.1, 0.2, 0.1], stability: 1), (distances: [0.7, 0.6, 0.8], stability: 0),
  ])
  #expect(half.withoutDissolved().assignments == [0, 0, 0, -1, -1, -1, -1])
}

@Test func `what a dissolved cluster had of another goes to that one`() {
  let clusters: [(distances: [Float], stability: Double?)] = [
    (distances: [0.1, 0.2], stability: 1), (distances: [0.7, 0.9], stability: 0.3),
    (distances: [0.2], stability: 1),
  ]
  let found = partition(clusters, likeAnother: [2: 0]).withoutDissolved()
  #expect(found.assignments == [0, 0, 0, -1, 1, -1])
  #expect(found.distances == [0.1, 0.2, 0, 0.9, 0.2, 0.9])
}

@Test func `of very many failures four that are close by chance are no cluster`() {
  func count(_ size: Int, _ stability: Double, of others: Int) -> Int {
    partition([
      (distances: [Float](repeating: 0.1, count: others), stability: 1),
      (distances: [Float](repeating: 0.1, count: size), stability: stability),
    ]).withoutDissolved().clusterCount
  }
  #expect(count(4, 0.3, of: 400) == 1 && count(4, 0.35, of: 400) == 2)
  #expect(count(5, 0.3, of: 400) == 2 && count(4, 0.3, of: 200) == 2)
}
