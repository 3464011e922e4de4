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

  /// The features that decide where a cluster belongs; none if empty.
  package let decisiveColumns: [Bool]

  /// The least likeness at which two clusters are merged that both have little of the decisive features.
  package let leastLikenessOfUndecided: Float

  package init(
    leastLikeness: Float, clusterCount: Int? = nil, smallSize: Int = 0, leastLikenessOfSmall: Float = 1,
    decisiveColumns: [Bool] = [], leastLikenessOfUndecided: Float = 1
  ) {
    self.decisiveColumns = decisiveColumns
    self.leastLikenessOfUndecided = leastLikenessOfUndecided
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
  package func fit(_ points: SparseMatrix, start: [Int32], threadCount: Int = 1) -> [Int32] {
    precondition(start.count == points.rowCount, "\(start.count) clusters of \(points.rowCount) points")
    precondition(
      decisiveColumns.isEmpty || decisiveColumns.count == points.columnCount,
      "\(decisiveColumns.count) of \(points.columnCount) features are told decisive or not")
    var search = LikestPair(
      points: points, start: start, decisiveColumns: decisiveColumns,
      undecidedScale: leastLikeness / leastLikenessOfUndecided, leastLikeness: leastAsked,
      threadCount: threadCount)
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

extension DistributionMerging {
  /// The least likeness at which any two clusters may be merged.
  private var leastAsked: Float {
    guard clusterCount == nil else { return 0 }
    let least = smallSize > 0 ? min(leastLikeness, leastLikenessOfSmall) : leastLikeness
    return least / max(1, leastLikeness / leastLikenessOfUndecided)
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
