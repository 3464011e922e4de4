import Testing
import Traces

@testable import Features
@testable import Pipeline

/// What a tool says, and the type that its errors have.
private let texts: [(text: String, type: ErrorType)] = [
  ("lot <id> is taken by another bidder", .conflict), ("no such lot <id>", .notFound),
  ("held by a rival until <time>", .conflict), ("the hall is dark", .other),
  ("cannot allocate <size>", .resource),
  ("worker killed: out of memory", .resource), ("message size <num> above the cap", .resource),
  ("lot <id> is taken by a rival bidder", .conflict),
  ("bridge: no response in <num> s", .timeout), ("ETIMEDOUT", .timeout),
]

private func error(_ message: Int, tool: UInt64 = 1) -> ErrorEvidence {
  ErrorEvidence(
    tool: tool, type: texts[message].type, provenance: .flag, message: UInt64(message), isRepaired: false,
    call: 0)
}

private func split(errors: [[ErrorEvidence]]) -> [Int32] {
  let messages = Dictionary(
    uniqueKeysWithValues: texts.enumerated().map { (UInt64($0), Array($1.text.utf8)) })
  return CauseSplitting(minimumSupport: 4, errors: { errors[$0] }, words: MessageWords(messages: messages))
    .split([Int32](repeating: 0, count: errors.count))
}

/// The clusters after splitting, of failures in one cluster whose tool says some of the texts each.
private func split(_ failures: [(count: Int, messages: [Int])]) -> [Int32] {
  split(
    errors: failures.flatMap { failure in (0..<failure.count).map { _ in failure.messages.map { error($0) } }
    })
}

private func zeros(_ count: Int) -> [Int32] { [Int32](repeating: 0, count: count) }
private func ones(_ count: Int) -> [Int32] { [Int32](repeating: 1, count: count) }

@Test func `two messages that no failure with several errors has together are two causes`() {
  #expect(split([(10, [0, 0]), (8, [1, 1]), (2, [])]) == zeros(10) + ones(8) + [0, 0])
}

@Test func `messages that come together, or of which nothing tells whether they do, are one cause`() {
  #expect(split([(5, [0, 1]), (6, [0, 0]), (6, [1, 1])]) == zeros(17))
  #expect(split([(10, [0]), (10, [1])]) == zeros(20))
}

@Test func `a message of few makes no part`() {
  #expect(split([(30, [0, 0]), (3, [1, 1])]) == zeros(33))
  #expect(split(errors: []) == [])
}

@Test func `of three messages two that come together stay in one part`() {
  #expect(split([(6, [0, 0]), (6, [2, 2]), (6, [0, 2]), (9, [3, 3])]) == zeros(18) + ones(9))
}

@Test func `two kinds of a type are two causes, and two messages of a kind are one`() {
  #expect(split([(8, [4, 4]), (6, [6, 6])]) == zeros(8) + ones(6))
  #expect(split([(8, [4, 4]), (6, [5, 5])]) == zeros(14))
}

@Test func `messages of a type with many words in common are one cause`() {
  #expect(split([(8, [0, 0]), (8, [7, 7])]) == zeros(16))
}

@Test func `a tool that is too slow is one cause in words that no failure has together`() {
  #expect(split([(8, [8, 8]), (6, [9, 9])]) == zeros(14))
  #expect(split([(8, [8, 8]), (6, [1, 1])]) == zeros(8) + ones(6))
}

@Test func `errors of a tool that fewer than three in five have tell nothing`() {
  #expect(split(errors: (0..<40).map { [error($0 % 2, tool: $0 < 20 ? 1 : UInt64($0))] }) == zeros(40))
}

@Test func `failures with many errors are split in little time`() {
  let errors = (0..<400).map { row in (0..<500).map { error(row % 2 == 0 ? $0 % 4 : 4 + $0 % 3) } }
  #expect(split(errors: errors).count == 400)
}
