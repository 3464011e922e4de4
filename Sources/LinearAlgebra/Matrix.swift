/// A dense matrix of `Double`s, stored row by row.
package struct Matrix: Sendable, Hashable {
  package let rowCount: Int
  package let columnCount: Int

  /// The elements, row after row; `rowCount * columnCount` of them.
  package private(set) var elements: [Double]

  /// Makes a matrix from its elements, row after row.
  ///
  /// - Precondition: There are `rowCount * columnCount` elements.
  package init(rowCount: Int, columnCount: Int, elements: [Double]) {
    precondition(
      elements.count == rowCount * columnCount,
      "\(elements.count) elements do not make a \(rowCount) × \(columnCount) matrix")
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.elements = elements
  }

  /// Makes a matrix whose elements are all one value.
  package init(rowCount: Int, columnCount: Int, repeating value: Double = 0) {
    self.init(
      rowCount: rowCount, columnCount: columnCount,
      elements: Array(repeating: value, count: rowCount * columnCount))
  }

  /// The element in a row and a column, both counted from 0.
  package subscript(row: Int, column: Int) -> Double {
    get { elements[row * columnCount + column] }
    set { elements[row * columnCount + column] = newValue }
  }

  /// The elements of a row.
  package func row(_ index: Int) -> ArraySlice<Double> {
    elements[index * columnCount..<(index + 1) * columnCount]
  }
}
