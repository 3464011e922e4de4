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
  /// is on it. NaN and infinity are never labels.
  package init(guessedFromHuman human: [String], judge: [String]) {
    let readable = human.filter { !LabelScale.isNoNumber($0) }
    let isNumeric = !readable.isEmpty && readable.allSatisfy { LabelScale.number($0) != nil }
    let met = Set(human + judge).filter { !$0.isEmpty && !LabelScale.isNoNumber($0) }
    let distinct = met.filter { !isNumeric || LabelScale.number($0) != nil }.sorted { left, right in
      if isNumeric, let a = LabelScale.number(left), let b = LabelScale.number(right), a != b { return a < b }
      return left.utf8.lexicographicallyPrecedes(right.utf8)
    }
    self.init(labels: distinct, kind: isNumeric ? .ordinal : .nominal, isGuessed: true)
  }

  /// More labels than this are no scale that can be guessed, but most likely scores or another column.
  package static let mostGuessedLabels = 200

  /// The value of a label that is a finite number.
  package static func number(_ label: String) -> Double? {
    guard let value = Double(label), value.isFinite else { return nil }
    return value
  }

  /// Whether a label is a number that is none: NaN or an infinity.
  private static func isNoNumber(_ label: String) -> Bool { Double(label).map { !$0.isFinite } ?? false }

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
