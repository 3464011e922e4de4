import Statistics
import Testing

@testable import Sampling

private func candidate(
  _ stratum: Int, _ role: RepresentativeSample.Role?, p: Double = 1, seconds: Double = 60,
  isSettled: Bool = false
) -> ReviewBudget.Candidate {
  ReviewBudget.Candidate(
    stratum: stratum, role: role, inclusionProbability: p, seconds: seconds, isSettled: isSettled)
}

/// Two signatures with a full sample each.
private let candidates = (0..<2).flatMap { stratum in
  [
    candidate(stratum, .medoid), candidate(stratum, .spread), candidate(stratum, .boundary),
    candidate(stratum, .random, p: 0.02), candidate(stratum, .random, p: 0.02),
  ]
}

@Test func `without a budget all are sent, with the chance that they had`() {
  let choices = ReviewBudget().choices(from: candidates)
  #expect(choices.map(\.index) == Array(0..<10))
  #expect(choices.map(\.inclusionProbability) == candidates.map(\.inclusionProbability))
}

@Test func `every stratum gets one before any gets a second`() {
  #expect(ReviewBudget(itemLimit: 1).choices(from: candidates).map(\.index) == [0])
  #expect(ReviewBudget(itemLimit: 2).choices(from: candidates).map(\.index) == [0, 5])
  #expect(ReviewBudget(itemLimit: 6).choices(from: candidates).map(\.index) == [0, 1, 3, 5, 6, 8])
}

@Test func `the chance of a random one counts the cut in`() throws {
  let choices = ReviewBudget(itemLimit: 4).choices(from: candidates)
  let random = try #require(choices.first { $0.index == 3 })
  #expect(random.inclusionProbability == 0.01)
  // One that has its label already is in the sample still.
  var settled = candidates
  settled[4] = candidate(0, .random, p: 0.02, isSettled: true)
  let more = ReviewBudget(itemLimit: 4).choices(from: settled)
  #expect(more.first { $0.index == 3 }?.inclusionProbability == 0.02)
}

@Test func `time is a budget too, and long traces are not passed over for short ones`() {
  let mixed = [
    candidate(0, .medoid, seconds: 100), candidate(1, .medoid, seconds: 500),
    candidate(2, .medoid, seconds: 10),
  ]
  #expect(ReviewBudget(secondsLimit: 610).choices(from: mixed).map(\.index) == [0, 1, 2])
  #expect(ReviewBudget(secondsLimit: 400).choices(from: mixed).map(\.index) == [0])
  #expect(ReviewBudget(itemLimit: 5).choices(from: []).isEmpty)
}

@Test func `weights of what a budget left are without bias`() {
  // A stratum of forty with a known number of passes; two are drawn by lot, one of them is sent.
  var generator = SplitMix64(seed: 11)
  let population = (0..<40).map { $0 % 5 == 0 ? 1.0 : 0.0 }
  let (runs, truth) = (4_000, 8.0)
  var (sum, squares) = (0.0, 0.0)
  for _ in 0..<runs {
    let rows = (0..<2).reduce(into: [Int]()) { rows, _ in
      var row = Int(generator.next() % 40)
      while rows.contains(row) { row = Int(generator.next() % 40) }
      rows.append(row)
    }
    let drawn = rows.map { _ in candidate(0, .random, p: 2.0 / 40) }
    let estimate = ReviewBudget(itemLimit: 1).choices(from: drawn).reduce(0.0) {
      $0 + population[rows[$1.index]] / $1.inclusionProbability
    }
    sum += estimate
    squares += estimate * estimate
  }
  let mean = sum / Double(runs)
  let error = ((squares / Double(runs) - mean * mean) / Double(runs)).squareRoot()
  // Four standard errors: one in 16,000 fails by chance, and the seed is fixed.
  #expect(abs(mean - truth) < 4 * error)
}
