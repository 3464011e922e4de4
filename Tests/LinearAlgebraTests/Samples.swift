import LinearAlgebra
import Statistics

/// A matrix of normal numbers.
func normalMatrix(_ rowCount: Int, _ columnCount: Int, seed: UInt64) -> Matrix {
  var generator = SplitMix64(seed: seed)
  return Matrix(
    rowCount: rowCount, columnCount: columnCount, elements: generator.normals(count: rowCount * columnCount))
}

/// A sparse matrix with about `perRow` normal numbers a row.
func sparseMatrix(_ rowCount: Int, _ columnCount: Int, perRow: Int, seed: UInt64) -> SparseMatrix {
  var generator = SplitMix64(seed: seed)
  let rows = (0..<rowCount).map { _ in
    let columns = Set((0..<perRow).map { _ in generator.integer(below: columnCount) }).sorted()
    return zip(columns, generator.normals(count: columns.count)).map { (column: $0, value: Float($1)) }
  }
  return SparseMatrix(columnCount: columnCount, rows: rows)
}

/// The product by its definition.
func naiveProduct(_ left: Matrix, _ right: Matrix) -> Matrix {
  var product = Matrix(rowCount: left.rowCount, columnCount: right.columnCount)
  for row in 0..<left.rowCount {
    for column in 0..<right.columnCount {
      for inner in 0..<left.columnCount { product[row, column] += left[row, inner] * right[inner, column] }
    }
  }
  return product
}

/// The greatest difference of two matrices of one shape.
func greatestDifference(_ left: Matrix, _ right: Matrix) -> Double {
  precondition(left.rowCount == right.rowCount && left.columnCount == right.columnCount)
  return zip(left.elements, right.elements).map { abs($0 - $1) }.max() ?? 0
}

func greatestDifference(_ left: FloatMatrix, _ right: FloatMatrix) -> Double {
  greatestDifference(Matrix(left), Matrix(right))
}

/// Rounding of sums of a few hundred products of normal numbers.
let doubleTolerance = 1e-11
let floatTolerance = 2e-4
