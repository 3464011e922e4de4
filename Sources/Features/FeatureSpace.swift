package import LinearAlgebra
internal import Threads

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

  /// The weight and the block of each column.
  private let weights: [Float]
  private let blocks: [UInt8]

  /// The median length of the rows within each block, below which a row is not raised.
  private var medianLengths: [Float]

  /// The errors that successes have about as often.
  package internal(set) var ordinaryErrors = OrdinaryErrors.none

  /// Makes a space of columns for rows, with the rows as its points.
  static func fitted(
    columns: [FeatureColumn], table: EvidenceTable, rows: [Int], threadCount: Int
  ) -> (space: FeatureSpace, points: SparseMatrix) {
    let rough = FeatureSpace(columns: columns, medianLengths: Block.allCases.map { _ in 1 })
    let found = rough.columns(of: table, rows: rows, threadCount: threadCount)
    let medians = Block.allCases.indices.map { block -> Float in
      let known = found.flatMap { part in
        (0..<part.rowCount).map { part.squaredLengths[$0 * Block.allCases.count + block] }
      }.filter { $0 > 0 }.sorted()
      return known.isEmpty ? 1 : known[known.count / 2].squareRoot()
    }
    var space = rough
    space.medianLengths = medians
    return (space, space.points(found))
  }

  private init(columns: [FeatureColumn], medianLengths: [Float]) {
    self.columns = columns
    self.medianLengths = medianLengths
    weights = columns.map(\.weight)
    blocks = columns.map(\.term.block.rawValue)
    var table = TermTable()
    for (place, column) in columns.enumerated() { table.add(Int32(place + 1), to: column.term) }
    columnOfTerm = table
  }

  /// How much a block counts against the others.
  private static func share(_ block: Block) -> Float {
    switch block {
    case .error: 1
    case .tool, .request, .argument: 0.3
    case .workflow: 0.5
    case .protest, .reply: 0.4
    }
  }

  /// Returns rows of a table as points, a row each.
  package func points(of table: EvidenceTable, rows: [Int], threadCount: Int = 1) -> SparseMatrix {
    points(columns(of: table, rows: rows, threadCount: threadCount))
  }

  /// The columns of some rows, ascending within a row, and the rows' squared lengths in each block.
  private struct RowColumns: Sendable {
    var offsets = [0]
    var columns: [Int32] = []
    var squaredLengths: [Float] = []

    var rowCount: Int { offsets.count - 1 }
  }

  private func points(_ parts: [RowColumns]) -> SparseMatrix {
    let blockCount = Block.allCases.count
    var offsets = [0]
    var columns: [Int32] = []
    var values: [Float] = []
    let count = parts.reduce(0) { $0 + $1.columns.count }
    columns.reserveCapacity(count)
    values.reserveCapacity(count)
    let shares = Block.allCases.map(Self.share)
    var scales = shares
    for part in parts {
      for row in 0..<part.rowCount {
        for block in 0..<blockCount {
          let length = part.squaredLengths[row * blockCount + block].squareRoot()
          scales[block] = shares[block] / max(length, medianLengths[block])
        }
        for place in part.offsets[row]..<part.offsets[row + 1] {
          let column = part.columns[place]
          columns.append(column)
          values.append(weights[Int(column)] * scales[Int(blocks[Int(column)])])
        }
        offsets.append(columns.count)
      }
    }
    return SparseMatrix(
      columnCount: self.columns.count, rowOffsets: offsets, columns: columns, values: values)
  }

  /// Looks up the columns of rows, block by block.
  private func columns(of table: EvidenceTable, rows: [Int], threadCount: Int) -> [RowColumns] {
    let errorTerms = table.errorTerms
    return Blocks(itemCount: rows.count, size: 2_048).concurrentMap(threadCount: threadCount) { _, places in
      var part = RowColumns()
      var found: [Int32] = []
      for row in rows[places] {
        found.removeAll(keepingCapacity: true)
        errorTerms.forEachTerm(ofRow: row, of: table) { term in
          let column = columnOfTerm[term]
          if column > 0 { found.append(column - 1) }
        }
        // Sorted before anything is summed: the last bits of a sum depend on the order.
        found.sort()
        append(found, to: &part)
      }
      return part
    }
  }

  private func append(_ found: [Int32], to part: inout RowColumns) {
    let start = part.squaredLengths.count
    part.squaredLengths.append(contentsOf: repeatElement(0, count: Block.allCases.count))
    for column in found {
      let weight = weights[Int(column)]
      part.squaredLengths[start + Int(blocks[Int(column)])] += weight * weight
    }
    part.columns += found
    part.offsets.append(part.columns.count)
  }

  /// So many words of errors in a tool's answer make it one.
  private static let tellingWordCount = 3

  /// Whether each point of this space has an error, or an answer with some words of errors.
  package func hasError(_ points: SparseMatrix) -> [Bool] {
    (0..<points.rowCount).map { row in
      let range = points.elementRange(ofRow: row)
      let told = range.lazy.map { columns[Int(points.columns[$0])] }.filter { $0.term.block == .error }
      return told.contains { $0.errorTerm != nil && $0.errorTerm?.word == nil }
        || told.count >= Self.tellingWordCount
    }
  }

  /// The least part of a point's squared length that arguments make up where they tell it.
  ///
  /// Chosen by hand: no other value was tried.
  private static let argumentShare: Float = 0.4

  /// Whether each point of this space is told by what a tool was given.
  package func isMostlyArguments(_ points: SparseMatrix) -> [Bool] {
    (0..<points.rowCount).map { row in
      var (arguments, all): (Float, Float) = (0, 0)
      for place in points.elementRange(ofRow: row) {
        let square = points.values[place] * points.values[place]
        all += square
        if columns[Int(points.columns[place])].term.block == .argument { arguments += square }
      }
      return arguments > Self.argumentShare * all
    }
  }
}
