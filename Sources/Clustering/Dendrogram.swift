/// The merges of points into one cluster, from the lowest to the highest.
///
/// As in SciPy, clusters below `pointCount` are the single points, and merge *m* makes cluster
/// `pointCount` + *m*.
package struct Dendrogram: Sendable, Hashable {
  /// Two clusters made one.
  package struct Merge: Sendable, Hashable {
    /// The cluster of the lower number.
    package let first: Int
    package let second: Int

    /// The distance of the two.
    package let height: Double

    /// The number of points in both.
    package let pointCount: Int
  }

  package let pointCount: Int

  /// The merges, `pointCount` − 1 of them, by rising height.
  package let merges: [Merge]

  /// Puts merges in order and numbers their clusters; of equal heights those found first come first.
  init(pointCount: Int, unordered: [PointMerge]) {
    let order = unordered.indices.sorted { (unordered[$0].height, $0) < (unordered[$1].height, $1) }
    var forest = Forest(pointCount: pointCount)
    var clusterOfRoot = Array(0..<pointCount)
    var sizes = [Int](repeating: 1, count: pointCount)
    self.pointCount = pointCount
    merges = order.enumerated().map { number, index in
      let merge = unordered[index]
      let (left, right) = (forest.root(of: merge.first), forest.root(of: merge.second))
      let clusters = (clusterOfRoot[left], clusterOfRoot[right])
      let root = forest.join(left, right)
      sizes[root] = sizes[left] + sizes[right]
      clusterOfRoot[root] = pointCount + number
      return Merge(
        first: min(clusters.0, clusters.1), second: max(clusters.0, clusters.1), height: merge.height,
        pointCount: sizes[root])
    }
  }

  init(pointCount: Int, merges: [Merge]) {
    self.pointCount = pointCount
    self.merges = merges
  }

  /// The heights of the merges, rising.
  package var heights: [Double] { merges.map(\.height) }

  /// The number of clusters left at a height, merges at the height included.
  package func clusterCount(atHeight height: Double) -> Int {
    pointCount - merges.prefix { $0.height <= height }.count
  }

  /// Returns the cluster of each point once all merges up to a height, it included, are made.
  package func cut(atHeight height: Double) -> [Int32] {
    cut(into: clusterCount(atHeight: height))
  }

  /// Returns the cluster of each point once `clusterCount` clusters are left.
  ///
  /// Clusters are numbered from 0 by their first points.
  ///
  /// - Parameter clusterCount: As many as there are points if above, one if below 1.
  package func cut(into clusterCount: Int) -> [Int32] {
    let mergeCount = min(merges.count, max(0, pointCount - max(1, clusterCount)))
    var forest = Forest(pointCount: pointCount)
    var pointOfCluster = Array(0..<pointCount)
    for merge in merges.prefix(mergeCount) {
      pointOfCluster.append(forest.join(pointOfCluster[merge.first], pointOfCluster[merge.second]))
    }
    return numberedByFirstPoint((0..<pointCount).map { forest.root(of: $0) })
  }
}

/// Sets of points, each known by its lowest point.
private struct Forest {
  private var parents: [Int]

  init(pointCount: Int) {
    parents = Array(0..<pointCount)
  }

  mutating func root(of point: Int) -> Int {
    var root = point
    while parents[root] != root { root = parents[root] }
    var place = point
    while parents[place] != root { (place, parents[place]) = (parents[place], root) }
    return root
  }

  /// Joins the sets of two points; returns the lowest point of both.
  mutating func join(_ first: Int, _ second: Int) -> Int {
    let (left, right) = (root(of: first), root(of: second))
    parents[max(left, right)] = min(left, right)
    return min(left, right)
  }
}

/// Returns the groups numbered from 0 in the order in which they first come.
func numberedByFirstPoint(_ groups: [Int]) -> [Int32] {
  var numbers: [Int: Int32] = [:]
  return groups.map { group in
    if let number = numbers[group] { return number }
    let number = Int32(numbers.count)
    numbers[group] = number
    return number
  }
}
