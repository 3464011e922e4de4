internal import Clustering
internal import LinearAlgebra

/// Many small clusters of points, each of one way of failing: places of a diffusion, by k-means.
struct SmallClusters {
  let clusterCount: Int
  let seed: UInt64
  let threadCount: Int

  private static let iterationLimit = 4

  /// Returns the cluster of each of some points, from 0; −1 for a point without evidence.
  func fit(_ diffusion: DiffusedPoints, at places: [Int]) -> [Int32] {
    let known = places.indices.filter { diffusion.isEvident(places[$0]) }
    var output = [Int32](repeating: -1, count: places.count)
    guard known.count > 1 else {
      for point in known { output[point] = 0 }
      return output
    }
    let rough = KMeans(
      .spherical, clusterCount: min(clusterCount, max(1, known.count / 3)),
      maximumIterations: Self.iterationLimit, seed: seed
    ).fit(diffusion.places.rows(known.map { places[$0] }), threadCount: threadCount)
    for (place, point) in known.enumerated() { output[point] = rough.assignments[place] }
    return output
  }
}
