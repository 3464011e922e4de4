/// A calibration as scores use it: what each label of a judge becomes.
package struct LabelMap: Sendable, Hashable {
  /// What the calibration is called in scores.
  package let id: String

  /// The label set that it was learnt on; `nil` where that is not known.
  package let labelSet: String?
  package let labels: [String: String]

  package init(id: String, labelSet: String?, labels: [String: String]) {
    (self.id, self.labelSet, self.labels) = (id, labelSet, labels)
  }

  /// The label that a verdict becomes; the verdict itself if the map does not know it.
  package func mapped(_ label: String) -> String { labels[label] ?? label }
}

extension Score {
  /// Takes over what an evaluator said, and what a calibration makes of it: both labels are kept, and the mapped one
  /// counts.
  package mutating func take(_ judgement: Judgement, of evaluator: Evaluator, map: LabelMap? = nil) {
    (judgeModel, promptHash) = (judgement.model, judgement.promptHash)
    if let shown = judgement.shownHash { shownHash = shown }
    rationale = judgement.rationale
    guard judgement.isReadable, let label = judgement.label, let value = judgement.value else {
      failure = judgement.failure ?? "the answer could not be read"
      return
    }
    (self.label, self.value) = (label, value)
    if let map {
      let mapped = map.mapped(label)
      (calibration, mappedLabel) = (map.id, mapped)
      // The value behind a label that stays is finer than the label.
      if mapped != label { self.value = evaluator.value(ofLabel: mapped) ?? value }
    }
    passed = self.value.map(evaluator.passes)
  }
}
