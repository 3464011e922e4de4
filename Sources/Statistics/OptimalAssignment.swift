/// The assignment of rows to columns with the least total cost.
///
/// Every row gets a column if there are at least as many columns as rows, else every column a row.
///
/// Source: R. Jonker and A. Volgenant 1987, doi:10.1007/BF02278710; D. F. Crouse 2016,
/// doi:10.1109/TAES.2016.140952 (rectangular, by shortest augmenting paths).
package struct OptimalAssignment: Sendable, Hashable {
  /// The column of each row; `nil` where the row goes without.
  package let columns: [Int?]

  /// The sum of the costs of the pairs.
  package let cost: Double

  /// Finds the assignment.
  ///
  /// - Parameter costs: The costs, row after row; finite.
  /// - Precondition: There are `rowCount * columnCount` costs.
  /// - Complexity: O(*m*² *M*) for *m* the fewer and *M* the more of rows and columns.
  package init(rowCount: Int, columnCount: Int, costs: [Double]) {
    precondition(
      costs.count == rowCount * columnCount, "\(costs.count) costs for \(rowCount) × \(columnCount) pairs")
    precondition(costs.allSatisfy(\.isFinite), "a cost is not finite")
    guard rowCount <= columnCount else {
      var transposed = [Double](repeating: 0, count: costs.count)
      for row in 0..<rowCount {
        for column in 0..<columnCount {
          transposed[column * rowCount + row] = costs[row * columnCount + column]
        }
      }
      let other = OptimalAssignment(rowCount: columnCount, columnCount: rowCount, costs: transposed)
      var columns = [Int?](repeating: nil, count: rowCount)
      for (column, row) in other.columns.enumerated() {
        if let row { columns[row] = column }
      }
      self.columns = columns
      cost = other.cost
      return
    }
    var search = AssignmentSearch(rowCount: rowCount, columnCount: columnCount, costs: costs)
    for row in 0..<rowCount { search.assign(row) }
    columns = search.columnOfRow
    cost = search.columnOfRow.enumerated().reduce(0) { sum, pair in
      sum + (pair.element.map { costs[pair.offset * columnCount + $0] } ?? 0)
    }
  }
}

/// A partial assignment with the prices that prove it optimal, for no more rows than columns.
private struct AssignmentSearch {
  let rowCount: Int
  let columnCount: Int
  let costs: [Double]
  private(set) var columnOfRow: [Int?]
  private var rowOfColumn: [Int?]
  private var rowPrices: [Double]
  private var columnPrices: [Double]

  init(rowCount: Int, columnCount: Int, costs: [Double]) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.costs = costs
    columnOfRow = Array(repeating: nil, count: rowCount)
    rowOfColumn = Array(repeating: nil, count: columnCount)
    rowPrices = Array(repeating: 0, count: rowCount)
    columnPrices = Array(repeating: 0, count: columnCount)
  }

  /// Adds a row by the shortest path, in reduced costs, from it to a free column; of equals the lowest column.
  mutating func assign(_ start: Int) {
    var distances = [Double](repeating: .infinity, count: columnCount)
    var previousRow = [Int](repeating: start, count: columnCount)
    var isSettled = [Bool](repeating: false, count: columnCount)
    var settled: [Int] = []
    var row = start
    var reached = 0.0
    var end: Int?
    while end == nil {
      var nearest: Int?
      for column in 0..<columnCount where !isSettled[column] {
        let distance = reached + costs[row * columnCount + column] - rowPrices[row] - columnPrices[column]
        if distance < distances[column] {
          distances[column] = distance
          previousRow[column] = row
        }
        if nearest.map({ distances[column] < distances[$0] }) ?? true { nearest = column }
      }
      guard let nearest else { return }
      reached = distances[nearest]
      isSettled[nearest] = true
      settled.append(nearest)
      if let next = rowOfColumn[nearest] { row = next } else { end = nearest }
    }
    updatePrices(start: start, settled: settled, distances: distances, reached: reached)
    if let end { augment(from: start, to: end, previousRow: previousRow) }
  }

  private mutating func updatePrices(start: Int, settled: [Int], distances: [Double], reached: Double) {
    rowPrices[start] += reached
    for column in settled {
      guard let row = rowOfColumn[column] else { continue }
      rowPrices[row] += reached - distances[column]
      columnPrices[column] -= reached - distances[column]
    }
  }

  private mutating func augment(from start: Int, to end: Int, previousRow: [Int]) {
    var column: Int? = end
    while let current = column {
      let row = previousRow[current]
      rowOfColumn[current] = row
      let following = columnOfRow[row]
      columnOfRow[row] = current
      column = row == start ? nil : following
    }
  }
}
