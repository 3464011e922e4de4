import Testing

@testable import DemoCorpus

@Test(arguments: [(1, 5), (1, 100), (2, 10), (12, 224), (80, 7_450), (200, 7_450), (40, 200)])
func `sizes fall, sum to the total and end with rare modes of five`(modeCount: Int, total: Int) {
  let sizes = ModeSizes(modeCount: modeCount, total: total).drawn()
  #expect(sizes.count == modeCount)
  #expect(sizes.reduce(0, +) == total)
  #expect(zip(sizes, sizes.dropFirst()).allSatisfy { $0 >= $1 })
  #expect(modeCount == 1 || sizes.suffix(max(1, modeCount / 10)).allSatisfy { $0 == ModeSizes.rareSize })
  #expect(sizes.allSatisfy { $0 >= ModeSizes.rareSize })
}

@Test func `common modes follow Zipf's law`() {
  let sizes = ModeSizes(modeCount: 80, total: 76_000).drawn()
  // Ranks 1, 9 and 19 have weights 1/2, 1/10 and 1/20.
  #expect(abs(Double(sizes[0]) / Double(sizes[8]) - 5) < 0.1)
  #expect(abs(Double(sizes[0]) / Double(sizes[18]) - 10) < 0.2)
}

@Test func `no modes have no sizes`() {
  #expect(ModeSizes(modeCount: 0, total: 10).drawn().isEmpty)
}
