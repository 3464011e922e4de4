/// How often each reference label met each verdict, on one list of labels.
package struct Confusion: Sendable, Hashable {
  package let labelCount: Int

  /// The count of reference label *i* with verdict *j* at `i * labelCount + j`.
  package private(set) var counts: [Int]

  package init(labelCount: Int, counts: [Int]) {
    precondition(
      counts.count == labelCount * labelCount,
      "\(counts.count) counts do not make a \(labelCount) × \(labelCount) table")
    self.labelCount = labelCount
    self.counts = counts
  }

  package init(labelCount: Int) {
    self.init(labelCount: labelCount, counts: Array(repeating: 0, count: labelCount * labelCount))
  }

  /// Counts the items that have both a reference label and a readable verdict.
  package init(references: [Int?], verdicts: [Verdict], labelCount: Int) {
    var counts = Array(repeating: 0, count: labelCount * labelCount)
    for (reference, verdict) in zip(references, verdicts) {
      guard let reference, let position = verdict.position else { continue }
      counts[reference * labelCount + position] += 1
    }
    self.init(labelCount: labelCount, counts: counts)
  }

  /// The number of pairs with a reference label and a verdict.
  package subscript(reference reference: Int, verdict verdict: Int) -> Int {
    get { counts[reference * labelCount + verdict] }
    set { counts[reference * labelCount + verdict] = newValue }
  }

  /// The number of pairs.
  package var total: Int { counts.reduce(0, +) }

  /// The number of pairs that are equal.
  package var agreeing: Int {
    (0..<labelCount).reduce(0) { $0 + self[reference: $1, verdict: $1] }
  }

  /// How often each label is the reference.
  package var referenceCounts: [Int] {
    (0..<labelCount).map { label in (0..<labelCount).reduce(0) { $0 + self[reference: label, verdict: $1] } }
  }

  /// How often each label is the verdict.
  package var verdictCounts: [Int] {
    (0..<labelCount).map { label in (0..<labelCount).reduce(0) { $0 + self[reference: $1, verdict: label] } }
  }

  /// Cohen's kappa, unweighted; `nil` where undefined.
  package var kappa: Double? {
    let n = Double(total)
    let chance =
      zip(referenceCounts, verdictCounts).reduce(0.0) { $0 + Double($1.0) * Double($1.1) } / (n * n)
    return n > 0 && chance < 1 ? (Double(agreeing) / n - chance) / (1 - chance) : nil
  }
}
