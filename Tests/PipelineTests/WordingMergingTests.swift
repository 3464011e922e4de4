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

/// Words are all columns but those of a deed and of idleness.
private func merging(
  _ points: SparseMatrix, hasErrors: Bool = false, deed: Int? = nil, idle: Int? = nil, everyday: Int? = nil
) -> WordingMerging {
  WordingMerging(
    points: points, isWord: (0..<points.columnCount).map { $0 != deed && $0 != idle },
    wordParts: (0..<points.columnCount).map { $0 == everyday ? 0 : 1 },
    isDeed: (0..<points.columnCount).map { $0 == deed },
    isIdleSign: (0..<points.columnCount).map { $0 == idle },
    isErrorTold: [Bool](repeating: hasErrors, count: points.rowCount), threadCount: 1)
}

@Test(arguments: 1...4) func `sentences that are met with the same answers are one slip`(seed: UInt64) {
  let (points, slips, start) = worded(240, slips: 5, seed: seed)
  let found = merging(points).merged(start)
  for (one, other) in zip(found.indices, found.indices.dropFirst()) {
    #expect((found[one] == found[other]) == (slips[one] == slips[other]))
  }
}

@Test(arguments: 1...4) func `what is said every day does not make two slips one`(seed: UInt64) {
  let (points, slips, start) = worded(240, slips: 5, seed: seed)
  // The first two slips end in the same sentence; of the others each has one of its own.
  let ended = (0..<points.rowCount).map { row -> [(column: Int, value: Float)] in
    points.elementRange(ofRow: row).map { (column: Int(points.columns[$0]), value: points.values[$0]) }
      + [(column: points.columnCount + max(0, slips[row] - 1), value: 2)]
  }
  let told = SparseMatrix(columnCount: points.columnCount + 4, rows: ended)
  let counted = merging(told).merged(start)
  let left = merging(told, everyday: points.columnCount).merged(start)
  for (one, other) in zip(start.indices, start.indices.dropFirst()) {
    let isOne = slips[one] == slips[other]
    #expect((counted[one] == counted[other]) == (isOne || max(slips[one], slips[other]) < 2))
    #expect((left[one] == left[other]) == isOne)
  }
}

@Test func `errors and points in no cluster are left as they are`() {
  let (points, _, start) = worded(120, slips: 4, seed: 3)
  #expect(merging(points, hasErrors: true).merged(start) == start)
  let nowhere = [Int32](repeating: -1, count: start.count)
  #expect(merging(points).merged(nowhere) == nowhere)
  #expect(merging(SparseMatrix(columnCount: 3, rows: [])).merged([]) == [])
}

/// The points of slips with a column more for a sign, which those of some clusters have.
private func signed(_ points: SparseMatrix, _ start: [Int32], where isShown: (Int32) -> Bool) -> SparseMatrix
{
  SparseMatrix(
    columnCount: points.columnCount + 1,
    rows: start.indices.map { row in
      points.elementRange(ofRow: row).map { (column: Int(points.columns[$0]), value: points.values[$0]) }
        + (isShown(start[row]) ? [(column: points.columnCount, value: Float(0.3))] : [])
    })
}

@Test(arguments: 1...4) func `the same words are two slips where one sends twice and one does not`(
  seed: UInt64
) {
  let (points, slips, start) = worded(240, slips: 5, seed: seed)
  // Of the first slip two sentences of four.
  let sent = signed(points, start) { $0 < 2 }
  let found = merging(sent, deed: points.columnCount).merged(start)
  for (one, other) in zip(found.indices, found.indices.dropFirst()) {
    let isOne = slips[one] == slips[other] && (start[one] < 2) == (start[other] < 2)
    #expect((found[one] == found[other]) == isOne)
  }
}

@Test
func `a sign that half of a cluster shows keeps nothing apart, nor does one of clusters that call no tool`() {
  let (points, slips, start) = worded(240, slips: 5, seed: 1)
  var row = 0
  let half = signed(points, start) { _ in
    row += 1
    return row % 2 == 0
  }
  let whole = merging(points).merged(start)
  #expect(merging(half, deed: points.columnCount).merged(start) == whole)
  // One sentence of each slip is said where no tool is called, and can show no deed.
  let idle = signed(signed(points, start) { $0 % 4 > 0 }, start) { $0 % 4 == 0 }
  let found = merging(idle, deed: points.columnCount, idle: points.columnCount + 1).merged(start)
  for (one, other) in zip(found.indices, found.indices.dropFirst()) {
    #expect((found[one] == found[other]) == (slips[one] == slips[other]))
  }
}
