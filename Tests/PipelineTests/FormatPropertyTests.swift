import Foundation
import Statistics
import Testing
import Traces

@testable import Pipeline

/// The records of the samples that are lines, by the name of the sample.
private func lines(_ name: String) throws -> [[UInt8]] {
  try SampleTraces.sampleFiles(name).flatMap { file in
    file.split(separator: UInt8(ascii: "\n")).map { Array($0) }
  }
}

private func file(_ lines: some Sequence<[UInt8]>) -> [UInt8] {
  Array(lines.joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
}

/// What of a reading must not depend on how the records lie.
private func facts(_ read: SampleTraces) -> [[String]] {
  read.traces().map { trace in
    trace.lines + [trace.outcome.name, trace.outcomeSource?.name ?? "", trace.thread.map(trace.string) ?? ""]
  }.sorted { $0.joined() < $1.joined() }
}

/// Samples whose records are lines that may come in any order.
private let spans = [
  "langsmith-api", "langsmith-cli", "langfuse-blob", "phoenix", "otlp-genai", "otlp-indexed", "otlp-events",
  "otlp-logs", "langsmith-tree",
]

@Test(arguments: spans)
func `records in another order, in other files and several times give the same traces`(name: String) throws {
  let lines = try lines(name)
  let expected = facts(SampleTraces([file(lines)]))
  var generator = SplitMix64(seed: 11)
  for _ in 0..<12 {
    let shuffled = generator.shuffled(lines + lines.filter { _ in generator.next() % 3 == 0 })
    let fileCount = Int(generator.next() % 4) + 1
    let files = (0..<fileCount).map { place in
      file(shuffled.enumerated().filter { $0.offset % fileCount == place }.map(\.element))
    }
    let read = SampleTraces(files)
    #expect(facts(read) == expected)
    #expect(read.addsUp)
    #expect(read.collection.rejections.isEmpty)
  }
}

@Test func `a session split between files is one trace, and one file twice changes nothing`() throws {
  let lines = try lines("claude-code")
  let expected = facts(SampleTraces([file(lines)]))
  for cut in 1..<lines.count {
    let read = SampleTraces([file(lines[..<cut]), file(lines[cut...]), file(lines[..<cut])])
    #expect(facts(read) == expected, "cut before line \(cut + 1)")
    #expect(read.addsUp)
  }
}

private let all = [
  "chat", "langsmith-api", "langsmith-cli", "langsmith-tree", "langfuse-blob", "langfuse-pages",
  "langfuse-api", "phoenix",
  "phoenix-otlp", "otlp-genai", "otlp-indexed", "otlp-events", "otlp-logs", "inspect-json", "tau-bench",
  "tau2",
  "swe-agent", "mini-swe-agent", "claude-code", "codex", "codex-plain", "atif", "message-rows",
  "who-and-when",
]

@Test(arguments: all)
func `bytes that are changed or cut off never stop a run, and the counts add up`(name: String) throws {
  let files = try SampleTraces.sampleFiles(name)
  var generator = SplitMix64(seed: 17)
  for round in 0..<40 {
    var broken = files
    let index = Int(generator.next() % UInt64(files.count))
    let place = Int(generator.next() % UInt64(files[index].count))
    switch round % 3 {
    case 0: broken[index][place] = UInt8(truncatingIfNeeded: generator.next())
    case 1: broken[index].removeSubrange(place...)
    default: broken[index].remove(at: place)
    }
    let read = SampleTraces(broken)
    #expect(read.addsUp, "round \(round), byte \(place) of file \(index)")
    let total = read.inspection.total
    let sum = total.traceCount + total.joinedCount + total.duplicateCount + total.rejectionCount
    #expect(sum == total.recordCount)
    #expect(total.traceCount == read.collection.traceCount)
    #expect(total.turnCount == read.collection.turnCount)
  }
}

@Test func `sessions that are files are spread over the partitions`() throws {
  let lines = try lines("codex")
  let blocks = (0..<200).map { SampleTraces.block(file(lines), fileIndex: $0) }
  var filled: Set<Int> = []
  for block in blocks {
    let parts = TraceIntake(plan: MiningPlan()).intake(of: block).parts
    for (place, bytes) in parts.partitions.enumerated() where !bytes.isEmpty { filled.insert(place) }
  }
  #expect(filled.count > PartShelf.partitionCount / 2)
}

@Test func `many traces whose spans lie far apart are joined each by itself`() throws {
  let sample = try lines("phoenix").map { String(decoding: $0, as: UTF8.self) }
  let traceCount = 300
  var records: [String] = []
  for line in sample {
    for number in 0..<traceCount {
      records.append(
        line.replacing(#""trace_id": "a1""#, with: #""trace_id": "a\#(number)""#)
          .replacing("order 7", with: "order \(number)"))
    }
  }
  let read = SampleTraces([Array(records.joined(separator: "\n").utf8)])
  #expect(read.collection.traceCount == traceCount)
  #expect(read.collection.joinedCount == records.count - traceCount)
  #expect(read.collection.turnCount == 7 * traceCount && read.collection.toolCallCount == 2 * traceCount)
  for trace in read.traces() {
    let number = try #require(trace.id.map(trace.string)).dropFirst()
    #expect(trace.string(trace.turns[1].text) == "Where is order \(number)?")
  }
}
