import CCompression
import JSONBytes

/// The decompressed bytes of a Zstandard file of one frame or several (RFC 8878).
@safe final class ZstdStream {
  let input: StoredInput
  private let state: OpaquePointer

  /// Whether the bytes handed over end where a frame ends.
  private var isBetweenFrames = true

  /// How many stored bytes the decompressor wants next: those of one block.
  ///
  /// It gets no more, because where a block is damaged it drops what it has decompressed in the same call.
  private var wantedCount: Int

  init(_ input: StoredInput) {
    self.input = input
    guard let state = unsafe ZSTD_createDStream() else {
      preconditionFailure("no memory for a Zstandard stream")
    }
    unsafe self.state = unsafe state
    wantedCount = unsafe ZSTD_initDStream(state)
  }

  deinit {
    unsafe ZSTD_freeDStream(state)
  }

  func read(into room: UnsafeMutableRawBufferPointer) throws(StreamFailure) -> Int {
    while room.count > 0 {
      let written = try unsafe input.withUnused { (bytes) throws(StreamFailure) in
        try unsafe decompressOnce(bytes, into: room)
      }
      guard let written else { return 0 }
      if written > 0 { return written }
    }
    return 0
  }

  /// - Returns: The number of bytes written; `nil` at the end.
  private func decompressOnce(
    _ bytes: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer
  ) throws(StreamFailure) -> (used: Int, result: Int?) {
    var source = unsafe ZSTD_inBuffer(src: bytes.baseAddress, size: min(bytes.count, wantedCount), pos: 0)
    var target = unsafe ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
    if bytes.count == 0, isBetweenFrames { return (0, nil) }
    let code = unsafe ZSTD_decompressStream(state, &target, &source)
    guard ZSTD_isError(code) == 0 else {
      throw StreamFailure(.damaged(detail: unsafe String(cString: ZSTD_getErrorName(code))))
    }
    isBetweenFrames = code == 0
    wantedCount = max(code, 16)
    let (used, written) = unsafe (source.pos, target.pos)
    // Bytes may still wait inside the decompressor after the file has ended; only then is it cut.
    if bytes.count == 0, written == 0, !isBetweenFrames { throw StreamFailure(.cutShort) }
    return (used, written)
  }
}
