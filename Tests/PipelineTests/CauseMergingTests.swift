import LinearAlgebra
import Testing

@testable import Features
@testable import Pipeline

/// What a column of the evidence stands for: an error of a tool, or a word of one.
private enum Column: CaseIterable {
  case slowSearch, slowRefund, limitedSearch, invalidSearch, lostSearch, lostRefund, search, gateway, driver
  case reset, brokenPipe, unresolved, unknownSearch, expired, unsigned

  var errorTerm: ErrorTerm? {
    switch self {
    case .slowSearch: ErrorTerm(tool: 1, type: .timeout)
    case .slowRefund: ErrorTerm(tool: 2, type: .timeout)
    case .limitedSearch: ErrorTerm(tool: 1, type: .rateLimit)
    case .invalidSearch: ErrorTerm(tool: 1, type: .validation)
    case .lostSearch: ErrorTerm(tool: 1, type: .network)
    case .lostRefund: ErrorTerm(tool: 2, type: .network)
    case .unknownSearch: ErrorTerm(tool: 1, type: .authentication)
    case .search: ErrorTerm(tool: 1)
    case .gateway: ErrorTerm(tool: 1, word: 7)
    case .driver, .reset, .brokenPipe, .unresolved, .expired, .unsigned: nil
    }
  }

  /// What the words of a failed search say of it.
  var kind: ErrorKind? {
    switch self {
    case .reset, .brokenPipe: .droppedConnection
    case .unresolved: .nameResolution
    case .expired: .expired
    case .unsigned: .signature
    default: nil
    }
  }
}

/// The clusters of failures, each given by the columns that it has, once those of one cause are merged.
private func merged(_ clusters: [[Set<Column>]]) -> [Int32] {
  let columns = Column.allCases.enumerated().map { place, column in
    FeatureColumn(
      term: column.errorTerm?.key ?? TermKey(.reply, hash: UInt64(place)), errorTerm: column.errorTerm,
      weight: 1,
      count: 3)
  }
  let points = SparseMatrix(
    columnCount: columns.count,
    rows: clusters.joined().map { failure in
      Column.allCases.enumerated().filter { failure.contains($0.element) }.map {
        (column: $0.offset, value: 1)
      }
    })
  let start = clusters.enumerated().flatMap { [Int32](repeating: Int32($0.offset), count: $0.element.count) }
  let failures = Array(clusters.joined())
  let causes = { (row: Int) in failures[row].compactMap { $0.kind.map { ErrorCause(tool: 1, kind: $0) } } }
  return CauseMerging(points: points, columns: columns, causes: causes).merged(start)
}

private func failures(_ columns: Set<Column>, _ count: Int = 5) -> [Set<Column>] {
  [Set<Column>](repeating: columns, count: count)
}

@Test func `a tool that is too slow is one cause, in whatever words`() {
  let found = merged([
    failures([.slowSearch, .search, .gateway]), failures([.limitedSearch, .search]),
    failures([.slowSearch, .search, .driver]), failures([.limitedSearch, .search, .gateway]),
  ])
  #expect(found == [0, 1, 0, 1].flatMap { [Int32](repeating: $0, count: 5) })
}

@Test func `another tool, or a type of several causes, stays apart`() {
  let clusters = [
    failures([.slowSearch]), failures([.slowRefund]), failures([.invalidSearch, .gateway]),
    failures([.invalidSearch, .driver]), failures([.gateway]), failures([.driver]), failures([]),
  ]
  #expect(merged(clusters) == clusters.indices.flatMap { [Int32](repeating: Int32($0), count: 5) })
}

@Test func `a type of several causes is one where its words tell the same kind`() {
  let clusters = [
    failures([.lostSearch, .reset]), failures([.lostSearch, .unresolved]), failures([.lostSearch]),
    failures([.lostSearch, .brokenPipe]), failures([.lostRefund, .reset]),
    // Three in five say so, and two in five.
    failures([.lostSearch, .brokenPipe], 3) + failures([.lostSearch], 2),
    failures([.lostSearch, .brokenPipe], 2) + failures([.lostSearch], 3),
    // What the words say of another type is not the cause.
    failures([.invalidSearch, .reset]),
  ]
  let found: [Int32] = [0, 1, 2, 0, 4, 0, 6, 7]
  #expect(merged(clusters) == found.flatMap { [Int32](repeating: $0, count: 5) })
}

@Test func `a type that is the whole cause is two where its words tell two kinds`() {
  let (plain, expired) = (failures([.unknownSearch]), failures([.unknownSearch, .expired]))
  let unsigned = failures([.unknownSearch, .unsigned])
  func numbers(_ found: [Int32]) -> [Int32] { found.flatMap { [Int32](repeating: $0, count: 5) } }
  #expect(merged([plain, expired, plain, expired]) == numbers([0, 0, 0, 0]))
  #expect(merged([plain, expired, unsigned, expired, plain, unsigned]) == numbers([0, 1, 2, 1, 0, 2]))
}

@Test func `three in five have the error, and no other is as common`() {
  let slow = failures([.slowSearch])
  // Of five, three and two.
  #expect(merged([slow, failures([.slowSearch], 3) + failures([], 2)]).last == 0)
  #expect(merged([slow, failures([.slowSearch], 2) + failures([], 3)]).last == 1)
  #expect(merged([slow, failures([.slowSearch, .invalidSearch])]).last == 1)
  #expect(merged([slow, failures([.slowSearch, .invalidSearch], 3) + failures([.slowSearch], 1)]).last == 0)
}

@Test func `points in no cluster stay there`() {
  let points = SparseMatrix(columnCount: 1, rows: [[(column: 0, value: 1)], [], [(column: 0, value: 1)]])
  let column = FeatureColumn(
    term: ErrorTerm(tool: 1, type: .timeout).key, errorTerm: ErrorTerm(tool: 1, type: .timeout), weight: 1,
    count: 3)
  let merging = CauseMerging(points: points, columns: [column], causes: { _ in [] })
  #expect(merging.merged([0, -1, 1]) == [0, -1, 0])
  #expect(merging.merged([-1, -1, -1]) == [-1, -1, -1])
}
