/// What is fixed for all traces of a week.
struct WeekSetting: Sendable {
  let week: DemoWeek
  /// The place of the week's first trace in the corpus.
  let firstIndex: Int
  /// Shuffles the week's traces, so that modes are spread over the file.
  let order: Permutation
  /// Ends of the modes' ranges among the shuffled places.
  let modeEnds: [Int]
  /// Names of the tools of each domain.
  let toolNames: [[[UInt8]]]
  /// The error of each mode in this week's words; `nil` for modes without one.
  let faults: [PlantedFault?]
  /// The errors planted in each domain, by tool.
  let faultsByTool: [[Int: [PlantedFault]]]
  /// Domains and agents for successes, with weights.
  let agents: [(domain: Int, agent: String)]
  let agentWeights: [Int]

  init(week: DemoWeek, firstIndex: Int, modes: [PlantedMode], seed: UInt64) {
    self.week = week
    self.firstIndex = firstIndex
    order = Permutation(count: max(week.traceCount, 1), seed: seed &+ UInt64(firstIndex) ^ 0x6F72_6465)
    var end = 0
    modeEnds = week.modeSizes.map { size in
      end += size
      return end
    }
    toolNames = Domain.all.map { domain in
      domain.tools.map { Array((week.renamedTools[$0.name] ?? $0.name).utf8) }
    }
    var faults: [PlantedFault?] = []
    var byTool = Array(repeating: [Int: [PlantedFault]](), count: Domain.all.count)
    for (index, mode) in modes.enumerated() {
      guard case .fault(let tool, let source) = mode.cause else {
        faults.append(nil)
        continue
      }
      var dice = Dice(seed: seed &+ UInt64(index) &* 0x9E37_79B9)
      let fault = PlantedFault(source, wording: week.wordings[index], dice: &dice)
      faults.append(fault)
      byTool[mode.domain][tool, default: []].append(fault)
    }
    self.faults = faults
    faultsByTool = byTool
    let used = Set(modes.map(\.domain))
    agents = Domain.all.indices.filter { used.contains($0) }.flatMap { domain in
      Domain.all[domain].agents.map { (domain, $0) }
    }
    var dice = Dice(seed: seed ^ 0x6167_656E)
    agentWeights = agents.map { agent in
      dice.within(40...160) * (week.agentWeights[agent.agent] ?? 100)
    }
  }

  /// Returns the mode at a shuffled place, or `nil` past the last mode.
  func mode(at place: Int) -> Int? {
    guard let last = modeEnds.last, place < last else { return nil }
    var low = 0
    var high = modeEnds.count - 1
    while low < high {
      let middle = (low + high) / 2
      if place < modeEnds[middle] { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
