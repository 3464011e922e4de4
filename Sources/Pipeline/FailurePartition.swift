package import Features
package import LinearAlgebra

/// Failures divided among the ways of failing that recur.
package struct FailurePartition: Sendable {
  package let space: FeatureSpace

  /// The failures as points of the space, a row each.
  package let points: SparseMatrix

  /// The cluster of each failure, from 0, the largest first; −1: it belongs nowhere.
  package let assignments: [Int32]

  /// The distance of each failure to the centroid of its cluster, from 0 to 1; of the nearest that was found if it
  /// has none.
  package let distances: [Float]

  /// The centroids, of unit length, one cluster a row.
  package let centroids: FloatMatrix

  /// Of each cluster the failure nearest to all others of it.
  package let medoids: [Int]

  /// From 0 to 1: how much of each cluster is found again in other samples; `nil` where that cannot be told.
  package let stability: [Double?]

  /// The greatest distance to its centroid at which a trace belongs to a cluster.
  package let reach: [Float]

  /// Of each column of words the part of its failures that is beyond what successes of the same agents at the same
  /// work have, from 0 to 1; 1 for other columns.
  let wordParts: [Float]

  package var clusterCount: Int { centroids.rowCount }

  /// The same clusters with the points that have none: each goes to the nearest within whose reach it is.
  ///
  /// - Parameter places: The places among the points of those that the clusters were made of.
  func extended(to points: SparseMatrix, fittedAt places: [Int], threadCount: Int) -> FailurePartition {
    var (assignments, distances) = nearest(to: points, threadCount: threadCount)
    for (fitted, place) in places.enumerated() where self.assignments[fitted] >= 0 {
      assignments[place] = self.assignments[fitted]
      distances[place] = self.distances[fitted]
    }
    return FailurePartition(
      space: space, points: points, assignments: assignments, distances: distances, centroids: centroids,
      medoids: medoids.map { places[$0] }, stability: stability, reach: reach, wordParts: wordParts)
  }

  /// The greatest stability, from 0 to 1, of a cluster that is not found again; Hennig 2007
  /// (doi:10.1016/j.csda.2006.11.025) calls a cluster of 0.5 or less dissolved.
  ///
  /// When it was chosen with the distance below, over 37 made corpora, there were 74 of 3,816 signatures fewer and two of
  /// 2,445 modes lost; at 0.5, 95 and five.
  static let dissolvedStability = 0.4

  /// The mean distance of its failures to the centroid, from 0 to 1, beyond which a cluster is loose.
  ///
  /// Over 26 made corpora of twelve families, of 26 clusters of more than four failures that 0.5 leaves out seven were
  /// modes; 0.57 keeps four of them, one of 570 failures, and three others.
  private static let looseDistance: Float = 0.57

  /// The same of a small cluster: a few that happen to be alike are closer than many.
  ///
  /// Over seventeen made corpora of five families it leaves out 40 of 1,420 signatures and four of 1,050 modes; at 0.4,
  /// 16 and one.
  private static let (smallLooseDistance, smallSize): (Float, Float) = (0.3, 8)

  /// Of so many points a cluster as small as this that is found again as seldom is one of chance, however close: over
  /// sixteen made corpora 32 of 34 such clusters were of no mode, or a crumb of one that was found.
  private static let (manyPoints, fewest, chanceStability): (Int, Float, Double) = (400, 4, 0.3)

  /// The partition without the clusters that are loose and not found again in other samples: their failures, which
  /// have little in common, belong nowhere.
  ///
  /// A loose cluster that is found again is a way of failing that is said in many ways; one that is not found again
  /// but close may only be small. Where the clusters that stay would hold less than half of the failures, all are
  /// kept: of conversations that are all loose a doubtful group, with its stability, serves better than none.
  func withoutDissolved() -> FailurePartition {
    var sums = [Float](repeating: 0, count: clusterCount)
    var sizes = [Float](repeating: 0, count: clusterCount)
    for (cluster, distance) in zip(assignments, distances) where cluster >= 0 {
      sums[Int(cluster)] += distance
      sizes[Int(cluster)] += 1
    }
    let kept = (0..<clusterCount).filter { cluster in
      guard let stability = stability[cluster], stability <= Self.dissolvedStability else { return true }
      if points.rowCount >= Self.manyPoints, sizes[cluster] <= Self.fewest, stability <= Self.chanceStability
      {
        return false
      }
      let loose = sizes[cluster] <= Self.smallSize ? Self.smallLooseDistance : Self.looseDistance
      return sums[cluster] <= loose * sizes[cluster]
    }
    let whole = sizes.reduce(0, +)
    guard kept.count < clusterCount, kept.reduce(0, { $0 + sizes[$1] }) * 2 >= whole else { return self }
    return keeping(kept).takingIn(
      assignments.indices.filter { assignments[$0] >= 0 && !kept.contains(Int(assignments[$0])) })
  }

  /// The partition with some of its points in the nearest cluster, if they lie within its reach.
  private func takingIn(_ places: [Int]) -> FailurePartition {
    let found = nearest(to: points.rows(places), threadCount: 1)
    var (assignments, distances) = (self.assignments, self.distances)
    for (place, (cluster, distance)) in zip(places, zip(found.assignments, found.distances))
    where cluster >= 0 {
      (assignments[place], distances[place]) = (cluster, distance)
    }
    return FailurePartition(
      space: space, points: points, assignments: assignments, distances: distances, centroids: centroids,
      medoids: medoids, stability: stability, reach: reach, wordParts: wordParts)
  }

  /// The partition without the clusters that hold fewer than so many failures: where successes are mined too, what
  /// they do on every day is no way of failing.
  ///
  /// - Parameter isFailure: Whether each point is a failure.
  func withoutOrdinary(_ isFailure: [Bool], least: Int) -> FailurePartition {
    var failureCounts = [Int](repeating: 0, count: clusterCount)
    for (cluster, isFailure) in zip(assignments, isFailure) where cluster >= 0 && isFailure {
      failureCounts[Int(cluster)] += 1
    }
    return keeping(failureCounts.indices.filter { failureCounts[$0] >= least })
  }

  /// The partition with some of its clusters, in their order; the points of the others belong nowhere.
  private func keeping(_ kept: [Int]) -> FailurePartition {
    guard kept.count < clusterCount else { return self }
    var numbers = [Int32](repeating: -1, count: clusterCount)
    for (number, cluster) in kept.enumerated() { numbers[cluster] = Int32(number) }
    return FailurePartition(
      space: space, points: points, assignments: assignments.map { $0 < 0 ? -1 : numbers[Int($0)] },
      distances: distances, centroids: centroids.rows(kept), medoids: kept.map { medoids[$0] },
      stability: kept.map { stability[$0] }, reach: kept.map { reach[$0] }, wordParts: wordParts)
  }

  /// Returns the nearest cluster of other traces, with the distance; −1 where it lies beyond the cluster's reach.
  package func nearest(
    to table: EvidenceTable, rows: [Int], threadCount: Int = 1
  ) -> (assignments: [Int32], distances: [Float]) {
    nearest(to: space.points(of: table, rows: rows, threadCount: threadCount), threadCount: threadCount)
  }

  func nearest(to points: SparseMatrix, threadCount: Int) -> (assignments: [Int32], distances: [Float]) {
    var assignments: [Int32] = []
    var distances: [Float] = []
    let similarities = points.similarities(to: centroids, threadCount: threadCount)
    for row in 0..<points.rowCount {
      let products = similarities.row(row)
      var (cluster, greatest): (Int?, Float) = (nil, -1)
      // Of equals the first.
      for (place, product) in products.enumerated() where product > greatest {
        (cluster, greatest) = (place, product)
      }
      let distance = cluster == nil ? 1 : 1 - greatest
      distances.append(distance)
      assignments.append(cluster.map { distance <= reach[$0] ? Int32($0) : -1 } ?? -1)
    }
    return (assignments, distances)
  }
}
