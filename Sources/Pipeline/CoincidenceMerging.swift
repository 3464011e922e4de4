internal import Clustering
internal import Features
internal import Foundation

/// Merges clusters of one tool's errors that come together in one failure far oftener than two causes do.
///
/// Who tries again what cannot work hears the same cause in other words: from another layer, in another state, for
/// another argument. Two causes at one tool come in failures of their own; a tool that had one of them at each try by
/// lot would bring both to most failures with several errors.
struct CoincidenceMerging {
  /// A point's unrepaired errors.
  let errors: (Int) -> [ErrorEvidence]

  /// The masked messages of the errors and their words.
  let words: MessageWords

  /// The least share of a cluster's failures that have an error of its tool, and that have its wording.
  private static let (leastShare, leastWordingShare) = (0.6, 0.5)

  /// The clusters of a tool that are looked at, the largest, its messages, the most frequent, and the errors of a failure,
  /// the last.
  private static let (mostClusters, mostMessages, mostErrors) = (32, 400, 50)

  /// The least share of their words that two messages of one wording have in common.
  private static let leastLikeness = 0.5

  /// The fewest failures that have both, and that would have both by lot, and the least part of these that have both.
  ///
  /// Over sixteen made corpora 38 of 45 pairs of clusters in which a fifth and more of the failures have both are of one
  /// mode, 23 of 25 with a tenth and more, and 20 of 168 of the others.
  private static let (leastMixed, leastExpected, leastPart) = (2, 3.0, 0.1)

  /// Returns the clusters with those of one cause under the number of the first; points in no cluster stay there.
  func merged(_ assignments: [Int32]) -> [Int32] {
    let members = clusterMembers(of: assignments, clusterCount: Int((assignments.max() ?? -1) + 1))
    var ofTool: [UInt64: [Cluster]] = [:]
    for (number, points) in members.enumerated() {
      let found = points.map(errors)
      guard let tool = found.commonTool(leastShare: Self.leastShare) else { continue }
      let said = found.map { $0.filter { $0.tool == tool }.suffix(Self.mostErrors).map(\.message) }
      ofTool[tool, default: []].append(Cluster(number: number, said: said))
    }
    var heads = Array(members.indices)
    for clusters in ofTool.values where clusters.count > 1 {
      for (cluster, head) in self.heads(of: clusters) { heads[cluster] = head }
    }
    return assignments.map { $0 < 0 ? $0 : Int32(heads[Int($0)]) }
  }

  /// The failures of a cluster by what its tool says in each.
  private struct Cluster {
    let number: Int
    let said: [[UInt64]]
  }

  /// A cluster by the wordings of its failures, and the one that most of them have.
  private struct Told {
    let number: Int
    let rows: [[Int]]
    let wording: Int
  }

  /// For each of a tool's clusters the first of those of its cause.
  ///
  /// The two that come together the most often, by what chance would bring, are joined first; groups of which two
  /// clusters come together too seldom stay apart, whatever lies between them.
  private func heads(of clusters: [Cluster]) -> [(cluster: Int, head: Int)] {
    let told = self.told(of: clusters)
    var joined: [(part: Double, first: Int, second: Int)] = []
    var areApart: Set<[Int]> = []
    for first in told.indices {
      for second in told.indices.dropFirst(first + 1) {
        switch Self.meeting(of: told[first], told[second]) {
        case .often(let part): joined.append((part, first, second))
        case .seldom: areApart.insert([first, second])
        case .unknown: break
        }
      }
    }
    var groups = told.indices.map { [$0] }
    var groupOf = Array(told.indices)
    for pair in joined.sorted(by: { (-$0.part, $0.first, $0.second) < (-$1.part, $1.first, $1.second) }) {
      let (one, other) = (groupOf[pair.first], groupOf[pair.second])
      guard one != other,
        !groups[one].contains(where: { first in
          groups[other].contains { areApart.contains([min(first, $0), max(first, $0)]) }
        })
      else { continue }
      groups[one] += groups[other]
      for member in groups[other] { groupOf[member] = one }
      groups[other] = []
    }
    return groups.flatMap { group in
      let head = group.map { told[$0].number }.min() ?? 0
      return group.map { (told[$0].number, head) }
    }
  }

  /// The largest clusters that have a wording in common.
  private func told(of clusters: [Cluster]) -> [Told] {
    let large = clusters.sorted { (-$0.said.count, $0.number) < (-$1.said.count, $1.number) }
      .prefix(Self.mostClusters)
    let wordings = self.wordings(of: large.flatMap(\.said))
    return large.compactMap { cluster in
      let rows = cluster.said.map { $0.compactMap { wordings[$0] } }
      var counts: [Int: Int] = [:]
      for row in rows { for wording in Set(row) { counts[wording, default: 0] += 1 } }
      guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
        Double(most.value) >= Self.leastWordingShare * Double(rows.count)
      else { return nil }
      return Told(number: cluster.number, rows: rows, wording: most.key)
    }
  }

  /// How often the wordings of two clusters come together.
  private enum Meeting {
    /// In so large a part of the failures that would have both by lot.
    case often(Double)
    case seldom

    /// Too few failures would have both by lot.
    case unknown
  }

  private static func meeting(of one: Told, _ other: Told) -> Meeting {
    guard one.wording != other.wording else { return .unknown }
    let counts = (one.rows + other.rows).map { row in
      (row.count { $0 == one.wording }, row.count { $0 == other.wording })
    }
    let ofFirst = counts.reduce(0) { $0 + $1.0 }
    let share = Double(ofFirst) / Double(max(1, counts.reduce(ofFirst) { $0 + $1.1 }))
    var (expected, mixed) = (0.0, 0)
    for (first, second) in counts where first + second > 1 {
      expected += 1 - pow(share, Double(first + second)) - pow(1 - share, Double(first + second))
      if first > 0, second > 0 { mixed += 1 }
    }
    guard expected >= leastExpected else { return .unknown }
    let part = Double(mixed) / expected
    return mixed >= leastMixed && part >= leastPart ? .often(part) : .seldom
  }

  /// The wording of each of a tool's messages, by the place of the most frequent message with like words.
  private func wordings(of said: [[UInt64]]) -> [UInt64: Int] {
    var counts: [UInt64: Int] = [:]
    for messages in said { for message in Set(messages) { counts[message, default: 0] += 1 } }
    var leaders: [Set<String>] = []
    var wordings: [UInt64: Int] = [:]
    for (message, _) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) })
      .prefix(Self.mostMessages)
    {
      let own = words[message]
      let place = leaders.firstIndex { leader in
        let common = leader.count { own.contains($0) }
        return Double(common) >= Self.leastLikeness * Double(leader.count + own.count - common)
      }
      wordings[message] = place ?? leaders.count
      if place == nil { leaders.append(own) }
    }
    return wordings
  }
}
