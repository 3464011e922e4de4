package import Labels
import LinearAlgebra

extension Ratings {
  /// The items that a judge has answered, with the verdicts of several judges side by side, one-hot; a missing
  /// verdict is all zero.
  package func itemsSideBySide(own: Int, judges: [Int], table: LabelTable) -> (
    items: WideItems, names: [String]
  ) {
    let k = scale.labels.count
    return wideItems(own: own, width: judges.count * k, table: table) { item in
      var row = Array(repeating: 0.0, count: judges.count * k)
      for (place, judge) in judges.enumerated() {
        if let verdict = verdicts[judge][item].position { row[place * k + verdict] = 1 }
      }
      return row
    }
  }

  /// The items that a judge has answered, with its probabilities; those without are one-hot.
  package func itemsWithProbabilities(ofJudge judge: Int, table: LabelTable) -> (
    items: WideItems, names: [String]
  ) {
    let k = scale.labels.count
    return wideItems(own: judge, width: k, table: table) { item in
      let verdict = verdicts[judge][item]
      let text = table.note(\.probabilities, row: Int(verdict.row))
      if let values = text.flatMap(LabelProbabilities.init(text:))?.values(for: scale.labels) {
        return values
      }
      return (0..<k).map { $0 == verdict.position ? 1 : 0 }
    }
  }

  /// The items that a judge has answered, with its score in ten steps from 0 to 1; those without a score have none
  /// of them.
  package func itemsWithScores(ofJudge judge: Int, table: LabelTable) -> (items: WideItems, names: [String]) {
    let stepCount = 10
    return wideItems(own: judge, width: stepCount + scale.labels.count, table: table) { item in
      var row = Array(repeating: 0.0, count: stepCount + scale.labels.count)
      let verdict = verdicts[judge][item]
      if let score = table.score(row: Int(verdict.row)) {
        row[min(stepCount - 1, max(0, Int(score * Double(stepCount))))] = 1
      } else if let position = verdict.position {
        row[stepCount + position] = 1
      }
      return row
    }
  }

  private func wideItems(
    own judge: Int, width: Int, table: LabelTable, _ features: (Int) -> [Double]
  ) -> (items: WideItems, names: [String]) {
    let places = items.indices.filter { references[$0] != nil && verdicts[judge][$0].position != nil }
    let named = places.map { (place: $0, name: name(ofItem: $0, in: table)) }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let matrix = Matrix(
      rowCount: named.count, columnCount: width, elements: named.flatMap { features($0.place) })
    return (
      WideItems(
        labelCount: scale.labels.count, features: matrix,
        ownLabels: named.compactMap { verdicts[judge][$0.place].position },
        references: named.compactMap { references[$0.place] }),
      named.map(\.name)
    )
  }
}
