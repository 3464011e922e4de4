internal import Clustering
internal import Statistics

/// How well clusters are found again in other samples of the same points.
///
/// For each of some samples without replacement the likeness of a cluster is the greatest Jaccard coefficient
/// between its points in the sample and a cluster found in the sample alone; the stability is the mean.
///
/// Source: C. Hennig 2007, doi:10.1016/j.csda.2006.11.025.
struct ClusterStability {
  let seed: UInt64

  private static let sampleCount = 2

  /// Half of the points, and no more than tell: the figure is a mean over the points of a cluster.
  private static let greatestSample = 4_000

  /// The places of the points of each sample, ascending; none of too few points.
  func samples(of pointCount: Int) -> [[Int]] {
    let size = min(pointCount / 2, Self.greatestSample)
    guard size > 1 else { return [] }
    return (0..<Self.sampleCount).map { sample in
      var generator = SplitMix64(seed: seed, stream: sample)
      return generator.sample(size, of: pointCount).sorted()
    }
  }

  /// The stability of each cluster, from 0 to 1; `nil` for a cluster of which no sample holds two points.
  ///
  /// - Parameter found: For each sample the clusters of its points, from 0; −1 belongs nowhere.
  func stability(
    of assignments: [Int32], clusterCount: Int, samples: [[Int]], found: [[Int32]]
  ) -> [Double?] {
    var sums = [Double](repeating: 0, count: clusterCount)
    var counts = [Int](repeating: 0, count: clusterCount)
    for (places, found) in zip(samples, found) {
      let likeness = likeness(of: places.map { assignments[$0] }, to: found, clusterCount)
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
