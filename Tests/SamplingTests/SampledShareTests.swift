import Statistics
import Testing

@testable import Sampling

/// Signatures of very different sizes and shares, sampled as `mine` does and cut by a budget.
private func coverage(runs: Int, seed: UInt64, itemsPerStratum: Int) -> (covered: Double, meanError: Double) {
  var generator = SplitMix64(seed: seed)
  let sizes = [400, 250, 160, 120, 90, 60, 40, 30, 20, 12, 8, 5]
  let shares = [0.1, 0.7, 0.3, 0.9, 0.05, 0.5, 0.2, 0.8, 0.4, 0.6, 1, 0]
  var (covered, error) = (0, 0.0)
  for _ in 0..<runs {
    let strata = zip(sizes, shares).map { size, share in (0..<size).map { _ in generator.uniform() < share } }
    let all = strata.joined()
    let truth = Double(all.count { $0 }) / Double(all.count)
    var (candidates, values): ([ReviewBudget.Candidate], [Bool]) = ([], [])
    for (stratum, members) in strata.enumerated() {
      let order = generator.shuffled(Array(members.indices))
      for (place, row) in order.prefix(5).enumerated() {
        let rest = Double(members.count - 3)
        candidates.append(
          .init(
            stratum: stratum, role: [.medoid, .spread, .boundary, .random, .random][place],
            inclusionProbability: place < 3 ? 1 : min(1, 2 / rest), seconds: 60))
        values.append(members[row])
      }
    }
    let choices = ReviewBudget(itemLimit: itemsPerStratum * sizes.count).choices(from: candidates)
    let reads = choices.map {
      SampledShare.Read(inclusionProbability: $0.inclusionProbability, hasProperty: values[$0.index])
    }
    guard let share = SampledShare(reads) else { continue }
    covered += share.interval.contains(truth) ? 1 : 0
    error += share.value - truth
  }
  return (Double(covered) / Double(runs), error / Double(runs))
}

@Test(arguments: [3, 5])
func `the interval of a share covers the truth as often as it says, and the share is without bias`(items: Int)
{
  let (covered, error) = coverage(runs: 2_000, seed: 3, itemsPerStratum: items)
  print("\(items) items a signature: coverage \(covered), mean error \(error)")
  // Three standard errors of 2,000 runs at 95 % are 1.5 points.
  #expect(covered >= 0.935)
  #expect(abs(error) < 0.02)
}

@Test func `of equal chances it is the exact interval`() throws {
  let reads = (0..<20).map { SampledShare.Read(inclusionProbability: 0.1, hasProperty: $0 < 5) }
  let share = try #require(SampledShare(reads))
  let exact = try #require(Proportion(5, of: 20).exactInterval())
  #expect(share.value == 0.25)
  #expect(abs(share.interval.lower - exact.lower) < 1e-9 && abs(share.interval.upper - exact.upper) < 1e-9)
  #expect(SampledShare([]) == nil)
}
