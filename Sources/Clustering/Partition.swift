package import LinearAlgebra

/// Points divided among clusters, each cluster with its centroid.
package struct Partition: Sendable, Hashable {
  /// The cluster of each point, from 0.
  package let assignments: [Int32]

  /// The *k* × *d* centroids, one cluster a row.
  package let centroids: FloatMatrix

  /// The weighted sum over all points of the squared Euclidean distance to the centroid.
  package let inertia: Double

  /// The number of times the centroids were moved.
  package let iterationCount: Int

  /// Whether the last move was within the tolerance.
  package let hasConverged: Bool

  package var clusterCount: Int { centroids.rowCount }

  /// The number of points of each cluster.
  package var sizes: [Int] { clusterSizes(of: assignments, clusterCount: clusterCount) }

  /// The points of each cluster, ascending.
  package var members: [[Int]] { clusterMembers(of: assignments, clusterCount: clusterCount) }
}

/// Returns the number of points of each cluster; points below 0 are in none.
package func clusterSizes(of assignments: [Int32], clusterCount: Int) -> [Int] {
  var sizes = [Int](repeating: 0, count: clusterCount)
  for cluster in assignments where cluster >= 0 { sizes[Int(cluster)] += 1 }
  return sizes
}

/// Returns the points of each cluster, ascending; points below 0 are in none.
package func clusterMembers(of assignments: [Int32], clusterCount: Int) -> [[Int]] {
  var members = [[Int]](repeating: [], count: clusterCount)
  for (point, cluster) in assignments.enumerated() where cluster >= 0 { members[Int(cluster)].append(point) }
  return members
}
