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
    let ordinary = ordinaryErrors
    var found: [(row: Int, severity: Severity)] = []
    for (point, cluster) in partition.assignments.enumerated() where cluster < 0 {
      let row = selection.mined[point]
      let severity = severity(ofRow: row, signs, ordinary)
      if severity >= .high, collection.rows[row].outcome != .success { found.append((row, severity)) }
    }
    return found.sorted { one, other in
      one.severity == other.severity
        ? collection.rows[one.row].id < collection.rows[other.row].id : one.severity > other.severity
    }
  }

  /// The errors that successes have half as often as failures at least, and those of tools that fail about as often
  /// where all goes well: they harm nothing.
  var ordinaryErrors: Set<ClusterCounts.ErrorKey> {
    let inSuccesses = errorCounts(of: selection.background)
    let inFailures = errorCounts(of: selection.mined)
    let ratio = Double(selection.mined.count) / Double(max(1, selection.background.count))
    let ordinary = inSuccesses.filter { key, count in
      count >= Self.leastOrdinary && 2 * Double(count) * ratio >= Double(inFailures[key] ?? 0)
    }
    let ofTools = inFailures.keys.filter {
      partition.space.ordinaryErrors.contains(tool: $0.tool, type: $0.type)
    }
    return Set(ordinary.keys).union(ofTools)
  }

  /// Fewer successes with an error may be misjudged ones.
  private static let leastOrdinary = 5

  private func errorCounts(of rows: [Int]) -> [ClusterCounts.ErrorKey: Int] {
    let table = collection.evidence
    var counts: [ClusterCounts.ErrorKey: Int] = [:]
    for row in rows {
      let errors = table.errors[table.errorRange(row)].lazy.filter { !$0.isRepaired }
      for key in Set(errors.map { ClusterCounts.ErrorKey(tool: $0.tool, type: $0.type) }) {
        counts[key, default: 0] += 1
      }
    }
    return counts
  }

  private func severity(
    ofRow row: Int, _ signs: [TermKey: WorkflowSign], _ ordinary: Set<ClusterCounts.ErrorKey>
  ) -> Severity {
    let table = collection.evidence
    let terms = table.terms[table.termRange(row)].filter { $0.block == .workflow }
    let isLast = terms.contains(.sign(.gaveUpAfterError))
    var worst = Severity.low
    let errors = table.errors[table.errorRange(row)].filter { !$0.isRepaired }
    let lasting = errors.filter { !ordinary.contains(ClusterCounts.ErrorKey(tool: $0.tool, type: $0.type)) }
    for error in lasting {
      worst = max(worst, Self.severity(of: error.type, isOnTheWay: !isLast))
    }
    for term in terms {
      // Who says that all is done though a tool beside the point failed says what is so.
      guard let sign = signs[term], sign != .doneDespiteError || errors.isEmpty || !lasting.isEmpty else {
        continue
      }
      worst = max(worst, Self.severity(of: sign, isOnTheWay: !isLast))
    }
    return worst
  }

  /// The severity of one trace's error; one grade less where work went on after it, which may have made it good.
  static func severity(of type: ErrorType, isOnTheWay: Bool) -> Severity {
    let severity = SeverityRule.severity(of: type)
    return isOnTheWay ? severity.oneLess : severity
  }

  /// The severity of one trace's sign: one grade less, since it alone does not tell a failure from a success, and
  /// another where it is about an error that work went on after.
  ///
  /// Where the user says what was done wrong, that tells enough.
  static func severity(of sign: WorkflowSign, isOnTheWay: Bool) -> Severity {
    guard sign != .correctedChange else { return SeverityRule.severity(of: sign) }
    let severity = SeverityRule.severity(of: sign).oneLess
    return sign == .doneDespiteError && isOnTheWay ? severity.oneLess : severity
  }
}
