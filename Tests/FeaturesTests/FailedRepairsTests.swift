import Testing
import Traces

@testable import Features

private let tool: UInt64 = 7

/// Traces that call a tool, with errors of one message there; `nil` for none.
private func add(_ count: Int, _ outcome: Outcome, isRepaired: Bool?, to table: inout EvidenceTable) {
  for _ in 0..<count {
    var evidence = Evidence()
    evidence.add(tool: tool)
    if let isRepaired {
      evidence.errors = [
        ErrorEvidence(
          tool: tool, type: .conflict, provenance: .flag, message: 1, isRepaired: isRepaired, call: 0)
      ]
    }
    table.append(evidence, outcome: outcome)
  }
}

/// How many errors of a finished table count as repaired.
private func repairedCount(
  lasting: Int, followed: Int, ofSuccesses: Int, successes: Int = 100
) -> Int {
  var table = EvidenceTable()
  add(lasting, .failure, isRepaired: false, to: &table)
  add(followed, .failure, isRepaired: true, to: &table)
  add(ofSuccesses, .success, isRepaired: true, to: &table)
  add(successes, .success, isRepaired: nil, to: &table)
  table.finish(threadCount: 1)
  // A second time nothing changes.
  table.finish(threadCount: 1)
  return table.errors.count(where: \.isRepaired)
}

@Test func `what a later call seems to make good lasts where hardly a trace with it does well`() {
  #expect(repairedCount(lasting: 6, followed: 3, ofSuccesses: 0) == 0)
  // Where successes get over it, it is repaired.
  #expect(repairedCount(lasting: 6, followed: 3, ofSuccesses: 40) == 43)
  // Too few, and mostly made good.
  #expect(repairedCount(lasting: 2, followed: 1, ofSuccesses: 0) == 1)
  #expect(repairedCount(lasting: 3, followed: 6, ofSuccesses: 0) == 6)
  // Without successes nobody knows which errors they get over.
  #expect(repairedCount(lasting: 6, followed: 3, ofSuccesses: 0, successes: 0) == 3)
}

@Test func `traces of unknown outcome tell nothing of a repair and follow the others`() {
  var table = EvidenceTable()
  add(6, .failure, isRepaired: false, to: &table)
  add(3, .unknown, isRepaired: true, to: &table)
  add(100, .success, isRepaired: nil, to: &table)
  table.finish(threadCount: 1)
  #expect(table.errors.count(where: \.isRepaired) == 0)
}
