import Foundation
import Testing

@testable import DemoCorpus

@Test(arguments: 1...6)
func `every fate is planted, with the sizes it names`(seed: UInt64) {
  let planted = PlantedWeeks(modeCount: 24, seed: seed)
  #expect(planted.corpus.weeks.count == PlantedWeeks.weekCount)
  // Whether a tool's whole domain can shift depends on which modes are left.
  let needed = Set(PlantedWeeks.Fate.allCases).subtracting([.shifts, .rewords])
  #expect(needed.isSubset(of: planted.fates))
  for (mode, fate) in planted.fates.enumerated() {
    let sizes = planted.corpus.weeks.map { $0.modeSizes[mode] }
    let changes = planted.changeWeeks[mode]
    switch fate {
    case .vanishes: #expect(sizes[changes[0]...].allSatisfy { $0 == 0 } && sizes[0] == 30)
    case .appears: #expect(sizes[..<changes[0]].allSatisfy { $0 == 0 } && sizes[changes[0]] > 0)
    case .returns:
      #expect(sizes[changes[0]..<changes[1]].allSatisfy { $0 == 0 } && sizes[changes[1]] > 0 && sizes[0] > 0)
    default: #expect(sizes.allSatisfy { $0 > 0 })
    }
  }
}

@Test func `the same seed plants the same weeks`() {
  #expect(PlantedWeeks(modeCount: 20, seed: 5).rows == PlantedWeeks(modeCount: 20, seed: 5).rows)
  #expect(PlantedWeeks(modeCount: 20, seed: 5).rows != PlantedWeeks(modeCount: 20, seed: 6).rows)
}

@Test func `the shares of agents reach failures too`() throws {
  var week = DemoWeek(startSecond: 1_741_564_800, successCount: 10, oneOffCount: 0, modeSizes: [60, 60, 60])
  let agents = { (week: DemoWeek) in
    try drawn(DemoCorpus(weeks: [week], modeCount: 3, seed: 2)).filter(\.truth.fails)
      .map { try #require(try object($0.line)["agent"] as? String) }
  }
  // Where a domain has two agents, the one without weight has no failure.
  let pairs = Domain.all.map(\.agents).filter { $0.count == 2 }
  let met = Set(try agents(week))
  let pair = try #require(pairs.first { met.isSuperset(of: $0) })
  week.agentWeights[pair[0]] = 0
  let left = try agents(week)
  #expect(!left.contains(pair[0]) && left.contains(pair[1]))
}
