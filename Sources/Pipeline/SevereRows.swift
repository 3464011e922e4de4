internal import Features
internal import Signatures
internal import Traces

/// Failures that belong to no signature and whose evidence looks severe.
struct SevereRows {
  let collection: TraceCollection
  let selection: RowSelection
  let partition: FailurePartition

  /// The most that are shown: as many as a person may read.
  static let shownCount = 20

  /// The worst first, then by id.
  var rows: [(row: Int, severity: Severity)] {
    let signs = Dictionary(uniqueKeysWithValues: WorkflowSign.allCases.map { (TermKey.sign($0), $0) })
    var found: [(row: Int, severity: Severity)] = []
    for (point, cluster) in partition.assignments.enumerated() where cluster < 0 {
      let row = selection.mined[point]
      let severity = severity(ofRow: row, signs)
      if severity >= .high, collection.rows[row].outcome != .success { found.append((row, severity)) }
    }
    return found.sorted { one, other in
      one.severity == other.severity
        ? collection.rows[one.row].id < collection.rows[other.row].id : one.severity > other.severity
    }
  }

  private func severity(ofRow row: Int, _ signs: [TermKey: WorkflowSign]) -> Severity {
    let table = collection.evidence
    var worst = Severity.low
    for error in table.errors[table.errorRange(row)] where !error.isRepaired {
      worst = max(worst, SeverityRule.severity(of: error.type))
    }
    for term in table.terms[table.termRange(row)] where term.block == .workflow {
      // A sign alone does not tell a failure from a success, so that its weight counts one grade less.
      if let sign = signs[term] { worst = max(worst, SeverityRule.severity(of: sign).oneLess) }
    }
    return worst
  }
}
