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
