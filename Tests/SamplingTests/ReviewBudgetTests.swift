import Statistics
import Testing

@testable import Sampling

private func candidate(
  _ stratum: Int, _ role: RepresentativeSample.Role?, p: Double = 1, lane: Int? = nil, laneP: Double = 0,
  seconds: Double = 60, isLabelled: Bool = false, isSimilar: Bool = false
) -> ReviewBudget.Candidate {
  ReviewBudget.Candidate(
    stratum: stratum, role: role, inclusionProbability: p, lanePlace: lane, laneProbability: laneP,
    seconds: seconds, isLabelled: isLabelled, isSimilar: isSimilar)
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
  settled[4] = candidate(0, .random, p: 0.02, isLabelled: true)
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

/// Two signatures and a lane of four: two of its traces are in other samples too.
private let withLane = [
  candidate(0, .medoid, lane: 2, laneP: 0.1), candidate(0, .spread, laneP: 0.1),
  candidate(0, .random, p: chanceOfEither(0.02, 0.1), lane: 3, laneP: 0.1), candidate(1, .medoid, laneP: 0.1),
  candidate(1, .random, p: chanceOfEither(0.5, 0.1), laneP: 0.1),
  candidate(1, .lane, p: chanceOfEither(0.5, 0.1), lane: 1, laneP: 0.1),
  candidate(0, .lane, p: chanceOfEither(0.02, 0.1), lane: 4, laneP: 0.1),
]

private func near(_ one: Double?, _ other: Double) -> Bool { abs((one ?? .nan) - other) < 1e-12 }

@Test func `after every three of the strata comes one of the lane`() {
  #expect(ReviewBudget(itemLimit: 3).choices(from: withLane).map(\.index) == [0, 2, 3])
  #expect(ReviewBudget(itemLimit: 4).choices(from: withLane).map(\.index) == [0, 2, 3, 5])
  // Six of the strata give the lane its second turn: its second and third are sent already, so it is the fourth.
  #expect(ReviewBudget(itemLimit: 7).choices(from: withLane).map(\.index) == Array(0..<7))
}

@Test func `chances of lane and stratum are combined, as far as the budget reached`() {
  let all = ReviewBudget().choices(from: withLane)
  #expect(zip(all, withLane).allSatisfy { near($0.inclusionProbability, $1.inclusionProbability) })
  let some = ReviewBudget(itemLimit: 4).choices(from: withLane)
  // The lane has reached its first of four; the second signature's random one was not sent.
  #expect(near(some[3].inclusionProbability, 0.025))
  #expect(
    near(some[1].inclusionProbability, chanceOfEither(0.02, 0.025)) && some[0].inclusionProbability == 1)
}

@Test func `a trace that its stratum spares is sent for the lane with the lane's chance`() {
  let spared = [
    candidate(0, .medoid, laneP: 0.1), candidate(0, .spread, lane: 1, laneP: 0.1, isSimilar: true),
    candidate(0, .boundary, lane: 2, laneP: 0.1, isLabelled: true),
  ]
  let choices = ReviewBudget().choices(from: spared)
  #expect(choices.map(\.index) == [0, 1] && near(choices[1].inclusionProbability, 0.1))
}

@Test func `weights of lane and strata together are without bias`() {
  // Two strata of thirty and ten; one is drawn by lot in each, four of all.
  var generator = SplitMix64(seed: 5)
  let values = (0..<40).map { $0 < 30 ? ($0 % 3 == 0 ? 1.0 : 0) : ($0 % 10 < 7 ? 1 : 0) }
  let (runs, truth) = (20_000, values.reduce(0, +))
  var (sum, squares) = (0.0, 0.0)
  for _ in 0..<runs {
    let lane = generator.shuffled(Array(0..<40)).prefix(4)
    let random = [generator.integer(below: 30), 30 + generator.integer(below: 10)]
    var (rows, drawn): ([Int], [ReviewBudget.Candidate]) = ([], [])
    func add(_ row: Int, _ role: RepresentativeSample.Role) {
      rows.append(row)
      let own = row < 30 ? 1.0 / 30 : 0.1
      drawn.append(
        candidate(
          row < 30 ? 0 : 1, role, p: chanceOfEither(own, 0.1), lane: lane.firstIndex(of: row).map { $0 + 1 },
          laneP: 0.1))
    }
    for row in random { add(row, .random) }
    for row in lane where !random.contains(row) { add(row, .lane) }
    let estimate = ReviewBudget().choices(from: drawn).reduce(0.0) {
      $0 + values[rows[$1.index]] / $1.inclusionProbability
    }
    sum += estimate
    squares += estimate * estimate
  }
  let mean = sum / Double(runs)
  let error = ((squares / Double(runs) - mean * mean) / Double(runs)).squareRoot()
  #expect(abs(mean - truth) < 4 * error)
}
