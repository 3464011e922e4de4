package import Evaluators

/// A suite of evaluators, and the run in which it scores traces.
package struct ScoringPlan: Sendable, Hashable {
  package let suite: [Evaluator.Version]

  /// What the run is called, `E-` and digits.
  package let run: String

  /// When it was made, in ISO 8601.
  package let time: String

  /// The ids, hashed, under which traces of several variants come: these are named by id and variant.
  package var variedNames: Set<UInt64> = []

  /// What verdicts of models are mapped by, by the evaluator's name.
  package var maps: [String: VerdictMap] = [:]

  /// The label set that each evaluator which asks a model was aligned on, by its name.
  package var labelSets: [String: String] = [:]

  /// Whether the traces are scored to see if a judge drifts.
  package var isOfCanaries = false

  /// What is known of the traces that were drawn, by their hashed names; `nil` where all are scored.
  package var sample: [UInt64: DrawnTrace]?

  package init(suite: [Evaluator.Version], run: String, time: String) {
    (self.suite, self.run, self.time) = (suite, run, time)
  }

  /// A score of an evaluator before its verdict.
  func score(_ version: Evaluator.Version, traceID: String, traceHash: String, shownHash: String) -> Score {
    Score(
      traceID: traceID, traceHash: traceHash, shownHash: shownHash, evaluator: version.evaluator.name,
      evaluatorVersion: version.id, criterion: version.evaluator.criterion,
      criterionVersion: version.criterionVersion)
  }
}

/// A trace of a sample.
package struct DrawnTrace: Sendable, Hashable {
  /// The chance that it had of being drawn, above 0 and up to 1.
  package let inclusionProbability: Double

  /// `nil` for a trace that belongs to no signature.
  package let signatureID: String?

  package init(inclusionProbability: Double, signatureID: String?) {
    (self.inclusionProbability, self.signatureID) = (inclusionProbability, signatureID)
  }
}

/// What a score says of a trace so far.
enum ScoredVerdict: UInt8, Sendable {
  case fail, pass, unreadable

  /// A program or a model has still to be asked.
  case open

  var isReadable: Bool { self == .fail || self == .pass }
}

/// What came of the traces of a block, trace by trace and in each evaluator by evaluator.
package struct ScoredTraces: Sendable {
  /// The lines of `scores.jsonl`, without those that are open.
  var lines: [UInt8] = []

  /// Where each line ends; where the one before does for a verdict that is open.
  var ends: [Int] = []
  var verdicts: [ScoredVerdict] = []

  /// The names of the traces, where they are needed later: of traces whose verdict is open, or that have a variant.
  var shown: [Int: ShownTrace] = [:]
  var variants: [Int: UInt64] = [:]
}
