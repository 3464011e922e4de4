package import Labels

/// All that people and judges said on one criterion, as positions on its scale.
package struct Ratings: Sendable {
  package let criterion: String
  package let scale: LabelScale

  /// The annotators, in the order of their names.
  package let humans: [String]

  /// The judges, in the order of their names.
  package let judges: [String]

  /// What identifies each item: its number in the label table and, where criteria are pooled, its criterion.
  package let items: [ItemKey]

  /// The labels of item *i* are those from `firstLabel[i]` up to `firstLabel[i + 1]`.
  package let firstLabel: [Int]
  package let labels: [HumanLabel]

  /// A verdict for each judge and item.
  package let verdicts: [[Verdict]]

  /// The unique most frequent label of each item; `nil` where there is none.
  package let references: [Int?]

  /// Labels left out because an annotator gave two on one item and the dates do not say which is the later.
  package let conflicts: [LabelConflict]

  /// Human labels that are not on the scale.
  package let strayLabelCount: Int

  package init(
    criterion: String, scale: LabelScale, humans: [String], judges: [String], items: [ItemKey],
    firstLabel: [Int], labels: [HumanLabel], verdicts: [[Verdict]], conflicts: [LabelConflict],
    strayLabelCount: Int
  ) {
    self.criterion = criterion
    self.scale = scale
    self.humans = humans
    self.judges = judges
    self.items = items
    self.firstLabel = firstLabel
    self.labels = labels
    self.verdicts = verdicts
    self.conflicts = conflicts
    self.strayLabelCount = strayLabelCount
    references = Ratings.references(
      firstLabel: firstLabel, labels: labels, labelCount: scale.labels.count)
  }

  /// The labels that people gave an item.
  package func labels(ofItem item: Int) -> ArraySlice<HumanLabel> {
    labels[firstLabel[item]..<firstLabel[item + 1]]
  }

  /// The unique most frequent value of each item's labels, except those of one annotator.
  package func references(withoutHuman human: Int) -> [Int?] {
    Ratings.references(
      firstLabel: firstLabel, labels: labels, labelCount: scale.labels.count, without: human)
  }

  private static func references(
    firstLabel: [Int], labels: [HumanLabel], labelCount: Int, without human: Int? = nil
  ) -> [Int?] {
    var result: [Int?] = Array(repeating: nil, count: max(0, firstLabel.count - 1))
    var counts = Array(repeating: 0, count: labelCount)
    for item in result.indices {
      let range = firstLabel[item]..<firstLabel[item + 1]
      for place in range where labels[place].human != human { counts[labels[place].position] += 1 }
      var best = 0
      var isTied = true
      for place in range where labels[place].human != human {
        let position = labels[place].position
        guard counts[position] >= best else { continue }
        if counts[position] > best {
          best = counts[position]
          result[item] = position
          isTied = false
        } else if position != result[item] {
          isTied = true
        }
      }
      if isTied { result[item] = nil }
      for place in range { counts[labels[place].position] = 0 }
    }
    return result
  }
}

/// What identifies an item: the numbers of its id and of its criterion in the label table.
package struct ItemKey: Sendable, Hashable {
  package let item: Int32
  package let criterion: Int32
}

/// A label on the scale, by who gave it.
package struct HumanLabel: Sendable, Hashable {
  package let human: Int
  package let position: Int

  /// The row of the label table.
  package let row: Int
}

/// What a judge answered on an item.
package struct Verdict: Sendable, Hashable {
  /// The position of the answer on the scale; −1 for an answer that is no label, −2 where the judge was not
  /// shown the item.
  private let code: Int32

  /// The row of the label table; −1 where there is none.
  package let row: Int32

  package static let notShown = Verdict(code: -2, row: -1)

  private init(code: Int32, row: Int32) {
    self.code = code
    self.row = row
  }

  /// An answer at a position on the scale; `nil` for one that is no label.
  package init(position: Int?, row: Int) {
    self.init(code: Int32(position ?? -1), row: Int32(row))
  }

  package var isShown: Bool { code != -2 }

  /// The position of the answer on the scale; `nil` if there is no readable one.
  package var position: Int? { code >= 0 ? Int(code) : nil }
}

/// An annotator's or judge's contradicting labels on one item.
package struct LabelConflict: Sendable, Hashable {
  package let item: String
  package let annotator: String
  package let labels: [String]

  package init(item: String, annotator: String, labels: [String]) {
    self.item = item
    self.annotator = annotator
    self.labels = labels
  }
}
