/// Bytes in memory of their own, with ``padding`` readable bytes after the last.
///
/// Readers that look at many bytes at once may read past the end by up to the padding without a check;
/// what they find there means nothing. The bytes are written by one owner before they are handed on, and
/// never after, which is what makes sharing them between threads safe.
@safe package final class PaddedBytes: @unchecked Sendable {
  /// The number of bytes after the end that may be read.
  package static let padding = 64

  /// The number of bytes that fit.
  package let capacity: Int

  /// The number of bytes written.
  package private(set) var count = 0

  private let start: UnsafeMutableRawPointer

  /// Where the memory came from; `nil` where it was more than a block's.
  private let memory: BlockMemory?

  /// Makes room for a number of bytes; none are written yet.
  ///
  /// - Parameter memory: Where the room is taken from and given back to, if it is enough.
  package init(capacity: Int, memory: BlockMemory? = nil) {
    precondition(capacity >= 0, "a capacity of \(capacity) bytes")
    self.capacity = capacity
    if let memory, capacity <= memory.byteCount {
      self.memory = memory
      unsafe start = memory.take()
    } else {
      self.memory = nil
      unsafe start = .allocate(byteCount: capacity + Self.padding, alignment: 64)
    }
    unsafe start.initializeMemory(as: UInt8.self, repeating: 0, count: Self.padding)
  }

  deinit {
    if let memory {
      unsafe memory.giveBack(start)
    } else {
      unsafe start.deallocate()
    }
  }

  /// Makes a copy of bytes.
  package convenience init(_ bytes: some Sequence<UInt8>) {
    let array = Array(bytes)
    self.init(capacity: array.count)
    unsafe array.withUnsafeBytes { unsafe append($0) }
  }

  /// Writes a copy of bytes after the last.
  ///
  /// - Precondition: They fit.
  package func append(_ bytes: UnsafeRawBufferPointer) {
    unsafe fill { room in
      precondition(bytes.count <= room.count, "\(bytes.count) bytes do not fit")
      unsafe room.copyMemory(from: bytes)
      return bytes.count
    }
  }

  /// Makes a copy of the bytes from a position on, with room for more.
  ///
  /// - Precondition: They fit.
  package convenience init(_ other: PaddedBytes, from position: Int, capacity: Int, memory: BlockMemory?) {
    self.init(capacity: capacity, memory: memory)
    unsafe other.withUnsafeBytes { unsafe append(UnsafeRawBufferPointer(rebasing: $0[position...])) }
  }

  /// Lets a function write into the room after the last byte and say how much it wrote.
  ///
  /// - Returns: The number of bytes written.
  @discardableResult
  package func fill<Failure: Error>(
    _ write: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    let room = unsafe UnsafeMutableRawBufferPointer(start: start + count, count: capacity - count)
    let written = try unsafe write(room)
    precondition(written >= 0 && written <= capacity - count, "\(written) bytes written into too little room")
    count += written
    unsafe (start + count).initializeMemory(as: UInt8.self, repeating: 0, count: Self.padding)
    return written
  }

  /// Calls a function with the bytes, which are bounds-checked and cannot outlive the call.
  package func withBytes<Result, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(unsafe RawSpan(_unsafeBytes: UnsafeRawBufferPointer(start: start, count: count)))
  }

  /// A copy of the bytes at positions, as far as there are any.
  package func copy(of positions: Range<Int>) -> [UInt8] {
    unsafe withUnsafeBytes { unsafe Array($0[positions.clamped(to: 0..<count)]) }
  }

  /// Calls a function with a pointer to the bytes, for C; ``padding`` more may be read after them.
  @unsafe package func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe body(UnsafeRawBufferPointer(start: start, count: count))
  }
}
