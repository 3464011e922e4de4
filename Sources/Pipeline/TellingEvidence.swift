internal import Features
internal import Signatures

/// What a cluster is told by before it has a name: the error that most of its traces share, or else the most telling of
/// the signs and slips that are common in it.
struct TellingEvidence {
  private let error: ClusterCounts.ErrorKey?
  private let term: TermKey?

  init(_ counts: ClusterCounts, _ space: FeatureSpace, _ table: EvidenceTable) {
    // Of equals the first by tool and type.
    error =
      counts.tellingErrors.min {
        (-$0.value, $0.key.tool, $0.key.type.rawValue) < (-$1.value, $1.key.tool, $1.key.type.rawValue)
      }?.key
    let signs = Dictionary(
      uniqueKeysWithValues: WorkflowSign.allCases.filter(SignWording.isTelling).map { (TermKey.sign($0), $0) }
    )
    let column =
      error != nil
      ? nil
      : counts.columns.first { column in
        let term = space.columns[column.column].term
        if table.lapses[term] != nil { return column.share >= Self.commonShare }
        return signs[term].map {
          SeverityRule.isCommon($0, share: column.share, elsewhere: column.shareElsewhere)
            && SeverityRule.isTelling($0, counts.signShares)
        } ?? false
      }
    term = column.map { space.columns[$0.column].term }
  }

  private static let commonShare = 0.5

  /// Whether a row shows it; where the cluster is told by words alone, each does.
  func isShown(by row: Int, in table: EvidenceTable) -> Bool {
    if let error {
      return table.errors[table.errorRange(row)].contains {
        !$0.isRepaired && $0.tool == error.tool && $0.type == error.type
      }
    }
    return term.map { table.terms[table.termRange(row)].contains($0) } ?? true
  }
}
