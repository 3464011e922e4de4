import Testing
import Traces

@testable import Features
@testable import Pipeline

private let texts = [
  "screening hit on sanctions list", "payment held for review", "beneficiary bank unknown",
  "screening hit on sanctions list today",
]

/// The clusters after merging, of failures whose tool says some of the texts each.
private func merged(_ clusters: [[(count: Int, messages: [Int])]], tools: [UInt64]) -> [Int32] {
  let rows = zip(clusters, tools).flatMap { cluster, tool in
    cluster.flatMap { failure in
      (0..<failure.count).map { _ in
        failure.messages.map {
          ErrorEvidence(
            tool: tool, type: .other, provenance: .flag, message: UInt64($0), isRepaired: false, call: 0)
        }
      }
    }
  }
  let messages = Dictionary(uniqueKeysWithValues: texts.enumerated().map { (UInt64($0), Array($1.utf8)) })
  return CoincidenceMerging(errors: { rows[$0] }, words: MessageWords(messages: messages)).merged(
    clusters.enumerated().flatMap { number, cluster in
      [Int32](repeating: Int32(number), count: cluster.reduce(0) { $0 + $1.count })
    })
}

private func numbers(_ first: Int32, _ second: Int32) -> [Int32] {
  [Int32](repeating: first, count: 10) + [Int32](repeating: second, count: 10)
}

@Test func `two wordings that failures of a tool have together are one cause`() {
  #expect(merged([[(8, [0, 0]), (2, [0, 1])], [(10, [1, 1])]], tools: [5, 5]) == numbers(0, 0))
}

@Test func `two wordings that no failure has together, or one alone, stay apart`() {
  #expect(merged([[(10, [0, 0])], [(10, [1, 1])]], tools: [5, 5]) == numbers(0, 1))
  #expect(merged([[(9, [0, 0]), (1, [0, 1])], [(10, [1, 1])]], tools: [5, 5]) == numbers(0, 1))
}

@Test func `few of the many failures that would have both by lot join nothing`() {
  let many = merged([[(98, [0, 0]), (2, [0, 1])], [(100, [1, 1])]], tools: [5, 5])
  #expect(Set(many) == [0, 1])
}

@Test func `two wordings that come together too seldom stay apart whatever lies between them`() {
  let first = [(count: 14, messages: [0, 0]), (6, [0, 1])]
  let middle = [(count: 20, messages: [1, 1])]
  let last = [(count: 17, messages: [2, 2]), (3, [2, 1])]
  #expect(Set(merged([first, middle, last], tools: [5, 5, 5])) == [0, 2])
}

@Test func `failures of one error each tell nothing, and those of two tools are not held together`() {
  #expect(merged([[(10, [0])], [(10, [1])]], tools: [5, 5]) == numbers(0, 1))
  #expect(merged([[(8, [0, 0]), (2, [0, 1])], [(10, [1, 1])]], tools: [5, 6]) == numbers(0, 1))
}

@Test func `messages with like words are one wording`() {
  // Those of the first cluster come in two forms, neither of which half of it has beside the other.
  let first = [(count: 4, messages: [0, 0]), (4, [3, 3]), (2, [3, 1])]
  #expect(merged([first, [(10, [1, 1])]], tools: [5, 5]) == numbers(0, 0))
}
