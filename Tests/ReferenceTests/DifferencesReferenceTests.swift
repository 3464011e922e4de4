import Statistics
import Testing

private struct DifferenceFigures: Decodable {
  let paired: [Paired]
  let unpaired: [Unpaired]
  let power: [Power]
  let pairedPower: [PairedPower]
  let means: [Means]

  struct Paired: Decodable {
    let onlyFirst: Int
    let onlySecond: Int
    let count: Int
    let exact: Double
    let midP: Double
    let interval: [Double]
  }

  struct Unpaired: Decodable {
    let first: [Int]
    let second: [Int]
    let interval: [Double]
    let test: Double
  }

  struct Power: Decodable {
    let before: Double
    let after: Double
    let counts: [Int]
    let power: Double
    let needed: Double
  }

  struct PairedPower: Decodable {
    let difference: Double
    let discordance: Double
    let pairs: Int
    let power: Double
    let needed: Double
  }

  struct Means: Decodable {
    let before: [Double]
    let after: [Double]
    let isPaired: Bool
    let value: Double
    let test: Double
    let interval: [Double]
  }
}

private func read() throws -> DifferenceFigures {
  try figures(DifferenceFigures.self, in: "differences_reference.json")
}

@Test func `paired differences equal those of statsmodels and SciPy`() throws {
  for reference in try read().paired {
    let pair = PairedComparison(
      onlyFirstCount: reference.onlyFirst, onlySecondCount: reference.onlySecond)
    #expect(agree(pair.exactTest, reference.exact, tolerance: 1e-9))
    #expect(agree(pair.midPTest, reference.midP, tolerance: 1e-9))
    let interval = try #require(pair.differenceInterval(of: reference.count))
    // The reference maximises a likelihood numerically, which is good to half of the digits.
    #expect(agree(interval.lower, reference.interval[0], tolerance: 2e-6), "\(reference)")
    #expect(agree(interval.upper, reference.interval[1], tolerance: 2e-6), "\(reference)")
  }
}

@Test func `unpaired differences equal those of statsmodels`() throws {
  for reference in try read().unpaired {
    let comparison = ProportionComparison(
      Proportion(reference.first[0], of: reference.first[1]),
      Proportion(reference.second[0], of: reference.second[1]))
    let interval = try #require(comparison.differenceInterval())
    #expect(agree(interval.lower, reference.interval[0], tolerance: 1e-12))
    #expect(agree(interval.upper, reference.interval[1], tolerance: 1e-12))
    #expect(agree(comparison.test, reference.test, tolerance: 1e-9))
  }
}

@Test func `power and sample sizes equal those of statsmodels and SciPy`() throws {
  let power = DifferencePower()
  for reference in try read().power {
    let counts = (before: reference.counts[0], after: reference.counts[1])
    let chance = power.power(from: reference.before, to: reference.after, counts: counts)
    #expect(agree(chance, reference.power, tolerance: 1e-6), "\(reference)")
    let count = try #require(power.count(from: reference.before, to: reference.after))
    #expect(Double(count - 1) < reference.needed && reference.needed <= Double(count) + 1e-6)
  }
  for reference in try read().pairedPower {
    let chance = power.pairedPower(
      of: reference.difference, discordance: reference.discordance, pairCount: reference.pairs)
    #expect(agree(chance, reference.power, tolerance: 1e-9))
    let count = try #require(
      power.pairCount(of: reference.difference, discordance: reference.discordance))
    #expect(Double(count - 1) < reference.needed && reference.needed <= Double(count) + 1e-6)
  }
}

@Test func `differences of means equal those of SciPy`() throws {
  for reference in try read().means {
    let difference = try #require(
      reference.isPaired
        ? MeanDifference(
          ofPairs: zip(reference.before, reference.after).map { $1 - $0 }, bootstrap: Bootstrap(seed: 1))
        : MeanDifference(before: reference.before, after: reference.after))
    #expect(agree(difference.value, reference.value, tolerance: 1e-12))
    #expect(agree(difference.test, reference.test, tolerance: 1e-9))
    let interval = try #require(difference.interval)
    // Of pairs it is bootstrapped, and near Student's but not equal.
    let tolerance = reference.isPaired ? 0.02 : 1e-9
    #expect(agree(interval.lower, reference.interval[0], tolerance: tolerance))
    #expect(agree(interval.upper, reference.interval[1], tolerance: tolerance))
  }
}
