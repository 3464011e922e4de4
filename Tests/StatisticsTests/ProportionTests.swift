import Statistics
import Testing

/// The chance that an interval holds the true share, over all numbers of successes.
private func coverage(_ share: Double, count: Int, of interval: (Proportion) -> Interval?) -> Double {
  let chances = (0...count).map { successes -> Double in
    guard interval(Proportion(successes, of: count))?.contains(share) == true else { return 0 }
    let upTo = { (k: Int) in k >= count ? 1 : 1 - regularisedBeta(share, Double(k + 1), Double(count - k)) }
    return upTo(successes) - (successes == 0 ? 0 : upTo(successes - 1))
  }
  return chances.reduce(0, +)
}

@Test(arguments: [10, 60, 300])
func `intervals hold their level`(count: Int) {
  let shares = stride(from: 0.03, to: 1, by: 0.047).map { $0 }
  let exact = shares.map { coverage($0, count: count) { $0.exactInterval() } }
  #expect(exact.allSatisfy { $0 >= 0.95 - 1e-9 })
  let wilson = shares.map { coverage($0, count: count) { $0.wilsonInterval() } }
  #expect(abs(wilson.reduce(0, +) / Double(wilson.count) - 0.95) < 0.015)
}

@Test func `of no trials nothing is known`() {
  let none = Proportion(0, of: 0)
  #expect(none.value == nil && none.wilsonInterval() == nil && none.exactInterval() == nil)
  #expect(ProportionComparison(none, Proportion(1, of: 2)).scoreTest == nil)
  #expect(ProportionComparison(none, Proportion(1, of: 2)).exactTest == 1)
  #expect(PairedComparison(onlyFirstCount: 0, onlySecondCount: 0).exactTest == 1)
  #expect(PairedComparison(onlyFirstCount: 0, onlySecondCount: 0).chiSquareTest == nil)
}

@Test func `the ends of an interval mirror when successes and failures are exchanged`() throws {
  for successes in 0...12 {
    let interval = try #require(Proportion(successes, of: 12).exactInterval())
    let mirrored = try #require(Proportion(12 - successes, of: 12).exactInterval())
    #expect(abs(interval.lower + mirrored.upper - 1) < 1e-12)
  }
}
