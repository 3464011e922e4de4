import LinearAlgebra
import Testing

@testable import Pipeline

private func parts(_ failures: [(words: [Int], isErrorTold: Bool)], of isAsked: [Bool]) -> [Float] {
  ReactionContrast(isErrorTold: failures.map(\.isErrorTold)).parts(
    of: isAsked,
    failures: SparseMatrix(
      columnCount: isAsked.count, rows: failures.map { $0.words.map { (column: $0, value: 1) } }))
}

/// So many failures with some words.
private func made(
  _ count: Int, _ words: [Int], isErrorTold: Bool
) -> [(words: [Int], isErrorTold: Bool)] {
  (0..<count).map { _ in (words, isErrorTold) }
}

@Test func `what failures with errors say as often tells no slip`() {
  // Word 0 is said in half of all failures, word 1 in a tenth of those without an error, word 2 only with one.
  let told = made(500, [0], isErrorTold: true) + made(500, [2], isErrorTold: true)
  let untold =
    made(500, [0], isErrorTold: false) + made(400, [], isErrorTold: false)
    + made(100, [1], isErrorTold: false)
  let found = parts(told + untold, of: [true, true, true, false])
  #expect(found[0] < 0.03 && found[1] == 1 && found[2] == 1 && found[3] == 1)
}

@Test func `a word that is half as common with errors counts half`() {
  let told = made(250, [0], isErrorTold: true) + made(750, [], isErrorTold: true)
  let untold = made(500, [0], isErrorTold: false) + made(500, [], isErrorTold: false)
  #expect(abs(parts(told + untold, of: [true])[0] - 0.51) < 0.01)
}

@Test func `few failures with errors decide little, and none nothing`() {
  let untold = made(50, [0], isErrorTold: false)
  #expect(parts(untold, of: [true]) == [1])
  #expect(parts(made(2, [0], isErrorTold: true) + untold, of: [true])[0] > 0.9)
  #expect(parts([], of: [true]) == [1])
}
