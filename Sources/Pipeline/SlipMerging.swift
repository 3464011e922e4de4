internal import Clustering
internal import Features
internal import LinearAlgebra

/// Merges clusters of the same agents that are told by one sign of how the answer looks.
///
/// An agent that takes leave in another language, or whose last answer is empty, does so whatever it was asked: the
/// requests, and the tools called for them, are no difference between two slips. Where it says nothing after the last
/// result, whether its turn is empty or there is none, that is one slip of the same work.
struct SlipMerging {
  /// The failures as points of their evidence.
  let points: SparseMatrix
  let columns: [FeatureColumn]

  /// The agent of each point; `nil` for those that name none.
  let agents: [Int?]

  /// The tool that each point calls for the first time last; `nil` for one that calls none.
  let lastTools: [UInt64?]

  /// Whether each point has a tool error.
  let isErrorTold: [Bool]

  /// The signs of an answer that is amiss whatever was asked.
  private static let signs: [WorkflowSign] = [
    .otherLanguage, .emptyAnswer, .cutOffAnswer, .dataAnswer, .unfilledAnswer, .writtenCall,
  ]

  /// The least share of a cluster's failures that show the sign, and the most of all failures.
  ///
  /// What a tenth of all failures show is no slip of a few.
  private static let (leastShare, mostOfAll) = (0.5, 0.1)

  /// The least share of a cluster's failures that are of an agent for it to be one of the cluster's.
  private static let leastOfAgent = 0.2

  /// A sign, the agents that show it, and the tool after which they do where that matters.
  private struct Slip: Hashable {
    let column: Int32
    let agents: [Int]
    let tool: UInt64?
  }

  /// Returns the clusters with those of one slip under the number of the first; points in no cluster stay there.
  func merged(_ assignments: [Int32]) -> [Int32] {
    merged(merged(assignments, signs: Self.signs, isOfTool: false), signs: [.noAnswer], isOfTool: true)
  }

  private func merged(_ assignments: [Int32], signs: [WorkflowSign], isOfTool: Bool) -> [Int32] {
    let terms = Set(signs.map { TermKey.sign($0) })
    let isSign = columns.map {
      terms.contains($0.term) && Double($0.count) <= Self.mostOfAll * Double(points.rowCount)
    }
    guard isSign.contains(true) else { return assignments }
    let members = clusterMembers(of: assignments, clusterCount: Int((assignments.max() ?? -1) + 1))
    var numbers = Array(members.indices).map(Int32.init)
    var first: [Slip: Int32] = [:]
    for (number, rows) in members.enumerated() {
      guard let slip = slip(of: rows, isSign, isOfTool: isOfTool) else { continue }
      numbers[number] = first[slip] ?? Int32(number)
      first[slip] = numbers[number]
    }
    return assignments.map { $0 < 0 ? $0 : numbers[Int($0)] }
  }

  /// The slip that most of a cluster's failures show; `nil` where there is none, they name no agent, or fail at tools.
  private func slip(of rows: [Int], _ isSign: [Bool], isOfTool: Bool) -> Slip? {
    guard rows.count(where: { isErrorTold[$0] }) * 2 < rows.count else { return nil }
    var counts: [Int32: Int] = [:]
    var byAgent: [Int: Int] = [:]
    for row in rows {
      for place in points.elementRange(ofRow: row) where isSign[Int(points.columns[place])] {
        counts[points.columns[place], default: 0] += 1
      }
      if let agent = agents[row] { byAgent[agent, default: 0] += 1 }
    }
    let least = { (share: Double) in Int((share * Double(rows.count)).rounded(.up)) }
    let own = byAgent.filter { $0.value >= least(Self.leastOfAgent) }.keys.sorted()
    let sign = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard !own.isEmpty, let sign, sign.value >= max(1, least(Self.leastShare)) else { return nil }
    guard isOfTool else { return Slip(column: sign.key, agents: own, tool: nil) }
    var byTool: [UInt64: Int] = [:]
    for row in rows { if let tool = lastTools[row] { byTool[tool, default: 0] += 1 } }
    let tool = byTool.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let tool, tool.value >= least(Self.leastShare) else { return nil }
    return Slip(column: sign.key, agents: own, tool: tool.key)
  }
}
