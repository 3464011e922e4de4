internal import LinearAlgebra
internal import Threads

/// Whether traces that lie near a cluster have what sets it apart, or only its task.
///
/// Successes at the same work are the nearest there are, and have all its words but those of what went wrong. So only
/// what failures have and the successes near them have not counts, and a trace has it if it has no less of it than
/// the failures of the cluster that have least.
struct EvidenceFit: Sendable {
  /// Of each cluster what the columns that set it apart count, and how much a trace must have.
  private let weights: [[Int32: Float]]
  private let least: [Float]

  /// The part of a cluster's own failures that may have less.
  ///
  /// In eight made corpora with known modes, of 4,110 traces of unknown outcome that failed 3,350 are given to a
  /// signature with this, and of 7,618 others 452; with nearness alone 3,765 and 1,571; in one of them with a quarter
  /// 454 and 15 in place of 527 and 70.
  private static let leastPart = 0.1

  /// - Parameters:
  ///   - columns: Of each cluster the columns that set it apart, with their shares.
  ///   - members: Of each cluster its failures, as rows of the points.
  ///   - successes: The successes, as points of the same columns.
  ///   - successClusters: The nearest cluster of each success, −1 for none.
  init(
    columns: [[(column: Int, share: Double, shareElsewhere: Double)]], members: [[Int]], points: SparseMatrix,
    successes: SparseMatrix, successClusters: [Int32], threadCount: Int
  ) {
    var near = [[Int]](repeating: [], count: columns.count)
    for (row, cluster) in successClusters.enumerated() where cluster >= 0 { near[Int(cluster)].append(row) }
    let found = near
    let parts = Blocks(itemCount: columns.count, size: 4).concurrentMap(threadCount: threadCount) {
      _, clusters in
      var scratch = [Int](repeating: 0, count: points.columnCount)
      return clusters.map { cluster -> (weights: [Int32: Float], least: Float) in
        let own = Self.weights(of: columns[cluster], successes, found[cluster], &scratch)
        let sums = members[cluster].map { Self.sum(of: points, $0, own) }.sorted()
        return (own, sums.isEmpty ? 0 : sums[Int(Double(sums.count - 1) * Self.leastPart)])
      }
    }
    weights = parts.flatMap { $0.map(\.weights) }
    least = parts.flatMap { $0.map(\.least) }
  }

  /// What the columns of a cluster count that the successes near it do not have as often.
  ///
  /// - Parameter scratch: A zero for each column, and so afterwards.
  private static func weights(
    of columns: [(column: Int, share: Double, shareElsewhere: Double)], _ successes: SparseMatrix,
    _ near: [Int],
    _ scratch: inout [Int]
  ) -> [Int32: Float] {
    for row in near {
      for place in successes.elementRange(ofRow: row) { scratch[Int(successes.columns[place])] += 1 }
    }
    var own: [Int32: Float] = [:]
    for entry in columns {
      let beyond = entry.share - Double(scratch[entry.column]) / Double(max(1, near.count))
      if beyond > 0 { own[Int32(entry.column)] = Float(beyond) }
    }
    for row in near {
      for place in successes.elementRange(ofRow: row) { scratch[Int(successes.columns[place])] = 0 }
    }
    return own
  }

  /// Whether a trace has as much of what sets a cluster apart as its own failures have.
  func fits(_ points: SparseMatrix, _ row: Int, cluster: Int) -> Bool {
    Self.sum(of: points, row, weights[cluster]) >= least[cluster]
  }

  private static func sum(of points: SparseMatrix, _ row: Int, _ weights: [Int32: Float]) -> Float {
    points.elementRange(ofRow: row).reduce(0) { $0 + (weights[points.columns[$1]] ?? 0) }
  }
}
