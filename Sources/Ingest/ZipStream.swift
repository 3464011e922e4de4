import JSONBytes

/// The decompressed entries of a zip archive that hold traces, one after the other, each on lines of its own.
final class ZipStream {
  private let file: OpenFile
  private var entries: ArraySlice<ZipContents.Entry>?
  private var current: EntryStream?
  private var isLineEndDue = false

  /// The stored bytes taken so far.
  private(set) var offset = 0

  init(_ file: OpenFile) {
    self.file = file
  }

  private enum EntryStream {
    case stored(StoredInput)
    case deflated(GzipStream)
    case zstd(ZstdStream)
  }

  func read(into room: UnsafeMutableRawBufferPointer) throws(StreamFailure) -> Int {
    guard room.count > 0 else { return 0 }
    while true {
      if let current {
        let count = try unsafe read(current, into: room)
        if count > 0 { return count }
        self.current = nil
        isLineEndDue = true
      }
      if isLineEndDue {
        isLineEndDue = false
        unsafe room.storeBytes(of: 0x0A, as: UInt8.self)
        return 1
      }
      guard let next = try nextEntry() else { return 0 }
      current = next
    }
  }

  private func read(
    _ entry: EntryStream, into room: UnsafeMutableRawBufferPointer
  ) throws(StreamFailure) -> Int {
    switch entry {
    case .deflated(let stream): return try unsafe stream.read(into: room)
    case .zstd(let stream): return try unsafe stream.read(into: room)
    case .stored(let input):
      return try unsafe input.withUnused { (bytes) throws(StreamFailure) in
        let count = min(bytes.count, room.count)
        unsafe room.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
        return (count, count)
      }
    }
  }

  private func nextEntry() throws(StreamFailure) -> EntryStream? {
    if entries == nil { entries = try ZipContents(of: file).entries[...] }
    guard let entry = entries?.popFirst() else { return nil }
    let start: Int
    do throws(SystemFailure) {
      start = try ZipContents.start(of: entry, in: file)
    } catch {
      throw StreamFailure(error)
    }
    offset = start + entry.byteCount
    let input = StoredInput(file, from: start, count: entry.byteCount)
    switch entry.method {
    case 0: return .stored(input)
    case 8: return .deflated(GzipStream(input, isRaw: true))
    case 93: return .zstd(ZstdStream(input))
    default:
      throw StreamFailure(.damaged(detail: "\(entry.name) is compressed in a way not known, \(entry.method)"))
    }
  }
}
