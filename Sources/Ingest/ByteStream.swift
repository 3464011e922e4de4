import JSONBytes

/// The bytes of a file as decompressed, from first to last; of a table its rows as lines of JSON.
enum ByteStream {
  case plain(PlainStream)
  case gzip(GzipStream)
  case zstd(ZstdStream)
  case zip(ZipStream)
  case table(TableStream)

  init(_ opened: OpenFile, of file: SourceFile) {
    self =
      file.isTable
      ? .table(TableStream(opened, compression: file.compression))
      : ByteStream(opened, compression: file.compression)
  }

  init(_ file: OpenFile, compression: SourceFile.Compression) {
    switch compression {
    case .none: self = .plain(PlainStream(file))
    case .gzip: self = .gzip(GzipStream(StoredInput(file)))
    case .zstd: self = .zstd(ZstdStream(StoredInput(file)))
    case .zip: self = .zip(ZipStream(file))
    }
  }

  /// The stored bytes taken so far.
  var storedOffset: Int {
    switch self {
    case .plain(let stream): stream.offset
    case .gzip(let stream): stream.input.offset
    case .zstd(let stream): stream.input.offset
    case .zip(let stream): stream.offset
    case .table(let stream): stream.storedOffset
    }
  }

  /// Writes the next bytes into room.
  ///
  /// - Returns: The number of bytes; 0 only at the end or where there is no room.
  /// - Throws: Where the stream breaks off; everything before was handed over.
  func read(into room: UnsafeMutableRawBufferPointer) throws(StreamFailure) -> Int {
    switch self {
    case .plain(let stream): try unsafe stream.read(into: room)
    case .gzip(let stream): try unsafe stream.read(into: room)
    case .zstd(let stream): try unsafe stream.read(into: room)
    case .zip(let stream): try unsafe stream.read(into: room)
    case .table(let stream): try unsafe stream.read(into: room)
    }
  }
}

/// The bytes of a file as they are.
final class PlainStream {
  private let file: OpenFile
  private(set) var offset = 0

  init(_ file: OpenFile) {
    self.file = file
  }

  func read(into room: UnsafeMutableRawBufferPointer) throws(StreamFailure) -> Int {
    do {
      let count = try unsafe file.read(at: offset, into: room)
      offset += count
      return count
    } catch {
      throw StreamFailure(error)
    }
  }
}

/// Stored bytes on their way to a decompressor.
@safe final class StoredInput {
  private let file: OpenFile
  private var bytes = PaddedBytes(capacity: 0)
  private var used = 0

  /// The stored bytes taken so far, whether decompressed or not, with those before the first.
  private(set) var offset: Int
  private let end: Int

  /// Takes the bytes of a file, or of an entry in it.
  init(_ file: OpenFile, from start: Int = 0, count: Int? = nil) {
    self.file = file
    offset = start
    end = count.map { start + $0 } ?? .max
  }

  /// Gives a function the bytes not yet used, more being read where there are none, and takes note of how
  /// many it used.
  ///
  /// The bytes are none only at the end.
  func withUnused<Result>(
    _ body: (UnsafeRawBufferPointer) throws(StreamFailure) -> (used: Int, result: Result)
  ) throws(StreamFailure) -> Result {
    if used == bytes.count {
      do {
        bytes = try file.bytes(at: offset, count: min(1 << 18, end - offset))
      } catch {
        throw StreamFailure(error)
      }
      offset += bytes.count
      used = 0
    }
    let (count, result) = try unsafe bytes.withUnsafeBytes { (all) throws(StreamFailure) in
      try unsafe body(UnsafeRawBufferPointer(rebasing: all[used...]))
    }
    used += count
    return result
  }
}
