internal import Threads
package import Traces

/// How many traces have each term: a summary that can be added up over parts of a corpus.
package struct FeatureCounts: Sendable {
  package private(set) var traceCount = 0
  private var counts = TermTable()

  package init() {}

  /// The number of traces that have a term.
  package subscript(term: TermKey) -> Int { Int(counts[term]) }

  /// The terms that were counted, ascending.
  var terms: [TermKey] { counts.terms }

  /// Counts the rows of a table that have an outcome.
  package mutating func add(_ table: EvidenceTable, outcome: Outcome) {
    add(table, rows: (0..<table.rowCount).filter { table.outcomes[$0] == outcome })
  }

  /// Counts rows of a table.
  package mutating func add(_ table: EvidenceTable, rows: [Int], threadCount: Int = 1) {
    add(table, rows: rows, where: { _ in true }, threadCount: threadCount)
  }

  /// Counts those terms of rows of a table that a test lets through.
  mutating func add(
    _ table: EvidenceTable, rows: [Int], where isCounted: @Sendable (TermKey) -> Bool, threadCount: Int
  ) {
    let errorTerms = table.errorTerms
    // Few blocks: adding up their tables is work too.
    let blocks = Blocks(itemCount: rows.count, size: max(2_048, (rows.count + 7) / 8))
    let parts = blocks.concurrentMap(threadCount: threadCount) { _, places in
      var part = TermTable()
      for row in rows[places] {
        errorTerms.forEachTerm(ofRow: row, of: table) { if isCounted($0) { part.add(1, to: $0) } }
      }
      return part
    }
    for part in parts { counts.add(part) }
    traceCount += rows.count
  }

  /// Adds the counts of another part of the corpus.
  package mutating func add(_ other: FeatureCounts) {
    traceCount += other.traceCount
    counts.add(other.counts)
  }
}
