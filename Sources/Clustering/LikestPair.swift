import LinearAlgebra
import Threads

/// The clusters that are left of many small ones, with the likeness of each two.
struct LikestPair {
  private var distributions: [FeatureDistribution]
  private var likenesses: [Float]
  /// For each cluster left the one most like it.
  private var partners: [Int]
  private var isLeft: [Bool]
  private var parents: [Int]
  /// The roots of one cluster by feature; zeros between uses.
  private var row: [Float]
  private(set) var leftCount: Int

  private let decisiveColumns: [Bool]

  /// What is less alike than this is taken for not alike at all.
  private let leastLikeness: Float

  /// What the likeness of two clusters without decisive features is counted at, and which clusters these are.
  private let undecidedScale: Float
  private var isUndecided: [Bool]

  /// The share of decisive features from which on a cluster has them.
  private static let decisiveShare: Float = 0.25

  /// - Parameter leastLikeness: The least that is asked for.
  init(
    points: SparseMatrix, start: [Int32], decisiveColumns: [Bool], undecidedScale: Float,
    leastLikeness: Float,
    threadCount: Int
  ) {
    self.decisiveColumns = decisiveColumns
    self.leastLikeness = leastLikeness
    self.undecidedScale = undecidedScale
    let count = Int(start.max() ?? -1) + 1
    row = [Float](repeating: 0, count: points.columnCount)
    distributions = FeatureDistribution.distributions(
      of: points, members: clusterMembers(of: start, clusterCount: count))
    partners = [Int](repeating: -1, count: count)
    isLeft = distributions.map { $0.pointCount > 0 }
    parents = Array(0..<count)
    leftCount = isLeft.count { $0 }
    likenesses = Self.likenesses(
      of: distributions, columnCount: points.columnCount, least: leastLikeness, threadCount: threadCount)
    isUndecided = distributions.map { Self.isUndecided($0, decisiveColumns) }
    for one in 0..<count where isUndecided[one] {
      for other in 0..<count where isUndecided[other] { likenesses[one * count + other] *= undecidedScale }
    }
    for cluster in 0..<count where isLeft[cluster] { updatePartner(of: cluster) }
  }

  private static func isUndecided(_ distribution: FeatureDistribution, _ decisiveColumns: [Bool]) -> Bool {
    !decisiveColumns.isEmpty && distribution.share(of: decisiveColumns) < decisiveShare
  }

  /// The likeness of each two clusters, *k* × *k*, and −1 of a cluster and itself.
  private static func likenesses(
    of distributions: [FeatureDistribution], columnCount: Int, least: Float, threadCount: Int
  ) -> [Float] {
    let count = distributions.count
    // Later clusters have fewer after them: small blocks are shared more evenly.
    let blocks = Blocks(itemCount: count, size: 16)
    let rows = blocks.concurrentMap(threadCount: threadCount) { _, clusters in
      var row = [Float](repeating: 0, count: columnCount)
      return clusters.map { cluster in
        distributions[cluster].scatter(into: &row)
        defer { distributions[cluster].clear(&row) }
        return distributions[(cluster + 1)...].map {
          mayBeAlike($0, distributions[cluster], least) ? $0.likeness(to: row) : 0
        }
      }
    }
    var output = [Float](repeating: -1, count: count * count)
    for (cluster, likenesses) in rows.joined().enumerated() {
      for (place, likeness) in likenesses.enumerated() {
        let other = cluster + 1 + place
        output[cluster * count + other] = likeness
        output[other * count + cluster] = likeness
      }
    }
    return output
  }

  /// Whether two clusters may be so much alike, which most are not: a quick look tells.
  private static func mayBeAlike(
    _ one: FeatureDistribution, _ other: FeatureDistribution, _ least: Float
  ) -> Bool {
    // A little more than what is lost in rounding.
    one.greatestLikeness(to: other) >= 0.999 * least
  }

  /// The two clusters most alike, the lower first; of equals the lowest.
  var likest: (first: Int, second: Int, likeness: Float)? {
    var best: (first: Int, second: Int, likeness: Float)?
    for cluster in partners.indices where isLeft[cluster] && partners[cluster] >= 0 {
      let likeness = likenesses[cluster * partners.count + partners[cluster]]
      if likeness > best?.likeness ?? -1 {
        best = (min(cluster, partners[cluster]), max(cluster, partners[cluster]), likeness)
      }
    }
    return best
  }

  /// The cluster of fewer points than a size and the one at least as large that are most alike, the lower first;
  /// of equals the lowest.
  func likest(below size: Int) -> (first: Int, second: Int, likeness: Float)? {
    var best: (first: Int, second: Int, likeness: Float)?
    let left = partners.indices.filter { isLeft[$0] }
    let counts = left.map { distributions[$0].pointCount }
    for (cluster, count) in zip(left, counts) where count < Float(size) {
      for (other, otherCount) in zip(left, counts) where otherCount >= count && other != cluster {
        let likeness = likenesses[cluster * partners.count + other]
        if likeness > best?.likeness ?? -1 { best = (min(cluster, other), max(cluster, other), likeness) }
      }
    }
    return best
  }

  /// The cluster that a small cluster is in by now.
  func cluster(of start: Int) -> Int {
    var cluster = start
    while parents[cluster] != cluster { cluster = parents[cluster] }
    return cluster
  }

  mutating func merge(_ gone: Int, into kept: Int) {
    distributions[kept] = distributions[kept].merged(with: distributions[gone])
    distributions[gone] = FeatureDistribution()
    isLeft[gone] = false
    parents[gone] = kept
    leftCount -= 1
    isUndecided[kept] = Self.isUndecided(distributions[kept], decisiveColumns)
    updateLikenesses(of: kept)
    for cluster in partners.indices where isLeft[cluster] {
      if cluster == kept || partners[cluster] == gone || partners[cluster] == kept {
        updatePartner(of: cluster)
      } else if likeness(cluster, kept) > likeness(cluster, partners[cluster]) {
        partners[cluster] = kept
      }
    }
  }

  private func likeness(_ one: Int, _ other: Int) -> Float {
    other < 0 ? -1 : likenesses[one * partners.count + other]
  }

  /// Computes the likeness of a cluster and all others that are left.
  private mutating func updateLikenesses(of cluster: Int) {
    distributions[cluster].scatter(into: &row)
    for other in partners.indices where isLeft[other] && other != cluster {
      let found =
        Self.mayBeAlike(distributions[other], distributions[cluster], leastLikeness)
        ? distributions[other].likeness(to: row) : 0
      let likeness = found * (isUndecided[cluster] && isUndecided[other] ? undecidedScale : 1)
      likenesses[cluster * partners.count + other] = likeness
      likenesses[other * partners.count + cluster] = likeness
    }
    distributions[cluster].clear(&row)
  }

  private mutating func updatePartner(of cluster: Int) {
    var best = -1
    var greatest: Float = -1
    let row = likenesses[cluster * partners.count..<(cluster + 1) * partners.count]
    for (other, likeness) in zip(partners.indices, row)
    where likeness > greatest && isLeft[other] && other != cluster {
      (best, greatest) = (other, likeness)
    }
    partners[cluster] = best
  }
}
