internal import Clustering
internal import LinearAlgebra

/// Merges clusters that are wordings of one slip.
///
/// A slip that is worded anew each time falls apart into a cluster for each sentence of the assistant and for
/// each answer of the user. The sentences share no words, but each of them is met with each of the answers: a
/// walk from the words of a cluster to the traces that hold them and on to the words of those traces comes to
/// the same words from every one of them. Clusters whose words lead to the same words are one slip.
///
/// What was done tells two slips apart whatever was said: a mail sent twice, and one never sent, may be reported in
/// the same words. So clusters stay apart where one clearly shows such a sign and another does not.
///
/// In a small corpus all words lead to one another. So likeness counts from what two clusters have in common
/// anyway, which is the median over all pairs.
struct WordingMerging {
  /// The failures as points of their evidence.
  let points: SparseMatrix

  /// Which columns are words of the later turns, of user or assistant.
  let isWord: [Bool]

  /// How much of each word counts: what an agent says on every day in its work leads from any slip to any other.
  let wordParts: [Float]

  /// Which columns are signs of what was done, whatever was said.
  let isDeed: [Bool]

  /// Which column says that no tool was called.
  let isIdleSign: [Bool]

  /// Whether each point has a tool error.
  let isErrorTold: [Bool]
  let threadCount: Int

  /// The least part of a point's squared length that its words must make up to count as wording.
  private static let leastWordShare: Float = 0.1

  /// How far beyond the common likeness, as a share of what is left to 1, two clusters are one slip.
  ///
  /// Of clusters of known slips in made corpora, pairs of one slip lie above 0.6 and pairs of two below 0.4; over
  /// thirteen corpora and four seeds each, 0.45 to 0.55 find most modes with fewest signatures.
  private static let leastExcess: Float = 0.5

  /// Returns the clusters with those of one slip under one number; points in no cluster stay there.
  func merged(_ assignments: [Int32]) -> [Int32] {
    let shares = wordShares(assignments)
    let clusters = worded(assignments, shares)
    guard clusters.count > 2 else { return assignments }
    let roots = walkedRoots(of: clusters, shares)
    let merging = DistributionMerging(leastLikeness: leastLikeness(among: roots))
    let found = merging.fit(Self.sparse(roots), start: clusters.indices.map(Int32.init))
    var groups = [[Int]](repeating: [], count: clusters.count)
    for (place, group) in found.enumerated() { groups[Int(group)].append(place) }
    var numbers = Array(0...(assignments.max() ?? 0))
    let signs = SignClasses(points: points, isTelling: isDeed)
    for group in groups {
      for alike in signs.clearlyApart(group.map { clusters[$0].points }, isOpen: isIdle) {
        for place in alike { numbers[Int(clusters[group[place]].number)] = clusters[group[alike[0]]].number }
      }
    }
    return assignments.map { $0 < 0 ? $0 : numbers[Int($0)] }
  }

  /// Whether most of some failures call no tool, and so can leave out no step.
  private func isIdle(_ rows: [Int]) -> Bool {
    rows.count { row in points.elementRange(ofRow: row).contains { isIdleSign[Int(points.columns[$0])] } } * 2
      > rows.count
  }

  private struct WordedCluster {
    let number: Int32

    /// Those of its points that have words and no tool error.
    let points: [Int]
  }

  /// The clusters whose points mostly have no tool error but words.
  private func worded(_ assignments: [Int32], _ shares: SparseMatrix) -> [WordedCluster] {
    let members = clusterMembers(of: assignments, clusterCount: Int((assignments.max() ?? -1) + 1))
    return members.enumerated().compactMap { number, members in
      let told = members.filter { !shares.elementRange(ofRow: $0).isEmpty }
      guard !told.isEmpty, told.count * 2 >= members.count,
        members.count(where: { isErrorTold[$0] }) * 2 < members.count
      else { return nil }
      return WordedCluster(number: Int32(number), points: told)
    }
  }

  /// Of each point without a tool error the share of each word among its words, by what counts of it; nothing for
  /// other points.
  private func wordShares(_ assignments: [Int32]) -> SparseMatrix {
    var offsets = [0]
    var columns: [Int32] = []
    var values: [Float] = []
    for row in 0..<points.rowCount {
      defer { offsets.append(columns.count) }
      guard !isErrorTold[row], assignments[row] >= 0 else { continue }
      let range = points.elementRange(ofRow: row)
      let all = range.reduce(Float(0)) { $0 + points.values[$1] * points.values[$1] }
      let words = range.filter { isWord[Int(points.columns[$0])] }
      let ofWords = words.reduce(Float(0)) { $0 + points.values[$1] * points.values[$1] }
      guard ofWords > Self.leastWordShare * all else { continue }
      let counted = words.map { points.values[$0] * wordParts[Int(points.columns[$0])] }
      let sum = counted.reduce(Float(0)) { $0 + $1 * $1 }
      for (index, value) in zip(words, counted) where value > 0 {
        columns.append(points.columns[index])
        values.append(value * value / sum)
      }
    }
    return SparseMatrix(
      columnCount: points.columnCount, rowOffsets: offsets, columns: columns, values: values)
  }

  /// The square roots of the distribution over words that each cluster's words lead to, a cluster a row.
  private func walkedRoots(of clusters: [WordedCluster], _ shares: SparseMatrix) -> FloatMatrix {
    var totals = [Float](repeating: 0, count: shares.columnCount)
    for (column, value) in zip(shares.columns, shares.values) { totals[Int(column)] += value }
    // From words to traces: words × clusters, each word divided by how much of it there is.
    var steps = [Float](repeating: 0, count: shares.columnCount * clusters.count)
    for (place, cluster) in clusters.enumerated() {
      for point in cluster.points {
        for index in shares.elementRange(ofRow: point) {
          let column = Int(shares.columns[index])
          steps[column * clusters.count + place] +=
            shares.values[index] / (totals[column] * Float(cluster.points.count))
        }
      }
    }
    let words = FloatMatrix(rowCount: shares.columnCount, columnCount: clusters.count, elements: steps)
    let traces = shares.times(words, threadCount: threadCount)
    let walked = shares.transposedTimes(traces, threadCount: threadCount).transposed()
    return FloatMatrix(
      rowCount: walked.rowCount, columnCount: walked.columnCount,
      elements: walked.elements.map { max(0, $0).squareRoot() })
  }

  private func leastLikeness(among roots: FloatMatrix) -> Float {
    let likenesses = roots.timesTransposed(roots)
    let pairs = (0..<roots.rowCount).flatMap { row in likenesses.row(row).dropFirst(row + 1) }.sorted()
    let common = pairs[pairs.count / 2]
    return common + Self.leastExcess * (1 - common)
  }

  private static func sparse(_ matrix: FloatMatrix) -> SparseMatrix {
    SparseMatrix(
      columnCount: matrix.columnCount,
      rows: (0..<matrix.rowCount).map { row in
        matrix.row(row).enumerated().filter { $0.element > 0 }.map { (column: $0.offset, value: $0.element) }
      })
  }
}
