/// A verdict on one trace, with all that made it.
package struct Score: Sendable, Hashable {
  // MARK: What was scored

  package var traceID: String

  /// The hash of the trace's content, 16 hexadecimal digits or more.
  package var traceHash: String
  package var agent: String?
  package var signatureID: String?

  /// When the trace began, in seconds since 1970 (UTC).
  package var startedAt: Double?

  /// The SHA-256 of exactly what the evaluator was shown.
  package var shownHash: String

  /// Whether the trace is scored at every run, so that a judge that drifts is seen.
  package var isCanary = false

  /// The chance that the trace had of being drawn, above 0 and up to 1; `nil` where none was drawn by lot.
  package var inclusionProbability: Double?

  // MARK: By what

  package var evaluator: String
  package var evaluatorVersion: String
  package var criterion: String
  package var criterionVersion: String

  /// The model as the endpoint reported it; `nil` where none was asked.
  package var judgeModel: String?
  package var promptHash: String?

  /// The version of the calibration map that was applied; `nil` if none was.
  package var calibration: String?

  /// The label set that the evaluator was aligned on; `nil` if on none.
  package var labelSet: String?

  // MARK: The verdict

  /// The label as the evaluator gave it; `nil` where its answer could not be read.
  package var label: String?

  /// The label after the calibration map; `nil` if none was applied.
  package var mappedLabel: String?

  /// From 0, the worst, to 1, after the map where one was applied; `nil` where the answer could not be read.
  package var value: Double?

  /// Whether the value reaches the evaluator's threshold; `nil` where the answer could not be read.
  package var passed: Bool?
  package var rationale: String?

  /// Why there is no verdict.
  package var failure: String?

  package init(
    traceID: String, traceHash: String, shownHash: String, evaluator: String, evaluatorVersion: String,
    criterion: String, criterionVersion: String
  ) {
    (self.traceID, self.traceHash, self.shownHash) = (traceID, traceHash, shownHash)
    (self.evaluator, self.evaluatorVersion) = (evaluator, evaluatorVersion)
    (self.criterion, self.criterionVersion) = (criterion, criterionVersion)
  }
}
