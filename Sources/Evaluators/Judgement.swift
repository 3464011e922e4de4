/// What an evaluator said of one trace.
///
/// The verdict, the score, the rationale and whether the answer could be read are kept apart: an answer that could not
/// be read has neither verdict nor score, and is never a pass or a fail.
package struct Judgement: Sendable, Hashable {
  /// The label, on the evaluator's scale; `nil` where the answer could not be read.
  package var label: String?

  /// From 0, the worst, to 1; `nil` where the answer could not be read.
  package var value: Double?
  package var rationale: String?

  /// What a model wrote before its verdict.
  package var reasoning: String?

  /// The share of samples for each label of the scale, in its order; empty of one sample.
  package var probabilities: [Double] = []

  /// Why there is no verdict.
  package var failure: String?

  /// The model as the endpoint reported it; `nil` where none was asked.
  package var model: String?

  /// The SHA-256 of all that the model was sent; `nil` where none was asked.
  package var promptHash: String?

  /// How many answers to the last question of a procedure came, and how many of them could be read as a verdict.
  ///
  /// 0 where no model was asked. A call that failed is no answer, and says nothing of the judge's reliability.
  package var answerCount = 0
  package var readableCount = 0

  /// Whether a call failed for a reason that passes, so that asking at another time may give an answer.
  package var mayBeAnsweredLater = false

  /// The SHA-256 of the trace as the evaluator was shown it; `nil` where it was shown whole.
  package var shownHash: String?

  /// How many calls and tokens it took, answers from the cache not counted.
  package var callCount = 0
  package var tokenCount = 0

  package init(label: String? = nil, value: Double? = nil, rationale: String? = nil, failure: String? = nil) {
    (self.label, self.value, self.rationale, self.failure) = (label, value, rationale, failure)
  }

  /// Whether the answer could be read as a verdict.
  package var isReadable: Bool { label != nil && value != nil }
}
