internal import Clustering
internal import Features
internal import LinearAlgebra

/// Merges clusters of one tool's errors whose type is the whole cause.
///
/// A tool that is too slow says so in as many wordings as there are layers in front of it: the gateway, the client,
/// the driver. Wordings that share no word make clusters of their own, though whoever reads them would mend one
/// thing.
struct CauseMerging {
  /// The failures as points of their evidence.
  let points: SparseMatrix
  let columns: [FeatureColumn]

  /// The least share of a cluster's failures that have the error.
  private static let leastShare = 0.6

  /// Returns the clusters with those of one cause under the number of the first; points in no cluster stay there.
  func merged(_ assignments: [Int32]) -> [Int32] {
    let members = clusterMembers(of: assignments, clusterCount: Int((assignments.max() ?? -1) + 1))
    var numbers = Array(members.indices).map(Int32.init)
    var first: [TermKey: Int32] = [:]
    for (number, rows) in members.enumerated() {
      guard let cause = cause(of: rows) else { continue }
      numbers[number] = first[cause] ?? Int32(number)
      first[cause] = numbers[number]
    }
    return assignments.map { $0 < 0 ? $0 : numbers[Int($0)] }
  }

  /// The tool and type of error that most of a cluster's failures have, if that is a cause; `nil` where another
  /// error of a tool is as common.
  func cause(of rows: [Int]) -> TermKey? {
    var counts: [Int: Int] = [:]
    for row in rows {
      for index in points.elementRange(ofRow: row) {
        let column = Int(points.columns[index])
        if type(ofColumn: column) != nil { counts[column, default: 0] += 1 }
      }
    }
    guard let (column, count) = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      Double(count) >= Self.leastShare * Double(rows.count), type(ofColumn: column)?.isWholeCause == true,
      counts.allSatisfy({ $0.key == column || $0.value < count })
    else { return nil }
    return columns[column].term
  }

  /// The type of error at a tool that a column stands for.
  private func type(ofColumn column: Int) -> ErrorType? {
    guard let term = columns[column].errorTerm, term.tool != nil, term.word == nil else { return nil }
    return term.type
  }
}
