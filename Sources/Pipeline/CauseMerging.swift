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

  /// What a point's errors are of their type, where their words tell.
  let causes: (Int) -> [ErrorCause]

  /// The least share of a cluster's failures that have the error.
  private static let leastShare = 0.6

  /// Returns the clusters with those of one cause under the number of the first; points in no cluster stay there.
  func merged(_ assignments: [Int32]) -> [Int32] {
    let members = clusterMembers(of: assignments, clusterCount: Int((assignments.max() ?? -1) + 1))
    var numbers = Array(members.indices).map(Int32.init)
    var first: [Cause: Int32] = [:]
    for (number, cause) in causes(of: members).enumerated() {
      guard let cause else { continue }
      numbers[number] = first[cause] ?? Int32(number)
      first[cause] = numbers[number]
    }
    return assignments.map { $0 < 0 ? $0 : numbers[Int($0)] }
  }

  private enum Cause: Hashable {
    case type(TermKey)
    case kind(ErrorCause)
  }

  /// The cause of each cluster; `nil` for one without.
  ///
  /// Of a type that is the whole cause all wordings of a tool are one, unless they tell two kinds of it.
  private func causes(of members: [[Int]]) -> [Cause?] {
    let found = members.map(told(by:))
    var kinds: [TermKey: Set<ErrorKind>] = [:]
    for told in found.compactMap(\.self) {
      if let cause = told.kind { kinds[told.term, default: []].insert(cause.kind) }
    }
    return found.map { told in
      guard let told else { return nil }
      if told.isWhole, told.kind == nil || kinds[told.term]?.count == 1 { return .type(told.term) }
      return told.kind.map(Cause.kind)
    }
  }

  /// What a cluster's errors tell of their cause.
  struct Told: Hashable {
    /// The tool and type.
    let term: TermKey

    /// Whether the type is the whole cause.
    let isWhole: Bool
    let kind: ErrorCause?
  }

  /// The tool and type of error that most of a cluster's failures have, and the kind of it that most have; `nil` where
  /// neither is a cause, or another error of a tool is as common.
  func told(by rows: [Int]) -> Told? {
    var counts: [Int: Int] = [:]
    for row in rows {
      for index in points.elementRange(ofRow: row) {
        let column = Int(points.columns[index])
        if type(ofColumn: column) != nil { counts[column, default: 0] += 1 }
      }
    }
    let least = Self.leastShare * Double(rows.count)
    guard let (column, count) = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      Double(count) >= least, counts.allSatisfy({ $0.key == column || $0.value < count }),
      let type = type(ofColumn: column)
    else { return nil }
    var kinds: [ErrorCause: Int] = [:]
    if ErrorKind.allCases.contains(where: { $0.type == type }) {
      let tool = columns[column].errorTerm?.tool
      for cause in rows.flatMap(causes) where cause.kind.type == type && cause.tool == tool {
        kinds[cause, default: 0] += 1
      }
    }
    // A trace may have errors of two kinds; of equals the first of the table.
    let most = kinds.max { ($0.value, $1.key.kind.rawValue) < ($1.value, $0.key.kind.rawValue) }
    let kind = most.flatMap { Double($0.value) >= least ? $0.key : nil }
    guard type.isWholeCause || kind != nil else { return nil }
    return Told(term: columns[column].term, isWhole: type.isWholeCause, kind: kind)
  }

  /// The type of error at a tool that a column stands for.
  private func type(ofColumn column: Int) -> ErrorType? {
    guard let term = columns[column].errorTerm, term.tool != nil, term.word == nil else { return nil }
    return term.type
  }
}
