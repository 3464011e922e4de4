import Glibc
import JSONBytes

/// Bytes in partitions, in memory up to a limit and beyond it in a file that is gone when it is closed.
package struct PartitionStore {
  private struct Chunk {
    let offset: Int
    let count: Int
  }

  private let memoryLimit: Int
  private let temporaryFolder: String

  /// Of each partition the bytes as they came, which are not copied while it grows.
  private var inMemory: [[[UInt8]]]
  private var inFile: [[Chunk]]
  private var memoryByteCount = 0
  private var file: SpillFile?

  /// The bytes that were written to the file, over all partitions.
  package private(set) var spilledByteCount = 0

  /// The number of partitions.
  package var count: Int { inMemory.count }

  /// - Parameter memoryLimit: The bytes that are held in memory, over all partitions.
  package init(count: Int, memoryLimit: Int = 256 << 20, temporaryFolder: String) {
    self.memoryLimit = memoryLimit
    self.temporaryFolder = temporaryFolder
    inMemory = Array(repeating: [], count: count)
    inFile = Array(repeating: [], count: count)
  }

  /// Appends bytes to a partition.
  ///
  /// - Throws: `IngestError.unspilled` if there is no room for the file.
  package mutating func append(_ bytes: [UInt8], to partition: Int) throws(IngestError) {
    if !bytes.isEmpty { inMemory[partition].append(bytes) }
    memoryByteCount += bytes.count
    if memoryByteCount > memoryLimit { try spill() }
  }

  /// All bytes of a partition in pieces, in the order in which they came; they are not kept.
  package mutating func take(_ partition: Int) throws(IngestError) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    if let file {
      for chunk in inFile[partition] {
        do throws(SystemFailure) {
          pieces.append(try file.bytes(at: chunk.offset, count: chunk.count))
        } catch {
          throw .unspilled(code: error.code)
        }
      }
    }
    pieces += inMemory[partition]
    inFile[partition] = []
    inMemory[partition] = []
    return pieces
  }

  private mutating func spill() throws(IngestError) {
    do throws(SystemFailure) {
      let file = try openedFile()
      for partition in inMemory.indices where !inMemory[partition].isEmpty {
        var count = 0
        for piece in inMemory[partition] {
          try file.append(piece)
          count += piece.count
        }
        inFile[partition].append(Chunk(offset: spilledByteCount, count: count))
        spilledByteCount += count
        inMemory[partition] = []
      }
      memoryByteCount = 0
    } catch {
      throw .unspilled(code: error.code)
    }
  }

  private mutating func openedFile() throws(SystemFailure) -> SpillFile {
    if let file { return file }
    let opened = try SpillFile(temporaryFolder: temporaryFolder)
    file = opened
    return opened
  }
}

/// A file of our own that only grows.
private final class SpillFile {
  private let descriptor: Int32
  private let file: OpenFile

  init(temporaryFolder: String) throws(SystemFailure) {
    descriptor = try Spool(temporaryFolder: temporaryFolder).privateFile()
    file = OpenFile(descriptor: descriptor)
  }

  func append(_ bytes: [UInt8]) throws(SystemFailure) {
    let failure = unsafe bytes.withUnsafeBytes { buffer -> SystemFailure? in
      do throws(SystemFailure) {
        try unsafe writeAll(buffer, to: descriptor)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  func bytes(at offset: Int, count: Int) throws(SystemFailure) -> [UInt8] {
    let read = try file.bytes(at: offset, count: count)
    guard read.count == count else { throw SystemFailure(code: EIO) }
    return read.copy(of: 0..<count)
  }
}
