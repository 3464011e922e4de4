/// Whether a release may ship, by all evaluators of a suite.
package struct GateReport: Sendable {
  package let rule: GateRule
  package let decision: GateDecision

  /// By the names of the evaluators.
  package let findings: [EvaluatorFinding]

  /// Evaluators that only one of the releases was scored by.
  package let onlyBaseline: [String]
  package let onlyCandidate: [String]

  /// Those that decide: fit to gate.
  package var deciding: [EvaluatorFinding] { findings.filter { $0.decision != .notFit } }

  /// Those that advise.
  package var advising: [EvaluatorFinding] { findings.filter { $0.decision == .notFit } }

  /// The causes of what changed, over all evaluators that decide, the most common first.
  ///
  /// Of a release that regressed the causes of drops alone.
  package var causes: [Cause.Kind] {
    var counts: [Cause.Kind: Int] = [:]
    for finding in deciding {
      for cause in finding.causes where decision != .regressed || cause.effect.value < 0 {
        counts[cause.kind, default: 0] += 1
      }
    }
    return Cause.Kind.allCases.enumerated().filter { counts[$0.element] != nil }
      .sorted { (-(counts[$0.element] ?? 0), $0.offset) < (-(counts[$1.element] ?? 0), $1.offset) }
      .map(\.element)
  }

  /// What cannot be told apart, over all evaluators that decide.
  package var suspects: [Cause.Kind] {
    let met = Set(deciding.flatMap(\.suspects))
    return Cause.Kind.allCases.filter(met.contains)
  }

  init(
    rule: GateRule, findings: [EvaluatorFinding], onlyBaseline: [String], onlyCandidate: [String]
  ) {
    (self.rule, self.findings) = (rule, findings)
    (self.onlyBaseline, self.onlyCandidate) = (onlyBaseline, onlyCandidate)
    let decisions = Set(findings.map(\.decision))
    decision =
      if decisions.contains(.regressed) {
        .regressed
      } else if decisions.isSubset(of: [.notFit]) {
        .notFit
      } else if decisions.contains(.inconclusive) || !onlyBaseline.isEmpty {
        // An evaluator that is left out of a run must not let a release pass.
        .inconclusive
      } else {
        .passed
      }
  }
}
