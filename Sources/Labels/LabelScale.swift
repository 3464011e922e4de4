/// The labels a criterion allows, in their order.
package struct LabelScale: Sendable, Hashable {
  /// Whether the order of the labels means something.
  package enum Kind: String, Sendable, Hashable {
    /// Labels without an order.
    case nominal

    /// Labels in order, worst or least first, as far apart as their positions.
    case ordinal
  }

  package let labels: [String]
  package let kind: Kind

  /// The labels that judges may give, where they are not those of people.
  package let judgeLabels: [String]?

  /// Whether the scale was guessed from the labels and not given.
  package let isGuessed: Bool

  package init(labels: [String], kind: Kind, judgeLabels: [String]? = nil, isGuessed: Bool = false) {
    self.labels = labels
    self.kind = kind
    self.judgeLabels = judgeLabels
    self.isGuessed = isGuessed
  }

  /// Guesses a scale from the labels met: numbers are ordinal, in the order of their values, and words nominal,
  /// in the order of their code points.
  ///
  /// If all human labels are numbers, a word or NaN of a judge is outside the scale; otherwise every word met
  /// is on it.
  package init(guessedFromHuman human: [String], judge: [String]) {
    let isNumeric = !human.isEmpty && human.allSatisfy { LabelScale.number($0) != nil }
    var distinct: [String] = []
    for label in human + judge where !label.isEmpty && !distinct.contains(label) {
      if !isNumeric || LabelScale.number(label) != nil { distinct.append(label) }
    }
    distinct.sort { left, right in
      if isNumeric, let a = LabelScale.number(left), let b = LabelScale.number(right), a != b { return a < b }
      return left.utf8.lexicographicallyPrecedes(right.utf8)
    }
    self.init(labels: distinct, kind: isNumeric ? .ordinal : .nominal, isGuessed: true)
  }

  /// The value of a label that is a finite number.
  package static func number(_ label: String) -> Double? {
    guard let value = Double(label), value.isFinite else { return nil }
    return value
  }

  /// The position of the label that means a pass in a scale of two; `nil` for other scales.
  ///
  /// It is the one label of the two that says so (`pass`, `yes`, `true`, `up`, `good`, `correct`, `1` beside
  /// `0`); where neither or both do, the last in order.
  package var passPosition: Int? {
    guard labels.count == 2 else { return nil }
    let passing = labels.indices.filter { PassRule.passWords.contains(labels[$0].lowercased()) }
    return passing.count == 1 ? passing[0] : 1
  }
}
