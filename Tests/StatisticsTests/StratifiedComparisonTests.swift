import Statistics
import Testing

private func stratum(_ before: Int, _ beforeTotal: Int, _ after: Int, _ afterTotal: Int)
  -> StratifiedComparison.Stratum
{
  .init(before: Proportion(before, of: beforeTotal), after: Proportion(after, of: afterTotal))
}

@Test func `another mix of strata with the same rates is no change`() {
  // The rate of the second is ten times that of the first, and its share goes from a tenth to a half.
  let mixed = StratifiedComparison([stratum(9, 900, 5, 500), stratum(10, 100, 50, 500)])
  #expect(mixed.exactTest > 0.9)
  #expect(mixed.rateRatio.map { abs($0 - 1) < 0.01 } == true)
  let taken = ProportionComparison(Proportion(19, of: 1_000), Proportion(55, of: 1_000))
  #expect(taken.exactTest < 1e-4)
}

@Test func `one stratum is a plain comparison`() {
  let one = StratifiedComparison([stratum(7, 300, 19, 310)])
  let plain = ProportionComparison(Proportion(7, of: 300), Proportion(19, of: 310))
  #expect(abs(one.exactTest - plain.exactTest) < 1e-9)
}

@Test func `strata without trials in both periods tell nothing`() {
  let empty = StratifiedComparison([stratum(0, 0, 5, 90), stratum(3, 50, 0, 0), stratum(0, 80, 0, 70)])
  #expect(empty.exactTest == 1)
  #expect(empty.scoreTest == nil && empty.rateRatio == nil)
  #expect(StratifiedComparison([]).exactTest == 1)
}

@Test(arguments: 1...10)
func `turning the periods round turns the score round and keeps the chance`(seed: UInt64) {
  var generator = SplitMix64(seed: seed)
  let strata = (0..<4).map { _ in
    stratum(
      generator.integer(below: 20), 200, generator.integer(below: 20), 100 + generator.integer(below: 200))
  }
  let one = StratifiedComparison(strata)
  let other = StratifiedComparison(strata.map { .init(before: $0.after, after: $0.before) })
  #expect(abs(one.exactTest - other.exactTest) < 1e-9)
  #expect(abs((one.score ?? 0) + (other.score ?? 0)) < 1e-9)
}

@Test func `the exact test is no more often wrong than it says`() {
  var generator = SplitMix64(seed: 4)
  let runs = 2_000
  let wrong = (0..<runs).count { _ in
    let strata = [(0.01, 400, 600), (0.04, 300, 150)].map { rate, before, after in
      stratum(
        generator.binomial(before, probability: rate), before, generator.binomial(after, probability: rate),
        after)
    }
    return StratifiedComparison(strata).exactTest <= 0.05
  }
  #expect(Double(wrong) / Double(runs) <= 0.055)
}
