internal import Clustering

/// Splits clusters that other samples do not find again into the pieces that another start makes of them, where
/// those are found again.
///
/// Two slips at one place may be one cluster by the chance of a start. The samples, which keep them apart, do not
/// find it again; they find the pieces.
///
/// Source: the pieces are judged by the stability of C. Hennig 2007, doi:10.1016/j.csda.2006.11.025.
struct UnsteadySplitting {
  let minimumSupport: Int

  /// The greatest stability, from 0 to 1, of a cluster that is split.
  let unsteadyStability: Double
  let stability: ClusterStability

  /// The places of the points of each sample, and the cluster of each of them there.
  let samples: [(places: [Int], found: [Int32])]

  /// What Hennig calls dissolved is 0.5 or less.
  ///
  /// Over 28 made corpora of nine families three clusters are split, and a mode more is found; where the mean need
  /// only exceed 0.4, five are, and none is.
  private static let steadyPieces = 0.5

  /// Returns the cluster of each point; pieces have numbers of their own behind those of the clusters, and points of
  /// pieces too small belong nowhere.
  ///
  /// - Parameters:
  ///   - assignments: The cluster of each point, from 0; −1 belongs nowhere.
  ///   - others: The same points divided from other starts.
  func split(_ assignments: [Int32], others: [[Int32]]) -> [Int32] {
    let clusterCount = Int(assignments.max() ?? -1) + 1
    let steadiness = steadiness(of: assignments, clusterCount: clusterCount)
    let members = clusterMembers(of: assignments, clusterCount: clusterCount)
    var (output, next) = (assignments, Int32(clusterCount))
    for cluster in 0..<clusterCount where members[cluster].count >= 2 * minimumSupport {
      guard let steady = steadiness[cluster], steady <= unsteadyStability else { continue }
      let cuts = others.map { pieces(of: members[cluster], in: $0) }
      let judged = cuts.compactMap { pieces in
        meanSteadiness(of: pieces, of: members[cluster].count, pointCount: assignments.count)
          .map { (pieces: pieces, mean: $0) }
      }
      guard let best = judged.max(by: { $0.mean < $1.mean }), best.mean > Self.steadyPieces else {
        continue
      }
      for point in members[cluster] { output[point] = -1 }
      for piece in best.pieces {
        for point in piece { output[point] = next }
        next += 1
      }
    }
    return output
  }

  /// The points of a cluster by their cluster of another partition, those that are enough, in its order.
  private func pieces(of points: [Int], in other: [Int32]) -> [[Int]] {
    Dictionary(grouping: points.filter { other[$0] >= 0 }) { other[$0] }.sorted { $0.key < $1.key }
      .map(\.value).filter { $0.count >= minimumSupport }
  }

  /// The mean stability of pieces over the points of their cluster: a point in none of them counts as 0.
  private func meanSteadiness(of pieces: [[Int]], of size: Int, pointCount: Int) -> Double? {
    guard pieces.count > 1 else { return nil }
    var assignments = [Int32](repeating: -1, count: pointCount)
    for (number, piece) in pieces.enumerated() { for point in piece { assignments[point] = Int32(number) } }
    let steady = steadiness(of: assignments, clusterCount: pieces.count)
    return zip(pieces, steady).map { Double($0.count) * ($1 ?? 0) }.reduce(0, +) / Double(size)
  }

  private func steadiness(of assignments: [Int32], clusterCount: Int) -> [Double?] {
    stability.stability(
      of: assignments, clusterCount: clusterCount, samples: samples.map(\.places), found: samples.map(\.found)
    )
  }
}
