/// How much of what can be done each agent does, by its failures and its successes.
struct AgentTraffic: Sendable {
  /// The agent of each failure, from 0; those that name none are of one more.
  let agents: [Int32]

  /// For each agent how often it does each thing.
  private(set) var amounts: [[Double]]

  /// For each agent how often it does any.
  private(set) var totals: [Double]

  /// The numbers of the agents that fail.
  private let numbers: [Int?: Int32]

  /// - Parameters:
  ///   - agents: The agent of each failure; `nil` for those that name none.
  ///   - thingCount: How many things can be done, from 0.
  init(agents: [Int?], thingCount: Int) {
    var numbers: [Int?: Int32] = [:]
    self.agents = agents.map { agent in
      let number = numbers[agent] ?? Int32(numbers.count)
      numbers[agent] = number
      return number
    }
    self.numbers = numbers
    amounts = [[Double]](repeating: [Double](repeating: 0, count: thingCount), count: numbers.count)
    totals = [Double](repeating: 0, count: numbers.count)
  }

  /// The number of an agent; `nil` of one that never fails.
  func number(of agent: Int?) -> Int32? { numbers[agent] }

  /// Notes a trace of an agent and what is done in it.
  mutating func note(_ things: some Sequence<Int>, agent: Int32, weight: Double = 1) {
    totals[Int(agent)] += weight
    for thing in things { amounts[Int(agent)][thing] += weight }
  }

  /// For each agent its share of what is done.
  var agentShares: [Double] {
    let all = totals.reduce(0, +)
    return totals.map { $0 / all }
  }

  /// In what share of the work of an agent a thing is done; 0 where nothing is known of it.
  func share(of thing: Int, agent: Int32) -> Double {
    let total = totals[Int(agent)]
    return total > 0 ? amounts[Int(agent)][thing] / total : 0
  }

  /// For each thing the share of the work in which it is done when the agents of some failures do what they do anyway.
  ///
  /// - Parameter rows: The failures.
  func shares(around rows: [Int]) -> [Double] {
    var counts = [Int](repeating: 0, count: totals.count)
    for row in rows { counts[Int(agents[row])] += 1 }
    var shares = [Double](repeating: 0, count: amounts.first?.count ?? 0)
    for (agent, count) in counts.enumerated() where count > 0 && totals[agent] > 0 {
      let weight = Double(count) / Double(rows.count) / totals[agent]
      for thing in shares.indices { shares[thing] += amounts[agent][thing] * weight }
    }
    return shares
  }
}
