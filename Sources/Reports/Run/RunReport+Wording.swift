internal import Features
internal import Signatures

extension RunReport {
  /// What is counted in signatures: failures, or traces where no outcome is known.
  var noun: String { hasOutcomes ? "failures" : "traces" }

  /// The same of one.
  var oneNoun: String { hasOutcomes ? "failure" : "trace" }

  /// The share of the traces of known outcome that failed; `nil` where none is known.
  var failureRate: Double? {
    let known = counts.failures + counts.successes
    return known > 0 ? Double(counts.failures) / Double(known) : nil
  }

  var agentCount: Int {
    Set(signatures.flatMap { $0.evidence.agents.map(\.name) }).count
  }

  /// The title of the page of what belongs to no signature.
  var severeTitle: String { severeCount > 0 ? "Rare but severe" : "What belongs to no signature" }

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
  var isLoose: Bool { meanDistance.map { $0 > 0.5 } ?? false || isRest }

  /// Whether nothing is shared by half of its traces.
  var isRest: Bool { evidence.isRest(of: support) }

  var rankKey: RankKey { RankKey(isRest: isRest, impact: impact, support: support) }

  /// Whether half of its traces share what is a failure whatever came of them: a tool error that nothing repairs, or a
  /// sign as grave.
  ///
  /// Of a call whose tool the record does not show nobody knows whether a later one made it good.
  var showsFailure: Bool {
    severity >= .high || evidence.errors.contains { !$0.tool.isEmpty && $0.count * 2 >= support }
  }

  /// What most of its traces share, with how many do, in a sentence; empty where the name says it of all.
  var sharedWords: String {
    let told = TellingTerms.rows(of: evidence.terms).flatMap(\.terms).filter { $0.share >= 0.5 }
    if let named = told.first(where: { name.contains(TermWording.plain.clause(for: $0.term)) }) {
      return named.share < 1 ? "So it is in \(Figures.percent(named.share)) of them." : ""
    }
    // Of equals the first.
    let best = told.enumerated().max {
      ($0.element.weight, -$0.offset) < ($1.element.weight, -$1.offset)
    }?.element
    return best.map { "In \(Figures.percent($0.share)) of them \(TermWording.cell.clause(for: $0.term))." }
      ?? ""
  }

  /// The traces like its own, failures and successes; `nil` where no outcome is known.
  private var tracesAlike: Int? {
    failureRate.flatMap { $0 > 0 ? Int((Double(support) / $0).rounded()) : nil }
  }

  /// Whether there are so few traces like its own that a share of them says more than they can prove.
  var hasFewTraces: Bool { tracesAlike.map { $0 < 10 } ?? false }

  /// The failure rate, as counts where they are few.
  var rateWords: String {
    guard let tracesAlike, hasFewTraces else { return Figures.percent(failureRate) }
    return "\(Figures.count(support)) of \(Figures.count(tracesAlike))"
  }

  /// The name where there is little space.
  var shortName: String { Excerpt.start(of: VisibleText.singleLine(name), limit: 110) }
}

extension SignatureEvidence.DistinctiveTerm {
  /// How much it says where one has to do: how much more common it is here than elsewhere, less for words.
  fileprivate var weight: Double {
    if case .words = term { Self.wordWeight * (share - shareElsewhere) } else { share - shareElsewhere }
  }

  private static let wordWeight = 0.7
}

extension String {
  /// The text with its first letter in upper case.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
