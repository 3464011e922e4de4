import Dispatch
import Foundation
import Synchronization

/// Blocks that the calling thread works through, with the help of others as they are free.
///
/// The caller never waits for a helper that has not begun, so that work within work needs no thread of its own: where
/// all threads are busy the caller does everything, and where one becomes free it helps. A caller that has to wait for
/// the last blocks of its own work helps with work that was begun after it. (`concurrentPerform` keeps to one thread
/// for work within work.)
///
/// Nobody waits for ever: whoever waits, waits for a block that was begun after the work that it belongs to, and helps
/// with younger work only; of all blocks under way the youngest waits for none.
final class SharedBlocks: Sendable {
  private let blocks: Blocks
  private let next = Atomic<Int>(0)

  /// Set until the work is closed, which waits for all who entered; read by those alone.
  private nonisolated(unsafe) var body: (@Sendable (Int, Range<Int>) -> Void)?

  /// Which work was begun before which; set, as `workerCount`, by the helpers under their lock.
  fileprivate nonisolated(unsafe) var age = 0
  fileprivate nonisolated(unsafe) var workerCount = 0

  private static let helpers = HelpingThreads()

  /// - Parameter helperLimit: How many threads may help, anywhere in the program.
  init(_ blocks: Blocks, helperLimit: Int, _ body: @escaping @Sendable (Int, Range<Int>) -> Void) {
    self.blocks = blocks
    unsafe self.body = body
    Self.helpers.open(self, helperLimit: helperLimit)
  }

  /// Works through all blocks that nobody has begun, and waits for those that helpers have.
  func runAndClose() {
    runBlocks()
    Self.helpers.close(self)
    unsafe body = nil
  }

  fileprivate var blockCount: Int { blocks.count }

  /// Whether there are blocks that nobody has begun.
  fileprivate var hasMore: Bool { next.load(ordering: .relaxed) < blocks.count }

  /// Blocks are taken as threads become free: cores are shared with other work and not equally fast.
  ///
  /// Not inlined, so that nothing holds the body when the caller is told that this thread has left.
  @inline(never) fileprivate func runBlocks() {
    guard let body = unsafe body else { return }
    while true {
      let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard block < blocks.count else { return }
      body(block, blocks[block])
    }
  }
}

/// The threads that help, and the work that is open to them.
private final class HelpingThreads: @unchecked Sendable {
  // `NSCondition`, because the thread sanitizer does not know the standard library's `Mutex`.
  private let condition = NSCondition()
  private var openWork: [SharedBlocks] = []
  private var begunCount = 0
  private var helperCount = 0
  private var waiterCount = 0

  func open(_ work: SharedBlocks, helperLimit: Int) {
    condition.withLock {
      begunCount += 1
      unsafe work.age = begunCount
      openWork.append(work)
      if waiterCount > 0 { condition.broadcast() }
      // Those at work look for more when they are done.
      let called = max(0, min(helperLimit, work.blockCount - 1) - helperCount)
      helperCount += called
      for _ in 0..<called { DispatchQueue.global().async { self.help() } }
    }
  }

  /// Works through whatever is open, the oldest first: it has the largest blocks.
  private func help() {
    condition.lock()
    while let work = openWork.first(where: \.hasMore) { run(work) }
    helperCount -= 1
    condition.unlock()
  }

  /// Waits for those who are at some work, meanwhile helping with what was begun after it.
  func close(_ work: SharedBlocks) {
    condition.withLock {
      openWork.removeAll { $0 === work }
      while unsafe work.workerCount > 0 {
        if let younger = openWork.last(where: { unsafe $0.age > work.age && $0.hasMore }) {
          run(younger)
        } else {
          waiterCount += 1
          condition.wait()
          waiterCount -= 1
        }
      }
    }
  }

  /// Works through blocks without the lock, which the caller holds before and after.
  private func run(_ work: SharedBlocks) {
    unsafe work.workerCount += 1
    condition.unlock()
    work.runBlocks()
    condition.lock()
    unsafe work.workerCount -= 1
    if unsafe work.workerCount == 0, waiterCount > 0 { condition.broadcast() }
  }
}
