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
  /// - Parameters:
  ///   - human: Takes this annotator's own labels as the reference, if given.
  ///   - takesAllVerdicts: Takes every label that the judge gave as one of its own, also those outside the scale.
  package init(
    ofJudge judge: Int, in ratings: Ratings, table: LabelTable, human: Int? = nil,
    takesAllVerdicts: Bool = false
  ) {
    let verdicts = ratings.verdicts[judge]
    let isWide = takesAllVerdicts || ratings.scale.judgeLabels != nil
    var judgeLabels = ratings.scale.judgeLabels ?? ratings.scale.labels
    if takesAllVerdicts {
      let given = Set(
        verdicts.lazy.filter(\.isShown).map { table.labels.text(Int(table.label[Int($0.row)])) })
      judgeLabels += given.subtracting(judgeLabels).subtracting([""])
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    let positions = Dictionary(uniqueKeysWithValues: zip(judgeLabels, 0...))
    func position(_ verdict: Verdict) -> Int? {
      guard isWide else { return verdict.position }
      guard verdict.isShown else { return nil }
      return positions[table.labels.text(Int(table.label[Int(verdict.row)]))]
        ?? verdict.position.flatMap { positions[ratings.scale.labels[$0]] }
    }
    var pairs: [(item: String, verdict: Int, reference: Int)] = []
    for index in ratings.items.indices {
      guard let verdict = position(verdicts[index]),
        let reference = ratings.reference(ofItem: index, human: human)
      else { continue }
      pairs.append((ratings.name(ofItem: index, in: table), verdict, reference))
    }
    self.init(judgeLabels: judgeLabels, humanLabels: ratings.scale.labels, pairs: pairs)
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
