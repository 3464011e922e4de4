import LinearAlgebra
import Testing

@testable import Pipeline

/// Points of two ways of failing, each told in three wordings of the slip and three of the protest.
private let reworded = SparseMatrix(
  columnCount: 12,
  rows: (0..<72).map { point in
    let mode = point % 2
    let slip = mode * 6 + point / 2 % 3
    let protest = mode * 6 + 3 + point / 6 % 3
    return [(column: slip, value: Float(0.8)), (column: protest, value: Float(0.6))]
  })

@Test(arguments: 1...5 as ClosedRange<UInt64>)
func `wordings of one slip are brought together by what else is said`(seed: UInt64) throws {
  let diffusion = try DiffusedPoints(reworded, seed: seed, threadCount: 1)
  let found = SmallClusters(clusterCount: 2, seed: seed, threadCount: 1).fit(diffusion, at: Array(0..<72))
  #expect(Set(found).count == 2)
  #expect(found.indices.allSatisfy { found[$0] == found[$0 % 2] })
}

@Test func `many points are divided group by group, and threads change nothing`() throws {
  let modeCount = 120
  let points = SparseMatrix(
    columnCount: 2 * modeCount,
    rows: (0..<modeCount * 10).map { point in
      let mode = point % modeCount
      let other = modeCount + mode * 7 % modeCount
      return [(column: mode, value: Float(0.8)), (column: other, value: Float(0.6))]
    })
  let places = Array(0..<points.rowCount)
  let diffusion = try DiffusedPoints(points, seed: 3, threadCount: 1)
  let one = SmallClusters(clusterCount: 100, seed: 3, threadCount: 1).fit(diffusion, at: places)
  let two = SmallClusters(clusterCount: 100, seed: 3, threadCount: 2).fit(diffusion, at: places)
  #expect(one == two)
  // A cluster that lost its points starts again at one of several equal ones.
  #expect(one.indices.count { one[$0] == one[$0 % modeCount] } >= one.count * 9 / 10)
  #expect((60...124).contains(Set(one).count))
}

@Test func `threads change no small cluster, and a point without evidence is in none`() throws {
  let points = SparseMatrix(
    columnCount: 3,
    rows: [
      [(column: 0, value: Float(1))], [], [(column: 1, value: Float(1))], [(column: 0, value: Float(1))],
    ])
  let places = Array(0..<4)
  let (one, two) = (
    SmallClusters(clusterCount: 3, seed: 1, threadCount: 1)
      .fit(try DiffusedPoints(points, seed: 1, threadCount: 1), at: places),
    SmallClusters(clusterCount: 3, seed: 1, threadCount: 2)
      .fit(try DiffusedPoints(points, seed: 1, threadCount: 2), at: places)
  )
  #expect(one == two && one[1] == -1 && one[0] >= 0)
}
