package import Alignment
package import Evaluators
import Statistics

/// How far an evaluator agrees with people now, beside what it did before.
package struct EvaluatorStanding: Sendable {
  package let evaluator: String
  package let version: String
  package let criterion: String

  /// What is said of it as of any judge; `nil` where it gave no verdict on a labelled trace.
  package let finding: JudgeFinding?
  package let fitness: Fitness

  /// The evaluation before this one on the same criterion, and the one that is the baseline.
  package let last: Earlier?
  package let baseline: Earlier?

  /// The labelled traces on which it contradicts people, by what they have in common; `nil` where that was not asked.
  package var clusters: [DisagreementCluster]? { finding?.clusters }

  /// Why it may not block a release; nothing if it may.
  package var reasons: [Fitness.Reason] { fitness.reasons(isTrusted: false, readable: nil) }
  package var isFit: Bool { reasons.isEmpty }

  /// What an earlier evaluation comes to on the labels of now.
  package struct Earlier: Sendable {
    /// The code of the evaluation.
    package let evaluation: String
    package let version: String

    /// Its agreement with people on the labels of now; `nil` where it scored none of these traces.
    package let agreement: Estimate?
    package let flips: VerdictFlips
  }
}

extension Fitness {
  /// What an alignment found of an evaluator.
  package init(_ finding: JudgeFinding, target: Double, labelSet: String?) {
    let agreement = finding.agreement
    self.init(
      labelCount: agreement.pairedCount, rarestCount: agreement.confusion.referenceCounts.min(),
      agreement: agreement.figures[.exactMatch]?.value, ceiling: finding.ceiling.humanAgreement?.value,
      target: target, reliability: agreement.reliability.value, labelSet: labelSet)
  }
}
