internal import Clustering
internal import LinearAlgebra
internal import Statistics

/// Splits clusters that hold one and the same slip at different places of the work.
///
/// What users and assistants say of a slip is the same wherever it happens, so that words alone put all places in
/// one cluster. A cluster is split where its failures lie at places that share little and each place has more of
/// them than strays would bring: strays come to a place as often as to any other, by how much happens there. A
/// slip that happens everywhere stays whole.
struct PlaceSplitting {
  let work: WorkPlaces
  let minimumSupport: Int

  /// The likeness, within a cluster, at which two places are one.
  private static let leastLikeness: Float = 0.32

  /// The chance at which strays alone would bring as many failures to a place.
  private static let significance = 0.001

  /// Returns the clusters, split where they hold several places; new ones get new numbers.
  ///
  /// - Parameters:
  ///   - rows: The places of the clustered points among those of the work.
  ///   - isErrorTold: For each point whether a tool error tells its cluster's place already.
  func split(_ assignments: [Int32], at rows: [Int], isErrorTold: [Bool]) -> [Int32] {
    var output = assignments
    var next = (assignments.max() ?? -1) + 1
    let members = clusterMembers(of: assignments, clusterCount: Int(next))
    for points in members where points.count >= 2 * minimumSupport {
      guard points.count(where: { isErrorTold[$0] }) * 2 <= points.count else { continue }
      for group in groups(of: points.map { rows[$0] }).dropFirst() {
        for point in group { output[points[point]] = next }
        next += 1
      }
    }
    return output
  }

  private struct Group {
    var members: [Int] = []

    /// The share of all failures at its places.
    var share = 0.0
  }

  /// The members of a cluster, by their place in it, grouped by where they lie.
  ///
  /// The first group stands for the largest and the strays, which keep their number, and holds nobody; the others
  /// are those that are no strays. One group of all if there is one place.
  private func groups(of rows: [Int]) -> [[Int]] {
    let found = merged(rows).sorted { ($1.members.count, $0.members[0]) < ($0.members.count, $1.members[0]) }
    guard found.count > 1 else { return [Array(rows.indices)] }
    var tail = found.reduce(0) { $0 + $1.members.count }
    var rest = 1.0
    var output: [[Int]] = [[]]
    for (number, group) in found.enumerated() {
      tail -= group.members.count
      if number > 0, isHome(group, tail: tail, rest: rest) { output.append(group.members) }
      rest -= group.share
    }
    guard output.count > 1 else { return [Array(rows.indices)] }
    return output
  }

  /// The places of a cluster, those that are alike in it as one.
  private func merged(_ rows: [Int]) -> [Group] {
    var numbers: [Int32: Int32] = [:]
    let start = rows.map { row -> Int32 in
      let place = work.places[row]
      guard place >= 0 else { return -1 }
      let number = numbers[place] ?? Int32(numbers.count)
      numbers[place] = number
      return number
    }
    guard numbers.count > 1 else { return [] }
    let merged = DistributionMerging(leastLikeness: Self.leastLikeness)
      .fit(work.points.rows(rows), start: start)
    var groups = [Group](repeating: Group(), count: Int((merged.max() ?? -1) + 1))
    var seen: Set<Int32> = []
    for (member, group) in merged.enumerated() where group >= 0 {
      groups[Int(group)].members.append(member)
      let place = work.places[rows[member]]
      if seen.insert(place).inserted { groups[Int(group)].share += work.shares[Int(place)] }
    }
    return groups
  }

  /// Whether a group has more members than strays bring, who come to it as often as to the smaller groups.
  ///
  /// - Parameters:
  ///   - tail: The members of the smaller groups.
  ///   - rest: The share of all failures at places other than those of the larger groups.
  private func isHome(_ group: Group, tail: Int, rest: Double) -> Bool {
    guard group.members.count >= minimumSupport else { return false }
    let elsewhere = max(rest - group.share, group.share * Self.leastElsewhere, .leastNormalMagnitude)
    let expected = (Double(tail) + 0.5) * group.share / elsewhere
    // The chance of as many or more from a Poisson distribution.
    return 1 - regularisedUpperGamma(Double(group.members.count), expected) < Self.significance
  }

  /// Of a place's own share, what is counted as elsewhere at least: at the last place nothing is left.
  private static let leastElsewhere = 0.2
}
