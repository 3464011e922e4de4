/// A sparse matrix of `Float`s in compressed rows: of each row only the columns that are not zero are kept.
package struct SparseMatrix: Sendable, Hashable {
  package let rowCount: Int
  package let columnCount: Int

  /// Where each row starts in `columns` and `values`, and last their count: `rowCount + 1` numbers.
  package let rowOffsets: [Int]

  /// The column of each kept element, ascending within a row.
  package let columns: [Int32]

  /// The value of each kept element.
  package let values: [Float]

  /// Makes a matrix from its parts.
  ///
  /// - Precondition: Offsets start at 0, never fall and end at the number of values; the columns of a row
  ///   ascend and are below `columnCount`.
  package init(columnCount: Int, rowOffsets: [Int], columns: [Int32], values: [Float]) {
    precondition(
      rowOffsets.first == 0 && rowOffsets.last == values.count && columns.count == values.count,
      "\(rowOffsets.last ?? -1) elements in rows, \(columns.count) columns, \(values.count) values")
    rowCount = rowOffsets.count - 1
    self.columnCount = columnCount
    self.rowOffsets = rowOffsets
    self.columns = columns
    self.values = values
    for row in 0..<rowCount {
      let (start, end) = (rowOffsets[row], rowOffsets[row + 1])
      precondition(start <= end, "row \(row) starts at \(start) and ends at \(end)")
      var previous: Int32 = -1
      for index in start..<end {
        precondition(previous < columns[index], "columns of row \(row) do not ascend from 0")
        previous = columns[index]
      }
      precondition(previous < columnCount, "column \(previous) of \(columnCount)")
    }
  }

  /// Makes a matrix from the kept elements of each row, in any order of columns.
  ///
  /// - Precondition: No column comes twice in a row.
  package init(columnCount: Int, rows: [[(column: Int, value: Float)]]) {
    var offsets = [0]
    var columns: [Int32] = []
    var values: [Float] = []
    offsets.reserveCapacity(rows.count + 1)
    for row in rows {
      for element in row.sorted(by: { $0.column < $1.column }) {
        columns.append(Int32(element.column))
        values.append(element.value)
      }
      offsets.append(columns.count)
    }
    self.init(columnCount: columnCount, rowOffsets: offsets, columns: columns, values: values)
  }

  /// The places of a row's elements in `columns` and `values`.
  package func elementRange(ofRow row: Int) -> Range<Int> {
    rowOffsets[row]..<rowOffsets[row + 1]
  }

  /// Returns the rows of the given indices, in the order given.
  package func rows(_ indices: [Int]) -> SparseMatrix {
    var offsets = [0]
    var columns: [Int32] = []
    var values: [Float] = []
    offsets.reserveCapacity(indices.count + 1)
    for index in indices {
      columns.append(contentsOf: self.columns[elementRange(ofRow: index)])
      values.append(contentsOf: self.values[elementRange(ofRow: index)])
      offsets.append(columns.count)
    }
    return SparseMatrix(columnCount: columnCount, rowOffsets: offsets, columns: columns, values: values)
  }

  /// Returns the matrix with each column multiplied by a factor of its own.
  package func scalingColumns(by factors: [Float]) -> SparseMatrix {
    precondition(factors.count == columnCount, "\(factors.count) factors for \(columnCount) columns")
    return SparseMatrix(
      columnCount: columnCount, rowOffsets: rowOffsets, columns: columns,
      values: zip(columns, values).map { $1 * factors[Int($0)] })
  }

  /// Returns the matrix with rows and columns exchanged.
  ///
  /// - Complexity: O(elements + rows + columns).
  package func transposed() -> SparseMatrix {
    var offsets = [Int](repeating: 0, count: columnCount + 1)
    for column in columns { offsets[Int(column) + 1] += 1 }
    for column in 0..<columnCount { offsets[column + 1] += offsets[column] }
    var next = offsets
    var rowsOfColumn = [Int32](repeating: 0, count: columns.count)
    var valuesOfColumn = [Float](repeating: 0, count: values.count)
    for row in 0..<rowCount {
      for index in elementRange(ofRow: row) {
        let place = next[Int(columns[index])]
        next[Int(columns[index])] = place + 1
        rowsOfColumn[place] = Int32(row)
        valuesOfColumn[place] = values[index]
      }
    }
    return SparseMatrix(
      columnCount: rowCount, rowOffsets: offsets, columns: rowsOfColumn, values: valuesOfColumn)
  }

  /// Returns the same matrix with its zeros written out.
  package func dense() -> FloatMatrix {
    var matrix = FloatMatrix(rowCount: rowCount, columnCount: columnCount)
    for row in 0..<rowCount {
      for index in elementRange(ofRow: row) { matrix[row, Int(columns[index])] = values[index] }
    }
    return matrix
  }
}
