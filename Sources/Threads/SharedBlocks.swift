import Foundation
import Synchronization

/// Blocks that the calling thread works through, with the help of others as they are free.
///
/// The caller never waits for a helper that has not begun, so that work within work needs no thread of its own: where
/// all threads are busy the caller does everything, and where one becomes free it helps. (`concurrentPerform` keeps
/// to one thread for work within work.)
final class SharedBlocks: Sendable {
  private let blocks: Blocks
  private let next = Atomic<Int>(0)
  private let state: State

  /// How many threads help anywhere in the program.
  private static let helperCount = Atomic<Int>(0)

  init(_ blocks: Blocks, _ body: @escaping @Sendable (Int, Range<Int>) -> Void) {
    self.blocks = blocks
    state = State(body)
  }

  /// Works through all blocks that nobody has begun, and waits for those that helpers have.
  func runAndClose() {
    run()
    state.close()
  }

  /// Works through blocks beside the caller, unless that is done or enough threads help already.
  func help(helperLimit: Int) {
    if Self.helperCount.wrappingAdd(1, ordering: .relaxed).newValue <= helperLimit { run() }
    Self.helperCount.wrappingSubtract(1, ordering: .relaxed)
  }

  private func run() {
    guard state.enter() else { return }
    runBlocks()
    state.leave()
  }

  /// Blocks are taken as threads become free: cores are shared with other work and not equally fast.
  ///
  /// Not inlined, so that nothing holds the body when the caller is told that this thread has left.
  @inline(never) private func runBlocks() {
    guard let body = state.body else { return }
    while true {
      let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard block < blocks.count else { return }
      body(block, blocks[block])
    }
  }

  /// Who is at work, and on what until the caller closes it.
  private final class State: @unchecked Sendable {
    // `NSCondition`, because the thread sanitizer does not know the standard library's `Mutex`.
    private let condition = NSCondition()
    private var isClosed = false
    private var workerCount = 0

    /// Set until the work is closed, which waits for all who entered; read by those alone.
    private(set) var body: (@Sendable (Int, Range<Int>) -> Void)?

    init(_ body: @escaping @Sendable (Int, Range<Int>) -> Void) {
      self.body = body
    }

    /// Whether there is still work.
    func enter() -> Bool {
      condition.withLock {
        if !isClosed { workerCount += 1 }
        return !isClosed
      }
    }

    func leave() {
      condition.withLock {
        workerCount -= 1
        if workerCount == 0 { condition.broadcast() }
      }
    }

    /// Lets nobody in any more, waits for those within and forgets the work.
    func close() {
      condition.withLock {
        isClosed = true
        while workerCount > 0 { condition.wait() }
        body = nil
      }
    }
  }
}
