internal import Evaluators

/// What became of the traces that a judge was given.
package struct JudgeOutcome: Sendable, Hashable {
  /// Traces with a judgement, be it readable or not.
  package private(set) var judgedCount = 0

  /// Of those, traces with a verdict.
  package private(set) var readableCount = 0

  /// Traces that were not asked about, or not to the end, because the run stopped.
  package private(set) var leftCount = 0

  /// Why the run stopped; `nil` if it came to its end.
  package internal(set) var stopReason: String?

  /// Answers that were kept from earlier, for which no call was made.
  package private(set) var keptAnswerCount = 0

  /// What the calls took, also of traces that were left.
  package private(set) var cost = JudgeCost()

  /// The models that answered, as the endpoint reported them, by name.
  package private(set) var models: [String] = []

  mutating func count(_ result: TraceJudging.Result) {
    if let judgement = result.judgement {
      judgedCount += 1
      readableCount += judgement.isReadable ? 1 : 0
    } else {
      leftCount += 1
    }
    keptAnswerCount += result.keptAnswerCount
    cost += result.cost
    models = Set(models).union(result.models).sorted()
  }

  /// What was done and what is left, in a sentence.
  package var words: String {
    let calls =
      "\(cost.callCount) calls, \(cost.tokenCount) tokens, \(keptAnswerCount) answers kept from earlier"
    let done = "\(judgedCount) traces judged, \(readableCount) with a verdict (\(calls))"
    guard leftCount > 0 else { return done }
    return "\(done); \(leftCount) left: \(stopReason ?? "it was stopped")"
  }
}
