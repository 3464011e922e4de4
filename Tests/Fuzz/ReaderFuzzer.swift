import Features
import Foundation
import Glibc
import Ingest
import JSONBytes
import Pipeline
import Reports
import Traces

/// Feeds the reader with mutated files: everything from the first byte to the rows of evidence, and the pages.
///
/// Each input is read whole and in small blocks, on one thread and on two; the counts must be the same, and
/// every record a trace, a duplicate or a rejection.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
  let path = NSTemporaryDirectory() + "faultline-fuzz-\(getpid())"
  guard let file = unsafe fopen(path, "w") else { return 0 }
  unsafe fwrite(bytes.baseAddress, 1, count, file)
  unsafe fclose(file)
  let files = Discovery(temporaryFolder: NSTemporaryDirectory()).files(at: [path]).files
  let whole = read(files, blockByteCount: 1 << 20, threadCount: 1)
  let parts = read(files, blockByteCount: 256, threadCount: 2)
  precondition(counts(of: whole) == counts(of: parts), "\(counts(of: whole)) is not \(counts(of: parts))")
  let sum = whole.traceCount + whole.joinedCount + whole.duplicateCount + whole.rejections.count
  precondition(whole.recordCount == sum, "\(whole.recordCount) records are not \(sum)")
  if whole.traceCount > 0 { mine(whole, files) }
  printTemplates(of: files)
  return 0
}

/// The templates of the file's lines: one for each line.
private func printTemplates(of files: [SourceFile]) {
  var messages: [TemplateMiner.Message] = []
  for file in files {
    // A file that cannot be decompressed to its end gives the lines before that.
    do { try file.forEachLine { messages.append(TemplateMiner.Message(bytes: $0)) } } catch { continue }
  }
  let mined = TemplateMiner().mine(messages: messages)
  precondition(mined.assignments.count == messages.count)
  precondition(mined.assignments.allSatisfy(mined.templates.indices.contains))
}

private func read(_ files: [SourceFile], blockByteCount: Int, threadCount: Int) -> TraceCollection {
  let intake = TraceIntake(plan: MiningPlan())
  var collection = TraceCollection()
  var partitions = [[[UInt8]]](repeating: [], count: PartShelf.partitionCount)
  BlockReader(blockByteCount: blockByteCount).forEachBlock(of: files, threadCount: threadCount) { block in
    intake.intake(of: block)
  } consume: { _, block in
    for (place, bytes) in block.parts.partitions.enumerated() { partitions[place].append(bytes) }
    collection.add(block)
  }
  for pieces in partitions { collection.add(intake.joined(pieces)) }
  collection.finish()
  return collection
}

private func counts(of collection: TraceCollection) -> [Int] {
  [
    collection.recordCount, collection.traceCount, collection.duplicateCount, collection.rejections.count,
    collection.turnCount, collection.toolCallCount, collection.rows.count,
  ]
}

/// Mines what was read and writes the pages, whose text comes back from the file.
private func mine(_ collection: TraceCollection, _ files: [SourceFile]) {
  let mining = SignatureMining(plan: MiningPlan(minimumSupport: 1), collection: collection)
  do {
    let mined = try mining.mine(mining.weighed())
    var traces: [Int: Trace] = [:]
    for row in mined.wantedRows {
      let place = mined.place(ofRow: row)
      let records = try place.records.map {
        try files[$0.fileIndex].bytes(at: [$0.record.offset..<$0.record.end])[0]
      }
      traces[row] = TraceRecovery(outcomes: OutcomeRule()).trace(at: place, records: records)
    }
    let inputs = files.map { RunReport.Input(path: $0.path, byteCount: $0.byteCount, hash: "0") }
    let frame = ReportFrame(title: "Fuzz", version: "0", settings: [], inputs: inputs)
    precondition(!mined.report(frame, traces: traces).pages(redacting: true).isEmpty)
  } catch {
    preconditionFailure("what was read cannot be mined: \(error)")
  }
}
