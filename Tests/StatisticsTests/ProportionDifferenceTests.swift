import Testing

@testable import Statistics

/// In how many of a thousand draws an interval holds the truth.
private func coverage(_ interval: (inout SplitMix64) -> Interval?, truth: Double) -> Int {
  (0..<1_000).count { seed in
    var random = SplitMix64(seed: 77, stream: seed)
    return interval(&random)?.contains(truth) ?? false
  }
}

@Test(arguments: [(0.9, 0.88, 120), (0.5, 0.4, 60), (0.97, 0.97, 300)])
func `the interval of a difference of shares holds the truth in 95 of 100 cases`(
  before: Double, after: Double, count: Int
) {
  let held = coverage(
    { random in
      ProportionComparison(
        Proportion(random.binomial(count, probability: before), of: count),
        Proportion(random.binomial(count, probability: after), of: count)
      ).differenceInterval()
    }, truth: after - before)
  #expect((930...980).contains(held), "\(held)")
}

@Test(arguments: [(0.06, 0.04, 150), (0.01, 0.01, 200), (0.2, 0.05, 60)])
func `the interval of a paired difference holds the truth in 95 of 100 cases`(
  lost: Double, gained: Double, count: Int
) {
  let held = coverage(
    { random in
      let counts = random.multinomial(count, weights: [lost, gained, 1 - lost - gained])
      return PairedComparison(onlyFirstCount: counts[0], onlySecondCount: counts[1])
        .differenceInterval(of: count)
    }, truth: gained - lost)
  #expect((930...990).contains(held), "\(held)")
}

@Test func `no trials have no difference, and equal ones no change`() {
  #expect(ProportionComparison(Proportion(0, of: 0), Proportion(1, of: 2)).differenceInterval() == nil)
  #expect(PairedComparison(onlyFirstCount: 0, onlySecondCount: 0).differenceInterval(of: 0) == nil)
  #expect(PairedComparison(onlyFirstCount: 3, onlySecondCount: 3).midPTest == 1)
  let none = PairedComparison(onlyFirstCount: 0, onlySecondCount: 0).differenceInterval(of: 50)
  #expect(none.map { -$0.lower == $0.upper && $0.upper < 0.08 } == true)
  #expect(MeanDifference(before: [1], after: [1, 0]) == nil)
  let still = MeanDifference(ofPairs: [0, 0, 0], bootstrap: Bootstrap(resampleCount: 20, seed: 1))
  #expect(still?.test == 1 && still?.value == 0)
}

@Test func `more trials find more`() {
  let power = DifferencePower()
  var last = 0.0
  for count in [10, 100, 1_000, 10_000] {
    let chance = power.power(from: 0.9, to: 0.88, counts: (count, count))
    #expect(chance > last && chance <= 1)
    last = chance
  }
  #expect(power.count(from: 0.9, to: 0.9) == nil && power.pairCount(of: 0, discordance: 0.1) == nil)
  #expect(power.power(from: 0.9, to: 0.8, counts: (0, 5)) == 0)
}
