import Foundation
package import JSONBytes

/// Reads files in blocks that are cut at record borders, on several threads, and hands on in order.
package struct BlockReader: Sendable {
  /// The bytes of a block, which only a longer record exceeds.
  package let blockByteCount: Int

  /// Longer records are problems and need no memory, in bytes.
  package let maximumRecordLength: Int

  package init(
    blockByteCount: Int = 8 << 20,
    maximumRecordLength: Int = RecordScanner.defaultMaximumRecordLength
  ) {
    precondition(blockByteCount > 0, "blocks of \(blockByteCount) bytes")
    self.blockByteCount = blockByteCount
    self.maximumRecordLength = maximumRecordLength
  }

  /// What the consumer is told of a block.
  package struct Receipt: Sendable, Hashable {
    /// The place of the file in the list of files.
    package let fileIndex: Int

    /// The bytes of the block as decompressed.
    package let byteCount: Int
    package let recordCount: Int
    package let problems: [RecordProblem]

    /// The stored bytes of the file up to the end of the block, for progress.
    package let storedOffset: Int
  }

  /// Works on each block of the files and hands the results on in the order of the files.
  ///
  /// At most two blocks a thread are held at a time. What is handed on does not depend on the number of
  /// threads. A file that cannot be opened or read to its end is a block with a problem.
  ///
  /// - Parameters:
  ///   - process: Works on a block; called by several threads at once.
  ///   - consume: Takes the results, in order, on the calling thread.
  /// - Throws: What `consume` throws, once the work in hand has ended.
  package func forEachBlock<Value: Sendable, Failure: Error>(
    of files: [SourceFile], threadCount: Int, process: @escaping @Sendable (RecordBlock) -> Value,
    consume: (Receipt, Value) throws(Failure) -> Void
  ) throws(Failure) {
    guard threadCount > 1 else {
      return try forEachBlock(of: files, process: process, consume: consume)
    }
    let memory = BlockMemory(byteCount: blockByteCount)
    let claims = SharedClaims(BlockClaims(files, reader: self, memory: memory))
    let conveyor = Conveyor<(Receipt, Value)>(workerCount: threadCount)
    for _ in 0..<threadCount {
      let worker = Thread {
        while conveyor.waitForRoom(), let claim = claims.next() {
          let loaded = load(claim, memory)
          let firstLine = conveyor.firstLine(of: claim, lineCount: loaded.lineCount)
          let block = loaded.block(firstLine: firstLine)
          conveyor.deliver((receipt(of: block, claim), process(block)), number: claim.number)
        }
        conveyor.leave()
      }
      worker.stackSize = 8 << 20
      worker.start()
    }
    defer { conveyor.stop() }
    while let (receipt, value) = conveyor.next() { try consume(receipt, value) }
  }

  /// The same on the calling thread alone.
  private func forEachBlock<Value: Sendable, Failure: Error>(
    of files: [SourceFile], process: (RecordBlock) -> Value,
    consume: (Receipt, Value) throws(Failure) -> Void
  ) throws(Failure) {
    let memory = BlockMemory(byteCount: blockByteCount)
    var claims = BlockClaims(files, reader: self, memory: memory)
    var lines = LineCount()
    while let claim = claims.next() {
      let loaded = load(claim, memory)
      let block = loaded.block(firstLine: lines.firstLine(of: claim, lineCount: loaded.lineCount))
      try consume(receipt(of: block, claim), process(block))
    }
  }

  /// The first block of a file, for a look at what it holds; `nil` where it is empty.
  package func firstBlock(of file: SourceFile) -> RecordBlock? {
    let memory = BlockMemory(byteCount: blockByteCount)
    var claims = BlockClaims([file], reader: self, memory: memory)
    return claims.next().map { load($0, memory).block(firstLine: 1) }
  }

  private func receipt(of block: RecordBlock, _ claim: NumberedClaim) -> Receipt {
    Receipt(
      fileIndex: block.fileIndex, byteCount: block.bytes.count, recordCount: block.records.count,
      problems: block.problems, storedOffset: claim.storedOffset)
  }

  private func load(_ claim: NumberedClaim, _ memory: BlockMemory) -> LoadedBlock {
    switch claim.claim {
    case .block(let block): LoadedBlock(block)
    case .lines(let file, let range):
      LoadedBlock(linesOf: file, range, fileIndex: claim.fileIndex, reader: self, memory: memory)
    }
  }
}

/// Claims that several threads take, one at a time.
private final class SharedClaims: @unchecked Sendable {
  // `NSLock`, because the thread sanitizer does not know the standard library's `Mutex`.
  private let lock = NSLock()
  private var claims: BlockClaims

  init(_ claims: sending BlockClaims) {
    self.claims = claims
  }

  func next() -> NumberedClaim? {
    lock.withLock { claims.next() }
  }
}
