import CCompression
import JSONBytes

/// The decompressed bytes of a gzip file of one member or several (RFC 1952), or of a bare deflate stream
/// (RFC 1951).
@safe final class GzipStream {
  let input: StoredInput

  /// In memory of its own, because zlib keeps its address.
  private let state: UnsafeMutablePointer<z_stream>

  /// Whether the bytes handed over end where a member ends.
  private var isBetweenMembers = false

  /// Whether there is no member around the data, and so nothing behind it.
  private let isRaw: Bool

  init(_ input: StoredInput, isRaw: Bool = false) {
    self.input = input
    self.isRaw = isRaw
    unsafe state = .allocate(capacity: 1)
    unsafe state.initialize(to: z_stream())
    let code = unsafe isRaw ? faultline_inflate_init_raw(state) : faultline_inflate_init_gzip(state)
    precondition(code == Z_OK, "zlib cannot start, code \(code)")
  }

  deinit {
    unsafe inflateEnd(state)
    unsafe state.deallocate()
  }

  func read(into room: UnsafeMutableRawBufferPointer) throws(StreamFailure) -> Int {
    while room.count > 0 {
      let step = try unsafe input.withUnused { (bytes) throws(StreamFailure) in
        try unsafe inflateOnce(bytes, into: room)
      }
      if step.isAtEnd || step.written > 0 { return step.written }
    }
    return 0
  }

  private struct Step {
    let written: Int
    let isAtEnd: Bool
  }

  private func inflateOnce(
    _ bytes: UnsafeRawBufferPointer, into room: UnsafeMutableRawBufferPointer
  ) throws(StreamFailure) -> (used: Int, result: Step) {
    if isBetweenMembers, isRaw { return (0, Step(written: 0, isAtEnd: true)) }
    if isBetweenMembers {
      // Padding with zero bytes is usual on tapes and in blocks; gzip itself passes over it.
      let zeroCount = unsafe bytes.prefix { $0 == 0 }.count
      if zeroCount > 0 { return (zeroCount, Step(written: 0, isAtEnd: false)) }
      if bytes.count == 0 { return (0, Step(written: 0, isAtEnd: true)) }
      unsafe inflateReset(state)
      isBetweenMembers = false
    }
    let byteCount = bytes.count
    let roomCount = min(room.count, Int(UInt32.max))
    unsafe state.pointee.next_in = UnsafeMutablePointer(
      mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
    unsafe state.pointee.avail_in = UInt32(byteCount)
    unsafe state.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe state.pointee.avail_out = UInt32(roomCount)
    let code = unsafe inflate(state, Z_NO_FLUSH)
    let written = unsafe roomCount - Int(state.pointee.avail_out)
    let used = unsafe byteCount - Int(state.pointee.avail_in)
    switch code {
    case Z_STREAM_END: isBetweenMembers = true
    case Z_OK: break
    // What was written so far is handed over first; asked once more, zlib says the same.
    case _ where written > 0: break
    case Z_BUF_ERROR where bytes.count == 0: throw StreamFailure(.cutShort)
    default: throw StreamFailure(.damaged(detail: message))
    }
    return (used, Step(written: written, isAtEnd: false))
  }

  private var message: String {
    guard let text = unsafe state.pointee.msg else { return "not gzip data" }
    return unsafe String(cString: text)
  }
}
