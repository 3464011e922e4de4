import LinearAlgebra
import Statistics
import Testing
import Traces

@testable import Features
@testable import Pipeline

/// What is said of six causes, three sentences each; the last three columns are said of any.
private let (causeCount, sentenceCount, anyCount) = (6, 3, 3)

/// A message of a tool: its cause, its type, and how many of ten failures are explained.
private struct Message {
  let cause: Int
  var type = ErrorType.other
  var explained = 4
  var tool: UInt64 = 1

  /// Whether all failures have the first sentence of cause 5 besides: what could not be done.
  var isFramed = false
  var count = 80

  /// Whether the message itself has the words of the first sentence of its cause.
  var isQuoted = true
}

private func replyKey(_ column: Int) -> TermKey { TermKey(.reply, hash: UInt64(column)) }

/// The clusters after merging, one for each message; the failures come in the order of the messages.
private func merged(_ messages: [Message], seed: UInt64, part: Float = 1) -> [Int32] {
  var generator = SplitMix64(seed: seed)
  let said = causeCount * sentenceCount
  var rows: [[(column: Int, value: Float)]] = []
  var start: [Int32] = []
  for (number, message) in messages.enumerated() {
    for _ in 0..<message.count {
      var row: [(column: Int, value: Float)] = [
        (column: said + generator.integer(below: anyCount), value: 0.5)
      ]
      if message.isFramed { row.append((column: said - 1, value: 0.5)) }
      if generator.integer(below: 10) < message.explained {
        let sentence = generator.integer(below: sentenceCount)
        row.append((column: message.cause * sentenceCount + sentence, value: 0.5))
      }
      rows.append(row)
      start.append(Int32(number))
    }
  }
  let points = SparseMatrix(columnCount: said + anyCount, rows: rows)
  let found = ExplanationMerging(
    points: points, replyParts: [Float](repeating: part, count: points.columnCount),
    replyColumns: Dictionary(
      uniqueKeysWithValues: (0..<points.columnCount).map { (replyKey($0), Int32($0)) }),
    replyKeys: { number in
      let message = messages[Int(number)]
      return message.isQuoted ? [replyKey(message.cause * sentenceCount)] : []
    },
    errors: { row in
      let number = Int(start[row])
      return [
        ErrorEvidence(
          tool: messages[number].tool, type: messages[number].type, provenance: .text,
          message: UInt64(number), isRepaired: false, call: 0)
      ]
    }, agents: [Int32](repeating: 0, count: points.rowCount)
  ).merged(start)
  for number in messages.indices {
    #expect(Set(zip(start, found).filter { $0.0 == number }.map(\.1)).count == 1)
  }
  return messages.indices.map { number in found[start.firstIndex(of: Int32(number)) ?? 0] }
}

/// What the agent fails at elsewhere, of a cause of its own.
private let elsewhere = Message(cause: 4, tool: 2)

@Test(arguments: 1...4) func `two messages that are explained alike are one cause`(seed: UInt64) {
  let messages = [0, 1, 0, 2, 1].map { Message(cause: $0) }
  #expect(merged(messages + [elsewhere], seed: seed) == [0, 1, 0, 3, 1, 5])
}

@Test(arguments: 1...4) func `all errors of a tool may be of one cause`(seed: UInt64) {
  let messages = [0, 0, 0].map { Message(cause: $0) }
  #expect(merged(messages + [elsewhere], seed: seed) == [0, 0, 0, 3])
}

@Test(arguments: 1...4) func `what is said of any error makes none one`(seed: UInt64) {
  let messages = (0..<4).map { Message(cause: $0, explained: 0) }
  #expect(merged(messages + [elsewhere], seed: seed) == [0, 1, 2, 3, 4])
}

@Test(arguments: 1...4) func `a frame in which all is said makes no two causes one`(seed: UInt64) {
  let messages = [0, 1, 1].map { Message(cause: $0, explained: 8, isFramed: true) }
  #expect(merged(messages + [elsewhere], seed: seed) == [0, 1, 1, 3])
}

@Test(arguments: 1...4) func `two types are two causes, whatever is said`(seed: UInt64) {
  let messages = [
    Message(cause: 0, type: .timeout), Message(cause: 0, type: .resource), Message(cause: 0, type: .timeout),
  ]
  #expect(merged(messages + [elsewhere], seed: seed) == [0, 1, 0, 3])
}

@Test func `two tools, or words that are said where all goes well, say nothing`() {
  let one = Message(cause: 0)
  #expect(merged([one, one, elsewhere], seed: 1) == [0, 0, 2])
  #expect(merged([one, one, elsewhere], seed: 1, part: 0) == [0, 1, 2])
  #expect(merged([one, Message(cause: 0, tool: 3), elsewhere], seed: 1) == [0, 1, 2])
}

@Test func `without failures at other tools nobody knows what is said of any`() {
  #expect(merged([Message(cause: 0), Message(cause: 0)], seed: 1) == [0, 1])
}

@Test(arguments: 1...4) func `a few failures go to one cluster and lead to no other`(seed: UInt64) {
  let messages = [Message(cause: 0), Message(cause: 1), Message(cause: 0, explained: 10, count: 6)]
  #expect(merged(messages + [elsewhere], seed: seed) == [0, 1, 0, 3])
}

@Test(arguments: 1...4) func `of few failures words that no message has join none`(seed: UInt64) {
  let (quoted, other) = (
    Message(cause: 0, explained: 9, count: 36), Message(cause: 0, explained: 9, count: 36, isQuoted: false)
  )
  #expect(merged([other, other, elsewhere], seed: seed) == [0, 1, 2])
  #expect(merged([quoted, other, elsewhere], seed: seed) == [0, 0, 2])
  let few = Message(cause: 0, explained: 10, count: 6, isQuoted: false)
  let many = Message(cause: 0, explained: 9, isQuoted: false)
  #expect(merged([many, few, elsewhere], seed: seed) == [0, 1, 2])
  #expect(merged([many, many, elsewhere], seed: seed) == [0, 0, 2])
}
