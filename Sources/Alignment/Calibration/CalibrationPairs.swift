package import Labels

/// Verdicts of one judge beside reference labels, on which a map from the one to the other is learnt.
package struct CalibrationPairs: Sendable {
  /// The labels the judge may give.
  package let judgeLabels: [String]

  /// The labels people may give; not always those of the judge.
  package let humanLabels: [String]

  /// The items, in the order of their code points.
  package let items: [String]

  /// The position of each item's verdict among the judge's labels.
  package let verdicts: [Int]

  /// The position of each item's reference among the human labels.
  package let references: [Int]

  package init(
    judgeLabels: [String], humanLabels: [String],
    pairs: [(item: String, verdict: Int, reference: Int)]
  ) {
    let sorted = pairs.sorted { $0.item.utf8.lexicographicallyPrecedes($1.item.utf8) }
    self.judgeLabels = judgeLabels
    self.humanLabels = humanLabels
    items = sorted.map(\.item)
    verdicts = sorted.map(\.verdict)
    references = sorted.map(\.reference)
  }

  /// The items of a criterion that have both a readable verdict of a judge and a reference label.
  ///
  /// An item of pooled criteria is called `item|criterion`.
  ///
  /// - Parameter human: Takes this annotator's own labels as the reference, if given.
  package init(ofJudge judge: Int, in ratings: Ratings, table: LabelTable, human: Int? = nil) {
    var pairs: [(item: String, verdict: Int, reference: Int)] = []
    for index in ratings.items.indices {
      guard let verdict = ratings.verdicts[judge][index].position,
        let reference = ratings.reference(ofItem: index, human: human)
      else { continue }
      pairs.append((ratings.name(ofItem: index, in: table), verdict, reference))
    }
    self.init(judgeLabels: ratings.scale.labels, humanLabels: ratings.scale.labels, pairs: pairs)
  }

  package var count: Int { items.count }

  /// For each label of the judge, the same label of people, if they have it.
  package var ownLabels: [Int?] { judgeLabels.map(humanLabels.firstIndex) }

  /// Counts some of the pairs.
  package func table(of indices: [Int]) -> CalibrationTable {
    var counts = Array(repeating: 0, count: judgeLabels.count * humanLabels.count)
    for index in indices { counts[verdicts[index] * humanLabels.count + references[index]] += 1 }
    return CalibrationTable(judgeLabels: judgeLabels, humanLabels: humanLabels, counts: counts)
  }

  /// Counts all the pairs.
  package var table: CalibrationTable { table(of: Array(items.indices)) }
}

extension Ratings {
  /// The reference label of an item: the most frequent one, or that of one annotator.
  package func reference(ofItem item: Int, human: Int?) -> Int? {
    guard let human else { return references[item] }
    return labels(ofItem: item).first { $0.human == human }?.position
  }

  /// The name of an item, with its criterion where criteria are pooled.
  package func name(ofItem item: Int, in table: LabelTable) -> String {
    let name = table.items.text(Int(items[item].item))
    guard criterion == Ratings.pooledName else { return name }
    return name + "|" + table.criteria.text(Int(items[item].criterion))
  }
}
