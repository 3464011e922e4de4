import LinearAlgebra
import Testing

@testable import Clustering

/// Points of unit length, each with the same share of each of its columns.
private func points(_ columns: [[Int]], of columnCount: Int) -> SparseMatrix {
  SparseMatrix(
    columnCount: columnCount,
    rows: columns.map { row in row.map { (column: $0, value: 1 / Float(row.count).squareRoot()) } })
}

@Test func `halves of one cluster merge though no two of their points share much`() {
  let pairs = [[0, 1], [2, 3], [0, 3], [1, 2], [4, 5], [6, 7], [4, 7], [5, 6]]
  let found = DistributionMerging(leastLikeness: 0.5)
    .fit(points(pairs, of: 8), start: [0, 0, 1, 1, 2, 2, 3, 3])
  #expect(found == [0, 0, 0, 0, 1, 1, 1, 1])
}

@Test func `what shares nothing stays apart, and a point in no cluster stays so`() {
  let found = DistributionMerging(leastLikeness: 0.1)
    .fit(points([[0], [1], [2], [0]], of: 3), start: [0, 1, -1, 2])
  #expect(found == [0, 1, -1, 0])
}

@Test func `a number of clusters is reached whatever the likeness`() {
  let found = DistributionMerging(leastLikeness: 0.9, clusterCount: 2)
    .fit(points([[0], [1], [1, 2]], of: 3), start: [0, 1, 2])
  #expect(found == [0, 1, 1])
}

@Test func `a small cluster goes to a larger one at a likeness that keeps large ones apart`() {
  // Of four columns each pair of clusters shares one, which is a likeness of a quarter.
  let large = Array(repeating: [0, 1, 2, 3], count: 6)
  let small = Array(repeating: [3, 4, 5, 6], count: 2)
  let other = Array(repeating: [0, 7, 8, 9], count: 6)
  let all = points(large + small + other, of: 10)
  let start = [Int32](repeating: 0, count: 6) + [1, 1] + [Int32](repeating: 2, count: 6)
  let apart = DistributionMerging(leastLikeness: 0.5).fit(all, start: start)
  let merged = DistributionMerging(leastLikeness: 0.5, smallSize: 4, leastLikenessOfSmall: 0.2)
    .fit(all, start: start)
  #expect(apart == start)
  #expect(merged == start.map { $0 == 1 ? 0 : $0 == 2 ? 1 : $0 })
}
