extension Score {
  /// Takes over what an evaluator said.
  package mutating func take(_ judgement: Judgement, of evaluator: Evaluator) {
    (judgeModel, promptHash) = (judgement.model, judgement.promptHash)
    rationale = judgement.rationale
    guard judgement.isReadable, let value = judgement.value else {
      failure = judgement.failure ?? "the answer could not be read"
      return
    }
    (label, self.value, passed) = (judgement.label, value, evaluator.passes(value))
  }
}
