import JSONBytes
import Pipeline
import Traces

/// Blocks of records made in memory, one line a record.
enum MadeBlocks {
  /// A block of lines, as a reader of files would hand it on.
  static func block(_ lines: [[UInt8]], fileIndex: Int = 0) -> RecordBlock {
    var (bytes, records): ([UInt8], [RecordRange]) = ([], [])
    for (index, line) in lines.enumerated() {
      records.append(RecordRange(offset: bytes.count, length: line.count, line: index + 1))
      bytes += line + [0x0A]
    }
    return RecordBlock(
      fileIndex: fileIndex, offset: 0, bytes: PaddedBytes(bytes), records: records, problems: [])
  }

  /// The collection of lines that come in blocks, each of a file of its own.
  static func collection(_ blocks: [[String]], plan: MiningPlan = MiningPlan()) -> TraceCollection {
    collection(
      blocks.enumerated().map { block($0.element.map { Array($0.utf8) }, fileIndex: $0.offset) }, plan: plan)
  }

  static func collection(_ blocks: [RecordBlock], plan: MiningPlan) -> TraceCollection {
    var collection = TraceCollection()
    forEachIntake(of: blocks, TraceIntake(plan: plan)) { collection.add($0) }
    collection.finish()
    return collection
  }

  /// Hands on what came of each block and then of each partition of parts, as a run does.
  static func forEachIntake(of blocks: [RecordBlock], _ intake: TraceIntake, _ body: (BlockIntake) -> Void) {
    var partitions = [[UInt8]](repeating: [], count: PartShelf.partitionCount)
    for block in blocks {
      let result = intake.intake(of: block)
      for (place, bytes) in result.parts.partitions.enumerated() { partitions[place] += bytes }
      body(result)
    }
    for bytes in partitions { body(intake.joined([bytes])) }
  }

  /// What is mined from a collection.
  static func mined(
    _ collection: TraceCollection, plan: MiningPlan = MiningPlan()
  ) throws -> MinedSignatures {
    let mining = SignatureMining(plan: plan, collection: collection)
    return try mining.mine(mining.weighed())
  }

  /// A record of a chat with one request.
  static func chat(_ id: String?, _ text: String, passed: Bool = false) -> String {
    let name = id.map { #""id":"\#($0)","# } ?? ""
    return #"{\#(name)"outcome":{"passed":\#(passed)},"messages":[{"role":"user","content":"\#(text)"}]}"#
  }

  /// A record of a trial of a task, as tau-bench writes it.
  static func trial(_ task: Int, _ trial: Int, _ text: String) -> String {
    #"{"task_id":\#(task),"trial":\#(trial),"reward":0,"traj":[{"role":"user","content":"\#(text)"}]}"#
  }

  /// The trace that a record holds.
  static func trace(_ record: String) throws -> Trace {
    var document = try JSONParser().parse(Array(record.utf8))
    var trace = Trace()
    try TraceFormats.read(&document, outcomes: OutcomeRule(), into: &trace)
    return trace
  }
}
