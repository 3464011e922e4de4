package import Labels
import LinearAlgebra

/// What a map is learnt from, beside or instead of a judge's one label.
package enum WideSource: Sendable, Hashable {
  /// The probabilities that the judge gave to the labels.
  case probabilities

  /// The judge's score from 0 to 1, in ten steps.
  case scores

  /// The labels of several judges side by side, by their names.
  case judges([String])

  /// The name that users and files give it.
  package var name: String {
    switch self {
    case .probabilities: "probabilities"
    case .scores: "scores"
    case .judges: "judges"
    }
  }

  package static let scoreStepCount = 10

  /// The names of the numbers, in the order of the columns.
  package func featureNames(labels: [String]) -> [String] {
    switch self {
    case .probabilities: labels
    case .scores:
      (0..<Self.scoreStepCount).map { "score from 0.\($0)" } + labels.map { "\($0), without a score" }
    case .judges(let judges): judges.flatMap { judge in labels.map { "\(judge): \($0)" } }
    }
  }
}

extension Ratings {
  /// The items that a judge has answered, with the numbers of a source.
  ///
  /// A missing verdict of another judge is all zero; an answer without probabilities is one-hot; one without a score
  /// has the column of its label.
  ///
  /// - Parameter needsReference: Whether items without a reference are left out; else their own label stands for it.
  /// - Returns: The items in the order of their names, with these and their places among the ratings; `nil` if a judge
  ///   of the source is not there.
  package func wideItems(
    ofJudge judge: Int, from source: WideSource, needsReference: Bool = true, table: LabelTable
  ) -> (items: WideItems, names: [String], places: [Int])? {
    var judges: [Int] = []
    if case .judges(let names) = source {
      judges = names.compactMap(self.judges.firstIndex)
      guard judges.count == names.count else { return nil }
    }
    let named = items.indices
      .filter { (!needsReference || references[$0] != nil) && verdicts[judge][$0].position != nil }
      .map { (place: $0, name: name(ofItem: $0, in: table)) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let width = source.featureNames(labels: scale.labels).count
    let elements = named.flatMap { entry -> [Double] in
      switch source {
      case .probabilities: probabilities(ofItem: entry.place, judge: judge, table)
      case .scores: score(ofItem: entry.place, judge: judge, table)
      case .judges: sideBySide(ofItem: entry.place, judges: judges)
      }
    }
    let own = named.compactMap { verdicts[judge][$0.place].position }
    return (
      WideItems(
        labelCount: scale.labels.count,
        features: Matrix(rowCount: named.count, columnCount: width, elements: elements), ownLabels: own,
        references: zip(named, own).map { references[$0.place] ?? $1 }),
      named.map(\.name), named.map(\.place)
    )
  }

  /// Whether any verdict of a judge has what a source needs.
  package func has(_ source: WideSource, ofJudge judge: Int, table: LabelTable) -> Bool {
    let rows = verdicts[judge].lazy.map { Int($0.row) }.filter { $0 >= 0 }
    return switch source {
    case .probabilities: rows.contains { table.note(\.probabilities, row: $0) != nil }
    case .scores: rows.contains { Self.score(ofRow: $0, table) != nil }
    case .judges(let names): names.count > 1 && names.allSatisfy(judges.contains)
    }
  }

  private func sideBySide(ofItem item: Int, judges: [Int]) -> [Double] {
    var row = Array(repeating: 0.0, count: judges.count * scale.labels.count)
    for (place, judge) in judges.enumerated() {
      if let verdict = verdicts[judge][item].position { row[place * scale.labels.count + verdict] = 1 }
    }
    return row
  }

  private func probabilities(ofItem item: Int, judge: Int, _ table: LabelTable) -> [Double] {
    let verdict = verdicts[judge][item]
    let text = table.note(\.probabilities, row: Int(verdict.row))
    if let values = text.flatMap(LabelProbabilities.init(text:))?.values(for: scale.labels) { return values }
    return scale.labels.indices.map { $0 == verdict.position ? 1 : 0 }
  }

  private func score(ofItem item: Int, judge: Int, _ table: LabelTable) -> [Double] {
    let stepCount = WideSource.scoreStepCount
    var row = Array(repeating: 0.0, count: stepCount + scale.labels.count)
    let verdict = verdicts[judge][item]
    if let score = Self.score(ofRow: Int(verdict.row), table) {
      row[min(stepCount - 1, Int(score * Double(stepCount)))] = 1
    } else if let position = verdict.position {
      row[stepCount + position] = 1
    }
    return row
  }

  /// The score of a row, or its label where that is one; `nil` outside of 0 to 1.
  private static func score(ofRow row: Int, _ table: LabelTable) -> Double? {
    let score = table.score(row: row) ?? LabelScale.number(table.labels.text(Int(table.label[row])))
    return score.flatMap { (0...1).contains($0) ? $0 : nil }
  }
}
