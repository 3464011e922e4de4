internal import Clustering
internal import LinearAlgebra

/// How much evidence points have: a cluster of points with little of it counts only if it is large.
///
/// Failures whose cause left no trace still have something in common, such as what the user asked for; the few
/// of a kind are no way of failing.
struct EvidenceStrength {
  private let lengths: [Float]
  private let typical: Float

  /// Of the typical strength, what the points of a small cluster need on average.
  private static let leastShare: Float = 0.35
  /// From this size on a cluster counts however weak its evidence.
  private static let convincingSize = 25

  init(points: SparseMatrix) {
    lengths = points.rowLengths
    let known = lengths.filter { $0 > 0 }.sorted()
    typical = known.isEmpty ? 0 : known[known.count / 2]
  }

  /// Returns the clusters without those that are small and weak.
  func confirmed(_ assignments: [Int32]) -> [Int32] {
    let members = clusterMembers(of: assignments, clusterCount: Int((assignments.max() ?? -1) + 1))
    var output = assignments
    for points in members where points.count < Self.convincingSize {
      let mean = points.reduce(0) { $0 + lengths[$1] } / Float(max(1, points.count))
      if mean < Self.leastShare * typical { for point in points { output[point] = -1 } }
    }
    return output
  }
}
