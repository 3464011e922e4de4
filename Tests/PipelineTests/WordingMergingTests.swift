import LinearAlgebra
import Statistics
import Testing

@testable import Pipeline

/// Failures of slips that have four sentences of the assistant and four answers of the user each, drawn apart, and
/// for each failure the slip and its cluster: one for each sentence.
private func worded(_ count: Int, slips: Int, seed: UInt64) -> (
  points: SparseMatrix, slips: [Int], start: [Int32]
) {
  var generator = SplitMix64(seed: seed)
  var of: [Int] = []
  var start: [Int32] = []
  let rows = (0..<count).map { _ -> [(column: Int, value: Float)] in
    let slip = generator.integer(below: slips)
    let (said, answered) = (generator.integer(below: 4), generator.integer(below: 4))
    of.append(slip)
    start.append(Int32(slip * 4 + said))
    return [(slip * 8 + said, 0.7), (slip * 8 + 4 + answered, 0.7)]
  }
  return (SparseMatrix(columnCount: slips * 8, rows: rows), of, start)
}

private func merging(_ points: SparseMatrix, hasErrors: Bool = false) -> WordingMerging {
  WordingMerging(
    points: points, isWord: [Bool](repeating: true, count: points.columnCount),
    isErrorTold: [Bool](repeating: hasErrors, count: points.rowCount), threadCount: 1)
}

@Test(arguments: 1...4) func `sentences that are met with the same answers are one slip`(seed: UInt64) {
  let (points, slips, start) = worded(240, slips: 5, seed: seed)
  let found = merging(points).merged(start)
  for (one, other) in zip(found.indices, found.indices.dropFirst()) {
    #expect((found[one] == found[other]) == (slips[one] == slips[other]))
  }
}

@Test func `errors and points in no cluster are left as they are`() {
  let (points, _, start) = worded(120, slips: 4, seed: 3)
  #expect(merging(points, hasErrors: true).merged(start) == start)
  let nowhere = [Int32](repeating: -1, count: start.count)
  #expect(merging(points).merged(nowhere) == nowhere)
  #expect(merging(SparseMatrix(columnCount: 3, rows: [])).merged([]) == [])
}
