import Testing
import Traces

@testable import Features
@testable import Pipeline

/// Whether two clusters are apart whose failures have some messages each.
private func areApart(_ one: [[UInt64]], _ other: [[UInt64]], tool: UInt64 = 1) -> Bool {
  let all = one + other
  let errors: (Int) -> [ErrorEvidence] = { row in
    all[row].enumerated().map { call, message in
      ErrorEvidence(
        tool: 1, type: .other, provenance: .flag, message: message, isRepaired: false, call: call)
    }
  }
  let rows = Array(all.indices)
  return MetMessages(errors: errors).areApart(
    Array(rows.prefix(one.count)), Array(rows.dropFirst(one.count)), at: tool)
}

private func failures(_ count: Int, _ messages: [UInt64]) -> [[UInt64]] {
  [[UInt64]](repeating: messages, count: count)
}

@Test func `messages of two causes are never met, though those of each are`() {
  let (one, other) = (
    failures(20, [11, 12]) + failures(9, [11]), failures(20, [21, 22]) + failures(4, [22])
  )
  #expect(areApart(one, other) && areApart(other, one))
  // One that has both is chance.
  #expect(areApart(one + [[11, 22]], other))
  #expect(!areApart(one, other, tool: 2))
}

@Test func `messages that are met are of one cause, and so may be those of failures with one message each`() {
  #expect(!areApart(failures(10, [11, 12]) + failures(10, [11, 21]), failures(10, [21, 22])))
  #expect(!areApart(failures(100, [11]), failures(100, [21])))
  // The same message again is one, and a few failures tell nothing.
  #expect(!areApart(failures(20, [11, 11]), failures(20, [21, 21])))
  #expect(!areApart(failures(4, [11, 12]), failures(5, [21, 22])))
  // Where one cluster alone has several, none of the other's could have been met.
  #expect(!areApart(failures(20, [11, 12]), failures(20, [21])))
}
