import Features
import Testing
import Traces

@testable import Pipeline

private let words = (0..<4).map { TermKey(.reply, hash: $0) }

private func reach(
  _ rows: [[TermKey]], weights: [Double] = [1, 1, 1, 1], read: [[[TermKey]]] = []
) -> SentenceReach {
  var table = EvidenceTable()
  for terms in rows {
    var evidence = Evidence()
    evidence.terms = terms
    table.append(evidence, outcome: .failure)
  }
  return SentenceReach(zip(words, weights).map { ($0, $1) }, rows: Array(rows.indices), in: table, read: read)
}

@Test func `traces with most of what sets a group apart in a sentence are close to it`() {
  let reach = reach([
    [words[0], words[1]], [words[0], words[1], words[2]], [words[0]], [], [TermKey(.request, hash: 0)],
  ])
  #expect(reach.closeCount(of: [words[0], words[1], words[2]]) == 2)
  #expect(!reach.isCommon([words[0], words[1], words[2]]))
  #expect(reach.closeCount(of: [words[0]]) == 3 && reach.isCommon([words[0]]))
  // What is worth more counts more, and what is worth nothing tells of no trace.
  #expect(reach.closeCount(of: []) == 0 && reach.closeCount(of: [TermKey(.reply, hash: 9)]) == 0)
}

@Test func `beside a word that is worth much another is none`() {
  let reach = reach([[words[0]], [words[1]]], weights: [0.9, 0.2, 0.1, 0.1])
  #expect(reach.closeCount(of: [words[0], words[1]]) == 1)
}

@Test func `what most traces say in sentences far from one another is no sentence of theirs`() {
  let said = Array(words[0...1])
  let apart = reach([said, said], read: [[said], [[words[0]], [words[1]]], [[words[0]], [words[1]]]])
  #expect(apart.closeCount(of: said) == 2 && !apart.isCommon(said))
  #expect(reach([said, said], read: [[said], [said + [words[2]]], [[words[0]]]]).isCommon(said))
}
