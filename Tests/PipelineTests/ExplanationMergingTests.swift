import LinearAlgebra
import Statistics
import Testing
import Traces

@testable import Features
@testable import Pipeline

/// What is said of five causes, three sentences each; the last three columns are said of any.
private let (causeCount, sentenceCount, anyCount) = (5, 3, 3)

/// Failures of one tool, eighty of each of some messages: of each message its cause, its type, and how many of ten
/// failures are explained.
private func merged(
  _ messages: [(cause: Int, type: ErrorType, explained: Int)], seed: UInt64, isReply: Bool = true,
  tools: [UInt64]? = nil
) -> [Int32] {
  var generator = SplitMix64(seed: seed)
  let said = causeCount * sentenceCount
  var rows: [[(column: Int, value: Float)]] = []
  var start: [Int32] = []
  for (number, message) in messages.enumerated() {
    for _ in 0..<80 {
      let any = said + generator.integer(below: anyCount)
      let own = message.cause * sentenceCount + generator.integer(below: sentenceCount)
      let isExplained = generator.integer(below: 10) < message.explained
      var row: [(column: Int, value: Float)] = [(column: any, value: 0.5)]
      if isExplained { row.append((column: own, value: 0.5)) }
      rows.append(row)
      start.append(Int32(number))
    }
  }
  let points = SparseMatrix(columnCount: said + anyCount, rows: rows)
  let errors = { (row: Int) in
    let number = Int(start[row])
    return [
      ErrorEvidence(
        tool: tools?[number] ?? 1, type: messages[number].type, provenance: .text, message: UInt64(number),
        isRepaired: false, call: 0)
    ]
  }
  return ExplanationMerging(
    points: points, isReply: [Bool](repeating: isReply, count: points.columnCount), errors: errors
  ).merged(start)
}

/// The clusters of messages, by the first failure of each.
private func numbers(_ found: [Int32]) -> [Int32] {
  stride(from: 0, to: found.count, by: 80).map { found[$0] }
}

@Test(arguments: 1...4) func `two messages that are explained alike are one cause`(seed: UInt64) {
  let found = merged(
    [(0, .conflict, 4), (1, .conflict, 4), (0, .conflict, 4), (2, .conflict, 4), (1, .other, 4)], seed: seed)
  #expect(numbers(found) == [0, 1, 0, 3, 1])
  for number in 0..<5 { #expect(Set(found[(number * 80)..<(number * 80 + 80)]).count == 1) }
}

@Test(arguments: 1...4) func `what is said of any error makes none one`(seed: UInt64) {
  let messages = (0..<5).map { (cause: $0, type: ErrorType.other, explained: 0) }
  #expect(numbers(merged(messages, seed: seed)) == [0, 1, 2, 3, 4])
}

@Test(arguments: 1...4) func `two types are two causes, whatever is said`(seed: UInt64) {
  let found = merged([(0, .timeout, 5), (1, .timeout, 5), (0, .resource, 5), (2, .resource, 5)], seed: seed)
  #expect(numbers(found) == [0, 1, 2, 3])
}

@Test func `two tools, or words of no assistant, say nothing`() {
  let messages: [(Int, ErrorType, Int)] = [(0, .other, 5), (0, .other, 5), (1, .other, 5), (2, .other, 5)]
  #expect(numbers(merged(messages, seed: 1)) == [0, 0, 2, 3])
  #expect(numbers(merged(messages, seed: 1, isReply: false)) == [0, 1, 2, 3])
  #expect(numbers(merged(messages, seed: 1, tools: [1, 2, 1, 1])) == [0, 1, 2, 3])
}

@Test func `without other errors of the tool nobody knows what is said of any`() {
  #expect(numbers(merged([(0, .other, 5), (0, .other, 5)], seed: 1)) == [0, 1])
}
