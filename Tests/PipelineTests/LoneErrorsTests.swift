import LinearAlgebra
import Testing

@testable import Features
@testable import Pipeline

/// A failure: what its error says, and whether it ends without an answer.
private struct Made {
  var words: [UInt64] = []

  /// Whether the error is that the tool was too slow.
  var isSlow = false

  /// The words of a tool's answer that tell a failure, below 100.
  var answer: [Int] = []
  var isSilent = false
}

/// Errors at one tool, of one type, and silence; behind them the words of answers.
private let columns =
  [
    FeatureColumn(
      term: ErrorTerm(tool: 1, type: .other).key, errorTerm: ErrorTerm(tool: 1, type: .other), weight: 1,
      count: 9),
    FeatureColumn(term: .sign(.noAnswer), errorTerm: nil, weight: 1, count: 9),
    FeatureColumn(
      term: ErrorTerm(tool: 1, type: .timeout).key, errorTerm: ErrorTerm(tool: 1, type: .timeout), weight: 1,
      count: 9),
  ] + (0..<100).map { FeatureColumn(term: TermKey(.error, hash: $0), errorTerm: nil, weight: 1, count: 9) }

private func released(_ clusters: [[Made]], among others: Int = 9_000) -> [Int32] {
  let failures = clusters.joined() + [Made](repeating: Made(), count: others)
  let points = SparseMatrix(
    columnCount: columns.count,
    rows: failures.map { made in
      (made.words.isEmpty || made.isSlow ? [] : [(column: 0, value: 1)])
        + (made.isSilent ? [(column: 1, value: 0.5)] : [])
        + (made.isSlow ? [(column: 2, value: 1)] : [])
        + made.answer.map { (column: 3 + $0, value: 1) }
    })
  let start =
    clusters.enumerated().flatMap { [Int32](repeating: Int32($0.offset), count: $0.element.count) }
    + [Int32](repeating: -1, count: others)
  let found = LoneErrors(
    points: points, columns: columns, isErrorTold: failures.map { !$0.words.isEmpty || !$0.answer.isEmpty },
    words: { failures[$0].words.map { TermKey(.error, hash: $0) }.sorted() }, causes: { _ in [] },
    minimumSupport: 4, threadCount: 2
  ).released(start)
  #expect(found.dropFirst(start.count - others).allSatisfy { $0 == -1 })
  return Array(found.prefix(start.count - others))
}

/// Errors that say five words, of which none has one in common with another.
private func unlike(_ count: Int, from first: Int = 1, isSilent: Bool = false) -> [Made] {
  (first..<first + count).map { number in
    Made(words: (0..<5).map { UInt64(number * 100 + $0) }, isSilent: isSilent)
  }
}

/// Errors that say the same three words and two of their own.
private func alike(_ count: Int) -> [Made] {
  (1...count).map { Made(words: [1, 2, 3, UInt64($0 * 10_000), UInt64($0 * 10_000 + 1)]) }
}

@Test func `a few errors that all say something else are no way of failing`() {
  #expect(released([unlike(8)]) == [Int32](repeating: -1, count: 8))
}

@Test func `errors that say the same stay together, and leave those that do not`() {
  #expect(released([alike(5)]) == [Int32](repeating: 0, count: 5))
  #expect(released([alike(5) + unlike(4)]) == [Int32](repeating: 0, count: 9))
  #expect(
    released([alike(5) + unlike(6)])
      == [Int32](repeating: 0, count: 5) + [Int32](repeating: -1, count: 6))
  // Three that say the same are too few to stay alone.
  #expect(released([alike(3) + unlike(6)]) == [Int32](repeating: -1, count: 9))
}

@Test func `what is left of an error that stands alone tells where it belongs`() {
  let silent = [Made](repeating: Made(isSilent: true), count: 10)
  let found = released([silent, unlike(5, isSilent: true) + unlike(3, from: 6)])
  #expect(found == [Int32](repeating: 0, count: 15) + [Int32](repeating: -1, count: 3))
}

@Test func `many errors, or a large part of a small corpus, count whatever they say`() {
  #expect(released([unlike(25)]) == [Int32](repeating: 0, count: 25))
  #expect(released([unlike(24)]) == [Int32](repeating: -1, count: 24))
  #expect(released([unlike(8)], among: 2_391) == [Int32](repeating: 0, count: 8))
  #expect(released([unlike(8)], among: 2_693) == [Int32](repeating: -1, count: 8))
}

@Test func `answers that tell a failure stand alone, or together, as errors do`() {
  let unlike = (0..<8).map { number in Made(answer: (0..<5).map { number * 5 + $0 }) }
  #expect(released([unlike]) == [Int32](repeating: -1, count: 8))
  let alike = (0..<8).map { Made(answer: [80, 81, 82, 83 + $0]) }
  #expect(released([alike]) == [Int32](repeating: 0, count: 8))
}

@Test func `a tool that is too slow stays one cause, however unlike its words are`() {
  let slow = (1...8).map { number in Made(words: (0..<5).map { UInt64(number * 100 + $0) }, isSlow: true) }
  #expect(released([slow]) == [Int32](repeating: 0, count: 8))
}
