import LinearAlgebra
import Testing

@testable import Features
@testable import Pipeline

/// What a failure shows: errors of tools, and sentences of the assistant.
private struct Made {
  var tools: [UInt64] = []
  var words: [Int] = []

  /// Places in the order of the tools.
  var order: [Int] = []
}

private let toolCount = 6
private let wordCount = 40
private let orderCount = 4

/// For each tool that it failed and what it said; then the sentences, the order of tools, and what users ask for.
private let columns =
  (1...UInt64(toolCount)).flatMap { tool in
    [ErrorTerm(tool: tool, type: .other), ErrorTerm(tool: tool, word: tool)].map {
      FeatureColumn(term: $0.key, errorTerm: $0, weight: 1, count: 9)
    }
  }
  + (0..<wordCount).map {
    FeatureColumn(term: TermKey(.reply, hash: UInt64($0)), errorTerm: nil, weight: 1, count: 9)
  }
  + (0..<orderCount).map {
    FeatureColumn(term: TermKey(.workflow, hash: UInt64($0)), errorTerm: nil, weight: 1, count: 9)
  } + [FeatureColumn(term: TermKey(.request, hash: 1), errorTerm: nil, weight: 1, count: 9)]

private func released(
  _ clusters: [[Made]], among others: Int = 0, isTelling: Bool = false, ordinary: [UInt64] = []
) -> [[Int32]] {
  let failures = clusters.joined() + [Made](repeating: Made(), count: others)
  let points = SparseMatrix(
    columnCount: columns.count,
    rows: failures.map { made -> [(column: Int, value: Float)] in
      let errors = made.tools.sorted().flatMap { [Int($0 - 1) * 2, Int($0 - 1) * 2 + 1] }
      let said = made.words.sorted().map { toolCount * 2 + $0 }
      let order = made.order.map { toolCount * 2 + wordCount + $0 }
      return (errors + said + order + [columns.count - 1]).map { (column: $0, value: Float(1)) }
    })
  let start =
    clusters.enumerated().flatMap { [Int32](repeating: Int32($0.offset), count: $0.element.count) }
    + [Int32](repeating: -1, count: others)
  var found = CoincidentErrors(
    points: points, columns: columns, isTelling: columns.map { $0.term.block == .workflow && isTelling },
    ordinary: OrdinaryErrors(kinds: Set(ordinary.map { ErrorTerm(tool: $0, type: .other) }))
  ).released(start)[...]
  return clusters.map { cluster in
    defer { found = found.dropFirst(cluster.count) }
    return Array(found.prefix(cluster.count))
  }
}

/// Failures that fail at a tool, and say one thing.
private func failures(
  _ count: Int, at tools: [UInt64] = [], saying words: [Int] = [], order: [Int] = []
) -> [Made] {
  [Made](repeating: Made(tools: tools, words: words, order: order), count: count)
}

/// Failures at the third tool of which all but one fail at the first as well.
private func beside(_ count: Int) -> [Made] { failures(count - 1, at: [1, 3]) + failures(1, at: [3]) }

private func all(_ cluster: Int32, _ count: Int) -> [Int32] { [Int32](repeating: cluster, count: count) }

@Test func `an error that comes beside the causes of larger clusters is no cause`() {
  let found = released([
    failures(30, at: [1]), failures(20, saying: [1, 2]),
    failures(3, at: [3, 1]) + failures(3, at: [3], saying: [1, 2]) + failures(2, at: [3], saying: [9]),
  ])
  #expect(found[2] == all(0, 3) + all(1, 3) + all(-1, 2))
  #expect(found[0] == all(0, 30) && found[1] == all(1, 20))
}

@Test func `an error whose traces show no other cause stays`() {
  let clusters = [
    failures(30, at: [1]), failures(20, saying: [1, 2]),
    failures(3, at: [3], saying: [1, 2]) + failures(5, at: [3], saying: [9]),
  ]
  // Three of eight are fewer than two fifths.
  #expect(released(clusters) == [all(0, 30), all(1, 20), all(2, 8)])
}

@Test func `what users ask for is no cause, nor is what a few do or what many do in unlike ways`() {
  // All have the request in common.
  #expect(released([failures(30), failures(8, at: [3])])[1] == all(1, 8))
  // Fourteen tell nothing of others.
  #expect(released([failures(14, at: [1]), beside(8)])[1] == all(1, 8))
  #expect(released([failures(15, at: [1]), beside(8)])[1] == all(0, 7) + all(-1, 1))
  // No sentence of a cluster is typical of it where each of its failures says another.
  let unlike = (0..<30).flatMap { failures(1, saying: [10 + $0]) }
  #expect(released([unlike, failures(8, at: [3], saying: [12])])[1] == all(1, 8))
}

@Test func `the order of tools is no cause unless a sign tells it`() {
  let clusters = [failures(20, order: [0, 1]), failures(8, at: [3], order: [0, 1])]
  #expect(released(clusters)[1] == all(1, 8))
  #expect(released(clusters, isTelling: true)[1] == all(0, 8))
  // What was said is half of what they have in common.
  let said = [
    failures(20, saying: [1, 2], order: [0, 1]), failures(8, at: [3], saying: [1, 2], order: [0, 1]),
  ]
  #expect(released(said)[1] == all(0, 8))
}

@Test func `a cluster goes to none that is smaller, and a large one goes nowhere`() {
  #expect(released([failures(19, at: [1]), beside(20)])[1] == all(1, 20))
  #expect(released([failures(20, at: [1]), beside(20)])[1] == all(0, 19) + all(-1, 1))
  #expect(released([failures(60, at: [1]), beside(49)])[1] == all(0, 48) + all(-1, 1))
  #expect(released([failures(60, at: [1]), beside(50)])[1] == all(1, 50))
  // Of two that show each other's error one stays.
  let other = failures(19, at: [1, 3]) + failures(1, at: [1])
  #expect(released([beside(20), other]) == [all(1, 19) + all(-1, 1), all(1, 20)])
  // One in a hundred of all failures.
  #expect(released([failures(70, at: [1]), beside(59)], among: 5_900)[1] == all(0, 58) + all(-1, 1))
}

@Test func `errors of two tools, and points in no cluster, are left as they are`() {
  let mixed = failures(4, at: [3], saying: [1, 2]) + failures(4, at: [4], saying: [1, 2])
  #expect(released([failures(20, saying: [1, 2]), mixed])[1] == all(1, 8))
  #expect(released([], among: 3) == [])
}

@Test func `errors that successes have as often make no small cluster, whatever its failures show`() {
  let clusters = [
    failures(20, saying: [1, 2]), failures(2, at: [3], saying: [1, 2]) + failures(6, at: [3], saying: [9]),
  ]
  #expect(released(clusters)[1] == all(1, 8))
  #expect(released(clusters, ordinary: [3])[1] == all(0, 2) + all(-1, 6))
  // Also of two tools, none of which most have.
  let mixed = [
    failures(20, saying: [1, 2]), failures(4, at: [3], saying: [8]) + failures(4, at: [4], saying: [9]),
  ]
  #expect(released(mixed, ordinary: [3, 4])[1] == all(-1, 8))
  #expect(released([failures(20, saying: [1, 2]), failures(60, at: [3])], ordinary: [3])[1] == all(1, 60))
}
