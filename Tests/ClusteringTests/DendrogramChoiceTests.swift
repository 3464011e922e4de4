import Clustering
import LinearAlgebra
import Statistics
import Testing

/// Five groups whose centres are equally far from each other.
private func dendrogram(seed: UInt64) -> (Dendrogram, FloatMatrix, [Int32]) {
  var generator = SplitMix64(seed: seed)
  let truth = (0..<150).map { Int32($0 % 5) }
  let elements = truth.flatMap { centre in
    generator.normals(count: 6).enumerated().map { Float($1 * 0.2 + ($0 == Int(centre) ? 4 : 0)) }
  }
  let points = FloatMatrix(rowCount: 150, columnCount: 6, elements: elements)
  return (AgglomerativeClustering(linkage: .ward).fit(points, metric: .euclidean), points, truth)
}

@Test(arguments: 1...5)
func `the best silhouette and the widest gap find well separated groups`(seed: UInt64) {
  let (dendrogram, points, truth) = dendrogram(seed: seed)
  let best = dendrogram.bestCut(into: 2...20) { assignments in
    Silhouettes(
      of: points, assignments: assignments, clusterCount: Int(assignments.max() ?? 0) + 1, metric: .euclidean)?
      .mean
  }
  #expect(best?.clusterCount == 5)
  #expect(AgreementOfPartitions(truth: truth, found: best?.assignments ?? truth).adjustedRandIndex == 1)
  #expect((2...5).contains(dendrogram.clusterCountAtWidestGap(in: 2...20) ?? 0))
  #expect(dendrogram.clusterCountAtWidestGap(in: 5...20) == 5)
}

@Test func `of equal scores the first cut is taken and undefined ones are left out`() {
  let (dendrogram, _, _) = dendrogram(seed: 9)
  #expect(dendrogram.bestCut(into: [7, 3, 4]) { _ in 1 }?.clusterCount == 7)
  #expect(dendrogram.bestCut(into: [7, 3]) { Set($0).count == 3 ? 0 : nil }?.clusterCount == 3)
  #expect(dendrogram.bestCut(into: 2...5) { _ in nil } == nil)
  #expect(dendrogram.scoredCuts(into: [0, 151]) { _ in 1 }.isEmpty)
  #expect(dendrogram.clusterCountAtWidestGap(in: 200...300) == nil)
}
