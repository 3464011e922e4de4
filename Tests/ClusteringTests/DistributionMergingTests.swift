import Clustering
import LinearAlgebra
import Statistics
import Testing

/// Rows of a few features each, of unit length, and for each row a small cluster.
private func points(_ count: Int, _ features: Int, clusters: Int, seed: UInt64) -> (
  points: SparseMatrix, start: [Int32]
) {
  var generator = SplitMix64(seed: seed)
  var start: [Int32] = []
  let rows = (0..<count).map { row -> [(column: Int, value: Float)] in
    let cluster = row < clusters ? row : generator.integer(below: clusters)
    start.append(generator.uniform() < 0.05 && row >= clusters ? -1 : Int32(cluster))
    // Neighbouring clusters share features.
    let first = cluster / 3 * 5
    let columns = Set((0..<4).map { _ in (first + generator.integer(below: 7)) % features }).sorted()
    let values = columns.map { _ in Float(generator.uniform()) + 0.1 }
    let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return zip(columns, values).map { ($0, $1 / length) }
  }
  return (SparseMatrix(columnCount: features, rows: rows), start)
}

/// The share of each feature in the squares of some rows.
private func distribution(_ points: SparseMatrix, _ rows: [Int]) -> [Double] {
  var sums = [Double](repeating: 0, count: points.columnCount)
  for row in rows {
    for index in points.elementRange(ofRow: row) {
      sums[Int(points.columns[index])] += Double(points.values[index]) * Double(points.values[index])
    }
  }
  return sums.map { $0 / Double(rows.count) }
}

/// Merging by its definition: all pairs are looked at before each merge.
private func merged(_ points: SparseMatrix, _ start: [Int32], leastLikeness: Double) -> [[Int]] {
  var groups = clusterMembers(of: start, clusterCount: Int(start.max() ?? -1) + 1).filter { !$0.isEmpty }
  while true {
    var best: (one: Int, other: Int, likeness: Double)?
    for one in groups.indices {
      for other in groups.indices where other > one {
        let (p, q) = (distribution(points, groups[one]), distribution(points, groups[other]))
        let likeness = zip(p, q).reduce(0) { $0 + ($1.0 * $1.1).squareRoot() }
        if likeness > best?.likeness ?? leastLikeness { best = (one, other, likeness) }
      }
    }
    guard let best else { return groups.map { $0.sorted() }.sorted { $0[0] < $1[0] } }
    groups[best.one] += groups[best.other]
    groups.remove(at: best.other)
  }
}

@Test(arguments: 1...6) func `clusters are merged as by looking at all pairs each time`(seed: UInt64) {
  let (points, start) = points(120, 40, clusters: 24, seed: seed)
  let found = DistributionMerging(leastLikeness: 0.5).fit(points, start: start)
  let groups = clusterMembers(of: found, clusterCount: Int(found.max() ?? -1) + 1)
  #expect(groups == merged(points, start, leastLikeness: 0.5))
  #expect(groups.count < 24, "nothing was merged, so nothing was shown")
}

@Test(arguments: 1...6)
func `where features stand changes no cluster, though those of one group are looked at together`(
  seed: UInt64
) {
  let (points, start) = points(120, 40, clusters: 24, seed: seed)
  let merging = DistributionMerging(leastLikeness: 0.5, smallSize: 5, leastLikenessOfSmall: 0.4)
  // Every sixteenth of these is of one group.
  let apart = SparseMatrix(
    columnCount: 16 * points.columnCount, rowOffsets: points.rowOffsets,
    columns: points.columns.map { 16 * $0 },
    values: points.values)
  #expect(merging.fit(apart, start: start) == merging.fit(points, start: start))
}

@Test func `points in no cluster stay there, and any number of threads gives the same clusters`() {
  let (points, start) = points(400, 60, clusters: 70, seed: 7)
  let merging = DistributionMerging(leastLikeness: 0.4)
  let found = merging.fit(points, start: start, threadCount: 1)
  #expect(found == merging.fit(points, start: start, threadCount: 2))
  for (cluster, first) in zip(found, start) { #expect((cluster < 0) == (first < 0)) }
}

@Test(arguments: [1, 2, 5, 20]) func `a number of clusters that is given is reached, however unlike they are`(
  count: Int
) {
  let (points, start) = points(100, 40, clusters: 24, seed: 9)
  let found = DistributionMerging(leastLikeness: 1, clusterCount: count).fit(points, start: start)
  #expect(Set(found.filter { $0 >= 0 }).count == count)
}

/// Points of unit length, each with the same share of each of its columns.
private func evenPoints(_ columns: [[Int]], of columnCount: Int) -> SparseMatrix {
  SparseMatrix(
    columnCount: columnCount,
    rows: columns.map { row in row.map { (column: $0, value: 1 / Float(row.count).squareRoot()) } })
}

@Test func `halves of one cluster merge though no two of their points share much`() {
  let pairs = [[0, 1], [2, 3], [0, 3], [1, 2], [4, 5], [6, 7], [4, 7], [5, 6]]
  let found = DistributionMerging(leastLikeness: 0.5)
    .fit(evenPoints(pairs, of: 8), start: [0, 0, 1, 1, 2, 2, 3, 3])
  #expect(found == [0, 0, 0, 0, 1, 1, 1, 1])
}

@Test func `what shares nothing stays apart, and a point in no cluster stays so`() {
  let found = DistributionMerging(leastLikeness: 0.1)
    .fit(evenPoints([[0], [1], [2], [0]], of: 3), start: [0, 1, -1, 2])
  #expect(found == [0, 1, -1, 0])
}

@Test func `a number of clusters is reached whatever the likeness`() {
  let found = DistributionMerging(leastLikeness: 0.9, clusterCount: 2)
    .fit(evenPoints([[0], [1], [1, 2]], of: 3), start: [0, 1, 2])
  #expect(found == [0, 1, 1])
}

@Test func `a small cluster goes to a larger one at a likeness that keeps large ones apart`() {
  // Of four columns each pair of clusters shares one, which is a likeness of a quarter.
  let large = Array(repeating: [0, 1, 2, 3], count: 6)
  let small = Array(repeating: [3, 4, 5, 6], count: 2)
  let other = Array(repeating: [0, 7, 8, 9], count: 6)
  let all = evenPoints(large + small + other, of: 10)
  let start = [Int32](repeating: 0, count: 6) + [1, 1] + [Int32](repeating: 2, count: 6)
  let apart = DistributionMerging(leastLikeness: 0.5).fit(all, start: start)
  let merged = DistributionMerging(leastLikeness: 0.5, smallSize: 4, leastLikenessOfSmall: 0.2)
    .fit(all, start: start)
  #expect(apart == start)
  #expect(merged == start.map { $0 == 1 ? 0 : $0 == 2 ? 1 : $0 })
}

@Test func `clusters without decisive features are merged at a likeness of their own`() {
  // Each two neighbours share two of four columns, which is a likeness of a half.
  let rows = [[0, 1, 2, 3], [2, 3, 4, 5], [6, 7, 8, 9], [8, 9, 10, 11]]
  let isDecisive = (0..<12).map { $0 < 6 }
  let found = DistributionMerging(
    leastLikeness: 0.4, decisiveColumns: isDecisive, leastLikenessOfUndecided: 0.6
  ).fit(evenPoints(rows, of: 12), start: [0, 1, 2, 3])
  #expect(found == [0, 0, 1, 2])
}
