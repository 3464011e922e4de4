/// Items cut into blocks of a fixed size, which threads then share.
///
/// The cut depends on the number of items alone, never on the number of threads; work that is done block by
/// block and put together in block order therefore gives the same bytes on any number of threads.
package struct Blocks: Sendable, Hashable {
  package let itemCount: Int
  package let size: Int

  /// The number of blocks; the last one may be shorter.
  package var count: Int { (itemCount + size - 1) / size }

  /// Cuts items into blocks.
  ///
  /// - Precondition: `itemCount` ≥ 0 and `size` ≥ 1.
  package init(itemCount: Int, size: Int) {
    precondition(itemCount >= 0 && size >= 1, "\(itemCount) items cannot be cut into blocks of \(size)")
    self.itemCount = itemCount
    self.size = size
  }

  /// The items of a block.
  package subscript(block: Int) -> Range<Int> {
    block * size..<min(itemCount, (block + 1) * size)
  }

  /// Calls `body` once for each block with its index and its items, on up to `threadCount` threads at a time.
  package func concurrentForEach(threadCount: Int, _ body: @Sendable (Int, Range<Int>) -> Void) {
    guard min(threadCount, count) > 1 else {
      for block in 0..<count { body(block, self[block]) }
      return
    }
    withoutActuallyEscaping(body) { body in
      SharedBlocks(self, helperLimit: threadCount - 1, body).runAndClose()
    }
  }

  /// Returns what `body` gives for each block, in block order.
  package func concurrentMap<Result: Sendable>(
    threadCount: Int, _ body: @Sendable (Int, Range<Int>) -> Result
  ) -> [Result] {
    var results = [Result?](repeating: nil, count: count)
    unsafe results.withUnsafeMutableBufferPointer { slots in
      // Each block writes its own slot and no other.
      nonisolated(unsafe) let slots = unsafe slots
      concurrentForEach(threadCount: threadCount) { block, items in
        unsafe slots[block] = body(block, items)
      }
    }
    return results.compactMap { $0 }
  }
}
