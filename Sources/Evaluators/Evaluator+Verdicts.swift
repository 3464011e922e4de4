internal import Labels

extension Evaluator {
  /// The label of a trace that passes without reserve: the last of a scale in order; of two labels the one that means
  /// a pass.
  package var passLabel: String { scale.labels[passPosition] }

  /// The label of a trace that fails without reserve.
  package var failLabel: String {
    scale.labels[scale.labels.count == 2 ? 1 - passPosition : 0]
  }

  /// The place of a label between the worst and the best of the scale, from 0 to 1; `nil` if it is not on the scale.
  ///
  /// Of two labels the one that means a pass is 1; of more, they are as far apart as their places.
  package func value(ofLabel label: String) -> Double? {
    guard let place = scale.labels.firstIndex(of: label) else { return nil }
    guard scale.labels.count > 2 else { return place == passPosition ? 1 : 0 }
    return Double(place) / Double(scale.labels.count - 1)
  }

  /// The label that is nearest to a value from 0 to 1; of two labels, the passing one from the threshold on.
  package func label(ofValue value: Double) -> String {
    guard scale.labels.count > 2 else { return value >= threshold ? passLabel : failLabel }
    let place = (value * Double(scale.labels.count - 1)).rounded()
    return scale.labels[min(max(Int(place), 0), scale.labels.count - 1)]
  }

  /// Whether a value from 0 to 1 passes.
  package func passes(_ value: Double) -> Bool { value >= threshold }

  private var passPosition: Int { scale.passPosition ?? scale.labels.count - 1 }
}

extension Evaluator {
  /// Whether a text can be the name of an evaluator: it is that of a file.
  package static func isName(_ text: String) -> Bool { Criterion.isName(text) }
}
