internal import Clustering
internal import Features

/// Merges clusters of one agent's errors in which two tools say the same of what only this agent does.
///
/// A rule of the trade, `Closed Won needs a signed contract date`, is kept by whatever writes: the tool that makes a
/// record and the one that changes it. Whoever reads both would mend one thing. What several agents hear, such as that
/// the session has expired, is said by whatever stands before the tools, and tells nothing of the cause.
struct RuleMerging {
  /// A point's unrepaired errors.
  let errors: (Int) -> [ErrorEvidence]

  /// The masked messages of the errors and their words.
  let words: MessageWords

  /// The agent of each point, by its number.
  let agents: [Int32]

  /// The least share of a cluster's failures that have the error, and of these that have its message.
  private static let (leastShare, leastMessageShare) = (0.6, 0.5)

  /// The fewest words of a message that say what it is about.
  ///
  /// Of pairs of clusters in sixteen made corpora that have so many in common, with these types, nineteen are of one
  /// mode and one of two; of other pairs with equal messages nine and eleven. No other values were tried.
  private static let leastWords = 4

  /// Whether an error of a type may be of a rule: the others say what became of the call.
  private static func isOfRule(_ type: ErrorType) -> Bool {
    switch type {
    case .validation, .precondition, .conflict, .unsupported, .quota, .permission, .other: true
    default: false
    }
  }

  /// What most failures of a cluster hear from a tool.
  private struct Told {
    let tool: UInt64
    let message: UInt64
  }

  /// Where a message is heard.
  private struct Rule: Hashable {
    let agent: Int32
    let message: UInt64
  }

  /// Returns the clusters with those of one rule under the number of the first; points in no cluster stay there.
  func merged(_ assignments: [Int32]) -> [Int32] {
    let members = clusterMembers(of: assignments, clusterCount: Int((assignments.max() ?? -1) + 1))
    var found: [Rule: [(cluster: Int, tool: UInt64)]] = [:]
    for (cluster, points) in members.enumerated() {
      guard let told = told(to: points), let agent = agent(of: points), saysWhatItIsAbout(told.message)
      else { continue }
      found[Rule(agent: agent, message: told.message), default: []].append((cluster, told.tool))
    }
    let shared = found.filter { Set($0.value.map(\.tool)).count > 1 }
    // Where there is but one agent nobody knows what others would hear.
    guard !shared.isEmpty, Set(agents).count > 1 else { return assignments }
    let hearing = agents(hearing: Set(shared.keys.map(\.message)))
    var heads = Array(members.indices)
    for (rule, clusters) in shared where hearing[rule.message] == [rule.agent] {
      let first = clusters.map(\.cluster).min() ?? 0
      for (cluster, _) in clusters { heads[cluster] = first }
    }
    return assignments.map { $0 < 0 ? $0 : Int32(heads[Int($0)]) }
  }

  /// The message of the error that most failures have; `nil` where they have none in common, or none of a rule.
  private func told(to points: [Int]) -> Told? {
    let found = points.map(errors)
    guard let tool = found.commonTool(leastShare: Self.leastShare) else { return nil }
    var (counts, withError): ([UInt64: Int], Int) = ([:], 0)
    for own in found {
      let said = own.filter { $0.tool == tool && Self.isOfRule($0.type) }
      if !said.isEmpty { withError += 1 }
      for message in Set(said.map(\.message)) { counts[message, default: 0] += 1 }
    }
    guard Double(withError) >= Self.leastShare * Double(points.count),
      let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      Double(most.value) >= Self.leastMessageShare * Double(withError)
    else { return nil }
    return Told(tool: tool, message: most.key)
  }

  /// The agent of most of some failures; `nil` if too few are of any.
  private func agent(of points: [Int]) -> Int32? {
    var counts: [Int32: Int] = [:]
    for point in points { counts[agents[point], default: 0] += 1 }
    let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return most.flatMap { Double($0.value) >= Self.leastShare * Double(points.count) ? $0.key : nil }
  }

  private func saysWhatItIsAbout(_ message: UInt64) -> Bool {
    words[message].count >= Self.leastWords
  }

  /// The agents whose tools say some messages.
  private func agents(hearing messages: Set<UInt64>) -> [UInt64: Set<Int32>] {
    var hearing: [UInt64: Set<Int32>] = [:]
    for point in agents.indices {
      for error in errors(point) where messages.contains(error.message) {
        hearing[error.message, default: []].insert(agents[point])
      }
    }
    return hearing
  }
}
