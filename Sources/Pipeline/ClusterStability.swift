internal import Clustering
internal import Statistics

/// How well clusters are found again in other samples of the same points.
///
/// For each of some samples without replacement the likeness of a cluster is the greatest Jaccard coefficient
/// between its points in the sample and a cluster found in the sample alone; the stability is the mean.
///
/// Source: C. Hennig 2007, doi:10.1016/j.csda.2006.11.025.
struct ClusterStability {
  let sampleCount = 2
  let seed: UInt64

  /// Half of the points, and no more than tell: the figure is a mean over the points of a cluster.
  private static let greatestSample = 4_000

  /// The stability of each cluster, from 0 to 1; `nil` for a cluster of which no sample holds two points.
  ///
  /// - Parameter divided: Divides the points at places, which ascend, into clusters from 0; −1 belongs nowhere.
  func stability<Failure: Error>(
    of assignments: [Int32], clusterCount: Int, divided: ([Int]) throws(Failure) -> [Int32]
  ) throws(Failure) -> [Double?] {
    var sums = [Double](repeating: 0, count: clusterCount)
    var counts = [Int](repeating: 0, count: clusterCount)
    let size = min(assignments.count / 2, Self.greatestSample)
    guard size > 1 else { return Array(repeating: nil, count: clusterCount) }
    for sample in 0..<sampleCount {
      var generator = SplitMix64(seed: seed, stream: sample)
      let places = generator.sample(size, of: assignments.count).sorted()
      let likeness = likeness(of: places.map { assignments[$0] }, to: try divided(places), clusterCount)
      for cluster in 0..<clusterCount {
        guard let value = likeness[cluster] else { continue }
        sums[cluster] += value
        counts[cluster] += 1
      }
    }
    return (0..<clusterCount).map { counts[$0] > 0 ? sums[$0] / Double(counts[$0]) : nil }
  }

  /// For each cluster its greatest Jaccard coefficient with a cluster of another partition of the same points.
  private func likeness(of assignments: [Int32], to found: [Int32], _ clusterCount: Int) -> [Double?] {
    let members = clusterMembers(of: assignments, clusterCount: clusterCount)
    let foundCount = Int(found.max() ?? -1) + 1
    let foundSizes = clusterMembers(of: found, clusterCount: foundCount).map(\.count)
    return members.map { points in
      guard points.count > 1 else { return nil }
      var common: [Int32: Int] = [:]
      for point in points where found[point] >= 0 { common[found[point], default: 0] += 1 }
      return common.map { cluster, count in
        Double(count) / Double(points.count + foundSizes[Int(cluster)] - count)
      }.max() ?? 0
    }
  }
}
