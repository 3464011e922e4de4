/// A dense matrix of `Float`s, stored row by row: the type for points.
///
/// `Float` halves the memory and doubles the speed of `Matrix`; its seven digits are more than term weights hold.
package struct FloatMatrix: Sendable, Hashable {
  package let rowCount: Int
  package let columnCount: Int

  /// The elements, row after row; `rowCount * columnCount` of them.
  package private(set) var elements: [Float]

  /// Makes a matrix from its elements, row after row.
  ///
  /// - Precondition: There are `rowCount * columnCount` elements.
  package init(rowCount: Int, columnCount: Int, elements: [Float]) {
    precondition(
      elements.count == rowCount * columnCount,
      "\(elements.count) elements do not make a \(rowCount) × \(columnCount) matrix")
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.elements = elements
  }

  /// Makes a matrix whose elements are all one value.
  package init(rowCount: Int, columnCount: Int, repeating value: Float = 0) {
    self.init(
      rowCount: rowCount, columnCount: columnCount,
      elements: Array(repeating: value, count: rowCount * columnCount))
  }

  /// Makes a matrix with the elements of another, rounded to `Float`.
  package init(_ matrix: Matrix) {
    self.init(
      rowCount: matrix.rowCount, columnCount: matrix.columnCount, elements: matrix.elements.map(Float.init))
  }

  /// The element in a row and a column, both counted from 0.
  package subscript(row: Int, column: Int) -> Float {
    get { elements[row * columnCount + column] }
    set { elements[row * columnCount + column] = newValue }
  }

  /// The elements of a row.
  package func row(_ index: Int) -> ArraySlice<Float> {
    elements[index * columnCount..<(index + 1) * columnCount]
  }

  /// Returns the rows of the given indices, in the order given.
  package func rows(_ indices: [Int]) -> FloatMatrix {
    var gathered: [Float] = []
    gathered.reserveCapacity(indices.count * columnCount)
    for index in indices { gathered.append(contentsOf: row(index)) }
    return FloatMatrix(rowCount: indices.count, columnCount: columnCount, elements: gathered)
  }

  /// Returns the leading columns.
  ///
  /// - Precondition: 0 ≤ `count` ≤ `columnCount`.
  package func leadingColumns(_ count: Int) -> FloatMatrix {
    precondition((0...columnCount).contains(count), "\(count) of \(columnCount) columns")
    var kept: [Float] = []
    kept.reserveCapacity(rowCount * count)
    for index in 0..<rowCount { kept.append(contentsOf: row(index).prefix(count)) }
    return FloatMatrix(rowCount: rowCount, columnCount: count, elements: kept)
  }
}

extension Matrix {
  /// Makes a matrix with the elements of a matrix of `Float`s.
  package init(_ matrix: FloatMatrix) {
    self.init(
      rowCount: matrix.rowCount, columnCount: matrix.columnCount, elements: matrix.elements.map(Double.init))
  }
}
