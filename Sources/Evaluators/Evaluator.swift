package import Labels

/// A criterion made runnable: what is looked at or asked, and from which score on a trace passes.
package struct Evaluator: Sendable, Hashable {
  /// Lower-case letters, digits, `-` and `_`; the name of its file.
  package let name: String

  /// The criterion that it answers.
  package let criterion: String
  package let kind: Kind

  /// The score from which a trace passes, from 0 to 1.
  package let threshold: Double

  /// The labels that it answers with, the worst first.
  package let scale: LabelScale

  /// The agreement with people from which it may block a release, from 0 to 1.
  package let target: Double
  package let check: Check?
  package let program: Program?
  package let judge: JudgeSpec?

  /// How a verdict comes about.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// By a rule or a program; no model is asked.
    case check

    /// By a model.
    case judge

    /// A trace that fails the check fails; the model is asked about the others.
    case hybrid
  }

  /// An executable that reads a trace a line and answers a line.
  package struct Program: Sendable, Hashable {
    /// The path and the arguments; never a shell's line.
    package let command: [String]

    /// The longest time that a trace may take.
    package let timeLimitSeconds: Double

    package init(command: [String], timeLimitSeconds: Double) {
      (self.command, self.timeLimitSeconds) = (command, timeLimitSeconds)
    }
  }

  package init(
    name: String, criterion: String, kind: Kind, threshold: Double = 0.5, scale: LabelScale = PassRule.scale,
    target: Double = 0.8, check: Check? = nil, program: Program? = nil, judge: JudgeSpec? = nil
  ) {
    (self.name, self.criterion, self.kind, self.threshold) = (name, criterion, kind, threshold)
    (self.scale, self.target) = (scale, target)
    (self.check, self.program, self.judge) = (check, program, judge)
  }
}
