import LinearAlgebra
import Testing

@Test func `rows are gathered in the order given`() {
  let matrix = FloatMatrix(rowCount: 3, columnCount: 2, elements: [1, 2, 3, 4, 5, 6])
  #expect(matrix.rows([2, 0, 2]).elements == [5, 6, 1, 2, 5, 6])
  #expect(matrix.rows([]).rowCount == 0)
  #expect(matrix.leadingColumns(1).elements == [1, 3, 5])
}

@Test func `unit rows have length one and zeros stay zeros`() {
  let matrix = FloatMatrix(rowCount: 2, columnCount: 2, elements: [3, 4, 0, 0])
  #expect(matrix.normalisingRows().elements == [0.6, 0.8, 0, 0])
}

@Test(arguments: 1...6)
func `greatest products equal a search through all products`(seed: UInt64) {
  let choiceCount = [1, 2, 7, 8, 9, 100][Int(seed) - 1]
  let points = FloatMatrix(normalMatrix(600, 13, seed: seed))
  let others = FloatMatrix(normalMatrix(choiceCount, 13, seed: seed + 100))
  let offsets = others.squaredRowLengths().map { -$0 / 2 }
  let found = points.greatestProducts(with: others, offsets: offsets)
  let products = points.timesTransposed(others)
  for row in 0..<600 {
    let scores = zip(products.row(row), offsets).map { $0 + $1 }
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    #expect(Int(found.indices[row]) == order[0])
    #expect(abs(found.products[row] - scores[order[0]]) < 1e-4)
    let runnerUp = order.count > 1 ? scores[order[1]] : -.infinity
    #expect(found.runnersUp[row] == runnerUp || abs(found.runnersUp[row] - runnerUp) < 1e-4)
  }
}

@Test(arguments: [3, 8, 20])
func `of equal products the lowest row is chosen`(choiceCount: Int) {
  let points = FloatMatrix(rowCount: 2, columnCount: 1, elements: [1, -1])
  let equal = FloatMatrix(rowCount: choiceCount, columnCount: 1, repeating: 2)
  let found = points.greatestProducts(with: equal)
  #expect(found.indices == [0, 0])
  #expect(found.products == [2, -2])
  #expect(found.runnersUp == [2, -2])
  let nothing = FloatMatrix(rowCount: 2, columnCount: 0)
  #expect(nothing.greatestProducts(with: FloatMatrix(rowCount: 3, columnCount: 0)).indices == [0, 0])
}

@Test func `row sums add up the members of each group`() {
  let matrix = FloatMatrix(rowCount: 4, columnCount: 2, elements: [1, 2, 3, 4, 5, 6, 7, 8])
  let sums = matrix.rowSums(groups: [1, -1, 1, 0], groupCount: 3, weights: [1, 1, 2, 1])
  #expect(sums.elements == [7, 8, 11, 14, 0, 0])
}

@Test func `products with chosen rows equal those of the matrix`() {
  let points = FloatMatrix(normalMatrix(20, 11, seed: 1))
  let others = FloatMatrix(normalMatrix(3, 11, seed: 2))
  let all = points.timesTransposed(others)
  let found = points.products(ofRows: [4, 19, 0], withRow: 2, of: others)
  #expect(zip(found, [all[4, 2], all[19, 2], all[0, 2]]).allSatisfy { abs($0 - $1) < 1e-4 })
}
