import Statistics
import Testing

/// The mean of many draws lies within five standard errors of the true one.
private func expectMean(_ numbers: [Double], _ mean: Double, deviation: Double) {
  let found = numbers.reduce(0, +) / Double(numbers.count)
  #expect(abs(found - mean) < 5 * deviation / Double(numbers.count).squareRoot())
}

@Test(arguments: 1...4)
func `draws have the moments of their distributions`(seed: UInt64) {
  var generator = SplitMix64(seed: seed)
  let uniforms = (0..<20_000).map { _ in generator.uniform() }
  #expect(uniforms.allSatisfy { (0..<1).contains($0) })
  expectMean(uniforms, 0.5, deviation: 0.29)
  let normals = generator.normals(count: 20_001)
  #expect(normals.count == 20_001)
  expectMean(normals, 0, deviation: 1)
  expectMean(normals.map { $0 * $0 }, 1, deviation: 1.42)
  expectMean((0..<20_000).map { _ in Double(generator.integer(below: 7)) }, 3, deviation: 2)
}

@Test(arguments: [(5, 0.3), (40, 0.01), (200, 0.2), (200, 0.9), (100_000, 0.5), (1_000_000, 0.00002)])
func `binomial draws have the right mean and variance`(trialCount: Int, probability: Double) {
  var generator = SplitMix64(seed: 4)
  let draws = (0..<20_000).map { _ in Double(generator.binomial(trialCount, probability: probability)) }
  let mean = Double(trialCount) * probability
  let variance = mean * (1 - probability)
  expectMean(draws, mean, deviation: variance.squareRoot())
  // The fourth moment of a binomial is at most 3 σ⁴ + σ².
  let squares = draws.map { ($0 - mean) * ($0 - mean) }
  expectMean(squares, variance, deviation: (2 * variance * variance + variance).squareRoot())
  #expect(draws.allSatisfy { $0 >= 0 && $0 <= Double(trialCount) })
}

@Test(arguments: 1...4)
func `counts drawn keep their total and leave kinds without weight empty`(seed: UInt64) {
  var generator = SplitMix64(seed: seed)
  for total in [0, 1, 17, 100_000] {
    let counts = generator.multinomial(total, weights: [0, 0.1, 3, 0, 1e-9, 0])
    #expect(counts.reduce(0, +) == total)
    #expect(counts[0] == 0 && counts[3] == 0 && counts[5] == 0)
  }
}

@Test func `an index is drawn as often as its weight says`() {
  var generator = SplitMix64(seed: 9)
  let draws = (0..<40_000).map { _ in generator.index(weightedBy: [0, 1, 0, 3]) }
  #expect(draws.allSatisfy { $0 == 1 || $0 == 3 })
  expectMean(draws.map { $0 == 3 ? 1 : 0 }, 0.75, deviation: 0.44)
  #expect(generator.index(weightedBy: [0, 0]) == nil)
  #expect(generator.index(weightedBy: []) == nil)
}

@Test(arguments: 1...4)
func `a sample holds no index twice and each as often as another`(seed: UInt64) {
  var generator = SplitMix64(seed: seed)
  #expect(generator.sample(10, of: 10).sorted() == Array(0..<10))
  #expect(generator.sample(0, of: 0).isEmpty)
  #expect(generator.shuffled(["a", "b", "c"]).sorted() == ["a", "b", "c"])
  let samples = (0..<9_000).map { _ in generator.sample(2, of: 6) }
  for index in 0..<6 {
    expectMean(samples.map { $0.contains(index) ? 1 : 0 }, 1.0 / 3, deviation: 0.48)
  }
}

@Test func `streams of one seed differ, and so do seeds of one stream`() {
  var firsts: Set<UInt64> = []
  for seed in 0..<20 {
    for stream in 0..<20 {
      var generator = SplitMix64(seed: UInt64(seed), stream: stream)
      firsts.insert(generator.next())
    }
  }
  #expect(firsts.count == 400)
}
