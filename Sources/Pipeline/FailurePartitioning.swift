internal import Clustering
package import Features
package import LinearAlgebra
internal import Statistics

/// Divides failures among the ways of failing that recur: reduces points, makes many small clusters, merges them,
/// and cuts where the data says.
package struct FailurePartitioning: Sendable, Hashable {
  /// The number of clusters; chosen by the data if `nil`.
  package let clusterCount: Int?

  /// The fewest failures of a cluster; those of smaller ones belong nowhere.
  package let minimumSupport: Int
  package let seed: UInt64
  package let threadCount: Int

  package init(
    clusterCount: Int? = nil, minimumSupport: Int = 4, seed: UInt64 = 1, threadCount: Int = 1
  ) {
    self.clusterCount = clusterCount
    self.minimumSupport = minimumSupport
    self.seed = seed
    self.threadCount = threadCount
  }

  /// Divides rows of evidence.
  ///
  /// - Parameters:
  ///   - rows: The failures; all traces where no outcome is known.
  ///   - background: The counts of the successes, none where no outcome is known.
  package func partition(
    _ table: EvidenceTable, rows: [Int], background: FeatureCounts
  ) throws(LinearAlgebraError) -> FailurePartition {
    let space = FeatureWeights().fitted(to: table, rows: rows, background: background)
    return try partition(
      table, rows: rows, background: background, space: space, points: space.points(of: table, rows: rows))
  }

  /// Divides rows of evidence that are points of a space already.
  func partition(
    _ table: EvidenceTable, rows: [Int], background: FeatureCounts, space: FeatureSpace, points: SparseMatrix
  ) throws(LinearAlgebraError) -> FailurePartition {
    let fitted = fittedPlaces(of: points)
    let evidence = Evident(table: table, rows: rows, background: background, space: space, points: points)
    let found = try divided(evidence, at: fitted)
    let core = try finished(evidence, at: fitted, found)
    return core.extended(to: points, fittedAt: fitted)
  }

  /// The failures to be divided, with what they are compared with.
  private struct Evident {
    let table: EvidenceTable
    let rows: [Int]
    let background: FeatureCounts
    let space: FeatureSpace
    let points: SparseMatrix
  }

  /// The places of the points that clusters are made of: all, or of very many a sample; the others are given to
  /// the nearest cluster.
  private func fittedPlaces(of points: SparseMatrix) -> [Int] {
    guard points.rowCount > Self.fittedLimit else { return Array(0..<points.rowCount) }
    var generator = SplitMix64(seed: seed)
    return generator.sample(Self.fittedLimit, of: points.rowCount).sorted()
  }

  /// Of 30,000 failures a way of failing that is one in 5,000 has six.
  private static let fittedLimit = 30_000

  /// Divides the points at places into clusters from 0; −1 belongs nowhere.
  private func divided(_ evidence: Evident, at places: [Int]) throws(LinearAlgebraError) -> [Int32] {
    let points = evidence.points.rows(places)
    let merged = try clusters(of: points)
    guard clusterCount == nil else { return merged }
    let rows = places.map { evidence.rows[$0] }
    let splitting = PlaceSplitting(
      table: evidence.table, rows: rows,
      background: compared(with: evidence.background, evidence.table, rows), minimumSupport: minimumSupport)
    let split = splitting.split(merged, isErrorTold: evidence.space.hasError(points))
    return EvidenceStrength(points: points).confirmed(split)
  }

  /// What is common among all traces where no successes are known.
  private func compared(
    with background: FeatureCounts, _ table: EvidenceTable, _ rows: [Int]
  ) -> FeatureCounts {
    guard background.traceCount == 0 else { return background }
    var counts = FeatureCounts()
    counts.add(table, rows: rows)
    return counts
  }

  /// The clusters of points before small and weak ones are dissolved; −1 for points without evidence.
  private func clusters(of points: SparseMatrix) throws(LinearAlgebraError) -> [Int32] {
    let directions = points.normalisingRows()
    let small = try SmallClusters(clusterCount: Self.smallClusterCount, seed: seed, threadCount: threadCount)
      .fit(directions)
    return DistributionMerging(
      leastLikeness: Self.leastLikeness, clusterCount: clusterCount, smallSize: Self.smallSize,
      leastLikenessOfSmall: Self.leastLikenessOfSmall
    ).fit(directions, start: small)
  }

  private static let smallClusterCount = 600

  /// Two clusters that share half of what sets them apart are one way of failing.
  private static let leastLikeness: Float = 0.5

  /// Of clusters found with fewer than 20 failures in corpora with known modes, nine in ten that were as alike as
  /// this to a larger one were of its mode.
  private static let leastLikenessOfSmall: Float = 0.45
  private static let smallSize = 20

  private func finished(
    _ evidence: Evident, at places: [Int], _ found: [Int32]
  ) throws(LinearAlgebraError) -> FailurePartition {
    let points = evidence.points.rows(places)
    let ordered = largestFirst(found)
    let count = Int(ordered.max() ?? -1) + 1
    let centroids = points.centroids(of: ordered, clusterCount: count)
    let similarities = points.similarities(to: centroids)
    let distances = ordered.enumerated().map { row, cluster in
      cluster >= 0
        ? max(0, 1 - similarities[row, Int(cluster)]) : 1 - (similarities.row(row).max() ?? 0)
    }
    let members = clusterMembers(of: ordered, clusterCount: count)
    let medoids = members.map { rows in rows.min { (distances[$0], $0) < (distances[$1], $1) } ?? 0 }
    let reach = members.map { rows in
      let sorted = rows.map { distances[$0] }.sorted()
      return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, sorted.count * 19 / 20)]
    }
    let stability = try ClusterStability(seed: seed).stability(of: ordered, clusterCount: count) {
      (sample) throws(LinearAlgebraError) in try divided(evidence, at: sample.map { places[$0] })
    }
    return FailurePartition(
      space: evidence.space, points: points, assignments: ordered, distances: distances, centroids: centroids,
      medoids: medoids, stability: stability, reach: reach)
  }

  /// Numbers clusters by falling size, of equals by their first point, and dissolves those too small.
  private func largestFirst(_ found: [Int32]) -> [Int32] {
    let members = clusterMembers(of: found, clusterCount: Int(found.max() ?? -1) + 1)
    let kept = members.indices.filter { members[$0].count >= minimumSupport }
      .sorted { (-members[$0].count, members[$0][0]) < (-members[$1].count, members[$1][0]) }
    var output = [Int32](repeating: -1, count: found.count)
    for (number, cluster) in kept.enumerated() {
      for row in members[cluster] { output[row] = Int32(number) }
    }
    return output
  }
}
