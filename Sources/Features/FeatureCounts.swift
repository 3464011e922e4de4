package import Traces

/// How many traces have each term: a summary that can be added up over parts of a corpus.
package struct FeatureCounts: Sendable {
  package private(set) var traceCount = 0
  package private(set) var counts: [TermKey: Int32] = [:]

  package init() {}

  /// The number of traces that have a term.
  package subscript(term: TermKey) -> Int { Int(counts[term] ?? 0) }

  /// Counts the rows of a table that have an outcome.
  package mutating func add(_ table: EvidenceTable, outcome: Outcome) {
    add(table, rows: (0..<table.rowCount).filter { table.outcomes[$0] == outcome })
  }

  /// Counts rows of a table.
  package mutating func add(_ table: EvidenceTable, rows: [Int]) {
    var errors = ErrorTerms(messages: table.messages)
    var seen: Set<TermKey> = []
    for row in rows {
      for term in table.terms[table.termRange(row)] { counts[term, default: 0] += 1 }
      if table.errorRange(row).isEmpty { continue }
      seen.removeAll(keepingCapacity: true)
      errors.forEach(ofRow: row, of: table) { seen.insert($0.key) }
      for term in seen { counts[term, default: 0] += 1 }
    }
    traceCount += rows.count
  }

  /// Adds the counts of another part of the corpus.
  package mutating func add(_ other: FeatureCounts) {
    traceCount += other.traceCount
    counts.merge(other.counts, uniquingKeysWith: +)
  }
}
