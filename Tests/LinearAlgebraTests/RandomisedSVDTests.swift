import LinearAlgebra
import Testing

/// A matrix of a known rank, with singular directions of very different weight.
private func matrix(ofRank rank: Int, _ rowCount: Int, _ columnCount: Int, seed: UInt64) -> FloatMatrix {
  let left = normalMatrix(rowCount, rank, seed: seed)
  var right = normalMatrix(rank, columnCount, seed: seed + 1_000)
  for row in 0..<rank {
    for column in 0..<columnCount { right[row, column] /= Double(1 + row * row) }
  }
  return FloatMatrix(left.times(right))
}

private func expectOrthonormalColumns(_ matrix: FloatMatrix, tolerance: Double) {
  var identity = Matrix(rowCount: matrix.columnCount, columnCount: matrix.columnCount)
  for index in 0..<matrix.columnCount { identity[index, index] = 1 }
  #expect(greatestDifference(matrix.gram(), identity) < tolerance)
}

@Test(arguments: 1...4)
func `a matrix of low rank is put together again`(seed: UInt64) throws {
  let matrix = matrix(ofRank: 12, 300, 80, seed: seed)
  let decomposition = try RandomisedSVD(rank: 20, seed: seed).decompose(matrix)
  #expect(decomposition.values.count >= 12)
  let rebuilt = decomposition.scores.timesTransposed(decomposition.directions)
  let scale = Double(decomposition.values[0])
  #expect(greatestDifference(rebuilt, matrix) < 1e-5 * scale)
  expectOrthonormalColumns(decomposition.left.leadingColumns(12), tolerance: 1e-4)
  expectOrthonormalColumns(decomposition.directions.leadingColumns(12), tolerance: 1e-3)
}

@Test func `at full rank singular values are the roots of the eigenvalues of the columns' products`() throws {
  let matrix = FloatMatrix(normalMatrix(90, 40, seed: 3))
  let decomposition = try RandomisedSVD(rank: 40, seed: 1).decompose(matrix)
  let (eigenvalues, _) = try matrix.gram().symmetricEigenvectors()
  #expect(decomposition.values.count == 40)
  for (value, eigenvalue) in zip(decomposition.values, eigenvalues.reversed()) {
    #expect(abs(Double(value) / eigenvalue.squareRoot() - 1) < 1e-5)
  }
}

@Test func `sparse and dense forms of a matrix agree`() throws {
  let sparse = sparseMatrix(200, 90, perRow: 9, seed: 4)
  let svd = RandomisedSVD(rank: 10, powerIterations: 6, seed: 2)
  let (left, right) = (try svd.decompose(sparse), try svd.decompose(sparse.dense()))
  for (a, b) in zip(left.values, right.values) { #expect(abs(a / b - 1) < 1e-3) }
}

@Test func `the greatest element of each direction is positive`() throws {
  let decomposition = try RandomisedSVD(rank: 8, seed: 5).decompose(matrix(ofRank: 8, 60, 50, seed: 6))
  for column in 0..<decomposition.values.count {
    let elements = (0..<50).map { decomposition.directions[$0, column] }
    #expect((elements.map(abs).max() ?? 0) == (elements.max() ?? -1))
  }
}

@Test(arguments: [(0, 5), (5, 0), (4, 3)])
func `zeros have no directions`(rowCount: Int, columnCount: Int) throws {
  let decomposition = try RandomisedSVD(rank: 3, seed: 1)
    .decompose(FloatMatrix(rowCount: rowCount, columnCount: columnCount))
  #expect(decomposition.values.isEmpty)
  #expect(decomposition.scores == FloatMatrix(rowCount: rowCount, columnCount: 0))
  #expect(decomposition.directions == FloatMatrix(rowCount: columnCount, columnCount: 0))
}

@Test func `equal rows have one direction`() throws {
  let rows = [[(column: Int, value: Float)]](repeating: [(1, 2), (4, 1)], count: 40)
  let decomposition = try RandomisedSVD(rank: 10, seed: 1).decompose(SparseMatrix(columnCount: 6, rows: rows))
  #expect(decomposition.values.count == 1)
  #expect(abs(decomposition.values[0] - Float(200).squareRoot()) < 1e-4)
}

@Test func `what is not a number is refused`() {
  #expect(throws: LinearAlgebraError.notFinite) {
    try RandomisedSVD(rank: 1, seed: 1).decompose(FloatMatrix(rowCount: 2, columnCount: 2, repeating: .nan))
  }
}
