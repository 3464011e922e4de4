import LinearAlgebra
import Testing

@testable import Pipeline

/// A failure without a tool error, or with one: its tools, the words of its request, its signs of the workflow and
/// the words of its reply, all by number.
private struct Made {
  var tools: [Int]
  var request: [Int]
  var signs: [Int] = []
  var words: [Int] = []
  var isErrorTold = false
}

/// Ten tools, and behind them ten words of requests.
private let toolColumnCount = 10

/// The number of the cluster of each failure once those of one setting are merged.
private func merged(_ failures: [Made], clusters: [Int32], tellingSign: Int? = nil) -> [Int32] {
  let work = SparseMatrix(
    columnCount: 20,
    rows: failures.map { made in
      (made.tools.sorted() + made.request.sorted().map { toolColumnCount + $0 }).map {
        (column: $0, value: 1)
      }
    })
  // Ten signs, and behind them the words of replies.
  let points = SparseMatrix(
    columnCount: 100,
    rows: failures.map { made in
      (made.signs.sorted() + made.words.sorted().map { 10 + $0 }).map { (column: $0, value: 1) }
    })
  return SettingMerging(
    points: points, isSign: (0..<100).map { $0 < 10 }, isWord: (0..<100).map { $0 >= 10 },
    isTelling: (0..<100).map { $0 == tellingSign },
    work: work.normalisingRows(),
    toolColumnCount: toolColumnCount, isErrorTold: failures.map(\.isErrorTold), threadCount: 2
  ).merged(clusters)
}

/// Eight failures with tools 0 to 2, that say a sentence of three words which no other failures say.
private func sentence(_ number: Int, tools: [Int] = [0, 1, 2], signs: [Int] = []) -> [Made] {
  (0..<8).map { place in
    Made(
      tools: tools, request: [place % 4, (place + 1) % 4], signs: signs,
      words: [3 * number, 3 * number + 1, 3 * number + 2])
  }
}

private func numbers(_ counts: [Int]) -> [Int32] {
  counts.enumerated().flatMap { [Int32](repeating: Int32($0.offset), count: $0.element) }
}

@Test func `sentences that share no word are one slip where all else is the same`() {
  let found = merged(sentence(0) + sentence(1) + sentence(2), clusters: numbers([8, 8, 8]))
  #expect(Set(found) == [0])
}

@Test func `with other tools, or another way to go, a slip is another`() {
  let other = sentence(1, tools: [3, 4, 5])
  #expect(merged(sentence(0) + other, clusters: numbers([8, 8])) == numbers([8, 8]))
  let looped = sentence(1, signs: [1, 2])
  #expect(merged(sentence(0, signs: [5]) + looped, clusters: numbers([8, 8])) == numbers([8, 8]))
}

@Test func `a sign that tells slips apart keeps clusters apart however alike the rest is`() {
  let failures = sentence(0, signs: [1, 2, 3, 4]) + sentence(1, signs: [1, 2, 3, 4, 5])
  #expect(Set(merged(failures, clusters: numbers([8, 8]))) == [0])
  #expect(merged(failures, clusters: numbers([8, 8]), tellingSign: 5) == numbers([8, 8]))
  // That both have it keeps nothing apart.
  #expect(Set(merged(failures, clusters: numbers([8, 8]), tellingSign: 4)) == [0])
}

@Test func `where the words of two larger clusters tell them apart, nothing of their setting is merged`() {
  let (one, two) = (sentence(0) + sentence(0).prefix(4), sentence(1) + sentence(1).prefix(4))
  #expect(merged(one + two + sentence(2), clusters: numbers([12, 12, 8])) == numbers([12, 12, 8]))
  // One that is not small takes in the small ones.
  #expect(Set(merged(one + sentence(1) + sentence(2), clusters: numbers([12, 8, 8]))) == [0])
}

@Test func `where no tool was called nothing is known but the words`() {
  let silent = sentence(0, tools: []) + sentence(1, tools: [])
  #expect(merged(silent, clusters: numbers([8, 8])) == numbers([8, 8]))
}

@Test func `a cluster that a tool error tells is left alone, and so are points in none`() {
  var failures = sentence(0) + sentence(1)
  for place in 8..<16 { failures[place].isErrorTold = true }
  #expect(merged(failures, clusters: numbers([8, 8])) == numbers([8, 8]))
  let lone = [Int32](repeating: -1, count: 8)
  #expect(merged(sentence(0) + sentence(1), clusters: numbers([8]) + lone) == numbers([8]) + lone)
  #expect(merged([], clusters: []) == [])
}
