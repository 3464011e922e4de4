package import LinearAlgebra

/// A term that tells failures apart, as a column of points.
package struct FeatureColumn: Sendable, Hashable {
  package let term: TermKey

  /// What the term says, if it is of the error block.
  package let errorTerm: ErrorTerm?
  package let weight: Float

  /// The number of failures that have it.
  package let count: Int
}

/// Weights of terms as fitted, with which any rows of evidence can be made points.
package struct FeatureSpace: Sendable {
  /// The columns, ascending by term.
  package let columns: [FeatureColumn]
  /// For each term its column, counted from 1.
  private let columnOfTerm: TermTable

  /// The median length of the rows within each block, below which a row is not raised.
  private let medianLengths: [Float]

  init(columns: [FeatureColumn], table: EvidenceTable, rows: [Int]) {
    self.init(columns: columns, medianLengths: Block.allCases.map { _ in 1 })
    let lengths = squaredLengths(of: table, rows: rows)
    let medians = Block.allCases.map { block -> Float in
      let known = lengths.map { $0[Int(block.rawValue)] }.filter { $0 > 0 }.sorted()
      return known.isEmpty ? 1 : known[known.count / 2].squareRoot()
    }
    self.init(columns: columns, medianLengths: medians)
  }

  private init(columns: [FeatureColumn], medianLengths: [Float]) {
    self.columns = columns
    self.medianLengths = medianLengths
    var table = TermTable()
    for (place, column) in columns.enumerated() { table.add(Int32(place + 1), to: column.term) }
    columnOfTerm = table
  }

  /// How much a block counts against the others.
  private static func share(_ block: Block) -> Float {
    switch block {
    case .error: 1
    case .tool, .request: 0.3
    case .workflow: 0.5
    case .protest, .reply: 0.4
    }
  }

  /// Returns rows of a table as points, a row each.
  package func points(of table: EvidenceTable, rows: [Int]) -> SparseMatrix {
    var offsets = [0]
    var columns: [Int32] = []
    var values: [Float] = []
    forEachRow(of: table, rows: rows) { found, lengths in
      let scales = Block.allCases.map { block in
        Self.share(block)
          / max(lengths[Int(block.rawValue)].squareRoot(), medianLengths[Int(block.rawValue)])
      }
      for column in found {
        columns.append(column)
        let feature = self.columns[Int(column)]
        values.append(feature.weight * scales[Int(feature.term.block.rawValue)])
      }
      offsets.append(columns.count)
    }
    return SparseMatrix(
      columnCount: self.columns.count, rowOffsets: offsets, columns: columns, values: values)
  }

  private func squaredLengths(of table: EvidenceTable, rows: [Int]) -> [[Float]] {
    var lengths: [[Float]] = []
    forEachRow(of: table, rows: rows) { lengths.append($1) }
    return lengths
  }

  /// Calls a closure with the columns of each row, ascending, and the row's squared length in each block.
  private func forEachRow(of table: EvidenceTable, rows: [Int], _ body: ([Int32], [Float]) -> Void) {
    var errors = ErrorTerms(messages: table.messages)
    var columns: [Int32] = []
    for row in rows {
      columns.removeAll(keepingCapacity: true)
      for place in table.termRange(row) {
        let column = columnOfTerm[table.terms[place]]
        if column > 0 { columns.append(column - 1) }
      }
      let termCount = columns.count
      errors.forEachKey(ofRow: row, of: table) { term in
        let column = columnOfTerm[term]
        if column > 0, !columns[termCount...].contains(column - 1) { columns.append(column - 1) }
      }
      // Sorted before anything is summed: the last bits of a sum depend on the order.
      columns.sort()
      var lengths = [Float](repeating: 0, count: Block.allCases.count)
      for column in columns {
        let feature = self.columns[Int(column)]
        lengths[Int(feature.term.block.rawValue)] += feature.weight * feature.weight
      }
      body(columns, lengths)
    }
  }

  /// Whether each point of this space has an error term.
  package func hasError(_ points: SparseMatrix) -> [Bool] {
    (0..<points.rowCount).map { row in
      points.elementRange(ofRow: row).contains { columns[Int(points.columns[$0])].errorTerm != nil }
    }
  }
}
