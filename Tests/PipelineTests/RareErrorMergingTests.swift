import LinearAlgebra
import Testing

@testable import Features
@testable import Pipeline

/// What the columns stand for: a type at a tool, two more, a word at the first tool, a word of the reply.
private let columns = [
  FeatureColumn(errorTerm: ErrorTerm(tool: 1, type: .network)),
  FeatureColumn(errorTerm: ErrorTerm(tool: 2, type: .network)),
  FeatureColumn(errorTerm: ErrorTerm(tool: 1, type: .parse)),
  FeatureColumn(errorTerm: ErrorTerm(tool: 1, word: 9)),
  FeatureColumn(term: TermKey(.reply, hash: 1), errorTerm: nil, weight: 1, count: 9),
]

extension FeatureColumn {
  fileprivate init(errorTerm: ErrorTerm) {
    self.init(term: errorTerm.key, errorTerm: errorTerm, weight: 1, count: 9)
  }
}

/// The clusters after merging, of failures that all have some columns.
private func merged(_ clusters: [(count: Int, columns: [Int])], minimumSupport: Int = 4) -> [Int32] {
  let rows = clusters.flatMap { cluster in
    (0..<cluster.count).map { _ in cluster.columns.map { (column: $0, value: Float(1)) } }
  }
  let start = clusters.enumerated().flatMap { [Int32](repeating: Int32($0.offset), count: $0.element.count) }
  return RareErrorMerging(
    points: SparseMatrix(columnCount: columns.count, rows: rows), columns: columns,
    minimumSupport: minimumSupport
  ).merged(start)
}

@Test func `two wordings of a rare error are one, and another tool or type another`() {
  #expect(merged([(3, [0, 3]), (2, [0]), (2, [1]), (3, [2])]) == [0, 0, 0, 0, 0, 2, 2, 3, 3, 3])
}

@Test func `what is large enough, came once or is told by no error stays`() {
  #expect(merged([(4, [0]), (3, [0]), (1, [0])]) == [0, 0, 0, 0, 1, 1, 1, 2])
  #expect(merged([(3, [4]), (3, [4])]) == [0, 0, 0, 1, 1, 1])
  #expect(merged([(3, [0]), (3, [0])], minimumSupport: 3) == [0, 0, 0, 1, 1, 1])
  #expect(merged([]) == [])
}
