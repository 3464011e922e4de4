import Testing
import Traces

@testable import Features
@testable import Pipeline

/// The clusters after merging, each of four failures whose tool says one message.
private func merged(_ texts: [String], tools: [UInt64]? = nil, besides others: [String] = []) -> [Int32] {
  var messages: [UInt64: [UInt8]] = [:]
  for (number, text) in (texts + others).enumerated() { messages[UInt64(number)] = Array(text.utf8) }
  let errors = texts.indices.flatMap { number in
    (0..<4).map { place in
      // Of one failure in four the message is another.
      let isOther = place == 3 && !others.isEmpty
      return [
        ErrorEvidence(
          tool: tools?[number] ?? 1, type: .other, provenance: .flag,
          message: UInt64(isOther ? texts.count + number % max(1, others.count) : number), isRepaired: false,
          call: 0)
      ]
    }
  }
  let found = SlotMerging(errors: { errors[$0] }, messages: messages)
    .merged(texts.indices.flatMap { [Int32](repeating: Int32($0), count: 4) })
  return texts.indices.map { found[$0 * 4] }
}

@Test func `messages that name three things in one place are one`() {
  #expect(
    merged([
      "the red bus is fully booked until <time>", "the night train is fully booked until <time>",
      "the ferry is fully booked until <time>",
    ])
      == [0, 0, 0])
  #expect(
    merged(["kids club on <time> has <num> places", "ski class on <time> has <num> places"]) == [0, 1])
  #expect(
    merged(
      ["kids club on <time> has <num> places", "ski class on <time> has <num> places"],
      besides: ["sled tour on <time> has <num> places"]) == [0, 0])
}

@Test func `two names in capitals are names`() {
  #expect(
    merged(["Kwik Panel has no lift free until <time>", "City Body Shop has no lift free until <time>"]) == [
      0, 0,
    ])
  #expect(merged(["could not reach Dr. Okafor at <num>", "could not reach Dr. Bains at <num>"]) == [0, 0])
}

@Test func `two causes, tools, or messages with little in common stay apart`() {
  #expect(
    merged(["payment rejected: card expired on <time>", "payment rejected: limit passed on <time>"]) == [
      0, 1,
    ])
  #expect(merged(["Card is lost", "Account is lost", "Key is lost"]) == [0, 1, 2])
  #expect(
    merged(["Tom Ray is on leave until <time>", "Ann Lee is on leave until <time>"], tools: [1, 2]) == [0, 1])
  #expect(merged(["the bay is full", "the bay is full"]) == [0, 1])
  #expect(merged([]) == [])
}
