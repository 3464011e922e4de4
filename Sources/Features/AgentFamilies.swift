/// Which agents are one in what they do: those that call the same tools about as often.
///
/// One agent stands in an export under several names: its versions, its regions, the voice and the chat of one desk.
/// What is learnt of one holds for all; alone, each may have too few traces for anything to be learnt.
package struct AgentFamilies: Sendable, Hashable {
  /// The first of the family of each agent that has one.
  private var heads: [Int?: Int?] = [:]

  /// All agents apart.
  package init() {}

  /// Two agents are of a family if of each tool the smaller of their shares of traces, summed over tools, is at least this
  /// part of the greater.
  ///
  /// Of 1,600 pairs of agents in fifteen made corpora 85 have 0.7 and more, and the others less than 0.2.
  private static let leastLikeness = 0.5

  /// The agents that are looked at, those with the most traces.
  private static let agentLimit = 256

  /// Finds the families.
  ///
  /// - Parameter agents: The agent of each row; `nil` for those that name none.
  package init(_ table: EvidenceTable, agents: [Int?]) {
    precondition(agents.count == table.rowCount, "\(agents.count) agents, \(table.rowCount) rows")
    var traceCounts: [Int?: Int] = [:]
    for agent in agents { traceCounts[agent, default: 0] += 1 }
    guard traceCounts.count > 1 else { return }
    let looked = traceCounts.sorted { ($1.value, $0.key ?? -1) < ($0.value, $1.key ?? -1) }
      .prefix(Self.agentLimit).map(\.key)
    let numbers = Dictionary(uniqueKeysWithValues: zip(looked, looked.indices))
    var shares = [[UInt64: Double]](repeating: [:], count: looked.count)
    for (row, agent) in agents.enumerated() {
      guard let number = numbers[agent] else { continue }
      for place in table.toolRange(row) { shares[number][table.tools[place], default: 0] += 1 }
    }
    for (number, agent) in looked.enumerated() {
      let count = Double(traceCounts[agent] ?? 1)
      shares[number] = shares[number].mapValues { $0 / count }
    }
    var first = Array(looked.indices)
    for one in looked.indices {
      for other in looked.indices.dropFirst(one + 1)
      where first[one] != first[other] && Self.likeness(shares[one], shares[other]) >= Self.leastLikeness {
        let (kept, gone) = (min(first[one], first[other]), max(first[one], first[other]))
        first = first.map { $0 == gone ? kept : $0 }
      }
    }
    for (number, agent) in looked.enumerated() where first[number] != number {
      heads[agent] = looked[first[number]]
    }
  }

  /// The first of an agent's family, the agent itself if it has none.
  package func head(of agent: Int?) -> Int? { heads[agent] ?? agent }

  /// What two agents do alike of all that either does, from 0 to 1 (Ružička 1958, the weighted Jaccard index).
  private static func likeness(_ one: [UInt64: Double], _ other: [UInt64: Double]) -> Double {
    var (common, all) = (0.0, 0.0)
    // Ascending: the last bits of a sum depend on the order.
    for tool in Set(one.keys).union(other.keys).sorted() {
      let (share, otherShare) = (one[tool] ?? 0, other[tool] ?? 0)
      common += min(share, otherShare)
      all += max(share, otherShare)
    }
    return all > 0 ? common / all : 0
  }
}
