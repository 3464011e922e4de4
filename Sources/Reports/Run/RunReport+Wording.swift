internal import Signatures

extension RunReport {
  /// What is counted in signatures: failures, or traces where no outcome is known.
  var noun: String { hasOutcomes ? "failures" : "traces" }

  /// The share of the traces of known outcome that failed; `nil` where none is known.
  var failureRate: Double? {
    let known = counts.failures + counts.successes
    return known > 0 ? Double(counts.failures) / Double(known) : nil
  }

  var agentCount: Int {
    Set(signatures.flatMap { $0.evidence.agents.map(\.name) }).count
  }

  /// Why there is no signature, and what can be done.
  var whyNone: String {
    if counts.traces == 0 {
      return "no trace could be read. See [rejections](rejections.md) for the reasons."
    }
    if hasOutcomes && counts.failures == 0 {
      return settings.contains { $0 == ("only", "all") }
        ? "none of the traces is marked as a failure, and a signature counts those. See `--outcome-field`."
        : "none of the traces is marked as a failure. `--only all` mines the others too."
    }
    return "no way of failing recurs often enough. `--min-support` sets how often that is."
  }
}

extension RunReport {
  /// Whether there are successes, without which all that fails fails always.
  var hasRates: Bool { hasOutcomes && counts.successes > 0 }
}

extension Signature {
  /// Whether its traces have so little in common that there may be several causes among them.
  ///
  /// Of signatures beyond this distance about half hold traces of several known causes in made corpora; of others one
  /// in six.
  var isLoose: Bool { meanDistance.map { $0 > 0.5 } ?? false }

  /// The name where there is little space.
  var shortName: String { Excerpt.start(of: VisibleText.singleLine(name), limit: 110) }
}

extension String {
  /// The text with its first letter in upper case.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
