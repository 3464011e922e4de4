internal import Features

/// What each failure was asked for and did not call.
///
/// Who says that all is done without doing it says the same of every kind of work: what was left undone tells the slips
/// apart, and shows in no word.
struct LeftOutActs: Sendable {
  /// The tools that each failure was asked for and did not call, by numbers from 0.
  private let missed: [[Int32]]

  /// In how many successes each agent calls each tool.
  private let traffic: AgentTraffic

  /// - Parameters:
  ///   - missed: For each failure the tools, by numbers from 0.
  ///   - traffic: In how many successes each agent calls each tool.
  init(missed: [[Int32]], traffic: AgentTraffic) {
    (self.missed, self.traffic) = (missed, traffic)
  }

  /// - Parameters:
  ///   - rows: The failures.
  ///   - agents: The agent of each; those that name none are of one more.
  init(_ table: EvidenceTable, rows: [Int], agents: [Int?], successes: SuccessSample) {
    let steps = table.lapses.filter { $0.value.kind == .uncalled }.mapValues(\.step)
    let tools = Set(steps.values).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(tools, tools.indices))
    let missed: [[Int32]] = rows.map { row in
      guard !steps.isEmpty else { return [] }
      return table.terms[table.termRange(row)].compactMap { term in
        term.block == .workflow ? steps[term].flatMap { numbers[$0] }.map(Int32.init) : nil
      }
    }
    var traffic = AgentTraffic(agents: agents, thingCount: tools.count)
    for (row, agent) in zip(successes.rows, successes.agents) where !tools.isEmpty {
      guard let agent = traffic.number(of: agent) else { continue }
      traffic.note(table.calledTools(ofRow: row).compactMap { numbers[$0] }, agent: agent)
    }
    self.init(missed: missed, traffic: traffic)
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
  func shares(around rows: [Int]) -> [Double] { traffic.shares(around: rows) }
}
