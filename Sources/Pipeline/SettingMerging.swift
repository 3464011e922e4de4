internal import Clustering
internal import LinearAlgebra

/// Merges clusters that differ in nothing but words.
///
/// A slip that is worded anew each time falls apart into a cluster for each sentence where no two sentences share a
/// word. What is left to know it by is its setting: the tools that were called and in which order, what was asked
/// for, and how the trace went. Two slips of one agent have different settings, or go differently.
///
/// Clusters that are not small have been told apart by their words: those of one slip, worded anew each time, lead to
/// one another through the words that two sentences share. So where two of a setting are not small, it holds two slips.
/// Nor is one small that has several sentences.
struct SettingMerging {
  /// The failures as points of their evidence.
  let points: SparseMatrix

  /// Which columns are signs of the workflow.
  let isSign: [Bool]

  /// Which are words of the later turns, of user or assistant.
  let isWord: [Bool]

  /// Which of them tell one slip from another, whatever the tool.
  let isTelling: [Bool]

  /// The failures as points of the work: tools, and behind them the words of the request.
  let work: SparseMatrix
  let toolColumnCount: Int

  /// Whether each point has a tool error.
  let isErrorTold: [Bool]
  let threadCount: Int

  /// What the parts of a setting count, of 1: the tools, the request, the signs.
  private static let shares: [Float] = [0.5, 0.2, 0.3]

  /// The least likeness at which two clusters are one slip.
  ///
  /// In three made corpora with known slips, of pairs of clusters of one slip three in four have tools that are 0.77,
  /// 0.83 and 0.93 alike or more; of pairs of two slips one in fifty has 0.80, 0.86 and 0.83.
  private static let leastLikeness: Float = 0.78

  /// A smaller cluster may be a sentence or two of a slip.
  ///
  /// Over eight corpora of two families and seven of a third, 6 find 840 modes in 1,154 signatures, 8 find 832 in
  /// 1,147, 12 find 820 in 1,129, and merging whatever the sizes 789 in 1,087.
  private static let leastTold = 6

  /// Returns the clusters with those of one setting under one number; points in no cluster stay there.
  func merged(_ assignments: [Int32]) -> [Int32] {
    let members = clusterMembers(of: assignments, clusterCount: Int((assignments.max() ?? -1) + 1))
    var start = [Int32](repeating: -1, count: assignments.count)
    for (number, rows) in members.enumerated() where rows.count(where: { isErrorTold[$0] }) * 2 < rows.count {
      for row in rows { start[row] = Int32(number) }
    }
    let settings = settings(of: start)
    var output = assignments
    for clusters in SignClasses(points: points, isTelling: isTelling).classes(of: members) {
      let isOne = start.map { $0 >= 0 && clusters.contains($0) ? $0 : -1 }
      let found = DistributionMerging(leastLikeness: Self.leastLikeness)
        .fit(settings, start: isOne, threadCount: threadCount)
      var told: [Int32: Int] = [:]
      for cluster in clusters where isTold(members[Int(cluster)]) {
        if let group = members[Int(cluster)].lazy.map({ found[$0] }).first(where: { $0 >= 0 }) {
          told[group, default: 0] += 1
        }
      }
      var kept: [Int32: Int32] = [:]
      for row in output.indices where found[row] >= 0 && told[found[row], default: 0] < 2 {
        kept[found[row]] = kept[found[row]] ?? assignments[row]
        output[row] = kept[found[row]] ?? assignments[row]
      }
    }
    return output
  }

  /// Whether a cluster is told apart by its words: a small one that has one sentence may be a sentence of a slip.
  private func isTold(_ rows: [Int]) -> Bool {
    rows.count >= Self.leastTold && (rows.count >= 2 * Self.leastTold || !isOneSentence(rows))
  }

  /// Whether nearly all failures of a cluster share most of their words, by weight.
  private func isOneSentence(_ rows: [Int]) -> Bool {
    var words: [Int32: (count: Int, weight: Float)] = [:]
    for row in rows {
      for index in points.elementRange(ofRow: row) where isWord[Int(points.columns[index])] {
        words[points.columns[index], default: (0, 0)].count += 1
        words[points.columns[index], default: (0, 0)].weight += points.values[index] * points.values[index]
      }
    }
    let inOrder = words.sorted { $0.key < $1.key }.map(\.value)
    let whole = inOrder.reduce(0) { $0 + $1.weight }
    let shared = inOrder.reduce(0) { $1.count * 5 >= rows.count * 4 ? $0 + $1.weight : $0 }
    return shared >= Self.sentenceShare * whole
  }

  /// Of clusters with 6 to 11 failures in three corpora of three families, one in twenty has more.
  private static let sentenceShare: Float = 0.4

  /// The settings of points as rows: each part with its share, so that those which lack one are less alike; no sign
  /// is a way to go too, with a column of its own.
  private func settings(of start: [Int32]) -> SparseMatrix {
    let signStart = work.columnCount
    let noneStart = signStart + points.columnCount
    var offsets = [0]
    var columns: [Int32] = []
    var values: [Float] = []
    for row in start.indices {
      defer { offsets.append(columns.count) }
      guard start[row] >= 0 else { continue }
      let range = work.elementRange(ofRow: row)
      let middle = range.first { work.columns[$0] >= toolColumnCount } ?? range.upperBound
      let signs = points.elementRange(ofRow: row).filter { isSign[Int(points.columns[$0])] }
      let parts = [
        (range.lowerBound..<middle).map { (Int(work.columns[$0]), work.values[$0]) },
        (middle..<range.upperBound).map { (Int(work.columns[$0]), work.values[$0]) },
        signs.map { (signStart + Int(points.columns[$0]), points.values[$0]) },
      ]
      for (number, part) in parts.enumerated() {
        let length = part.reduce(Float(0)) { $0 + $1.1 * $1.1 }.squareRoot()
        let scale = Self.shares[number].squareRoot()
        for (column, value) in part where length > 0 {
          columns.append(Int32(column))
          values.append(value / length * scale)
        }
        // To have no tool or no words in common is no likeness.
        if length == 0, number == parts.count - 1 {
          columns.append(Int32(noneStart))
          values.append(scale)
        }
      }
    }
    return SparseMatrix(
      columnCount: noneStart + 1, rowOffsets: offsets, columns: columns, values: values)
  }
}
