import Foundation
import Synchronization
import Testing
import Threads

@Test(arguments: [(0, 4), (1, 4), (4, 4), (9, 4), (1000, 7)])
func `blocks hold every item once and in order`(itemCount: Int, size: Int) {
  let blocks = Blocks(itemCount: itemCount, size: size)
  let ranges = (0..<blocks.count).map { blocks[$0] }
  #expect(ranges.flatMap(Array.init) == Array(0..<itemCount))
  #expect(ranges.allSatisfy { (1...size).contains($0.count) })
}

@Test(arguments: [1, 2, 3, 64])
func `results come in block order on any number of threads`(threadCount: Int) {
  let blocks = Blocks(itemCount: 1_003, size: 10)
  let sums = blocks.concurrentMap(threadCount: threadCount) { block, items in
    [block, items.reduce(0, +)]
  }
  #expect(sums.map { $0[0] } == Array(0..<101))
  let total = sums.map { $0[1] }.reduce(0, +)
  #expect(total == 1_002 * 1_003 / 2)
}

@Test(arguments: [1, 2, 3, 16])
func `work within work is done once and in order`(threadCount: Int) {
  let outer = Blocks(itemCount: 40, size: 3)
  for _ in 0..<50 {
    let sums = outer.concurrentMap(threadCount: threadCount) { _, items in
      items.map { item in
        Blocks(itemCount: item, size: 2).concurrentMap(threadCount: threadCount) { _, places in
          places.reduce(0, +)
        }.reduce(0, +)
      }
    }
    #expect(sums.joined().elementsEqual((0..<40).map { $0 * ($0 - 1) / 2 }))
  }
}

@Test func `work within work is helped where a thread is free`() {
  let threads = Mutex<Set<ObjectIdentifier>>([])
  Blocks(itemCount: 2, size: 1).concurrentForEach(threadCount: 2) { task, _ in
    // The other task is over at once, and its thread may help with this one: in one of many rounds it does, while other tests take the threads too.
    guard task == 0 else { return }
    var rounds = 0
    while rounds < 40_000, threads.withLock({ $0.count }) < 2 {
      rounds += 1
      Blocks(itemCount: 64, size: 1).concurrentForEach(threadCount: 2) { _, _ in
        threads.withLock { _ = $0.insert(ObjectIdentifier(Thread.current)) }
        Thread.sleep(forTimeInterval: 0.000_1)
      }
    }
  }
  #expect(threads.withLock { $0.count } >= 2)
}

@Test func `a caller that waits for a helper helps with the helper's own work`() {
  let caller = ObjectIdentifier(Thread.current)
  let hasHelped = Mutex(false)
  // In most rounds the helper comes too late while other tests take the threads; in one of many it has the long task.
  for _ in 0..<20_000 where !hasHelped.withLock({ $0 }) {
    Blocks(itemCount: 2, size: 1).concurrentForEach(threadCount: 64) { _, _ in
      guard ObjectIdentifier(Thread.current) != caller else { return Thread.sleep(forTimeInterval: 0.000_5) }
      for _ in 0..<400 where !hasHelped.withLock({ $0 }) {
        Blocks(itemCount: 16, size: 1).concurrentForEach(threadCount: 64) { _, _ in
          if ObjectIdentifier(Thread.current) == caller { hasHelped.withLock { $0 = true } }
          Thread.sleep(forTimeInterval: 0.000_1)
        }
      }
    }
  }
  #expect(hasHelped.withLock { $0 })
}
