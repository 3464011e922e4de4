import LinearAlgebra
import Testing

@Test func `a matrix reads its elements row by row`() {
  var matrix = Matrix(rowCount: 2, columnCount: 3, elements: [1, 2, 3, 4, 5, 6])
  #expect(matrix[1, 0] == 4)
  matrix[1, 0] = 7
  #expect(Array(matrix.row(1)) == [7, 5, 6])
}
