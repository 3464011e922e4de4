internal import Clustering
internal import Features
internal import LinearAlgebra

/// Merges clusters too small to stand alone whose errors are of one type at one tool.
///
/// A tool that seldom fails says so in two or three ways, each too rare to count, though each recurs. A larger cluster
/// of the type stays as it is: its words have told it apart.
struct RareErrorMerging {
  /// The failures as points of their evidence.
  let points: SparseMatrix
  let columns: [FeatureColumn]
  let minimumSupport: Int

  /// An error that came once may be any.
  private static let leastCount = 2

  /// Returns the clusters with those of one rare error under the number of the first; points in no cluster stay there.
  func merged(_ assignments: [Int32]) -> [Int32] {
    let members = clusterMembers(of: assignments, clusterCount: Int((assignments.max() ?? -1) + 1))
    var numbers = Array(members.indices).map(Int32.init)
    var first: [[Int32]: Int32] = [:]
    for (number, rows) in members.enumerated()
    where rows.count >= Self.leastCount && rows.count < minimumSupport {
      let errors = errors(of: rows)
      guard !errors.isEmpty else { continue }
      numbers[number] = first[errors] ?? Int32(number)
      first[errors] = numbers[number]
    }
    return assignments.map { $0 < 0 ? $0 : numbers[Int($0)] }
  }

  /// The columns of a type at a tool that all of some failures have.
  private func errors(of rows: [Int]) -> [Int32] {
    var counts: [Int32: Int] = [:]
    for row in rows {
      for place in points.elementRange(ofRow: row) {
        let column = points.columns[place]
        if let term = columns[Int(column)].errorTerm, term.tool != nil, term.type != nil, term.word == nil {
          counts[column, default: 0] += 1
        }
      }
    }
    return counts.filter { $0.value == rows.count }.keys.sorted()
  }
}
