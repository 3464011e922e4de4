import LinearAlgebra

/// How the points of a cluster are spread over features: the sums of the squares of its points, each of which
/// sums to 1.
struct FeatureDistribution: Sendable {
  /// The features that any point has, ascending.
  private var columns: [Int32] = []
  private var sums: [Float] = []

  /// The square roots of the sums as shares.
  private var roots: [Float] = []
  private(set) var pointCount: Float = 0

  /// The roots of the shares of groups of features, sixteen at a place; none where there are no features.
  private var groupRoots: [SIMD16<Float>] = []

  /// Enough to keep most of what errors say apart, and few against the features of a cluster; a power of 2.
  private static let groupCount = 256

  /// The distributions of groups of points.
  static func distributions(of points: SparseMatrix, members: [[Int]]) -> [FeatureDistribution] {
    var sums = [Float](repeating: 0, count: points.columnCount)
    return members.map { rows in
      var distribution = FeatureDistribution()
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
      distribution.takeRoots()
      return distribution
    }
  }

  /// The distribution of the points of two clusters together.
  func merged(with other: FeatureDistribution) -> FeatureDistribution {
    var output = FeatureDistribution()
    output.pointCount = pointCount + other.pointCount
    output.columns.reserveCapacity(columns.count + other.columns.count)
    output.sums.reserveCapacity(columns.count + other.columns.count)
    var (left, right) = (0, 0)
    while left < columns.count || right < other.columns.count {
      let first = left < columns.count ? columns[left] : Int32.max
      let second = right < other.columns.count ? other.columns[right] : Int32.max
      var sum: Float = 0
      if first <= second {
        sum += sums[left]
        left += 1
      }
      if second <= first {
        sum += other.sums[right]
        right += 1
      }
      output.columns.append(min(first, second))
      output.sums.append(sum)
    }
    output.takeRoots()
    return output
  }

  private mutating func takeRoots() {
    let total = max(1, pointCount)
    roots = sums.map { ($0 / total).squareRoot() }
    var shares = [Float](repeating: 0, count: Self.groupCount)
    for (column, sum) in zip(columns, sums) { shares[Int(column) & (Self.groupCount - 1)] += sum / total }
    groupRoots = stride(from: 0, to: Self.groupCount, by: SIMD16<Float>.scalarCount).map {
      SIMD16(shares[$0..<$0 + SIMD16<Float>.scalarCount]).squareRoot()
    }
  }

  /// What the likeness to another distribution is at most, to within what is lost in rounding.
  ///
  /// Within each group of features the coefficient is no more than the root of the product of both shares (Cauchy and
  /// Schwarz).
  func greatestLikeness(to other: FeatureDistribution) -> Float {
    guard !columns.isEmpty, !other.columns.isEmpty else { return 0 }
    var sums = SIMD16<Float>(repeating: 0)
    for place in groupRoots.indices { sums += groupRoots[place] * other.groupRoots[place] }
    return sums.sum()
  }

  /// The part of the distribution, from 0 to 1, that lies at some features.
  func share(of isCounted: [Bool]) -> Float {
    var sum: Float = 0
    for (column, share) in zip(columns, sums) where isCounted[Int(column)] { sum += share }
    return sum / max(1, pointCount)
  }

  /// Writes the roots to their features' places.
  func scatter(into row: inout [Float]) {
    for (column, root) in zip(columns, roots) { row[Int(column)] = root }
  }

  /// Writes zeros where `scatter` wrote.
  func clear(_ row: inout [Float]) {
    for column in columns { row[Int(column)] = 0 }
  }

  /// The Bhattacharyya coefficient with a distribution whose roots stand at their features' places.
  func likeness(to row: [Float]) -> Float {
    guard let last = columns.last else { return 0 }
    precondition(Int(last) < row.count, "feature \(last) of \(row.count)")
    // Columns ascend, so that all are within the row.
    let (columns, roots, row) = (columns.span, roots.span, row.span)
    var sums = SIMD4<Float>(repeating: 0)
    let even = columns.count / 4 * 4
    var index = 0
    while index < even {
      let found = unsafe SIMD4(
        row[unchecked: Int(columns[unchecked: index])], row[unchecked: Int(columns[unchecked: index + 1])],
        row[unchecked: Int(columns[unchecked: index + 2])], row[unchecked: Int(columns[unchecked: index + 3])]
      )
      sums +=
        unsafe found
        * SIMD4(
          roots[unchecked: index], roots[unchecked: index + 1], roots[unchecked: index + 2],
          roots[unchecked: index + 3])
      index += 4
    }
    var sum = sums.sum()
    while index < columns.count {
      sum += unsafe row[unchecked: Int(columns[unchecked: index])] * roots[unchecked: index]
      index += 1
    }
    return sum
  }
}
