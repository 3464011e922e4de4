import Features
import Statistics
import Testing
import Traces

@testable import Pipeline

private func chat(_ id: String?, _ text: String, _ passed: Bool) -> String {
  MadeBlocks.chat(id, text, passed: passed)
}

@Test func `records are traces, duplicates and rejections, and the three add up`() {
  let collection = MadeBlocks.collection([
    [chat("a", "one", false), chat("a", "one", false), "{\"no\":\"trace\"}", "{cut"],
    [chat("b", "two", true), chat("a", "one", false), chat(nil, "two", true), chat("c", "two", true)],
  ])
  #expect(collection.recordCount == 8)
  #expect(collection.traceCount == 4)
  #expect(collection.duplicateCount == 2)
  #expect(collection.rejections.map(\.line) == [3, 4])
  #expect(collection.outcomeCounts == [.failure: 1, .success: 3])
  #expect(collection.evidence.rowCount == collection.rows.count)
}

@Test func `one id with other content is kept under a name of its own, and told`() {
  let collection = MadeBlocks.collection([
    [chat("a", "one", false)], [chat("a", "two", false), chat("a", "two", false)],
  ])
  // The list of conflicts has the names that the rows have.
  #expect(collection.conflicts.map(\.id) == [collection.rows[1].id])
  #expect(collection.conflicts.map(\.place.fileIndex) == [1])
  #expect(collection.duplicateCount == 1)
  #expect(collection.rows.count == 2)
  #expect(collection.rows[0].id == "a")
  #expect(collection.rows[1].id.hasPrefix("a#") && collection.rows[1].id.count == 10)
}

@Test func `a variant is part of the id only where there are several`() {
  let one = MadeBlocks.collection([[MadeBlocks.trial(1, 0, "x"), MadeBlocks.trial(2, 0, "y")]])
  #expect(one.rows.map(\.id) == ["1", "2"])
  let several = MadeBlocks.collection([
    [MadeBlocks.trial(1, 0, "x"), MadeBlocks.trial(2, 0, "y")], [MadeBlocks.trial(1, 1, "x")],
  ])
  #expect(several.rows.map(\.id) == ["1/0", "2", "1/1"])
  #expect(several.duplicateCount == 0 && several.conflicts.isEmpty)
}

@Test func `the order of the blocks changes no count and no id of what is not in conflict`() {
  var lines = (0..<60).map { chat("t\($0 % 50)", "text \($0 % 50)", $0 % 3 == 0) }
  lines += (0..<6).map { MadeBlocks.trial($0 / 2, $0 % 2, "task") }
  // The last ten repeat the first ten, some with another outcome: conflicts.
  let reference = MadeBlocks.collection(lines.map { [$0] })
  var generator = SplitMix64(seed: 5)
  for _ in 0..<10 {
    let shuffled = MadeBlocks.collection(generator.shuffled(lines).map { [$0] })
    #expect(shuffled.traceCount == reference.traceCount)
    #expect(shuffled.duplicateCount == reference.duplicateCount)
    let conflicts = { (collection: TraceCollection) in
      collection.conflicts.map { $0.id.prefix { $0 != "#" } }.sorted()
    }
    #expect(conflicts(shuffled) == conflicts(reference))
    #expect(shuffled.outcomeCounts == reference.outcomeCounts)
    let names = { (collection: TraceCollection) in
      collection.rows.map(\.id).filter { !$0.contains("#") }.sorted()
    }
    #expect(names(shuffled) == names(reference))
  }
}

@Test func `a success out of the sample is counted without a row`() {
  let lines = (0..<200).map { chat("t\($0)", "text", true) } + [chat("f", "text", false)]
  // A corpus said to be a hundred times what is read in full.
  let plan = MiningPlan(inputByteCount: 100 * (96 << 20))
  let collection = MadeBlocks.collection([lines], plan: plan)
  #expect(collection.outcomeCounts == [.success: 200, .failure: 1])
  #expect(collection.rows.count { $0.outcome == .failure } == 1)
  #expect(collection.rows.count { $0.outcome == .success } < 20)
}

@Test func `the hash of a file does not know of others`() {
  let alone = MadeBlocks.collection([[chat("a", "one", false)]])
  let first = MadeBlocks.collection([[chat("a", "one", false)], [chat("b", "two", false)]])
  #expect(alone.fileHashes[0] == first.fileHashes[0])
  #expect(first.fileHashes[0] != first.fileHashes[1])
}
