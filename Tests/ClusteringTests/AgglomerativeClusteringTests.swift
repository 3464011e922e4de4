import Clustering
import LinearAlgebra
import Testing

let linkages: [AgglomerativeClustering.Linkage] = [.average, .complete, .ward]

/// The heights of merges by the plain search, from the definitions of the linkages.
private func naiveHeights(
  _ points: FloatMatrix, _ weights: [Double], _ linkage: AgglomerativeClustering.Linkage
) -> [Double] {
  var clusters = (0..<points.rowCount).map { [$0] }
  func distance(_ left: [Int], _ right: [Int]) -> Double {
    func mass(_ cluster: [Int]) -> Double { cluster.reduce(0) { $0 + weights[$1] } }
    func mean(_ cluster: [Int], _ column: Int) -> Double {
      cluster.reduce(0) { $0 + weights[$1] * Double(points[$1, column]) } / mass(cluster)
    }
    let pairs = left.flatMap { a in
      right.map { b in (weights[a] * weights[b], naiveDistance(points, a, points, b, cosine: false)) }
    }
    switch linkage {
    case .average: return pairs.reduce(0) { $0 + $1.0 * $1.1 } / (mass(left) * mass(right))
    case .complete: return pairs.map { $0.1 }.max() ?? 0
    case .ward:
      let square = (0..<points.columnCount).reduce(0.0) {
        let difference = mean(left, $1) - mean(right, $1)
        return $0 + difference * difference
      }
      return (2 * mass(left) * mass(right) / (mass(left) + mass(right)) * square).squareRoot()
    }
  }
  var heights: [Double] = []
  while clusters.count > 1 {
    var best = (0, 1, Double.infinity)
    for left in clusters.indices {
      for right in clusters.indices where right > left {
        let height = distance(clusters[left], clusters[right])
        if height < best.2 { best = (left, right, height) }
      }
    }
    clusters[best.0] += clusters.remove(at: best.1)
    heights.append(best.2)
  }
  return heights
}

@Test(arguments: linkages, 1...4)
func `heights equal those of the plain search`(linkage: AgglomerativeClustering.Linkage, seed: UInt64) {
  let points = blobs(25, 4, centres: 5, spread: 1, seed: seed).points
  for weights in [[Double](repeating: 1, count: 25), (0..<25).map { Double(1 + $0 * 7 % 5) }] {
    let dendrogram = AgglomerativeClustering(linkage: linkage)
      .fit(points, metric: .euclidean, weights: weights)
    let expected = naiveHeights(points, weights, linkage)
    #expect(zip(dendrogram.heights, expected).allSatisfy { abs($0 - $1) < 1e-9 * (1 + $1) })
    #expect(dendrogram.heights.count == 24)
  }
}

@Test(arguments: linkages, 1...5)
func `heights never fall and cuts nest`(linkage: AgglomerativeClustering.Linkage, seed: UInt64) {
  let points = blobs(120, 5, centres: 6, spread: 2, seed: seed).points
  let dendrogram = AgglomerativeClustering(linkage: linkage).fit(points, metric: .euclidean)
  #expect(dendrogram.heights == dendrogram.heights.sorted())
  #expect(dendrogram.merges.last?.pointCount == 120)
  for count in [2, 3, 10, 60] {
    let (coarse, fine) = (dendrogram.cut(into: count), dendrogram.cut(into: count + 1))
    #expect(Set(coarse).count == count)
    #expect(AgreementOfPartitions(truth: coarse, found: fine).homogeneity > 1 - 1e-12)
    let height = dendrogram.heights[120 - count - 1]
    #expect(dendrogram.cut(atHeight: height) == coarse)
  }
}

@Test func `a cut into n clusters leaves every point alone`() {
  let points = blobs(9, 2, centres: 3, spread: 1, seed: 1).points
  let dendrogram = AgglomerativeClustering(linkage: .average).fit(points, metric: .cosine)
  #expect(dendrogram.cut(into: 9) == Array(0..<9))
  #expect(dendrogram.cut(into: 1) == Array(repeating: 0, count: 9))
  #expect(dendrogram.cut(into: 0) == Array(repeating: 0, count: 9))
  #expect(dendrogram.cut(atHeight: -1) == Array(0..<9))
}

@Test(arguments: linkages)
func `equal points merge at height zero`(linkage: AgglomerativeClustering.Linkage) {
  let points = FloatMatrix(rowCount: 7, columnCount: 3, repeating: 0.3)
  let dendrogram = AgglomerativeClustering(linkage: linkage).fit(points, metric: .euclidean)
  #expect(dendrogram.heights.allSatisfy { $0 < 1e-7 })
  #expect(dendrogram.cut(atHeight: 1e-6) == Array(repeating: 0, count: 7))
}

@Test(arguments: 0...1)
func `fewer than two points need no merge`(pointCount: Int) {
  let points = FloatMatrix(rowCount: pointCount, columnCount: 3, repeating: 1)
  let dendrogram = AgglomerativeClustering(linkage: .ward).fit(points, metric: .euclidean)
  #expect(dendrogram.merges.isEmpty)
  #expect(dendrogram.cut(into: 4).count == pointCount)
}
