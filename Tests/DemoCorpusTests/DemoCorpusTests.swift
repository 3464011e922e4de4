import Foundation
import Testing

@testable import DemoCorpus

/// Returns all lines of a corpus and their truth.
func drawn(_ corpus: DemoCorpus) -> [(line: [UInt8], truth: PlantedTruth)] {
  var traces: [(line: [UInt8], truth: PlantedTruth)] = []
  corpus.forEachTrace { traces.append((line: $0, truth: $1)) }
  return traces
}

/// Returns a line as a JSON object.
func object(_ line: [UInt8]) throws -> [String: Any] {
  try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
}

/// Returns the messages of a line.
func messages(_ line: [UInt8]) throws -> [[String: Any]] {
  try #require(try object(line)["messages"] as? [[String: Any]])
}

@Test func `the same settings and seed give the same bytes`() {
  let one = drawn(DemoCorpus(traceCount: 300, modeCount: 12, seed: 5))
  let two = drawn(DemoCorpus(traceCount: 300, modeCount: 12, seed: 5))
  #expect(one.map(\.line) == two.map(\.line))
  #expect(one.map(\.truth) == two.map(\.truth))
}

@Test func `another seed gives other traces`() {
  let one = drawn(DemoCorpus(traceCount: 100, modeCount: 5, seed: 1))
  let two = drawn(DemoCorpus(traceCount: 100, modeCount: 5, seed: 2))
  #expect(Set(one.map(\.truth.traceID)).isDisjoint(with: two.map(\.truth.traceID)))
}

@Test func `a trace made alone is the trace made in order`() {
  let corpus = DemoCorpus(traceCount: 200, modeCount: 8, seed: 3)
  let all = drawn(corpus)
  for index in [199, 0, 17, 17, 120] {
    var bytes = Array("kept\n".utf8)
    let truth = corpus.appendTrace(at: index, to: &bytes)
    #expect(bytes == Array("kept\n".utf8) + all[index].line)
    #expect(truth == all[index].truth)
  }
}

@Test func `every line is one JSON object in the chat shape`() throws {
  for (line, truth) in drawn(DemoCorpus(traceCount: 600, modeCount: 24, seed: 1)) {
    #expect(line.last == UInt8(ascii: "\n"))
    #expect(line.dropLast().allSatisfy { $0 != UInt8(ascii: "\n") })
    let trace = try object(line)
    #expect(trace["id"] as? String == truth.traceID)
    #expect(trace["agent"] is String)
    #expect(trace["started_at"] is String)
    var openCalls: Set<String> = []
    for message in try messages(line) {
      let role = try #require(message["role"] as? String)
      #expect(["system", "user", "assistant", "tool"].contains(role))
      for call in message["tool_calls"] as? [[String: Any]] ?? [] {
        let function = try #require(call["function"] as? [String: Any])
        let arguments = try #require(function["arguments"] as? String)
        #expect(try JSONSerialization.jsonObject(with: Data(arguments.utf8)) is [String: Any])
        openCalls.insert(try #require(call["id"] as? String))
      }
      if role == "tool" {
        #expect(openCalls.remove(try #require(message["tool_call_id"] as? String)) != nil)
      }
    }
    #expect(openCalls.isEmpty)
  }
}

@Test func `successful tool results in JSON are JSON`() throws {
  var bodyCount = 0
  for (line, _) in drawn(DemoCorpus(traceCount: 800, modeCount: 55, seed: 9)) {
    for message in try messages(line) where message["role"] as? String == "tool" {
      let content = try #require(message["content"] as? String)
      guard content.hasPrefix("{") else { continue }
      bodyCount += 1
      #expect(try JSONSerialization.jsonObject(with: Data(content.utf8)) is [String: Any])
    }
  }
  #expect(bodyCount > 1_000)
}

@Test func `counts, failures and mode sizes are as set`() {
  let corpus = DemoCorpus(traceCount: 2_000, modeCount: 40, seed: 4)
  let truths = drawn(corpus).map(\.truth)
  #expect(truths.count == 2_000)
  #expect(Set(truths.map(\.traceID)).count == 2_000)
  let failures = truths.filter(\.fails)
  #expect(failures.count == 2_000 * DemoCorpus.failurePercent / 100)
  let sizes = Dictionary(grouping: failures.filter { !$0.mode.isEmpty }, by: \.mode).mapValues(\.count)
  #expect(sizes.count == 40)
  for (mode, size) in zip(corpus.modes, corpus.weeks[0].modeSizes) { #expect(sizes[mode.name] == size) }
  #expect(failures.count { $0.mode.isEmpty } == corpus.weeks[0].oneOffCount)
}

@Test func `a tenth of the outcomes is unknown and the others are true`() throws {
  let traces = drawn(DemoCorpus(traceCount: 2_000, modeCount: 10, seed: 6, meanTraceBytes: 3_000))
  let unknownShare = Double(traces.count { !$0.truth.showsOutcome }) / 2_000
  #expect(abs(unknownShare - 0.10) < 0.03)
  for (line, truth) in traces {
    let outcome = try object(line)["outcome"] as? [String: Any]
    #expect((outcome == nil) == !truth.showsOutcome)
    #expect(outcome == nil || outcome?["passed"] as? Bool == !truth.fails)
  }
}

@Test(arguments: [14, 100, 600, 1_500, 20_000])
func `the most modes allowed can be planted`(traceCount: Int) {
  let modeCount = DemoCorpus.maximumModeCount(traceCount: traceCount)
  #expect(DemoCorpus(traceCount: traceCount, modeCount: modeCount, seed: 1).modes.count == modeCount)
}

@Test func `truth rows hold id, mode and both outcomes`() {
  let truth = PlantedTruth(
    traceID: "tr_1", mode: "shop/agent/hands off at once", fails: true, showsOutcome: false)
  #expect(truth.row == "tr_1,shop/agent/hands off at once,failure,unknown\n")
  let columnCount = PlantedTruth.header.split(separator: ",").count
  for (_, truth) in drawn(DemoCorpus(traceCount: 200, modeCount: 10, seed: 8)) {
    #expect(truth.row.split(separator: ",", omittingEmptySubsequences: false).count == columnCount)
  }
}

@Test(arguments: [4_000, 8_192, 20_000])
func `traces are as long as asked for`(meanTraceBytes: Int) {
  let corpus = DemoCorpus(traceCount: 1_500, modeCount: 20, seed: 2, meanTraceBytes: meanTraceBytes)
  let sizes = drawn(corpus).map(\.line.count)
  let mean = Double(sizes.reduce(0, +)) / 1_500
  // Sizes are long-tailed: with 1,500 traces the mean still wanders by several per cent.
  #expect(abs(mean / Double(meanTraceBytes) - 1) < 0.15)
}

@Test func `a few traces are very long`() {
  let sizes = drawn(DemoCorpus(traceCount: 3_000, modeCount: 20, seed: 2)).map(\.line.count)
  #expect(sizes.contains { $0 > 100_000 })
  #expect(sizes.count { $0 > 60_000 } < 60)
}
