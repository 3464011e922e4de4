import Foundation
import Ingest
import JSONBytes

/// What reading files gives, in order.
struct Reading: Equatable {
  var records: [String] = []
  var places: [RecordRange] = []
  var files: [Int] = []
  var problems: [RecordProblem] = []

  init(_ files: [SourceFile], threadCount: Int = 2, reader: BlockReader = BlockReader()) {
    reader.forEachBlock(of: files, threadCount: threadCount) { block in
      block.records.map { ($0, String(decoding: block.copy(of: $0), as: UTF8.self)) }
    } consume: { receipt, values in
      records += values.map(\.1)
      places += values.map(\.0)
      self.files += values.map { _ in receipt.fileIndex }
      problems += receipt.problems
    }
  }

  init(
    _ paths: [String], threadCount: Int = 2, blockByteCount: Int = 8 << 20, maximumRecordLength: Int = 1 << 30
  ) {
    let found = Discovery(temporaryFolder: NSTemporaryDirectory()).files(at: paths)
    self.init(
      found.files, threadCount: threadCount,
      reader: BlockReader(blockByteCount: blockByteCount, maximumRecordLength: maximumRecordLength))
  }
}
