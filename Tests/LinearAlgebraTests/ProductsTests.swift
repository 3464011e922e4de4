import LinearAlgebra
import Testing

let shapes = [(1, 1, 1), (3, 4, 5), (0, 3, 2), (3, 0, 2), (3, 2, 0), (1_100, 37, 41), (513, 1, 9)]

@Test(arguments: shapes)
func `dense products equal their definition`(rows: Int, inner: Int, columns: Int) {
  let left = normalMatrix(rows, inner, seed: 1)
  let right = normalMatrix(inner, columns, seed: 2)
  let expected = naiveProduct(left, right)
  #expect(greatestDifference(left.times(right), expected) < doubleTolerance)
  #expect(greatestDifference(left.timesTransposed(right.transposed()), expected) < doubleTolerance)
  #expect(greatestDifference(left.transposed().transposedTimes(right), expected) < doubleTolerance)
  let (floatLeft, floatRight) = (FloatMatrix(left), FloatMatrix(right))
  #expect(greatestDifference(Matrix(floatLeft.times(floatRight)), expected) < floatTolerance)
  #expect(
    greatestDifference(Matrix(floatLeft.timesTransposed(floatRight.transposed())), expected) < floatTolerance)
}

@Test(arguments: [(0, 3, 2), (4, 0, 2), (4, 3, 0), (700, 90, 1), (700, 90, 8), (700, 90, 75)])
func `sparse products equal dense ones`(rows: Int, inner: Int, columns: Int) {
  let sparse = sparseMatrix(rows, inner, perRow: inner == 0 ? 0 : 12, seed: 3)
  let right = FloatMatrix(normalMatrix(inner, columns, seed: 4))
  #expect(greatestDifference(sparse.times(right), sparse.dense().times(right)) < floatTolerance)
  let tall = FloatMatrix(normalMatrix(rows, columns, seed: 5))
  let expected = sparse.dense().transposed().times(tall)
  #expect(greatestDifference(sparse.transposedTimes(tall), expected) < floatTolerance)
}

@Test func `the same bytes come from any number of threads`() throws {
  let left = FloatMatrix(normalMatrix(3_000, 60, seed: 6))
  let right = FloatMatrix(normalMatrix(60, 50, seed: 7))
  let sparse = sparseMatrix(3_000, 400, perRow: 20, seed: 8)
  let dense = FloatMatrix(normalMatrix(400, 45, seed: 9))
  let groups = (0..<3_000).map { Int32($0 * 7 % 31) - 1 }
  for threadCount in [2, 3] {
    #expect(left.times(right) == left.times(right, threadCount: threadCount))
    #expect(left.gram() == left.gram(threadCount: threadCount))
    #expect(sparse.times(dense) == sparse.times(dense, threadCount: threadCount))
    #expect(
      left.rowSums(groups: groups, groupCount: 30)
        == left.rowSums(groups: groups, groupCount: 30, threadCount: threadCount))
    #expect(left.squaredRowLengths() == left.squaredRowLengths(threadCount: threadCount))
    let others = FloatMatrix(normalMatrix(37, 60, seed: 10))
    #expect(
      left.greatestProducts(with: others) == left.greatestProducts(with: others, threadCount: threadCount))
    let svd = RandomisedSVD(rank: 20, seed: 1)
    #expect(try svd.decompose(sparse) == svd.decompose(sparse, threadCount: threadCount))
  }
}

@Test func `the products of columns equal their definition`() {
  let matrix = normalMatrix(1_500, 19, seed: 11)
  let expected = naiveProduct(matrix.transposed(), matrix)
  #expect(greatestDifference(FloatMatrix(matrix).gram(), expected) < 1e-3)
  #expect(FloatMatrix(rowCount: 0, columnCount: 2).gram() == Matrix(rowCount: 2, columnCount: 2))
}
