package import Labels
import Statistics

/// Items whose texts are alike, on many of which a judge contradicts people.
package struct DisagreementCluster: Sendable, Hashable {
  /// What the items have in common, in one line.
  package let name: String

  /// The items on which the judge contradicts people.
  package let disagreementCount: Int

  /// The items alike, those on which the judge agrees among them.
  package let itemCount: Int

  /// Some of the items on which the judge contradicts people.
  package let examples: [String]

  package init(name: String, disagreementCount: Int, itemCount: Int, examples: [String]) {
    self.name = name
    self.disagreementCount = disagreementCount
    self.itemCount = itemCount
    self.examples = examples
  }

  /// The share of the items alike on which the judge contradicts people.
  package var rate: Double? { Proportion(disagreementCount, of: itemCount).value }

  /// Whether the judge surely errs more often here than it does on the whole.
  ///
  /// - Parameter overall: The share of all items on which it contradicts people.
  package func isTelling(overall: Double, level: Double = 0.95) -> Bool {
    guard let interval = Proportion(disagreementCount, of: itemCount).wilsonInterval(level: level) else {
      return false
    }
    return interval.lower > overall
  }
}

/// A judge on a criterion.
package struct JudgeOnCriterion: Sendable, Hashable {
  package let criterion: String
  package let judge: String

  package init(criterion: String, judge: String) {
    self.criterion = criterion
    self.judge = judge
  }
}

/// The items on which a judge contradicts people, and those on which it agrees with them.
package struct Disagreements: Sendable, Hashable {
  package let contradicted: Set<String>
  package let agreed: Set<String>

  package init(contradicted: Set<String>, agreed: Set<String>) {
    self.contradicted = contradicted
    self.agreed = agreed
  }
}

extension Ratings {
  /// The items with a reference and a readable verdict of a judge, by whether the two are equal.
  package func disagreements(ofJudge judge: Int, in table: LabelTable) -> Disagreements {
    var contradicted: Set<String> = []
    var agreed: Set<String> = []
    for index in items.indices {
      guard let reference = references[index], let verdict = verdicts[judge][index].position else { continue }
      let name = table.items.text(Int(items[index].item))
      if verdict == reference { agreed.insert(name) } else { contradicted.insert(name) }
    }
    return Disagreements(contradicted: contradicted, agreed: agreed)
  }
}
