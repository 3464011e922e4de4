internal import Features
internal import Reports
internal import Traces

/// The work of failures that belong to no signature.
///
/// A slip that only a comparison of values tells, such as another day than asked for, makes no cluster: its failures lie
/// apart. That all failures of one work lie so is seen without knowing what the slip is.
extension MinedSignatures {
  /// The work of which so many failures belong to no signature that they may have a cause in common, the most first.
  ///
  /// Work is of one kind where agents that do alike come to the same tool last, of those that a trace calls for the first
  /// time.
  var leftOverWork: [RunReport.LeftOverWork] {
    guard selection.hasOutcomes else { return [] }
    var tallies: [Work: Tally] = [:]
    let outside = zip(selection.mined, partition.assignments).filter { $0.1 < 0 }.map(\.0)
    for row in outside where collection.rows[row].outcome == .failure {
      guard let work = work(ofRow: row) else { continue }
      tallies[work, default: Tally()].leftOver += 1
      let agent = collection.rows[row].agent.map { collection.agents[$0] } ?? ""
      tallies[work]?.agents[agent, default: 0] += 1
      tallies[work]?.ids.append(collection.rows[row].id)
    }
    for row in selection.mined where collection.rows[row].outcome == .failure {
      if let work = work(ofRow: row) { tallies[work]?.failures += 1 }
    }
    for row in selection.background {
      if let work = work(ofRow: row) { tallies[work]?.successes += 1 }
    }
    return tallies.compactMap { work, tally -> RunReport.LeftOverWork? in
      guard tally.leftOver >= Self.fewestLeftOver,
        Double(tally.leftOver) >= Self.leastPartLeftOver * Double(tally.failures),
        let tool = collection.evidence.toolNames[work.tool]
      else { return nil }
      let agent = tally.agents.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
      return RunReport.LeftOverWork(
        agent: agent.isEmpty ? nil : agent, tool: tool, leftOverCount: tally.leftOver,
        failureCount: tally.failures,
        successCount: Int((Double(tally.successes) / collection.successShare).rounded()),
        examples: Array(tally.ids.sorted().prefix(Self.exampleCount)))
    }
    .sorted { ($1.leftOverCount, $0.tool, $0.agent ?? "") < ($0.leftOverCount, $1.tool, $1.agent ?? "") }
  }

  /// Fewer failures, or a smaller part of those of their work, are what is left over of any.
  private static let (fewestLeftOver, leastPartLeftOver) = (5, 0.25)

  private static let exampleCount = 3

  private struct Work: Hashable {
    let agent: Int?
    let tool: UInt64
  }

  private struct Tally {
    var leftOver = 0
    var failures = 0
    var successes = 0
    var agents: [String: Int] = [:]
    var ids: [String] = []
  }

  private func work(ofRow row: Int) -> Work? {
    collection.evidence.lastTool(ofRow: row).map {
      Work(agent: collection.agents(ofRows: [row])[0], tool: $0)
    }
  }
}
