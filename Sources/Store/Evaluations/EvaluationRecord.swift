/// An evaluation as a workspace remembers it: evaluators that scored traces at one time.
package struct EvaluationRecord: Sendable, Hashable {
  /// `E-` and eight hexadecimal digits.
  package let code: String
  package let kind: Kind

  /// ISO 8601.
  package let startedAt: String
  package let title: String

  /// The version of the tool.
  package let version: String

  /// The label set whose traces were scored; `nil` where they came from files.
  package let labelSet: String?

  /// Where its folder with `scores.jsonl` was written, as seen from the workspace.
  package let folder: String

  /// The hash of all that was read.
  package let inputKey: String

  /// Whether later evaluations are held against it.
  package let isBaseline: Bool
  package let evaluators: [EvaluatorRecord]

  /// What traces were scored for.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Traces of files.
    case scores

    /// Labelled traces, to see how far the evaluators agree with people.
    case alignment

    /// A share of new traces.
    case watch
  }

  package init(
    code: String, kind: Kind, startedAt: String, title: String, version: String, labelSet: String? = nil,
    folder: String, inputKey: String, isBaseline: Bool = false, evaluators: [EvaluatorRecord]
  ) {
    (self.code, self.kind, self.startedAt, self.title) = (code, kind, startedAt, title)
    (self.version, self.labelSet, self.folder) = (version, labelSet, folder)
    self.inputKey = inputKey
    (self.isBaseline, self.evaluators) = (isBaseline, evaluators)
  }
}

/// A version of an evaluator, and what an evaluation found of it.
package struct EvaluatorRecord: Sendable, Hashable {
  package let name: String
  package let version: String
  package let criterion: String
  package let criterionVersion: String

  /// Its file.
  package let content: String

  /// The share of labelled traces on which it agrees with people; `nil` where that was not looked at.
  package let agreement: Double?

  /// Whether it is fit to gate and why, as JSON; `nil` where that was not looked at.
  package let fitness: String?

  package init(
    name: String, version: String, criterion: String, criterionVersion: String, content: String,
    agreement: Double? = nil, fitness: String? = nil
  ) {
    (self.name, self.version) = (name, version)
    (self.criterion, self.criterionVersion) = (criterion, criterionVersion)
    (self.content, self.agreement, self.fitness) = (content, agreement, fitness)
  }
}
