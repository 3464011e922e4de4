import CLAPACK

extension Matrix {
  /// Returns the *X* of A *X* = B, where this matrix, A, is symmetric and positive definite.
  ///
  /// Only the upper triangle of A is read.
  ///
  /// - Parameter right: B, an *n* × *p* matrix where A is *n* × *n*.
  /// - Throws: `notPositiveDefinite` with the order of the first leading minor that is not positive, `notFinite`
  ///   if an element of A or B is infinite or not a number.
  /// - Complexity: O(*n*³ + *n*² *p*).
  package func positiveDefiniteSolution(for right: Matrix) throws(LinearAlgebraError) -> Matrix {
    precondition(
      rowCount == columnCount && rowCount == right.rowCount,
      "a \(rowCount) × \(columnCount) system with \(right.rowCount) right-hand rows")
    guard elements.allSatisfy(\.isFinite), right.elements.allSatisfy(\.isFinite) else { throw .notFinite }
    guard rowCount > 0, right.columnCount > 0 else { return right }
    var factor = elements
    var solution = right.elements
    let information = unsafe LAPACKE_dposv(
      LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "U")), BLAS.length(rowCount), BLAS.length(right.columnCount),
      &factor, BLAS.length(rowCount), &solution, BLAS.length(right.columnCount))
    guard information == 0 else { throw .notPositiveDefinite(order: Int(information)) }
    return Matrix(rowCount: rowCount, columnCount: right.columnCount, elements: solution)
  }

  /// The inverse of R for RᵀR = A, where this matrix, A, is symmetric and R upper triangular.
  ///
  /// Only the upper triangle of A is read.
  ///
  /// - Parameter leastRatio: The least element of R's diagonal as a part of the greatest.
  /// - Returns: `nil` if A is not positive definite, or R's diagonal falls below that.
  /// - Throws: `notFinite` if an element is infinite or not a number.
  /// - Complexity: O(*n*³).
  func inverseCholeskyFactor(leastRatio: Double) throws(LinearAlgebraError) -> Matrix? {
    precondition(rowCount == columnCount, "a \(rowCount) × \(columnCount) matrix is not symmetric")
    guard elements.allSatisfy(\.isFinite) else { throw .notFinite }
    guard rowCount > 0 else { return self }
    var factor = elements
    let upper = CChar(UInt8(ascii: "U"))
    let size = BLAS.length(rowCount)
    guard unsafe LAPACKE_dpotrf(LAPACK_ROW_MAJOR, upper, size, &factor, size) == 0 else { return nil }
    let diagonal = (0..<rowCount).map { factor[$0 * rowCount + $0] }
    guard let least = diagonal.min(), let greatest = diagonal.max(), least > leastRatio * greatest else {
      return nil
    }
    let isNotUnit = CChar(UInt8(ascii: "N"))
    guard unsafe LAPACKE_dtrtri(LAPACK_ROW_MAJOR, upper, isNotUnit, size, &factor, size) == 0 else {
      return nil
    }
    for row in 1..<max(1, rowCount) {
      for column in 0..<row { factor[row * rowCount + column] = 0 }
    }
    return Matrix(rowCount: rowCount, columnCount: rowCount, elements: factor)
  }

  /// The eigenvalues of a symmetric matrix, ascending, and their unit eigenvectors, one a row.
  ///
  /// Only one triangle is read.
  ///
  /// - Throws: `notFinite`, or `noConvergence`.
  /// - Complexity: O(*n*³).
  package func symmetricEigenvectors() throws(LinearAlgebraError) -> (values: [Double], vectors: Matrix) {
    precondition(rowCount == columnCount, "a \(rowCount) × \(columnCount) matrix is not symmetric")
    guard elements.allSatisfy(\.isFinite) else { throw .notFinite }
    guard rowCount > 0 else { return ([], self) }
    var vectors = elements
    var values = [Double](repeating: 0, count: rowCount)
    // Column by column, an eigenvector a column: read row by row, an eigenvector a row.
    let information = unsafe LAPACKE_dsyevd(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "L")), BLAS.length(rowCount),
      &vectors, BLAS.length(rowCount), &values)
    guard information == 0 else { throw .noConvergence }
    return (values, Matrix(rowCount: rowCount, columnCount: rowCount, elements: vectors))
  }
}
