import Statistics

/// The leading singular values and vectors of a matrix, found from products with a few random directions.
///
/// The range of the matrix is sketched by its products with vectors of evenly drawn numbers and sharpened by
/// power iterations, orthonormalised once each, on the side of the columns: directions of less than a thousandth of
/// the greatest are then less exact than the others.
///
/// Source: N. Halko, P. G. Martinsson and J. A. Tropp 2011, doi:10.1137/090771806, algorithms 4.4 and 5.1;
/// P. G. Martinsson and J. A. Tropp 2020, doi:10.1017/S0962492920000021, section 9 (other than Gaussian vectors).
package struct RandomisedSVD: Sendable, Hashable {
  /// The number of singular values wanted.
  package let rank: Int

  /// The number of random directions beyond the rank; more of them make the last values more exact.
  package let oversampling: Int

  /// The number of times the sketch is multiplied with A Aᵀ; more of them suit slowly falling values.
  package let powerIterations: Int
  package let seed: UInt64

  /// - Precondition: `rank` ≥ 1, the rest ≥ 0.
  package init(rank: Int, oversampling: Int = 10, powerIterations: Int = 2, seed: UInt64) {
    precondition(
      rank >= 1 && oversampling >= 0 && powerIterations >= 0,
      "rank \(rank), oversampling \(oversampling), \(powerIterations) power iterations")
    self.rank = rank
    self.oversampling = oversampling
    self.powerIterations = powerIterations
    self.seed = seed
  }

  /// Returns the leading part of the decomposition of a sparse matrix.
  ///
  /// - Throws: `notFinite` if the matrix holds an infinity or what is not a number.
  /// - Complexity: O(*q* (*z* *r* + (*n* + *m*) *r*²)) for *z* elements kept, *q* power iterations and a rank
  ///   *r* with its oversampling.
  package func decompose(
    _ matrix: SparseMatrix, threadCount: Int = 1
  ) throws(LinearAlgebraError) -> SingularValueDecomposition {
    let transpose = matrix.transposed()
    return try decompose(
      rowCount: matrix.rowCount, columnCount: matrix.columnCount, threadCount: threadCount,
      times: { matrix.times($0, threadCount: threadCount) },
      transposedTimes: { transpose.times($0, threadCount: threadCount) })
  }

  /// Returns the leading part of the decomposition of a dense matrix.
  ///
  /// - Throws: `notFinite` if the matrix holds an infinity or what is not a number.
  package func decompose(
    _ matrix: FloatMatrix, threadCount: Int = 1
  ) throws(LinearAlgebraError) -> SingularValueDecomposition {
    let transpose = matrix.transposed()
    return try decompose(
      rowCount: matrix.rowCount, columnCount: matrix.columnCount, threadCount: threadCount,
      times: { matrix.times($0, threadCount: threadCount) },
      transposedTimes: { transpose.times($0, threadCount: threadCount) })
  }

  private func decompose(
    rowCount: Int, columnCount: Int, threadCount: Int,
    times: (FloatMatrix) -> FloatMatrix, transposedTimes: (FloatMatrix) -> FloatMatrix
  ) throws(LinearAlgebraError) -> SingularValueDecomposition {
    // Strips of 8 columns are what the sparse product is fast at.
    let roundedUp = (rank + oversampling + 7) / 8 * 8
    let width = min(roundedUp, rowCount, columnCount)
    var range = times(directions(columnCount: columnCount, width: width))
    for _ in 0..<powerIterations {
      let image = transposedTimes(range)
      range = times(try image.orthonormalBasis(passes: 1, threadCount: threadCount))
    }
    let basis = try range.orthonormalBasis(passes: 2, threadCount: threadCount)
    return try decomposition(of: transposedTimes(basis), basis: basis, threadCount: threadCount)
  }

  /// The *m* × *r* random directions, of numbers from −1 to 1.
  private func directions(columnCount: Int, width: Int) -> FloatMatrix {
    var generator = SplitMix64(seed: seed)
    let count = columnCount * width
    var numbers: [Float] = []
    numbers.reserveCapacity(count + 1)
    while numbers.count < count {
      let bits = generator.next()
      // 24 bits, as many as a `Float` holds, of each half.
      numbers.append(Float(bits >> 40) * 0x1p-23 - 1)
      numbers.append(Float((bits & 0xFFFF_FFFF) >> 8) * 0x1p-23 - 1)
    }
    return FloatMatrix(rowCount: columnCount, columnCount: width, elements: Array(numbers.prefix(count)))
  }

  /// Completes the decomposition from Q and Bᵀ = Aᵀ Q: with B Bᵀ = W Λ Wᵀ, S² = Λ, U = Q W and V = Bᵀ W / S.
  private func decomposition(
    of image: FloatMatrix, basis: FloatMatrix, threadCount: Int
  ) throws(LinearAlgebraError) -> SingularValueDecomposition {
    let (values, vectors) = try image.gram(threadCount: threadCount).symmetricEigenvectors()
    let kept = keptDirections(of: values).prefix(rank)
    let singularValues = kept.map { values[$0].squareRoot() }
    var turn = FloatMatrix(rowCount: image.columnCount, columnCount: kept.count)
    var scaledTurn = turn
    for (column, index) in kept.enumerated() {
      for row in 0..<image.columnCount {
        turn[row, column] = Float(vectors[index, row] * singularValues[column])
        scaledTurn[row, column] = Float(vectors[index, row] / singularValues[column])
      }
    }
    let directions = image.times(scaledTurn, threadCount: threadCount)
    let signs = directions.signsOfGreatestElements()
    return SingularValueDecomposition(
      scores: basis.times(turn, threadCount: threadCount).scalingColumns(by: signs),
      values: singularValues.map(Float.init),
      directions: directions.scalingColumns(by: signs))
  }
}

/// The leading singular values of an *n* × *m* matrix A = U S Vᵀ, with their vectors.
///
/// There are fewer of them than the rank asked for if the rest of A is 0 to the digits of a `Float`.
package struct SingularValueDecomposition: Sendable, Hashable {
  /// U S, *n* × *r*: the rows of A seen from the *r* leading directions.
  package let scores: FloatMatrix

  /// The singular values, falling.
  package let values: [Float]

  /// V, *m* × *r*: the directions, of which the greatest element, the first of equals, is positive.
  package let directions: FloatMatrix

  /// U, *n* × *r*: the scores at unit length a column.
  package var left: FloatMatrix { scores.scalingColumns(by: values.map { 1 / $0 }) }
}
