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

  /// That nothing was found that makes one of those that belong to no signature severe.
  var noSignWords: String {
    "No sign known to us of harm was found in \(unassignedCount == 1 ? "it" : "them")."
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
  /// Whether any trace was looked at that is not in a signature.
  func hasOthers(than signature: Signature) -> Bool {
    signatures.count > 1 || unassignedCount > 0 || hasRates || counts.unknowns > 0
  }

  /// Whether there are successes, without which all that fails fails always.
  var hasRates: Bool { hasOutcomes && counts.successes > 0 }
}

extension Signature {
  /// Whether its traces have so little in common that there may be several causes among them.
  ///
  /// Sentences made of the same words are far from one another, and yet of one cause, as is what is said around a sign
  /// that hardly a success shows.
  var isLoose: Bool {
    let isFar = meanDistance.map { $0 > Self.looseDistance } ?? false
    return isFar && evidence.wordReach == nil && !isToldBySign || !hasCause
  }

  /// Whether the sign in its name alone tells failures from successes.
  var isToldBySign: Bool { alike.map { $0.basis == .sign && !$0.isChance } ?? false }

  /// Whether nothing is shared by half of its traces.
  var isRest: Bool { evidence.isRest(of: support) }

  /// Whether half of its traces share an error, which comes as often where all goes well.
  var sharesOrdinary: Bool { evidence.errors.contains { $0.count * 2 >= support } }

  /// Whether something is known that half of its traces have in common, and that tells failures from successes.
  var hasCause: Bool { !isRest && isNamed && !isChance }

  /// Whether its evidence is no more telling than chance.
  var isChance: Bool { alike?.isChance ?? false }

  var rankKey: RankKey { RankKey(isRest: isRest, impact: impact, support: support) }

  /// Whether half of its traces share what is a failure whatever came of them: a tool error that nothing repairs, or a
  /// sign as grave.
  ///
  /// An error of which nobody knows whether a later call made it good is none.
  var showsFailure: Bool {
    severity >= .high || evidence.errors.contains { !$0.isOpen && $0.count * 2 >= support }
  }

  /// What goes wrong in most of its traces, with how many do, in a sentence; empty where the name says it of all, or
  /// nothing is known.
  var sharedWords: String {
    let told = TellingTerms.rows(of: evidence.terms).flatMap(\.terms).filter {
      $0.share >= 0.5 && $0.term.isOfFailure
    }
    if let named = told.first(where: { name.contains(TermWording.plain.clause(for: $0.term)) }) {
      return named.share < 1 ? "It is so in \(count(of: named)) of them." : ""
    }
    // Of equals the first.
    let best = told.enumerated().max {
      let differences = [$0, $1].map { $0.element.share - $0.element.shareElsewhere }
      return (differences[0], -$0.offset) < (differences[1], -$1.offset)
    }?.element
    return best.map { "In \(count(of: $0)) of them \(TermWording.cell.clause(for: $0.term))." } ?? ""
  }

  /// In how many of the traces a term is.
  private func count(of term: SignatureEvidence.DistinctiveTerm) -> String {
    term.share >= 1 ? "all" : Figures.count(Int((term.share * Double(support)).rounded()))
  }

  /// Whether there are so few traces like its own that a share of them says more than they can prove.
  var hasFewTraces: Bool { alike.map { $0.count < Self.leastTold } ?? false }

  /// The failure rate, as counts where they are few.
  var rateWords: String {
    guard let alike, hasFewTraces else { return Figures.percent(failureRate) }
    return "\(Figures.count(alike.failureCount)) of \(Figures.count(alike.count))"
  }

  /// The lift in a table; "—" where it tells nothing.
  var liftWords: String { hasFewTraces || isChance ? "—" : Figures.times(lift) }

  /// The name where there is little space.
  var shortName: String { Excerpt.startOfQuoting(VisibleText.singleLine(name), limit: 140) }
}

extension Term {
  /// Whether it tells what went wrong rather than what the work was.
  fileprivate var isOfFailure: Bool {
    switch self {
    case .error, .lapse: true
    case .sign(let sign, _): !SignWording.isGeneric(sign)
    default: false
    }
  }
}

extension String {
  /// The text with its first letter in upper case.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Signature.Resemblance {
  /// What another signature shares with this one, and what not.
  var words: String {
    switch self {
    case .otherMessage: "the same type of error at the same tool, with another message"
    case .otherError: "another error of the same tool"
    case .otherSlip: "another slip with the same tool"
    case .otherPlace: "the same slip, with another tool"
    case .otherTool: "the same type of error, at another tool"
    case .otherFailure: "traces much like these, with another failure"
    }
  }
}
