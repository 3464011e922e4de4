internal import Features

/// What each failure was asked to do, called or not.
///
/// Who says that all is done without doing it, or refuses what may be done, says the same of every kind of work: what
/// was asked for tells the slips apart, and what was left undone shows in no word.
struct AskedActs: Sendable {
  /// The tools that each failure was asked to call, by numbers from 0.
  private let asked: [[Int32]]

  /// In how many successes each agent calls each tool.
  private let traffic: AgentTraffic

  /// What at least half of an agent's successes call belongs to all of its work, and tells none from another.
  private static let commonShare = 0.5

  /// - Parameters:
  ///   - asked: For each failure the tools, by numbers from 0.
  ///   - traffic: In how many successes each agent calls each tool.
  init(asked: [[Int32]], traffic: AgentTraffic) {
    (self.asked, self.traffic) = (asked, traffic)
  }

  /// Of each failure the tools that it was asked for and did not call, or if there is none, the one asked for that
  /// comes last in the work, to which the others lead.
  ///
  /// - Parameters:
  ///   - rows: The failures.
  ///   - agents: The agent of each; those that name none are of one more.
  init(_ table: EvidenceTable, rows: [Int], agents: [Int?], successes: SuccessSample) {
    let steps = table.lapses.filter { $0.value.kind == .uncalled || $0.value.kind == .instead }.mapValues(
      \.step)
    let asked = zip(rows, agents).map { table.askedTools(ofRow: $0, agent: $1) }
    let tools = Set(steps.values).union(asked.joined()).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(tools, tools.indices))
    var traffic = AgentTraffic(agents: agents, thingCount: tools.count)
    for (row, agent) in zip(successes.rows, successes.agents) where !tools.isEmpty {
      guard let agent = traffic.number(of: agent) else { continue }
      traffic.note(table.calledTools(ofRow: row).compactMap { numbers[$0] }, agent: agent)
    }
    let acts = rows.indices.map { place -> [Int32] in
      guard !asked[place].isEmpty || !steps.isEmpty else { return [] }
      func isSpecial(_ tool: UInt64) -> Bool {
        numbers[tool].map { traffic.share(of: $0, agent: traffic.agents[place]) < Self.commonShare } ?? false
      }
      let missed = table.terms[table.termRange(rows[place])].compactMap { term in
        term.block == .workflow ? steps[term] : nil
      }
      let left = missed.filter(isSpecial)
      let acts = left.isEmpty ? asked[place].first(where: isSpecial).map { [$0] } ?? [] : left
      return acts.compactMap { numbers[$0].map(Int32.init) }
    }
    self.init(asked: acts, traffic: traffic)
  }

  /// The tool that each of some failures was asked to call, of several the one that most of these failures were; a
  /// failure that was asked for none is not among them.
  func tools(of rows: [Int]) -> [Int: Int32] {
    var counts: [Int32: Int] = [:]
    for row in rows { for tool in asked[row] { counts[tool, default: 0] += 1 } }
    var output: [Int: Int32] = [:]
    for row in rows {
      output[row] = asked[row].max { (counts[$0] ?? 0, $1) < (counts[$1] ?? 0, $0) }
    }
    return output
  }

  /// For each tool the share of the work that calls it when the agents of some failures do what they do anyway.
  func shares(around rows: [Int]) -> [Double] { traffic.shares(around: rows) }
}
