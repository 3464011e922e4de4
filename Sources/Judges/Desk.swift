import Dispatch
import Foundation
internal import Synchronization

/// Items that several threads work on, and whose results one thread takes in order.
///
/// Threads of their own, not those of the cores: what they do is wait for a network.
final class Desk: Sendable {
  private let results: Mutex<[Int: TraceJudging.Result]> = Mutex([:])
  private let next = Atomic<Int>(0)
  private let itemCount: Int

  /// Raised once for each result.
  private let placed = DispatchSemaphore(value: 0)

  init(itemCount: Int) {
    self.itemCount = itemCount
  }

  /// Starts threads that work on the items, each as it becomes free.
  func work(threadCount: Int, _ body: @escaping @Sendable (Int) -> TraceJudging.Result) {
    for _ in 0..<min(threadCount, itemCount) {
      Thread.detachNewThread { [self] in
        while true {
          let item = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard item < itemCount else { return }
          let result = body(item)
          results.withLock { $0[item] = result }
          placed.signal()
        }
      }
    }
  }

  /// Waits for the result of an item, which can be taken once.
  func result(of item: Int) -> TraceJudging.Result {
    while true {
      if let result = results.withLock({ $0.removeValue(forKey: item) }) { return result }
      placed.wait()
    }
  }
}
