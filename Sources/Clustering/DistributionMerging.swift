package import LinearAlgebra

/// Merges the two clusters whose distributions over features are most alike, until none are alike enough.
///
/// The likeness of two distributions *p* and *q* is the Bhattacharyya coefficient Σ √(*p* *q*), from 0 for no
/// feature in common to 1; of single points it is their cosine. Merged clusters pool their points, so that two
/// halves of one cluster are alike even where no two of their points are: ways to word the same thing share few
/// words in any two sentences, and many over all sentences.
///
/// Source: A. Bhattacharyya 1943 (Bulletin of the Calcutta Mathematical Society 35, pp. 99–109).
package struct DistributionMerging: Sendable, Hashable {
  /// The least likeness at which clusters are merged, from 0 to 1.
  package let leastLikeness: Float

  /// The number of clusters to merge down to, whatever their likeness; as many as are alike if `nil`.
  package let clusterCount: Int?

  /// Clusters of fewer points are merged at a lower likeness, once the others are merged; 0 for none.
  ///
  /// A few points show only a part of what their like have, so that the coefficient of a small cluster and the
  /// large one it is a sample of falls short of 1.
  package let smallSize: Int

  /// The least likeness at which a small cluster goes to one at least as large.
  package let leastLikenessOfSmall: Float

  package init(
    leastLikeness: Float, clusterCount: Int? = nil, smallSize: Int = 0, leastLikenessOfSmall: Float = 1
  ) {
    self.leastLikeness = leastLikeness
    self.clusterCount = clusterCount
    self.smallSize = smallSize
    self.leastLikenessOfSmall = leastLikenessOfSmall
  }

  /// Returns the cluster of each point, from 0 and in the order of the first points; −1 for those that were −1.
  ///
  /// - Parameters:
  ///   - points: Of unit length a row, so that the squares of a row sum to 1.
  ///   - start: The small cluster of each point, from 0; below 0 a point is in none.
  /// - Complexity: O(*k* · elements of the *k* small clusters).
  package func fit(_ points: SparseMatrix, start: [Int32]) -> [Int32] {
    precondition(start.count == points.rowCount, "\(start.count) clusters of \(points.rowCount) points")
    var search = LikestPair(points: points, start: start)
    while search.leftCount > max(1, clusterCount ?? 1), let pair = search.likest {
      guard clusterCount != nil || pair.likeness >= leastLikeness else { break }
      search.merge(pair.second, into: pair.first)
    }
    while clusterCount == nil, let pair = search.likest(below: smallSize),
      pair.likeness >= leastLikenessOfSmall
    {
      search.merge(pair.second, into: pair.first)
    }
    return numberedByFirst(start.map { $0 < 0 ? -1 : search.cluster(of: Int($0)) })
  }
}

/// Numbers clusters anew, in the order of their first points; points below 0 stay there.
private func numberedByFirst(_ clusters: [Int]) -> [Int32] {
  var numbers: [Int: Int32] = [:]
  return clusters.map { cluster in
    guard cluster >= 0 else { return -1 }
    if let known = numbers[cluster] { return known }
    let number = Int32(numbers.count)
    numbers[cluster] = number
    return number
  }
}

/// The clusters that are left, with the likeness of each two.
private struct LikestPair {
  /// The features of a cluster, ascending, with the sums of squares of its points and their square roots as
  /// shares.
  private struct Distribution {
    var columns: [Int32] = []
    var sums: [Float] = []
    var roots: [Float] = []
    var pointCount: Float = 0
  }

  private var distributions: [Distribution]
  private var likenesses: [Float]
  /// For each cluster left the one most like it.
  private var partners: [Int]
  private var isLeft: [Bool]
  private var parents: [Int]
  private var row: [Float]
  private(set) var leftCount: Int

  init(points: SparseMatrix, start: [Int32]) {
    let count = Int(start.max() ?? -1) + 1
    row = [Float](repeating: 0, count: points.columnCount)
    distributions = Self.distributions(of: points, members: clusterMembers(of: start, clusterCount: count))
    likenesses = [Float](repeating: -1, count: count * count)
    partners = [Int](repeating: -1, count: count)
    isLeft = distributions.map { $0.pointCount > 0 }
    parents = Array(0..<count)
    leftCount = isLeft.count { $0 }
    for cluster in 0..<count where isLeft[cluster] { updateLikenesses(of: cluster, after: cluster) }
    for cluster in 0..<count where isLeft[cluster] { updatePartner(of: cluster) }
  }

  private static func distributions(of points: SparseMatrix, members: [[Int]]) -> [Distribution] {
    var sums = [Float](repeating: 0, count: points.columnCount)
    return members.map { rows in
      var distribution = Distribution()
      for point in rows {
        for index in points.elementRange(ofRow: point) {
          let column = Int(points.columns[index])
          if sums[column] == 0 { distribution.columns.append(Int32(column)) }
          sums[column] += points.values[index] * points.values[index]
        }
      }
      distribution.columns.sort()
      distribution.sums = distribution.columns.map { sums[Int($0)] }
      for column in distribution.columns { sums[Int(column)] = 0 }
      distribution.pointCount = Float(rows.count)
      distribution.roots = distribution.sums.map { ($0 / Float(max(1, rows.count))).squareRoot() }
      return distribution
    }
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
    for cluster in partners.indices where isLeft[cluster] {
      let count = distributions[cluster].pointCount
      guard count < Float(size) else { continue }
      for other in partners.indices
      where isLeft[other] && other != cluster && distributions[other].pointCount >= count {
        let likeness = likeness(cluster, other)
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
    distributions[kept] = merged(distributions[kept], distributions[gone])
    distributions[gone] = Distribution()
    isLeft[gone] = false
    parents[gone] = kept
    leftCount -= 1
    updateLikenesses(of: kept, after: -1)
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

  private func merged(_ one: Distribution, _ other: Distribution) -> Distribution {
    var output = Distribution()
    output.pointCount = one.pointCount + other.pointCount
    var (left, right) = (0, 0)
    while left < one.columns.count || right < other.columns.count {
      let first = left < one.columns.count ? one.columns[left] : Int32.max
      let second = right < other.columns.count ? other.columns[right] : Int32.max
      var sum: Float = 0
      if first <= second {
        sum += one.sums[left]
        left += 1
      }
      if second <= first {
        sum += other.sums[right]
        right += 1
      }
      output.columns.append(min(first, second))
      output.sums.append(sum)
    }
    output.roots = output.sums.map { ($0 / output.pointCount).squareRoot() }
    return output
  }

  /// Computes the likeness of a cluster and all that are left behind another.
  private mutating func updateLikenesses(of cluster: Int, after first: Int) {
    let own = distributions[cluster]
    for (column, root) in zip(own.columns, own.roots) { row[Int(column)] = root }
    for other in first + 1..<partners.count where isLeft[other] && other != cluster {
      let distribution = distributions[other]
      var sum: Float = 0
      for index in distribution.columns.indices {
        sum += distribution.roots[index] * row[Int(distribution.columns[index])]
      }
      likenesses[cluster * partners.count + other] = sum
      likenesses[other * partners.count + cluster] = sum
    }
    for column in own.columns { row[Int(column)] = 0 }
  }

  private mutating func updatePartner(of cluster: Int) {
    var best = -1
    var greatest: Float = -1
    for other in partners.indices where isLeft[other] && other != cluster {
      let likeness = likenesses[cluster * partners.count + other]
      if likeness > greatest { (best, greatest) = (other, likeness) }
    }
    partners[cluster] = best
  }
}
