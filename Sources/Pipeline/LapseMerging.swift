internal import Clustering
internal import Features
internal import LinearAlgebra

/// Merges clusters of the same agents that are told by the same step left out.
///
/// Whoever forgets to ask for an approval forgets it in every task that needs one: the tasks have other tools and
/// other requests, and one thing is to be mended. Another agent has other instructions, to be mended for themselves. What was said must tell little: where users protest, the step was
/// left out for the sake of what they protest against.
struct LapseMerging {
  /// The failures as points of their evidence.
  let points: SparseMatrix
  let columns: [FeatureColumn]

  /// The agent of each point; `nil` for those that name none.
  let agents: [Int?]

  /// Which columns say of a step that it was left out, whatever tool was called without it.
  let isLapse: [Bool]

  /// The least share of a cluster's failures that leave the step out.
  private static let leastShare = 0.8

  /// The least share of a cluster's failures that are of an agent for it to be one of the cluster's.
  private static let leastOfAgent = 0.2

  /// Steps, and the agents that leave them out.
  private struct Slip: Hashable {
    let lapses: [Int32]
    let agents: [Int]
  }

  /// The least part of the squared length of a cluster's points that is of the workflow, and the most that is of
  /// errors and of words after the request.
  private static let leastWorkflow: Float = 0.3
  private static let mostWords: Float = 0.3

  /// Returns the clusters with those of one step under the number of the first; points in no cluster stay there.
  func merged(_ assignments: [Int32]) -> [Int32] {
    let members = clusterMembers(of: assignments, clusterCount: Int((assignments.max() ?? -1) + 1))
    var numbers = Array(members.indices).map(Int32.init)
    var first: [Slip: Int32] = [:]
    for (number, rows) in members.enumerated() {
      let lapses = lapses(of: rows)
      guard !lapses.isEmpty else { continue }
      let slip = Slip(lapses: lapses, agents: agents(of: rows))
      numbers[number] = first[slip] ?? Int32(number)
      first[slip] = numbers[number]
    }
    return assignments.map { $0 < 0 ? $0 : numbers[Int($0)] }
  }

  /// The agents that a good part of a cluster is of.
  private func agents(of rows: [Int]) -> [Int] {
    var counts: [Int: Int] = [:]
    for row in rows { if let agent = agents[row] { counts[agent, default: 0] += 1 } }
    return counts.filter { Double($0.value) >= Self.leastOfAgent * Double(rows.count) }.keys.sorted()
  }

  /// The steps that a cluster leaves out, if they tell it.
  private func lapses(of rows: [Int]) -> [Int32] {
    var counts: [Int32: Int] = [:]
    var (workflow, words, all): (Float, Float, Float) = (0, 0, 0)
    for row in rows {
      for place in points.elementRange(ofRow: row) {
        let column = Int(points.columns[place])
        let square = points.values[place] * points.values[place]
        all += square
        switch columns[column].term.block {
        case .workflow: workflow += square
        case .protest, .reply, .error: words += square
        case .tool, .request, .argument: break
        }
        if isLapse[column] { counts[points.columns[place], default: 0] += 1 }
      }
    }
    guard workflow >= Self.leastWorkflow * all, words <= Self.mostWords * all else { return [] }
    return counts.filter { Double($0.value) >= Self.leastShare * Double(rows.count) }.keys.sorted()
  }
}
