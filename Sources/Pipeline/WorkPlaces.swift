internal import Clustering
internal import Features
internal import LinearAlgebra

/// What the work of each failure was about: places of the work, told by the user's request and the tools.
///
/// Places are found from all failures together, whatever failed, so that a slip with few failures at a place is
/// seen against all that happens there.
struct WorkPlaces: Sendable {
  /// The failures as points of tools and words of requests, of unit length, or zero.
  let points: SparseMatrix

  /// The place of each failure, from 0; −1 for none.
  let places: [Int32]

  /// For each place its share of the failures.
  let shares: [Double]

  private static let rank = 60
  private static let smallClusterCount = 150

  /// Two places that share half of their words and tools are one.
  private static let leastLikeness: Float = 0.5

  init(_ points: SparseMatrix, seed: UInt64, threadCount: Int) throws(LinearAlgebraError) {
    self.points = points.normalisingRows()
    let diffusion = try DiffusedPoints(self.points, rank: Self.rank, seed: seed, threadCount: threadCount)
    let small = SmallClusters(clusterCount: Self.smallClusterCount, seed: seed, threadCount: threadCount)
      .fit(diffusion, at: Array(0..<points.rowCount))
    places = DistributionMerging(leastLikeness: Self.leastLikeness)
      .fit(self.points, start: small, threadCount: threadCount)
    var counts = [Double](repeating: 0, count: Int((places.max() ?? -1) + 1))
    for place in places where place >= 0 { counts[Int(place)] += 1 }
    shares = counts.map { $0 / Double(points.rowCount) }
  }
}
