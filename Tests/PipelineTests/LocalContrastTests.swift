import LinearAlgebra
import Statistics
import Testing

@testable import Pipeline

private func stratum(_ agent: Int32, _ place: Int32) -> WorkStratum {
  WorkStratum(agent: agent, place: place)
}

/// Points that have the first so many of some columns, at unit weight.
private func points(_ rows: [[Int]], columns: Int) -> SparseMatrix {
  SparseMatrix(columnCount: columns, rows: rows.map { $0.map { (column: $0, value: 1) } })
}

@Test func `what an agent's successes say as often tells nothing of its failures`() {
  // Agent 0 has nine of ten failures and one of ten successes; both say word 0 every time, and agent 1 never does.
  let failures = [[Int]](repeating: [0], count: 88) + [[0, 1], [0, 1]] + [[Int]](repeating: [], count: 10)
  let successes = [[Int]](repeating: [0], count: 40) + [[Int]](repeating: [], count: 360)
  let contrast = LocalContrast(
    failureStrata: (0..<100).map { stratum($0 < 90 ? 0 : 1, 0) },
    successStrata: (0..<400).map { stratum($0 < 40 ? 0 : 1, 0) })
  let parts = contrast.parts(
    of: [true, true, false], failures: points(failures, columns: 3), successes: points(successes, columns: 3))
  #expect(parts[0] < 0.001)
  // Only two failures say word 1, and no success; word 2 is not asked for.
  #expect(parts[1] == 1 && parts[2] == 1)
}

@Test func `without successes every word counts`() {
  let contrast = LocalContrast(failureStrata: [stratum(0, 0)], successStrata: [])
  let parts = contrast.parts(
    of: [true], failures: points([[0]], columns: 1), successes: points([], columns: 1))
  #expect(parts == [1])
}

@Test func `a success of an agent that never fails stands for nothing`() {
  let contrast = LocalContrast(
    failureStrata: [stratum(0, 0), stratum(0, 0)], successStrata: [nil, stratum(0, 0)])
  let parts = contrast.parts(
    of: [true], failures: points([[0], []], columns: 1), successes: points([[0], []], columns: 1))
  #expect(parts == [1])
}

/// The expected count by its definition: for each failure the share of the successes at its agent and place that
/// have the column, with five at the rate of the agent beside them.
@Test(arguments: 1...6) func `parts agree with the sum over failures`(seed: UInt64) {
  var generator = SplitMix64(seed: seed)
  func drawn(_ count: Int) -> (rows: [[Int]], strata: [WorkStratum]) {
    let rows = (0..<count).map { _ in (0..<4).filter { _ in generator.integer(below: 3) == 0 } }
    let strata = (0..<count).map { _ in
      stratum(Int32(generator.integer(below: 3)), Int32(generator.integer(below: 4)) - 1)
    }
    return (rows, strata)
  }
  let (failures, failureStrata) = drawn(60)
  let (successes, successStrata) = drawn(90)
  let parts = LocalContrast(failureStrata: failureStrata, successStrata: successStrata).parts(
    of: [true, true, true, true], failures: points(failures, columns: 4),
    successes: points(successes, columns: 4))
  for column in 0..<4 {
    var expected = 0.0
    for stratum in failureStrata {
      let here = successes.indices.filter { successStrata[$0] == stratum }
      let ofAgent = successes.indices.filter { successStrata[$0].agent == stratum.agent }
      let rate = Double(ofAgent.count { successes[$0].contains(column) }) / Double(ofAgent.count)
      let having = Double(here.count { successes[$0].contains(column) })
      expected += (having + 5 * rate) / Double(here.count + 5)
    }
    let observed = Double(failures.count { $0.contains(column) })
    #expect(abs(Double(parts[column]) - max(0, 1 - expected / observed)) < 1e-5)
  }
}
