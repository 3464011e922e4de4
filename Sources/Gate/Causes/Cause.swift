/// Something that moved a score, and by how much.
package struct Cause: Sendable, Hashable {
  /// What can move a score.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The agent's traces are judged otherwise by the same measure.
    case agent

    /// The same evaluator says otherwise of the same traces.
    case judge

    /// The evaluator was edited.
    case evaluator

    /// The criterion was edited, and its evaluator with it.
    case criterion

    /// Other labels taught another calibration.
    case labels

    /// The calibration changed and the labels did not.
    case calibration

    /// Other traffic: more of what fails more often, or less.
    case mix
  }

  package let kind: Kind

  /// What it did to the pass rate.
  package let effect: Effect

  package init(kind: Kind, effect: Effect) {
    (self.kind, self.effect) = (kind, effect)
  }
}
