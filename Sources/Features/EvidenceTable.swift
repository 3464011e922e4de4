package import Traces

/// The evidence of many traces, a row each, in flat arrays.
package struct EvidenceTable: Sendable {
  /// Where the terms of a row begin in `terms`; one more than there are rows.
  package private(set) var termOffsets = [0]
  package private(set) var terms: [TermKey] = []

  /// Where the errors of a row begin in `errors`; one more than there are rows.
  package private(set) var errorOffsets = [0]
  package private(set) var errors: [ErrorEvidence] = []

  package private(set) var outcomes: [Outcome] = []

  /// The masked messages of the errors, by their hash.
  package private(set) var messages: [UInt64: [UInt8]] = [:]

  /// The names of the tools, by their hash.
  package private(set) var toolNames: [UInt64: String] = [:]

  /// The terms of the errors, once no more rows are added.
  private var finishedErrorTerms: ErrorTerms?

  package init() {}

  /// The terms of the errors.
  var errorTerms: ErrorTerms { finishedErrorTerms ?? ErrorTerms(self) }

  /// Finds the terms of the errors, to be called once all rows are in; without it they are found at each use.
  package mutating func finish(threadCount: Int) {
    finishedErrorTerms = ErrorTerms(self, threadCount: threadCount)
  }

  package var rowCount: Int { outcomes.count }

  /// The places of a row's terms in `terms`.
  package func termRange(_ row: Int) -> Range<Int> { termOffsets[row]..<termOffsets[row + 1] }

  /// The places of a row's errors in `errors`.
  package func errorRange(_ row: Int) -> Range<Int> { errorOffsets[row]..<errorOffsets[row + 1] }

  /// Adds a row behind the others.
  package mutating func append(_ evidence: Evidence, outcome: Outcome) {
    finishedErrorTerms = nil
    terms.append(contentsOf: evidence.terms)
    errors.append(contentsOf: evidence.errors)
    termOffsets.append(terms.count)
    errorOffsets.append(errors.count)
    outcomes.append(outcome)
  }

  /// Takes in masked messages by their hash; one that is known stays.
  package mutating func add(messages others: [UInt64: [UInt8]]) {
    messages.merge(others) { known, _ in known }
  }

  /// Takes in names of tools by their hash; one that is known stays.
  package mutating func add(toolNames others: [UInt64: String]) {
    toolNames.merge(others) { known, _ in known }
  }

  /// Adds the rows of another table behind its own, those that a test lets through.
  package mutating func append(_ other: EvidenceTable, where isKept: (Int) -> Bool) {
    finishedErrorTerms = nil
    add(messages: other.messages)
    add(toolNames: other.toolNames)
    let kept = (0..<other.rowCount).filter(isKept)
    guard kept.count < other.rowCount else { return append(allOf: other) }
    for row in kept {
      terms.append(contentsOf: other.terms[other.termRange(row)])
      errors.append(contentsOf: other.errors[other.errorRange(row)])
      termOffsets.append(terms.count)
      errorOffsets.append(errors.count)
      outcomes.append(other.outcomes[row])
    }
  }

  private mutating func append(allOf other: EvidenceTable) {
    let (termCount, errorCount) = (terms.count, errors.count)
    terms += other.terms
    errors += other.errors
    termOffsets += other.termOffsets.dropFirst().lazy.map { $0 + termCount }
    errorOffsets += other.errorOffsets.dropFirst().lazy.map { $0 + errorCount }
    outcomes += other.outcomes
  }
}
