/// What several scores say of one trace, and which of them counts.
///
/// A person outweighs a judge, and a judge a program. Among those of one source the scores count whose names
/// speak of success, or all of them if no name does; one that fails is enough for a failure.
struct Verdicts {
  private struct Verdict {
    let outcome: Outcome
    let source: OutcomeSource?
    let name: String
  }

  private var verdicts: [Verdict] = []

  mutating func add(_ outcome: Outcome, from source: OutcomeSource?, name: String) {
    guard outcome != .unknown else { return }
    verdicts.append(Verdict(outcome: outcome, source: source, name: name))
  }

  /// The outcome and who judged it; `nil` if no score says anything.
  var decision: (outcome: Outcome, source: OutcomeSource?)? {
    for source in [OutcomeSource.human, .judge, .code, nil] {
      let ofSource = verdicts.filter { $0.source == source }
      let overall = ofSource.count > 1 ? ofSource.filter { Self.successWords.isAny(in: $0.name) } : []
      let counting = overall.isEmpty ? ofSource : overall
      guard !counting.isEmpty else { continue }
      return (counting.contains { $0.outcome == .failure } ? .failure : .success, source)
    }
    return nil
  }

  /// What the names of scores hold that speak of success as a whole.
  private static let successWords = NameParts([
    "success", "correct", "pass", "resolved", "solved", "outcome", "goal", "complet", "feedback", "thumb",
    "rating", "overall", "quality", "accura", "reward", "verdict", "user_score", "user-score", "match",
  ])
}
