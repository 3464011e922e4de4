import JSONBytes

/// The blocks of a file that is read from first to last: compressed, or with records over many lines.
///
/// A block grows only where a record is longer than it, up to twice the longest record allowed.
struct StreamBlocks {
  private enum End {
    case finished
    case failed(StreamFailure)
  }

  private let stream: ByteStream
  private let fileIndex: Int
  private let blockByteCount: Int
  private let maximumRecordLength: Int
  private let memory: BlockMemory
  private let isArchive: Bool
  private var scanner: RecordScanner?

  /// Room for the next block, which begins with what the block before left of an open record.
  private var bytes: PaddedBytes

  /// The offset of its first byte.
  private var offset = 0
  private var hasEnded = false

  init(of file: SourceFile, _ opened: OpenFile, reader: BlockReader, memory: BlockMemory) {
    stream = ByteStream(opened, of: file)
    fileIndex = file.index
    isArchive = file.compression == .zip
    blockByteCount = reader.blockByteCount
    maximumRecordLength = reader.maximumRecordLength
    self.memory = memory
    bytes = PaddedBytes(capacity: max(blockByteCount, FirstLook.enoughCount), memory: memory)
  }

  /// The stored bytes taken so far.
  var storedOffset: Int { stream.storedOffset }

  /// The next block; `nil` after the last.
  mutating func next() -> RecordBlock? {
    var found = RecordsFound()
    while !hasEnded {
      let scanned = bytes.count
      let end = fill()
      guard var scanner = scanner ?? firstScanner(&found) else { break }
      bytes.withBytes { bytes in
        let start = max(scanned, scanner.offset - offset)
        scanner.scan(bytes.extracting(start..<bytes.byteCount), into: &found)
      }
      if let end { finish(end, &scanner, &found) }
      self.scanner = scanner
      let block = block(found)
      makeRoom(keepingFrom: scanner.neededOffset)
      if !found.records.isEmpty || !found.problems.isEmpty { return block }
    }
    hasEnded = true
    return found.problems.isEmpty ? nil : block(found)
  }

  private func block(_ found: RecordsFound) -> RecordBlock {
    RecordBlock(
      fileIndex: fileIndex, offset: offset, bytes: bytes, records: found.records, problems: found.problems)
  }

  /// Fills the room.
  ///
  /// - Returns: How the file ended; `nil` where the room is full and there may be more.
  private func fill() -> End? {
    while bytes.count < bytes.capacity {
      do throws(StreamFailure) {
        let count = try unsafe bytes.fill { room throws(StreamFailure) in try unsafe stream.read(into: room) }
        if count == 0 { return .finished }
      } catch {
        return .failed(error)
      }
    }
    return nil
  }

  /// A scanner for the layout that the first bytes show; `nil`, with a problem, where they show none.
  private func firstScanner(_ found: inout RecordsFound) -> RecordScanner? {
    let look = bytes.withBytes { FirstLook(at: $0.extracting(first: FirstLook.enoughCount)) }
    switch look {
    case .records(let layout, let start):
      // The entries of an archive may each lie in another way: as values, they are read whatever way it is.
      let layout = isArchive ? .values : layout
      return RecordScanner(layout: layout, maximumRecordLength: maximumRecordLength, offset: start)
    case .nothing(let reason):
      found.problems.append(RecordProblem(offset: 0, length: bytes.count, line: 1, reason: reason))
      return nil
    }
  }

  /// Ends the last record; where the file broke off, that record is part of the problem.
  private mutating func finish(_ end: End, _ scanner: inout RecordScanner, _ found: inout RecordsFound) {
    hasEnded = true
    switch end {
    case .finished:
      scanner.finish(into: &found)
    case .failed(let failure):
      let start = scanner.neededOffset
      found.problems.append(
        RecordProblem(
          offset: start, length: scanner.offset - start, line: scanner.line, reason: failure.reason))
    }
  }

  /// Makes room for the next block behind the bytes that are still needed.
  private mutating func makeRoom(keepingFrom needed: Int) {
    guard !hasEnded else {
      bytes = PaddedBytes(capacity: 0)
      return
    }
    let keptCount = offset + bytes.count - needed
    bytes = PaddedBytes(
      bytes, from: needed - offset, capacity: max(blockByteCount, keptCount * 2), memory: memory)
    offset = needed
  }
}
