import Clustering
import DemoCorpus
import JSONBytes
import Signatures
import Statistics
import Testing
import Traces

@testable import Pipeline

/// A small corpus, mined in blocks of fifty traces.
private struct MadeRun {
  let blocks: [RecordBlock]
  let modeOfTrace: [String: String]

  init(seed: UInt64) {
    var lines: [[UInt8]] = []
    var modes: [String: String] = [:]
    DemoCorpus(traceCount: 600, modeCount: 12, seed: seed, meanTraceBytes: 4_096).forEachTrace {
      line, truth in
      lines.append(Array(line.dropLast()))
      modes[truth.traceID] = truth.mode
    }
    blocks = stride(from: 0, to: lines.count, by: 50).enumerated().map { index, start in
      MadeBlocks.block(Array(lines[start..<min(start + 50, lines.count)]), fileIndex: index)
    }
    modeOfTrace = modes
  }

  func mined(
    threadCount: Int = 1, order: [RecordBlock]? = nil, signatureCount: Int? = nil
  ) throws -> MinedSignatures {
    let plan = MiningPlan(signatureCount: signatureCount, threadCount: threadCount)
    let collection = MadeBlocks.collection(order ?? blocks, plan: plan)
    return try MadeBlocks.mined(collection, plan: plan)
  }

  /// The agreement over the failures that were planted in a mode; one found nowhere is a cluster of its own.
  func agreement(_ mined: MinedSignatures) -> AgreementOfPartitions {
    var (truth, found): ([Int32], [Int32]) = ([], [])
    var numbers: [String: Int32] = [:]
    for (point, row) in mined.selection.mined.enumerated() {
      guard let mode = modeOfTrace[mined.collection.rows[row].id], !mode.isEmpty else { continue }
      truth.append(numbers[mode, default: Int32(numbers.count)])
      numbers[mode] = truth.last
      let cluster = mined.partition.assignments[point]
      found.append(cluster >= 0 ? cluster : 1_000 + Int32(point))
    }
    return AgreementOfPartitions(truth: truth, found: found)
  }
}

extension MinedSignatures {
  /// The cluster of each mined trace, by its id.
  fileprivate var clusterOfTrace: [String: Int32] {
    Dictionary(
      uniqueKeysWithValues: zip(selection.mined, partition.assignments).map { (collection.rows[$0].id, $1) })
  }

  /// The ids of the traces drawn, by cluster and role.
  fileprivate var drawn: [[String]] {
    samples.map { $0.map { "\($0.role) \(collection.rows[$0.row].id) \($0.inclusionProbability)" } }
  }
}

/// What was reached with each seed when this was written is an adjusted Rand index of 0.92, 0.94 and 0.88 and a
/// V-measure of 0.95, 0.95 and 0.95, with 17, 13 and 11 signatures.
///
/// Less agreement is a loss of quality, and so are more signatures: 18 of 12 modes are too many already.
@Test(
  arguments: [(1, 0.88, 0.92), (2, 0.9, 0.92), (3, 0.86, 0.92)]
    as [(
      seed: UInt64, leastIndex: Double, leastMeasure: Double
    )]) func `planted modes are found again`(seed: UInt64, leastIndex: Double, leastMeasure: Double) throws
{
  let run = MadeRun(seed: seed)
  let mined = try run.mined()
  let agreement = run.agreement(mined)
  let (index, measure) = (agreement.adjustedRandIndex, agreement.vMeasure)
  print(
    "seed \(seed): \(mined.partition.clusterCount) signatures, adjusted Rand index \(index), V \(measure)")
  #expect(index >= leastIndex && measure >= leastMeasure)
  #expect((9...18).contains(mined.partition.clusterCount))
}

@Test func `threads change nothing`() throws {
  let run = MadeRun(seed: 1)
  let (one, two) = (try run.mined(threadCount: 1), try run.mined(threadCount: 2))
  #expect(one.partition.assignments == two.partition.assignments)
  #expect(one.partition.distances == two.partition.distances)
  #expect(one.partition.stability == two.partition.stability)
  #expect(one.drawn == two.drawn)
}

@Test func `the order of the blocks changes nothing`() throws {
  let run = MadeRun(seed: 1)
  let reference = try run.mined()
  var generator = SplitMix64(seed: 9)
  for _ in 0..<3 {
    let shuffled = try run.mined(order: generator.shuffled(run.blocks))
    // Only counts are printed where they differ: the tables are long.
    let moved = reference.clusterOfTrace.filter { shuffled.clusterOfTrace[$0.key] != $0.value }
    #expect(moved.isEmpty, "\(moved.count) traces moved")
    #expect(shuffled.drawn == reference.drawn)
  }
}

@Test func `traces drawn belong to their cluster, the medoid first, with a chance of being drawn`() throws {
  let mined = try MadeRun(seed: 2).mined()
  let clusters = mined.clusterOfTrace
  for (cluster, sample) in mined.samples.enumerated() {
    #expect(sample.first?.role == .medoid)
    #expect(Set(sample.map(\.row)).count == sample.count)
    for trace in sample {
      #expect(clusters[mined.collection.rows[trace.row].id] == Int32(cluster))
      #expect(trace.inclusionProbability > 0 && trace.inclusionProbability <= 1)
    }
  }
  #expect(mined.wantedRows == mined.wantedRows.sorted())
}

@Test func `severe failures without a signature come the worst first, and are failures`() throws {
  let mined = try MadeRun(seed: 3).mined()
  let clusters = mined.clusterOfTrace
  let severe = mined.severeRows
  #expect(severe.count <= 20)
  for (row, severity) in severe {
    #expect(severity >= .high)
    #expect(mined.collection.rows[row].outcome == .failure)
    #expect(clusters[mined.collection.rows[row].id] == -1)
  }
  let keys = severe.map { (UInt8.max - $0.severity.rawValue, mined.collection.rows[$0.row].id) }
  #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 <= $1 })
}

@Test func `a run without failures finds nothing`() throws {
  let lines = (0..<20).map { MadeBlocks.chat("t\($0)", "all is well \($0)", passed: true) }
  let mined = try MadeBlocks.mined(MadeBlocks.collection([lines]), plan: MiningPlan())
  #expect(mined.partition.clusterCount == 0)
  #expect(mined.severeRows.isEmpty && mined.wantedRows.isEmpty)
}

@Test func `so many clusters as were asked for are found`() throws {
  let run = MadeRun(seed: 1)
  let chosen = try run.mined().partition.clusterCount
  for count in [1, 5, chosen - 1, chosen, chosen + 3] {
    let partition = try run.mined(signatureCount: count).partition
    #expect(partition.clusterCount == count)
    let sizes = clusterMembers(of: partition.assignments, clusterCount: count).map(\.count)
    // Of fewer than 400 failures three make a cluster.
    #expect(sizes.allSatisfy { $0 >= 3 })
  }
  // There is no more than one for each few failures.
  let most = try run.mined(signatureCount: 1_000).partition.clusterCount
  #expect(most > chosen && most < 1_000)
}

@Test(arguments: [1, 2, 3] as [UInt64])
func `modes are found where the number of clusters is given`(seed: UInt64) throws {
  let run = MadeRun(seed: seed)
  let count = Set(run.modeOfTrace.values.filter { !$0.isEmpty }).count
  let agreement = run.agreement(try run.mined(signatureCount: count))
  print("seed \(seed): adjusted Rand index \(agreement.adjustedRandIndex) with \(count) clusters")
  #expect(agreement.adjustedRandIndex >= 0.6)
}

/// Eight tools that fail twenty times each in a way of their own, and some successes that call none.
@Test(arguments: [0, 1, 5, 20, 400])
func `few successes hide no failures`(successCount: Int) throws {
  let tools = ["refund", "scan", "ship", "book", "pay", "mail", "find", "lock"]
  let faults = [
    "card was declined", "image is too dark", "no carrier serves this place", "room is taken",
    "account is frozen",
    "mailbox is full", "index is being rebuilt", "motor does not turn",
  ]
  var lines: [String] = []
  for (tool, fault) in zip(tools, faults) {
    for number in 0..<20 {
      lines.append(
        #"{"id":"\#(tool)\#(number)","outcome":{"passed":false},"messages":[{"role":"user","content":"please \#(tool)"},"#
          + #"{"role":"assistant","content":null,"tool_calls":[{"id":"c","function":{"name":"\#(tool)","arguments":"{}"}}]},"#
          + #"{"role":"tool","tool_call_id":"c","content":"Error: \#(fault)"},{"role":"assistant","content":"Sorry."}]}"#
      )
    }
  }
  for number in 0..<successCount {
    lines.append(
      #"{"id":"ok\#(number)","outcome":{"passed":true},"messages":[{"role":"user","content":"thanks"},"#
        + #"{"role":"assistant","content":"ok"}]}"#)
  }
  let plan = MiningPlan()
  let collection = MadeBlocks.collection(
    [MadeBlocks.block(lines.map { Array($0.utf8) }, fileIndex: 0)], plan: plan)
  let mined = try MadeBlocks.mined(collection, plan: plan)
  #expect(mined.clusters.count == tools.count && mined.clusters.allSatisfy { $0.support == 20 })
}
