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
  package mutating func add(_ table: EvidenceTable, rows: [Int]) {
    var errors = ErrorTerms(messages: table.messages)
    var seen: Set<TermKey> = []
    for row in rows {
      for place in table.termRange(row) { counts.add(1, to: table.terms[place]) }
      if table.errorRange(row).isEmpty { continue }
      seen.removeAll(keepingCapacity: true)
      errors.forEachKey(ofRow: row, of: table) { term in
        if seen.insert(term).inserted { counts.add(1, to: term) }
      }
    }
    traceCount += rows.count
  }

  /// Adds the counts of another part of the corpus.
  package mutating func add(_ other: FeatureCounts) {
    traceCount += other.traceCount
    for term in other.counts.terms { counts.add(other.counts[term], to: term) }
  }
}
