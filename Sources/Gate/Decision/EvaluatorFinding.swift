package import Statistics

/// What the scores of one evaluator say of two releases.
package struct EvaluatorFinding: Sendable, Hashable {
  package let evaluator: String
  package let criterion: String
  package let baseline: SideFigures
  package let candidate: SideFigures

  /// Whether the same traces, by their ids, are compared.
  package let isPaired: Bool

  /// The pass rates that are compared, and their difference.
  package internal(set) var passes: RateComparison

  /// The mean scores; `nil` where scores are but two.
  package internal(set) var scores: ScoreComparison?

  // MARK: What moved it

  /// The change on the very same traces; `nil` where none were scored for both.
  package internal(set) var measurement: MeasurementShift?

  /// What another calibration did; `nil` where it is the same.
  package internal(set) var calibration: Effect?

  /// `nil` where the traces are the same, or of one kind.
  package internal(set) var mix: TrafficMix?

  /// The change that is the agent's; `nil` where it cannot be told or no trace is new.
  package internal(set) var agent: Effect?

  /// What changed beside the traces, as the scores' lineage says.
  package let lineageChanges: Set<LineageChange>

  /// The causes that were found, the one that moved the pass rate most first.
  package internal(set) var causes: [Cause] = []

  /// What may have moved it and cannot be told apart, because no trace was scored both ways.
  package internal(set) var suspects: [Cause.Kind] = []

  // MARK: Whether it may block

  package let fitness: Fitness
  package let unfitness: [Fitness.Reason]
  package internal(set) var decision = GateDecision.inconclusive

  /// Why it is inconclusive.
  package internal(set) var doubts: [Doubt] = []

  /// Traces that passed and now fail, or where traces differ, that fail with the least score; at most ten.
  package let examples: [Example]
}

/// How a gate decides.
package enum GateDecision: String, Sendable, Hashable, CaseIterable {
  /// A drop that matters can be ruled out.
  case passed

  /// A drop that matters was found.
  case regressed

  /// Neither.
  case inconclusive

  /// The evaluator has not been shown to agree with people: it advises and does not block.
  case notFit = "not fit"
}

/// Why a gate cannot decide.
package enum Doubt: Sendable, Hashable {
  /// So many traces of each release would find a drop that matters in most cases; `nil` where that cannot be told.
  case tooFewTraces(needed: Int?)

  /// The measure changed, and no trace was scored by the old one and the new.
  case notComparable

  /// The measure changed, and too few traces were scored by both to take its change out.
  case tooFewScoredTwice(count: Int)

  /// One of the releases has no score that can be read.
  case noScores
}

/// What of an evaluator's lineage differs between two releases.
package enum LineageChange: String, Sendable, Hashable, CaseIterable {
  case evaluator, criterion, judgeModel, calibration, labelSet
}

/// The scores of an evaluator on one release.
package struct SideFigures: Sendable, Hashable {
  package let evaluatorVersion: String?
  package let criterionVersion: String?
  package let judgeModel: String?
  package let calibration: String?
  package let labelSet: String?
  package let run: String?

  /// The traces that stand for the release, canaries left out, and those whose answer could not be read.
  package let traceCount: Int
  package let unreadableCount: Int
  package let passCount: Int
  package let canaryCount: Int

  /// Scores that a later one of the same trace replaces, and those of other versions of the evaluator.
  package let repeatedCount: Int
  package let otherVersionCount: Int

  /// The share of the answers that could be read; `nil` of none.
  package var readableShare: Double? {
    traceCount == 0 ? nil : Double(traceCount - unreadableCount) / Double(traceCount)
  }
}

/// Two pass rates, and what could have been found.
package struct RateComparison: Sendable, Hashable {
  package let before: Proportion
  package let after: Proportion

  /// `nil` where one of them has no traces.
  package internal(set) var difference: Effect?

  /// The chance with which a drop that matters would have been found.
  package let power: Double

  /// The traces of each release that would find it with the chance asked for; `nil` where that cannot be told.
  package let neededCount: Int?
}

/// Two mean scores.
package struct ScoreComparison: Sendable, Hashable {
  package let before: Double
  package let after: Double
  package let difference: MeanDifference
  package internal(set) var adjustedPValue: Double
}

/// A trace that shows a change.
package struct Example: Sendable, Hashable {
  package let traceID: String

  /// The ids of its scores, where they have any; the first only where it was scored before too.
  package let scoreBefore: String?
  package let scoreAfter: String?
}
