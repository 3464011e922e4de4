import JSONBytes

/// A block whose lines are counted from its own start until it is known what stands before it.
struct LoadedBlock {
  private var block: RecordBlock

  /// The line feeds in it; 0 where its lines are those of the file already.
  let lineCount: Int
  private let hasFileLines: Bool

  /// Takes a block with the lines of the file.
  init(_ block: RecordBlock) {
    self.block = block
    lineCount = 0
    hasFileLines = true
  }

  /// Reads whole lines of a plain file and finds the records in them.
  init(linesOf file: OpenFile, _ range: Range<Int>, fileIndex: Int, reader: BlockReader, memory: BlockMemory)
  {
    hasFileLines = false
    var found = RecordsFound()
    // A range this long is one line, and is not read: it could be larger than the memory.
    guard range.count <= reader.maximumRecordLength + reader.blockByteCount else {
      found.problems.append(
        RecordProblem(
          offset: range.lowerBound, length: range.count, line: 1,
          reason: .tooLong(limit: reader.maximumRecordLength)))
      block = Self.block(fileIndex, range, PaddedBytes(capacity: 0), found)
      lineCount = 1
      return
    }
    let bytes = PaddedBytes(capacity: range.count, memory: memory)
    let failure = Self.read(file, range, into: bytes)
    var scanner = RecordScanner(
      layout: .lines, maximumRecordLength: reader.maximumRecordLength, offset: range.lowerBound)
    bytes.withBytes { scanner.scan($0, into: &found) }
    lineCount = scanner.line - 1
    if let failure {
      let start = scanner.neededOffset
      found.problems.append(
        RecordProblem(
          offset: start, length: range.upperBound - start, line: scanner.line, reason: failure))
    } else {
      scanner.finish(into: &found)
    }
    block = Self.block(fileIndex, range, bytes, found)
  }

  /// The block with the lines of the file.
  consuming func block(firstLine: Int) -> RecordBlock {
    guard !hasFileLines else { return block }
    for index in block.records.indices { block.records[index].line += firstLine - 1 }
    for index in block.problems.indices { block.problems[index].line += firstLine - 1 }
    return block
  }

  /// - Returns: Why the bytes are not all there.
  private static func read(
    _ file: OpenFile, _ range: Range<Int>, into bytes: PaddedBytes
  ) -> RecordProblem.Reason? {
    do {
      let count = try unsafe bytes.fill { room throws(SystemFailure) in
        try unsafe file.read(at: range.lowerBound, into: room)
      }
      return count < range.count ? .shrunk : nil
    } catch {
      return .unreadable(code: error.code)
    }
  }

  private static func block(
    _ fileIndex: Int, _ range: Range<Int>, _ bytes: PaddedBytes, _ found: RecordsFound
  ) -> RecordBlock {
    RecordBlock(
      fileIndex: fileIndex, offset: range.lowerBound, bytes: bytes, records: found.records,
      problems: found.problems)
  }
}

/// Counts the lines of files over blocks that come in order.
struct LineCount {
  private var fileIndex = -1
  private var nextLine = 1

  /// The line of a block's first byte.
  mutating func firstLine(of claim: NumberedClaim, lineCount: Int) -> Int {
    if claim.fileIndex != fileIndex {
      fileIndex = claim.fileIndex
      nextLine = 1
    }
    defer { nextLine += lineCount }
    return nextLine
  }
}
