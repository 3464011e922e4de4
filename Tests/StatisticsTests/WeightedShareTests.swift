import Statistics
import Testing

@Test func `the interval of a weighted share holds the share that the sample was drawn from`() {
  // Two kinds of traces, drawn with unequal chances, of which one passes much less often than the other.
  for (rare, common) in [(0.3, 0.9), (0.95, 0.5), (0.02, 0.99)] {
    let truth = 0.2 * rare + 0.8 * common
    var (covered, sum) = (0, 0.0)
    for seed in 0..<1_000 as Range<UInt64> {
      var generator = SplitMix64(seed: seed)
      var share = WeightedShare()
      for trace in 0..<1_500 {
        let isRare = trace.isMultiple(of: 5)
        let probability = isRare ? 0.5 : 0.1
        guard Double.random(in: 0..<1, using: &generator) < probability else { continue }
        share.add(
          Double.random(in: 0..<1, using: &generator) < (isRare ? rare : common), probability: probability)
      }
      sum += share.value ?? 0
      if share.interval()?.contains(truth) ?? false { covered += 1 }
    }
    #expect(covered >= 940, "\(covered) of 1,000 at \(rare) and \(common)")
    #expect(abs(sum / 1_000 - truth) < 0.005)
  }
}

@Test func `with equal chances a weighted share is a plain one`() {
  var share = WeightedShare()
  for trace in 0..<40 { share.add(trace < 30, probability: 0.1) }
  let plain = Proportion(30, of: 40)
  #expect(abs((share.value ?? 0) - 0.75) < 1e-12)
  #expect(abs(share.effectiveCount - 40) < 1e-9)
  #expect(share.equalDraws == plain)
  let (one, other) = (share.interval(), plain.wilsonInterval())
  #expect(abs((one?.lower ?? 0) - (other?.lower ?? 1)) < 1e-9)
  #expect(abs((one?.upper ?? 0) - (other?.upper ?? 1)) < 1e-9)
}

@Test func `parts add up, and of nothing there is no share`() {
  var (one, other, both) = (WeightedShare(), WeightedShare(), WeightedShare())
  for trace in 0..<30 {
    let probability = trace.isMultiple(of: 3) ? 0.5 : 0.25
    both.add(trace % 4 == 0, probability: probability)
    if trace < 11 {
      one.add(trace % 4 == 0, probability: probability)
    } else {
      other.add(trace % 4 == 0, probability: probability)
    }
  }
  #expect(one + other == both)
  #expect(WeightedShare().value == nil && WeightedShare().interval() == nil)
}
