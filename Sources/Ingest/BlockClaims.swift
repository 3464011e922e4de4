import JSONBytes

/// A block that a worker has taken: bytes still to be read, or a block already read in order.
enum Claim: Sendable {
  /// Whole lines of a plain file; the number of their first is not known yet.
  case lines(OpenFile, Range<Int>)

  case block(RecordBlock)
}

/// A claim and its place among all.
struct NumberedClaim: Sendable {
  let number: Int
  let fileIndex: Int

  /// The stored bytes of the file up to the end of the block.
  let storedOffset: Int
  let claim: Claim
}

/// Hands out the blocks of a list of files, in order.
struct BlockClaims {
  private enum Current {
    case lines(LineRanges)
    case stream(StreamBlocks)
  }

  private let reader: BlockReader
  private let memory: BlockMemory
  private var files: ArraySlice<SourceFile>
  private var current: Current?
  private var fileIndex = 0
  private var nextNumber = 0

  init(_ files: [SourceFile], reader: BlockReader, memory: BlockMemory) {
    self.files = files[...]
    self.reader = reader
    self.memory = memory
  }

  /// The next block; `nil` after the last of the last file.
  mutating func next() -> NumberedClaim? {
    while true {
      if let (claim, storedOffset) = nextOfCurrent() { return numbered(claim, storedOffset) }
      guard let file = files.popFirst() else { return nil }
      fileIndex = file.index
      do {
        current = try open(file)
      } catch {
        return numbered(.block(emptyBlock(file, error)), file.byteCount)
      }
    }
  }

  private mutating func numbered(_ claim: Claim, _ storedOffset: Int) -> NumberedClaim {
    defer { nextNumber += 1 }
    return NumberedClaim(number: nextNumber, fileIndex: fileIndex, storedOffset: storedOffset, claim: claim)
  }

  private mutating func nextOfCurrent() -> (Claim, storedOffset: Int)? {
    switch current {
    case nil: return nil
    case .lines(var ranges):
      current = nil
      guard let range = ranges.next() else { return nil }
      current = .lines(ranges)
      return (.lines(ranges.file, range), range.upperBound)
    case .stream(var blocks):
      current = nil
      guard let block = blocks.next() else { return nil }
      current = .stream(blocks)
      return (.block(block), blocks.storedOffset)
    }
  }

  private func open(_ file: SourceFile) throws(SystemFailure) -> Current {
    let opened = try file.opened()
    if file.compression == .none, !file.isTable, let start = try startOfLines(in: opened) {
      let end = try opened.status().byteCount
      return .lines(LineRanges(opened, from: start, to: end, blockByteCount: reader.blockByteCount))
    }
    return .stream(StreamBlocks(of: file, opened, reader: reader, memory: memory))
  }

  /// Where the lines of a file begin that has one record a line; `nil` for any other.
  private func startOfLines(in file: OpenFile) throws(SystemFailure) -> Int? {
    let bytes = try file.bytes(at: 0, count: FirstLook.enoughCount)
    guard case .records(.lines, let start) = bytes.withBytes({ FirstLook(at: $0) }) else { return nil }
    return start
  }

  /// A block that says that a file could not be opened.
  private func emptyBlock(_ file: SourceFile, _ failure: SystemFailure) -> RecordBlock {
    let problem = RecordProblem(
      offset: 0, length: file.byteCount, line: 1, reason: .unreadable(code: failure.code))
    return RecordBlock(
      fileIndex: file.index, offset: 0, bytes: PaddedBytes(capacity: 0), records: [], problems: [problem])
  }
}
