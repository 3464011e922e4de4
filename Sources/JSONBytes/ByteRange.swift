/// A stretch of bytes in a buffer that its owner knows.
@usableFromInline package struct ByteRange: Sendable, Hashable {
  @usableFromInline package let start: Int
  @usableFromInline package let count: Int

  @inlinable @inline(__always) package init(start: Int, count: Int) {
    self.start = start
    self.count = count
  }

  /// The position behind the last byte.
  @inlinable @inline(__always) package var end: Int { start + count }

  @inlinable @inline(__always) package var isEmpty: Bool { count == 0 }

  /// The positions from the first byte to the last.
  @inlinable @inline(__always) package var indices: Range<Int> { start..<start + count }
}
