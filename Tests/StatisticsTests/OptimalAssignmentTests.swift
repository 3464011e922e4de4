import Statistics
import Testing

/// The least cost over all ways, by trying them all.
private func naiveCost(_ rowCount: Int, _ columnCount: Int, _ costs: [Double]) -> Double {
  func least(_ row: Int, _ used: Set<Int>, _ skipsLeft: Int) -> Double {
    guard row < rowCount else { return 0 }
    var best = skipsLeft > 0 ? least(row + 1, used, skipsLeft - 1) : .infinity
    for column in 0..<columnCount where !used.contains(column) {
      best = min(best, costs[row * columnCount + column] + least(row + 1, used.union([column]), skipsLeft))
    }
    return best
  }
  return least(0, [], max(0, rowCount - columnCount))
}

@Test(arguments: 1...12)
func `no way of pairing costs less`(seed: UInt64) {
  var generator = SplitMix64(seed: seed)
  let (rowCount, columnCount) = (1 + generator.integer(below: 5), 1 + generator.integer(below: 5))
  let costs = generator.normals(count: rowCount * columnCount)
  let assignment = OptimalAssignment(rowCount: rowCount, columnCount: columnCount, costs: costs)
  #expect(abs(assignment.cost - naiveCost(rowCount, columnCount, costs)) < 1e-12)
  #expect(assignment.columns.compactMap { $0 }.count == min(rowCount, columnCount))
}

@Test func `without rows or columns nothing is assigned`() {
  #expect(OptimalAssignment(rowCount: 0, columnCount: 3, costs: []).columns.isEmpty)
  #expect(OptimalAssignment(rowCount: 2, columnCount: 0, costs: []).columns == [nil, nil])
}
