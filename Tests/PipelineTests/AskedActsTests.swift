import Testing
import Traces

@testable import Features
@testable import Pipeline

private let (find, look, cancel, book): (UInt64, UInt64, UInt64, UInt64) = (11, 12, 13, 14)

/// A run whose user asks in some words.
private struct Run {
  var words: [UInt64]
  var tools: [UInt64]
  var outcome = Outcome.success
}

/// Twenty users want to cancel, forty to book; all are found first, and looked up before either.
private let work =
  [Run](repeating: Run(words: [1, 2], tools: [find, look, cancel]), count: 20)
  + [Run](repeating: Run(words: [3, 4], tools: [find, look, book]), count: 40)

/// Which of some failures were asked for the same, by the numbers of the first; `nil` for those asked for none.
private func asked(_ failures: [Run]) -> [Int?] {
  var table = EvidenceTable()
  let runs = work + failures
  for run in runs {
    var evidence = Evidence()
    for tool in run.tools { evidence.add(tool: tool) }
    evidence.terms = run.words.map { TermKey(.request, hash: $0) }
    table.append(evidence, outcome: run.outcome)
  }
  table.noteLapses(agents: runs.map { _ in 0 })
  let rows = failures.indices.map { work.count + $0 }
  let acts = AskedActs(
    table, rows: rows, agents: rows.map { _ in 0 },
    successes: SuccessSample(rows: Array(work.indices), agents: work.map { _ in 0 }, weight: 1))
  let tools = acts.tools(of: Array(failures.indices))
  return failures.indices.map { place in
    tools[place].flatMap { tool in failures.indices.first { tools[$0] == tool } }
  }
}

private func failure(_ words: [UInt64], _ tools: [UInt64]) -> Run {
  Run(words: words, tools: tools, outcome: .failure)
}

@Test func `what was asked for is told by the request, called or not, and not by what all work calls`() {
  let found = asked([
    failure([1, 2], [find]), failure([1, 2], [find, look, cancel]), failure([1, 2], []),
    failure([9], [find, look, cancel]),
  ])
  #expect(found == [0, 0, 0, nil])
}

@Test func `what most work ends with tells no work from another`() {
  // Two in three of the successes book.
  #expect(asked([failure([3, 4], [find]), failure([3, 4], [find, look, book])]) == [nil, nil])
}

@Test func `of two acts asked for the one left undone counts`() {
  let both = failure([1, 2, 3, 4], [find, look, book])
  #expect(asked([failure([1, 2], [find, look]), both]) == [0, 0])
}
