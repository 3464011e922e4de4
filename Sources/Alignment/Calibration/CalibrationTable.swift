/// How often each label of a judge met each label of people.
package struct CalibrationTable: Sendable, Hashable {
  package let judgeLabels: [String]
  package let humanLabels: [String]

  /// The count of judge label *z* with human label *y* at `z * humanLabels.count + y`.
  package private(set) var counts: [Int]

  /// For each label of the judge, the same label of people, if they have it.
  package let ownLabels: [Int?]

  package init(judgeLabels: [String], humanLabels: [String], counts: [Int]) {
    precondition(
      counts.count == judgeLabels.count * humanLabels.count,
      "\(counts.count) counts do not make a \(judgeLabels.count) × \(humanLabels.count) table")
    self.judgeLabels = judgeLabels
    self.humanLabels = humanLabels
    self.counts = counts
    ownLabels = judgeLabels.map(humanLabels.firstIndex)
  }

  package subscript(verdict verdict: Int, reference reference: Int) -> Int {
    get { counts[verdict * humanLabels.count + reference] }
    set { counts[verdict * humanLabels.count + reference] = newValue }
  }

  package var total: Int { counts.reduce(0, +) }

  /// How often the judge gave a label.
  package func count(ofVerdict verdict: Int) -> Int {
    humanLabels.indices.reduce(0) { $0 + self[verdict: verdict, reference: $1] }
  }

  /// How often people gave a label.
  package func count(ofReference reference: Int) -> Int {
    judgeLabels.indices.reduce(0) { $0 + self[verdict: $1, reference: reference] }
  }

  /// The pairs that agree once verdicts are mapped.
  package func agreeingCount(under map: LabelMap) -> Int {
    judgeLabels.indices.reduce(0) { sum, verdict in
      map.labels[verdict].map { sum + self[verdict: verdict, reference: $0] } ?? sum
    }
  }

  /// The table of mapped verdicts against references, on the human labels.
  package func confusion(under map: LabelMap) -> Confusion {
    var confusion = Confusion(labelCount: humanLabels.count)
    for verdict in judgeLabels.indices {
      guard let mapped = map.labels[verdict] else { continue }
      for reference in humanLabels.indices {
        confusion[reference: reference, verdict: mapped] += self[verdict: verdict, reference: reference]
      }
    }
    return confusion
  }

  /// Cohen's kappa of all pairs, once verdicts are mapped.
  ///
  /// A verdict that stays none of the human labels counts as one that agrees with nobody.
  ///
  /// - Returns: `nil` where undefined.
  package func kappa(under map: LabelMap) -> Double? {
    var mapped = Array(repeating: 0, count: humanLabels.count)
    for (verdict, label) in map.labels.enumerated() {
      if let label { mapped[label] += count(ofVerdict: verdict) }
    }
    let n = Double(total)
    let chance =
      humanLabels.indices.reduce(0.0) { $0 + Double(mapped[$1]) * Double(count(ofReference: $1)) } / (n * n)
    return n > 0 && chance < 1 ? (Double(agreeingCount(under: map)) / n - chance) / (1 - chance) : nil
  }

  /// The table less another of the same labels.
  package func subtracting(_ other: CalibrationTable) -> CalibrationTable {
    CalibrationTable(
      judgeLabels: judgeLabels, humanLabels: humanLabels, counts: zip(counts, other.counts).map { $0 - $1 })
  }

  /// The pairs dealt out in turn, cell by cell, so that each part holds alike many of each.
  func parts(_ partCount: Int) -> [CalibrationTable] {
    var dealt = Array(repeating: Array(repeating: 0, count: counts.count), count: partCount)
    var next = 0
    for (cell, count) in counts.enumerated() {
      for part in 0..<partCount {
        let place = (next + part) % partCount
        dealt[place][cell] = count / partCount + (part < count % partCount ? 1 : 0)
      }
      next += count % partCount
    }
    return dealt.map { CalibrationTable(judgeLabels: judgeLabels, humanLabels: humanLabels, counts: $0) }
  }

  /// Calls a closure for each pair that is there, with the table without one such pair and their number.
  func forEachLeftOut(
    _ body: (_ rest: CalibrationTable, _ verdict: Int, _ reference: Int, _ count: Int) -> Void
  ) {
    for verdict in judgeLabels.indices {
      for reference in humanLabels.indices where self[verdict: verdict, reference: reference] > 0 {
        var rest = self
        rest[verdict: verdict, reference: reference] -= 1
        body(rest, verdict, reference, self[verdict: verdict, reference: reference])
      }
    }
  }
}

/// A map from the labels of a judge to those of people.
package struct LabelMap: Sendable, Hashable {
  /// For each label of the judge the position of a human label; `nil` where the judge's label is none and no
  /// other is known for it.
  package let labels: [Int?]

  package init(_ labels: [Int?]) {
    self.labels = labels
  }

  /// The map that changes nothing.
  package static func none(for table: CalibrationTable) -> LabelMap { LabelMap(table.ownLabels) }
}
