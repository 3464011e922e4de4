import LinearAlgebra
import Testing

@testable import Features
@testable import Pipeline

private let columns = [
  FeatureColumn(term: .sign(.otherLanguage), errorTerm: nil, weight: 1, count: 10),
  FeatureColumn(term: .sign(.emptyAnswer), errorTerm: nil, weight: 1, count: 10),
  FeatureColumn(term: TermKey(.request, hash: 1), errorTerm: nil, weight: 1, count: 10),
  FeatureColumn(term: .sign(.noAnswer), errorTerm: nil, weight: 1, count: 10),
]

/// Failures of an agent that show a column.
private struct Made {
  var column: Int
  var agent: Int? = 1
  var count = 5
  var isErrorTold = false
  var tool: UInt64? = 7
}

/// The clusters of some failures among two hundred others, a number for each.
private func merged(_ clusters: [Made]) -> [Int32] {
  let failures = clusters.flatMap { [Made](repeating: $0, count: $0.count) }
  let others = 200
  let rows = failures.map { [(column: $0.column, value: Float(1))] }
  let found = SlipMerging(
    points: SparseMatrix(
      columnCount: 4, rows: rows + (0..<others).map { _ in [(column: 2, value: Float(1))] }),
    columns: columns, agents: failures.map(\.agent) + [Int?](repeating: 9, count: others),
    lastTools: failures.map(\.tool) + [UInt64?](repeating: nil, count: others),
    isErrorTold: failures.map(\.isErrorTold) + [Bool](repeating: false, count: others)
  ).merged(
    clusters.enumerated().flatMap { [Int32](repeating: Int32($0.offset), count: $0.element.count) }
      + [Int32](repeating: -1, count: others))
  var start = 0
  return clusters.map { cluster in
    defer { start += cluster.count }
    return found[start]
  }
}

@Test func `one sign of one agent is one slip, whatever was asked`() {
  #expect(merged([Made(column: 0), Made(column: 0), Made(column: 1), Made(column: 1)]) == [0, 0, 2, 2])
}

@Test func `no answer after the same work is one slip, after other work another`() {
  let clusters = [
    Made(column: 3), Made(column: 3), Made(column: 3, tool: 8), Made(column: 3, tool: nil),
    Made(column: 3, agent: 2),
  ]
  #expect(merged(clusters) == [0, 0, 2, 3, 4])
}

@Test func `another agent, no agent, no sign, or a tool error is another matter`() {
  #expect(merged([Made(column: 0), Made(column: 0, agent: 2)]) == [0, 1])
  #expect(merged([Made(column: 0, agent: nil), Made(column: 0, agent: nil)]) == [0, 1])
  #expect(merged([Made(column: 2), Made(column: 2)]) == [0, 1])
  #expect(merged([Made(column: 0), Made(column: 0, isErrorTold: true)]) == [0, 1])
}
