import Sampling
import Statistics
import Testing

private typealias Member = RepresentativeSample.Member

/// Members with drawn distances; the distance between two is that of their numbers.
private func members(_ count: Int, seed: UInt64 = 1) -> [Member] {
  var generator = SplitMix64(seed: seed)
  return (0..<count).map { Member(row: $0, distance: generator.uniform(), key: generator.next()) }
}

private func apart(_ one: Int, _ other: Int) -> Double { Double(abs(one - other)) }

private func sample(
  _ members: [Member], random: Int = 2, seed: UInt64 = 1
) -> [RepresentativeSample.Choice] {
  RepresentativeSample(randomCount: random, seed: seed).sample(from: members, distance: apart)
}

@Test func `the roles come in order: medoid, spread, boundary, random`() throws {
  let all = members(40)
  let choices = sample(all)
  #expect(choices.map(\.role) == [.medoid, .spread, .boundary, .random, .random])
  #expect(choices[0].member.distance == all.map(\.distance).min())
  #expect(choices[2].member.distance == all.map(\.distance).max())
  let medoid = choices[0].member.row
  let farthest = all.map { apart($0.row, medoid) }.max()
  #expect(apart(choices[1].member.row, medoid) == farthest)
}

@Test func `the medoid is the nearest of those that show what the signature is told by`() {
  let all = members(40).sorted { $0.distance < $1.distance }
  let some = all.enumerated().map { place, member in
    Member(row: member.row, distance: member.distance, key: member.key, isTelling: place >= 3)
  }
  #expect(sample(some)[0].member.row == all[3].row)
  let none = all.map { Member(row: $0.row, distance: $0.distance, key: $0.key, isTelling: false) }
  #expect(sample(none)[0].member.row == all[0].row)
  #expect(Set(sample(some).map(\.member.row)).count == 5)
}

@Test func `nobody is drawn twice, and where there are few all are`() {
  for count in 0...8 {
    let choices = sample(members(count))
    #expect(choices.count == min(count, 5))
    #expect(Set(choices.map(\.member.row)).count == choices.count)
  }
  #expect(sample(members(5)).map(\.inclusionProbability) == [1, 1, 1, 1, 1])
}

@Test func `the chance of those drawn by lot is their number over those left, of the others 1`() {
  for count in [6, 10, 103] {
    let choices = sample(members(count))
    for choice in choices {
      let expected = choice.role == .random ? 2 / Double(count - 3) : 1
      #expect(choice.inclusionProbability == expected)
    }
  }
}

@Test func `the order of the members changes nothing, and another seed draws others`() {
  let all = members(60)
  var generator = SplitMix64(seed: 2)
  let reference = sample(all)
  for _ in 0..<5 { #expect(sample(generator.shuffled(all)) == reference) }
  let draws = (0..<20).map { Set(sample(all, seed: $0).filter { $0.role == .random }.map(\.member.row)) }
  #expect(Set(draws).count > 10)
}

@Test func `every member is drawn as often as its chance says`() {
  let all = members(23)
  let trials = 20_000
  var counts = [Int](repeating: 0, count: 23)
  for seed in 0..<UInt64(trials) {
    for choice in sample(all, seed: seed &* 0x9E37_79B9_7F4A_7C15) where choice.role == .random {
      counts[choice.member.row] += 1
    }
  }
  let byRule = Set(sample(all).filter { $0.role != .random }.map(\.member.row))
  // 20 members share 2 draws: a chance of 0.1, whose standard error over the trials is 0.0021.
  for (row, count) in counts.enumerated() {
    if byRule.contains(row) {
      #expect(count == 0)
    } else {
      #expect(abs(Double(count) / Double(trials) - 0.1) < 5 * 0.0021, "row \(row): \(count)")
    }
  }
}

@Test func `weights by the inverse chance give the total of all members without bias`() {
  let all = members(33, seed: 7)
  // A quantity that goes with the distance, as harm may: a sample of medoids alone would be far off.
  let amounts = all.map { 1 + 9 * $0.distance }
  let truth = amounts.reduce(0, +)
  let trials = 4_000
  var estimates: [Double] = []
  for seed in 0..<UInt64(trials) {
    let choices = sample(all, random: 5, seed: seed &* 0xD6E8_FEB8_6659_FD93)
    estimates.append(choices.reduce(0) { $0 + amounts[$1.member.row] / $1.inclusionProbability })
  }
  let mean = estimates.reduce(0, +) / Double(trials)
  let variance = estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(trials - 1)
  let standardError = (variance / Double(trials)).squareRoot()
  #expect(
    abs(mean - truth) < 4 * standardError, "mean \(mean), total \(truth), standard error \(standardError)")
}
