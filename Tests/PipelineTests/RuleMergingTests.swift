import Testing
import Traces

@testable import Features
@testable import Pipeline

/// What tools say, and the type that it has.
private let texts: [(text: String, type: ErrorType)] = [
  ("closed won needs a signed contract date", .validation),
  ("session of caller has expired meanwhile", .authentication),
  ("not allowed", .permission),
]

private struct Failure {
  var tool: UInt64
  var message: Int
  var agent: Int32 = 0
}

/// The clusters after merging.
private func merged(_ clusters: [[Failure]]) -> [Int32] {
  let failures = clusters.flatMap(\.self)
  let rule = RuleMerging(
    errors: { row in
      let failure = failures[row]
      return [
        ErrorEvidence(
          tool: failure.tool, type: texts[failure.message].type, provenance: .flag,
          message: UInt64(failure.message), isRepaired: false, call: 0)
      ]
    },
    words: MessageWords(
      messages: Dictionary(
        uniqueKeysWithValues: texts.enumerated().map { (UInt64($0), Array($1.text.utf8)) })),
    agents: failures.map(\.agent))
  return rule.merged(clusters.enumerated().flatMap { [Int32](repeating: Int32($0), count: $1.count) })
}

private func cluster(_ tool: UInt64, _ message: Int, agent: Int32 = 0, count: Int = 6) -> [Failure] {
  [Failure](repeating: Failure(tool: tool, message: message, agent: agent), count: count)
}

private func numbers(_ clusters: Int32...) -> [Int32] {
  clusters.flatMap { [Int32](repeating: $0, count: 6) }
}

@Test func `a rule that two tools of an agent tell in the same words is one cause`() {
  #expect(merged([cluster(1, 0), cluster(2, 0), cluster(3, 2, agent: 1)]) == numbers(0, 0, 2))
}

@Test func `what several agents hear is no rule of the trade`() {
  #expect(merged([cluster(1, 0), cluster(2, 0), cluster(9, 0, agent: 1)]) == numbers(0, 1, 2))
  #expect(merged([cluster(1, 0), cluster(2, 0)]) == numbers(0, 1), "there is no other agent to hear it")
}

@Test func `an error that says what became of the call, or says little, is no rule`() {
  #expect(merged([cluster(1, 1), cluster(2, 1), cluster(3, 2, agent: 1)]) == numbers(0, 1, 2))
  #expect(merged([cluster(1, 2), cluster(2, 2), cluster(3, 0, agent: 1)]) == numbers(0, 1, 2))
}

@Test func `of a message that half of a cluster do not have nothing follows`() {
  let half = cluster(2, 0, count: 2) + cluster(2, 2, count: 4)
  #expect(merged([cluster(1, 0), half, cluster(3, 2, agent: 1)]) == numbers(0, 1, 2))
  #expect(merged([]).isEmpty)
}
