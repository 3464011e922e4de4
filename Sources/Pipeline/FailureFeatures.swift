package import Features
package import LinearAlgebra

/// The failures of a run as weighted points.
package struct FailureFeatures: Sendable {
  package let table: EvidenceTable

  /// The failures; all traces where no outcome is known.
  package let rows: [Int]

  /// The counts of the successes, none where no outcome is known.
  package let background: FeatureCounts
  package let space: FeatureSpace

  /// A row for each of `rows`.
  package let points: SparseMatrix

  /// Weighs the evidence of rows against what successes have too.
  package init(of table: EvidenceTable, rows: [Int], background: FeatureCounts) {
    self.table = table
    self.rows = rows
    self.background = background
    space = FeatureWeights().fitted(to: table, rows: rows, background: background)
    points = space.points(of: table, rows: rows)
  }
}
