extension FloatMatrix {
  /// Returns an orthonormal basis of the span of the columns, *n* × *r*.
  ///
  /// Directions that are noise at the precision of a `Float` are left out, so that *r* can be below the number
  /// of columns, down to 0. One pass is orthonormal up to rounding times the condition of the columns, the
  /// second pass makes it so up to rounding; it is left out where the columns were nearly orthogonal already.
  ///
  /// By Cholesky QR, which is all matrix products; where columns depend on each other, or nearly so, by the
  /// eigenvectors of the products of the columns, the directions of most weight first.
  ///
  /// Source: A. Stathopoulos and K. Wu 2002, doi:10.1137/S1064827500370883; Y. Yamamoto et al. 2015,
  /// doi:10.1553/etna_vol44s306 (two passes of Cholesky QR).
  ///
  /// - Throws: `notFinite` if an element is infinite or not a number.
  func orthonormalBasis(passes: Int, threadCount: Int) throws(LinearAlgebraError) -> FloatMatrix {
    var basis = self
    for _ in 0..<passes {
      let gram = basis.gram(threadCount: threadCount)
      if let factor = try gram.inverseCholeskyFactor(leastRatio: 1e-3) {
        basis = basis.times(FloatMatrix(factor), threadCount: threadCount)
        if factor.diagonalRatio > Self.sufficientRatio { break }
      } else {
        basis = basis.times(try gram.whitening(), threadCount: threadCount)
      }
    }
    return basis
  }

  /// With columns of a condition of about ten, one pass is orthonormal to six digits of seven.
  private static var sufficientRatio: Double { 0.1 }

  /// Returns, for each column, the sign of its element that is greatest in size, the first of equals.
  func signsOfGreatestElements() -> [Float] {
    var greatest = [Float](repeating: 0, count: columnCount)
    var place = 0
    for _ in 0..<rowCount {
      for column in 0..<columnCount {
        if abs(elements[place]) > abs(greatest[column]) { greatest[column] = elements[place] }
        place += 1
      }
    }
    return greatest.map { $0 < 0 ? -1 : 1 }
  }

  /// Returns the matrix with each column multiplied by its factor.
  package func scalingColumns(by factors: [Float]) -> FloatMatrix {
    precondition(factors.count == columnCount, "\(factors.count) factors for \(columnCount) columns")
    var scaled = elements
    var place = 0
    for _ in 0..<rowCount {
      for column in 0..<columnCount {
        scaled[place] *= factors[column]
        place += 1
      }
    }
    return FloatMatrix(rowCount: rowCount, columnCount: columnCount, elements: scaled)
  }

  /// Returns the matrix with rows and columns exchanged.
  package func transposed() -> FloatMatrix {
    var result = FloatMatrix(rowCount: columnCount, columnCount: rowCount)
    for row in 0..<rowCount {
      for column in 0..<columnCount { result[column, row] = self[row, column] }
    }
    return result
  }
}

extension Matrix {
  /// The least element of the diagonal as a part of the greatest; 1 without a diagonal.
  fileprivate var diagonalRatio: Double {
    let diagonal = (0..<rowCount).map { abs(elements[$0 * columnCount + $0]) }
    guard let least = diagonal.min(), let greatest = diagonal.max(), greatest > 0 else { return 1 }
    return least / greatest
  }

  /// The *m* × *r* factor W for which Wᵀ G W is the identity, where this matrix, G, is XᵀX: its eigenvectors that
  /// stand for more than rounding, by the square roots of their values.
  fileprivate func whitening() throws(LinearAlgebraError) -> FloatMatrix {
    let (values, vectors) = try symmetricEigenvectors()
    let kept = keptDirections(of: values)
    var turn = FloatMatrix(rowCount: rowCount, columnCount: kept.count)
    for (column, index) in kept.enumerated() {
      let scale = 1 / values[index].squareRoot()
      for row in 0..<rowCount { turn[row, column] = Float(vectors[index, row] * scale) }
    }
    return turn
  }
}

/// The indices of the eigenvalues of XᵀX that stand for more than rounding, the greatest first.
///
/// The columns of X carry errors of about 10⁻⁷ of the greatest singular value; what is not well above is noise.
func keptDirections(of ascendingValues: [Double]) -> [Int] {
  let leastRatio = 1e-6
  guard let greatest = ascendingValues.last, greatest > 0 else { return [] }
  return ascendingValues.indices.reversed().filter {
    ascendingValues[$0] > greatest * leastRatio * leastRatio
  }
}
