import Foundation
import Ingest
import JSONBytes
import Pipeline
import Reports
import Threads

/// Reads files to traces: whole ones block by block, and then those that are joined from parts, partition by
/// partition.
struct TraceReading {
  let intake: TraceIntake
  let threadCount: Int
  let showsProgress: Bool

  /// Hands on what came of each block, in an order that depends on the files alone.
  ///
  /// - Throws: `IngestError`, and what `take` throws.
  func read(_ files: [SourceFile], _ take: (BlockIntake) throws -> Void) throws {
    var store = PartitionStore(count: PartShelf.partitionCount, temporaryFolder: NSTemporaryDirectory())
    var hasParts = false
    var progress = Progress(totalByteCount: files.reduce(0) { $0 + $1.byteCount }, isShown: showsProgress)
    var traceCount = 0
    var recordCounts: [Int: Int] = [:]
    var brokenOff: [String] = []
    try BlockReader().forEachBlock(of: files, threadCount: threadCount) { block in
      intake.intake(of: block)
    } consume: { receipt, block throws in
      for (partition, bytes) in block.parts.partitions.enumerated() where !bytes.isEmpty {
        try store.append(bytes, to: partition)
        hasParts = true
      }
      traceCount += block.traceCount
      recordCounts[receipt.fileIndex, default: 0] += receipt.recordCount
      for what in receipt.problems.compactMap(\.reason.wordsForBreak) {
        let count = recordCounts[receipt.fileIndex] ?? 0
        let place = count == 0 ? "before its first record" : "after \(Figures.count(count, "record"))"
        brokenOff.append(
          "\(files[receipt.fileIndex].path): \(what) \(place); what stood behind is missing: export it again")
      }
      try take(block)
      progress.advance(file: receipt.fileIndex, storedOffset: receipt.storedOffset, traceCount: traceCount)
    }
    progress.finish()
    for words in brokenOff { Message.warning(words) }
    if store.spilledByteCount > 0 {
      let megabytes = store.spilledByteCount >> 20
      Message.warning(
        "\(megabytes) MB of spans wait on disk in the temporary folder to be joined; nothing to be done")
    }
    if hasParts { try join(&store, take) }
  }

  /// Joins a few partitions at a time for each thread, so that none waits long for the others.
  private func join(_ store: inout PartitionStore, _ take: (BlockIntake) throws -> Void) throws {
    var next = 0
    while next < store.count {
      var batch: [[[UInt8]]] = []
      while batch.count < Self.partitionsPerThread * max(threadCount, 1), next < store.count {
        batch.append(try store.take(next))
        next += 1
      }
      let (held, first) = (batch, next - batch.count)
      let results = Blocks(itemCount: held.count, size: 1).concurrentMap(threadCount: threadCount) {
        place, _ in
        intake.joined(held[place], isFirst: first + place == 0)
      }
      for result in results { try take(result) }
    }
  }

  private static let partitionsPerThread = 4
}

extension RecordProblem.Reason {
  /// How a file broke off; `nil` where what is wrong is one record, or all of the file.
  fileprivate var wordsForBreak: String? {
    switch self {
    case .cutShort: "the compressed file is cut off"
    case .damaged(let detail): "the file is damaged (\(detail))"
    case .unreadable(let code): "the file could not be read on (\(systemWords(code)))"
    case .shrunk: "the file became shorter while it was read,"
    case .strayText, .tooLong, .unclosedArray, .binary, .parquet, .utf16, .utf32, .noJSON: nil
    }
  }
}
