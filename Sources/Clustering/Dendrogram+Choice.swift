/// A number of clusters, the clusters, and how good they are.
package struct ScoredCut: Sendable, Hashable {
  package let clusterCount: Int
  package let assignments: [Int32]
  package let score: Double
}

extension Dendrogram {
  /// Returns the cuts into each of some numbers of clusters for which the score is defined, in the order given.
  ///
  /// - Parameters:
  ///   - clusterCounts: Those below 1 or above `pointCount` are left out.
  ///   - score: Gets the cluster of each point; the greater the better, `nil` where undefined.
  package func scoredCuts<Counts: Sequence<Int>>(
    into clusterCounts: Counts, score: ([Int32]) -> Double?
  ) -> [ScoredCut] {
    clusterCounts.filter { (1...max(1, pointCount)).contains($0) && pointCount > 0 }.compactMap { count in
      let assignments = cut(into: count)
      return score(assignments).map {
        ScoredCut(clusterCount: count, assignments: assignments, score: $0)
      }
    }
  }

  /// Returns the cut of the best score, of equals the first; `nil` if the score is defined for none.
  package func bestCut<Counts: Sequence<Int>>(
    into clusterCounts: Counts, score: ([Int32]) -> Double?
  ) -> ScoredCut? {
    scoredCuts(into: clusterCounts, score: score).reduce(nil) { best, candidate in
      guard let best else { return candidate }
      return candidate.score > best.score ? candidate : best
    }
  }

  /// The number of clusters, within a range, that the widest gap between heights leaves; of equals the fewest.
  ///
  /// The gap of *k* clusters lies between the merge that made them and the one that would make one fewer; the
  /// first merge rises from 0.
  ///
  /// - Returns: `nil` if no number in the range is from 2 to `pointCount`.
  package func clusterCountAtWidestGap(in range: ClosedRange<Int>) -> Int? {
    let candidates = max(2, range.lowerBound)...max(2, range.lowerBound, min(range.upperBound, pointCount))
    var widest: (count: Int, gap: Double)?
    for count in candidates where count <= pointCount && range.contains(count) {
      let next = pointCount - count
      let gap = merges[next].height - (next > 0 ? merges[next - 1].height : 0)
      if gap > widest?.gap ?? -1 { widest = (count, gap) }
    }
    return widest?.count
  }
}
