import LinearAlgebra
import Testing

@Test(arguments: 1...5)
func `a solution multiplied with its system gives the right-hand side`(seed: UInt64) throws {
  let factor = normalMatrix(30, 12, seed: seed)
  let system = factor.transposedTimes(factor)
  let right = normalMatrix(12, 3, seed: seed + 50)
  let solution = try system.positiveDefiniteSolution(for: right)
  #expect(greatestDifference(system.times(solution), right) < 1e-9)
}

@Test func `a system that is not positive definite is refused with its order`() {
  let system = Matrix(rowCount: 2, columnCount: 2, elements: [1, 2, 2, 1])
  let right = Matrix(rowCount: 2, columnCount: 1, repeating: 1)
  #expect(throws: LinearAlgebraError.notPositiveDefinite(order: 2)) {
    try system.positiveDefiniteSolution(for: right)
  }
  #expect(throws: LinearAlgebraError.notFinite) {
    try Matrix(rowCount: 1, columnCount: 1, elements: [.nan])
      .positiveDefiniteSolution(for: Matrix(rowCount: 1, columnCount: 1, repeating: 1))
  }
}

@Test func `an empty system has an empty solution`() throws {
  let solution = try Matrix(rowCount: 0, columnCount: 0)
    .positiveDefiniteSolution(for: Matrix(rowCount: 0, columnCount: 2))
  #expect(solution.rowCount == 0)
}

@Test(arguments: 1...5)
func `eigenvectors put a symmetric matrix together again`(seed: UInt64) throws {
  let factor = normalMatrix(9, 9, seed: seed)
  let matrix = factor.transposedTimes(factor)
  let (values, vectors) = try matrix.symmetricEigenvectors()
  #expect(values == values.sorted())
  var scaled = vectors
  for row in 0..<9 {
    for column in 0..<9 { scaled[row, column] *= values[row] }
  }
  #expect(greatestDifference(vectors.transposedTimes(scaled), matrix) < 1e-10)
}
