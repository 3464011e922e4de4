/// A stretch of bytes in a buffer that its owner knows.
package struct ByteRange: Sendable, Hashable {
  package let start: Int
  package let count: Int

  @inlinable package init(start: Int, count: Int) {
    self.start = start
    self.count = count
  }

  /// The position behind the last byte.
  @inlinable package var end: Int { start + count }

  @inlinable package var isEmpty: Bool { count == 0 }

  /// The positions from the first byte to the last.
  @inlinable package var indices: Range<Int> { start..<start + count }
}
