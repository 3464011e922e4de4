internal import ContentHash

extension Evaluator {
  /// An evaluator with all else that decides its verdicts.
  package struct Version: Sendable, Hashable {
    package let evaluator: Evaluator

    /// The version of the criterion that it answers.
    package let criterionVersion: String

    /// The SHA-256 of each file that its program's command names, by the word of the command; empty without one.
    package let programHashes: [String: String]

    package init(_ evaluator: Evaluator, criterionVersion: String, programHashes: [String: String] = [:]) {
      self.evaluator = evaluator
      self.criterionVersion = criterionVersion
      self.programHashes = programHashes
    }

    /// What decides a verdict, a fact a line, in one form for one content.
    ///
    /// Comments, the order of keys, the target, and the evaluator's name are not in it.
    package var content: String {
      let files = programHashes.sorted { $0.key < $1.key }
        .map { "program_file: {\(EvaluatorText.quoted($0.key)): \($0.value)}" }
      let lines =
        ["criterion: \(evaluator.criterion)", "criterion_version: \(criterionVersion)"]
        + EvaluatorText(evaluator).decisiveLines + files
      return lines.joined(separator: "\n") + "\n"
    }

    /// The content known again: 12 hexadecimal digits.
    package var id: String {
      String(ContentHash.hexadecimal(of: Array(content.utf8)).prefix(12))
    }
  }
}
