internal import Features

/// What each failure was asked for and did not call.
///
/// Who says that all is done without doing it says the same of every kind of work: what was left undone tells the slips
/// apart, and shows in no word.
struct LeftOutActs: Sendable {
  /// The tools that each failure was asked for and did not call, by numbers from 0.
  private let missed: [[Int32]]

  /// The agent of each failure, from 0.
  private let agents: [Int32]

  /// For each agent the share of its successes that call each tool.
  private let shares: [[Double]]

  /// - Parameters:
  ///   - missed: For each failure the tools, by numbers from 0.
  ///   - shares: For each agent the share of its successes that call each tool.
  init(missed: [[Int32]], agents: [Int32], shares: [[Double]]) {
    (self.missed, self.agents, self.shares) = (missed, agents, shares)
  }

  /// - Parameters:
  ///   - rows: The failures.
  ///   - agents: The agent of each; those that name none are of one more.
  init(_ table: EvidenceTable, rows: [Int], agents: [Int?], successes: SuccessSample) {
    let steps = table.lapses.filter { $0.value.kind == .uncalled }.mapValues(\.step)
    let tools = Set(steps.values).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(tools, tools.indices.map(Int32.init)))
    missed = rows.map { row in
      steps.isEmpty
        ? []
        : table.terms[table.termRange(row)].compactMap { term in
          term.block == .workflow ? steps[term].flatMap { numbers[$0] } : nil
        }
    }
    var agentNumbers: [Int?: Int32] = [:]
    self.agents = agents.map { agent in
      let number = agentNumbers[agent] ?? Int32(agentNumbers.count)
      agentNumbers[agent] = number
      return number
    }
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: numbers.count), count: agentNumbers.count)
    var all = [Int](repeating: 0, count: agentNumbers.count)
    for (row, agent) in zip(successes.rows, successes.agents) {
      guard let agent = agentNumbers[agent] else { continue }
      all[Int(agent)] += 1
      guard !numbers.isEmpty else { continue }
      let called = table.calledTools(ofRow: row)
      for tool in called {
        if let number = numbers[tool] { counts[Int(agent)][Int(number)] += 1 }
      }
    }
    shares = zip(counts, all).map { counts, all in counts.map { Double($0) / Double(max(1, all)) } }
  }

  /// The tool that each of some failures left out, of several the one that most of these failures left out; a failure
  /// that left out none is not among them.
  func tools(of rows: [Int]) -> [Int: Int32] {
    var counts: [Int32: Int] = [:]
    for row in rows { for tool in missed[row] { counts[tool, default: 0] += 1 } }
    var output: [Int: Int32] = [:]
    for row in rows {
      output[row] = missed[row].max { (counts[$0] ?? 0, $1) < (counts[$1] ?? 0, $0) }
    }
    return output
  }

  /// For each tool the share of the work that calls it when the agents of some failures do what they do anyway.
  func shares(around rows: [Int]) -> [Double] {
    var counts = [Int](repeating: 0, count: shares.count)
    for row in rows { counts[Int(agents[row])] += 1 }
    var output = [Double](repeating: 0, count: shares.first?.count ?? 0)
    for (count, ofAgent) in zip(counts, shares) where count > 0 {
      for act in output.indices { output[act] += ofAgent[act] * Double(count) / Double(rows.count) }
    }
    return output
  }
}
