import LinearAlgebra
import Testing

@testable import Features
@testable import Pipeline

/// What a column of the evidence stands for: two steps that are left out, another sign, a tool and a word.
private enum Column: Int, CaseIterable {
  case approval, identity, sign, tool, word

  var block: Block {
    switch self {
    case .approval, .identity, .sign: .workflow
    case .tool: .tool
    case .word: .protest
    }
  }
}

/// Failures that are all alike: how much each has of the columns.
private func failures(_ count: Int, _ values: [Column: Float]) -> [[Column: Float]] {
  [[Column: Float]](repeating: values, count: count)
}

/// - Parameter agents: The agent of each cluster; the same of all where it is `nil`.
private func merged(_ clusters: [[[Column: Float]]], agents: [Int]? = nil) -> [Int32] {
  let columns = Column.allCases.map { column in
    FeatureColumn(
      term: TermKey(column.block, hash: UInt64(column.rawValue)), errorTerm: nil, weight: 1, count: 9)
  }
  let points = SparseMatrix(
    columnCount: columns.count,
    rows: clusters.joined().map { failure in
      Column.allCases.compactMap { column in failure[column].map { (column: column.rawValue, value: $0) } }
    })
  let start = clusters.enumerated().flatMap { [Int32](repeating: Int32($0.offset), count: $0.element.count) }
  return LapseMerging(
    points: points, columns: columns, agents: start.map { agents?[Int($0)] ?? 1 },
    isLapse: Column.allCases.map { $0 == .approval || $0 == .identity }
  ).merged(start)
}

private func numbers(_ numbers: [Int32], each count: Int = 5) -> [Int32] {
  numbers.flatMap { [Int32](repeating: $0, count: count) }
}

@Test func `one step left out in two tasks is one slip, and another step another`() {
  let found = merged([
    failures(5, [.approval: 1, .tool: 1]), failures(5, [.identity: 1, .tool: 1]),
    failures(5, [.approval: 1, .sign: 0.5]), failures(5, [.approval: 1, .identity: 1]),
    failures(5, [.sign: 1, .tool: 1]), failures(5, [.sign: 1]),
  ])
  #expect(found == numbers([0, 1, 0, 3, 4, 5]))
}

@Test func `another agent that leaves the step out is another slip`() {
  let whole = failures(5, [.approval: 1])
  #expect(merged([whole, whole, whole], agents: [1, 2, 1]) == numbers([0, 1, 0]))
}

@Test func `where users protest a step was left out for the sake of something else`() {
  let found = merged([
    failures(5, [.approval: 1, .tool: 1]), failures(5, [.approval: 1, .word: 1]),
    failures(5, [.approval: 1, .tool: 1, .word: 0.8]),
  ])
  #expect(found == numbers([0, 1, 0]))
}

@Test func `four in five leave the step out, and it tells a good part`() {
  let whole = failures(5, [.approval: 1])
  #expect(
    merged([whole, failures(4, [.approval: 1]) + failures(1, [.sign: 1])]) == numbers([0, 0]))
  #expect(
    merged([whole, failures(3, [.approval: 1]) + failures(2, [.sign: 1])]) == numbers([0, 1]))
  #expect(merged([whole, failures(5, [.approval: 1, .tool: 2])]) == numbers([0, 1]))
}

@Test func `points in no cluster stay there, and nothing is merged of nothing`() {
  let points = SparseMatrix(columnCount: 1, rows: [[(column: 0, value: 1)], [(column: 0, value: 1)]])
  let column = FeatureColumn(term: .sign(.leftOutStep), errorTerm: nil, weight: 1, count: 2)
  let merging = LapseMerging(points: points, columns: [column], agents: [1, 1], isLapse: [true])
  #expect(merging.merged([-1, -1]) == [-1, -1])
  #expect(merging.merged([-1, 0]) == [-1, 0])
}
