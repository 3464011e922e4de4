import Statistics
import Testing

@testable import Sampling

@Test func `the lane is the same for the same keys and seed, and its first are a shorter lane`() {
  var generator = SplitMix64(seed: 2)
  let keys = (0..<200).map { _ in generator.next() }
  let places = RandomLane(count: 40, seed: 7).places(in: keys)
  #expect(places.count == 40 && Set(places).count == 40)
  #expect(RandomLane(count: 12, seed: 7).places(in: keys) == Array(places.prefix(12)))
  #expect(RandomLane(count: 40, seed: 8).places(in: keys) != places)
  #expect(RandomLane(count: 40, seed: 7).places(in: Array(keys.prefix(5))).sorted() == Array(0..<5))
}

@Test func `everyone is drawn equally often, whatever a stratum's own sample takes`() {
  var counts = [Int](repeating: 0, count: 50)
  var both = 0
  let runs = 4_000
  let keys = (0..<50).map { UInt64($0) &* 0x9E37_79B9_7F4A_7C15 }
  let members = keys.enumerated().map { RepresentativeSample.Member(row: $0, distance: 0, key: $1) }
  for seed in 0..<UInt64(runs) {
    let lane = RandomLane(count: 10, seed: seed).places(in: keys)
    for place in lane { counts[place] += 1 }
    let own = RepresentativeSample(randomCount: 10, seed: seed).randomSample(of: members).map(\.member.row)
    both += Set(lane).intersection(own).count
  }
  // Five standard errors of a share of one in five.
  #expect(counts.allSatisfy { abs($0 - 800) < 5 * 26 })
  // Of ten and ten of fifty two are common to both on average, with a deviation of 1.1.
  #expect(abs(Double(both) / Double(runs) - 2) < 0.1)
}

@Test func `a lane is a tenth of what was mined and at most forty`() {
  #expect([0, 1, 30, 204, 5_000].map(RandomLane.usualCount) == [0, 1, 3, 21, 40])
}
