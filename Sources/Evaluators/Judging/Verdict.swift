/// What could be read from one answer of a judge.
package struct Verdict: Sendable, Hashable {
  /// The position of the label on the scale; `nil` where the answer could not be read.
  package var position: Int?

  /// Why the label, as given with it.
  package var rationale: String?

  /// What was written before it.
  package var reasoning: String?

  /// Why there is no label.
  package var failure: String?

  /// Whether no answer came that could have been read.
  package var isUnanswered = false

  package init(
    position: Int? = nil, rationale: String? = nil, reasoning: String? = nil, failure: String? = nil,
    isUnanswered: Bool = false
  ) {
    (self.position, self.rationale, self.reasoning) = (position, rationale, reasoning)
    (self.failure, self.isUnanswered) = (failure, isUnanswered)
  }
}
