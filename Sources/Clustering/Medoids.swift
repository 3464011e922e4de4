package import LinearAlgebra

/// Returns, for each cluster, the point with the least sum of distances to the others of its cluster.
///
/// Of equals the lowest point is taken; a cluster without points has `nil`.
///
/// - Parameter assignments: The cluster of each point, from 0; below 0 a point is in none.
/// - Complexity: O(*n* *d*) by cosine; by Euclidean distance O(*m*² *d*) for each cluster of *m* points.
package func medoids(
  of points: FloatMatrix, assignments: [Int32], clusterCount: Int, metric: Metric, threadCount: Int = 1
) -> [Int?] {
  precondition(assignments.count == points.rowCount, "\(assignments.count) of \(points.rowCount) points")
  let members = clusterMembers(of: assignments, clusterCount: clusterCount)
  switch metric {
  case .cosine:
    // The sum of 1 − x·y over all y is least where x·Σy is greatest.
    let directions = points.normalisingRows(threadCount: threadCount)
    let sums = directions.rowSums(groups: assignments, groupCount: clusterCount, threadCount: threadCount)
    return members.enumerated().map { cluster, members in
      let products = directions.products(ofRows: members, withRow: cluster, of: sums)
      return members.indices.max { products[$0] < products[$1] || (products[$0] == products[$1] && $0 > $1) }
        .map { members[$0] }
    }
  case .euclidean:
    return members.map { members in
      let distances = PairwiseDistances(.euclidean).within(points.rows(members), threadCount: threadCount)
      let sums = members.indices.map { distances.row($0).reduce(0, +) }
      return sums.indices.min { (sums[$0], $0) < (sums[$1], $1) }.map { members[$0] }
    }
  }
}
