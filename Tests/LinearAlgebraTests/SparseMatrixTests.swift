import LinearAlgebra
import Testing

@Test func `rows keep their elements in the order of the columns`() {
  let matrix = SparseMatrix(columnCount: 4, rows: [[(3, 1), (0, 2)], [], [(1, 5)]])
  #expect(matrix.rowOffsets == [0, 2, 2, 3])
  #expect(matrix.columns == [0, 3, 1])
  #expect(matrix.dense().elements == [2, 0, 0, 1, 0, 0, 0, 0, 0, 5, 0, 0])
  #expect(matrix.rows([2, 0]).dense().elements == [0, 5, 0, 0, 2, 0, 0, 1])
}

@Test(arguments: 1...5)
func `transposing twice changes nothing`(seed: UInt64) {
  let matrix = sparseMatrix(70, 30, perRow: 6, seed: seed)
  #expect(matrix.transposed().dense() == matrix.dense().transposed())
  #expect(matrix.transposed().transposed() == matrix)
}

@Test func `columns are scaled each by its factor`() {
  let matrix = SparseMatrix(columnCount: 3, rows: [[(0, 1), (2, 3)], [(1, 2)], []])
  let scaled = matrix.scalingColumns(by: [2, 0.5, -1])
  #expect(scaled.dense() == matrix.dense().scalingColumns(by: [2, 0.5, -1]))
  #expect(scaled.columns == matrix.columns)
}
