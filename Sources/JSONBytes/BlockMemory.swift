import Foundation

/// Memory of blocks that nobody holds any more, kept for the next ones.
///
/// Left to the allocator, 200 MB read in blocks of 8 MiB on two threads took 350 MB, because each thread
/// keeps what it frees; and giving it back to the system each time halves the speed.
///
/// The pieces are touched only while the lock is held, which is what makes sharing safe. `NSLock`, because
/// the thread sanitizer does not know the standard library's `Mutex`.
@safe package final class BlockMemory: @unchecked Sendable {
  /// The bytes, without padding, of a piece of memory.
  package let byteCount: Int

  private let lock = NSLock()
  private var pieces: [UnsafeMutableRawPointer] = unsafe []

  package init(byteCount: Int) {
    self.byteCount = byteCount
  }

  deinit {
    for index in unsafe pieces.indices { unsafe pieces[index].deallocate() }
  }

  func take() -> UnsafeMutableRawPointer {
    let piece = unsafe lock.withLock { unsafe pieces.popLast() }
    return unsafe piece ?? .allocate(byteCount: byteCount + PaddedBytes.padding, alignment: 64)
  }

  func giveBack(_ start: UnsafeMutableRawPointer) {
    lock.withLock { unsafe pieces.append(start) }
  }
}
