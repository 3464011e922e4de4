internal import Features
internal import Signatures
internal import Traces

extension Representative.Role {
  /// Why such a trace is shown, in words.
  var meaning: String {
    switch self {
    case .medoid: "the most typical trace"
    case .spread: "one as unlike the others shown as possible"
    case .boundary: "one at the edge, which least surely belongs here"
    case .random: "one drawn by lot"
    case .severe: "one that may have done harm"
    case .lane: "one drawn by lot from all failures"
    }
  }
}

extension Representative {
  /// Why the trace is shown, the chance that it had, and its role.
  var words: String {
    if isOfAll { return "another one; all are shown" }
    let chance =
      (role == .random || role == .lane) && inclusionProbability > 0 && inclusionProbability < 1
      ? ", with a chance of \(Figures.percent(inclusionProbability))" : ""
    return "\(role.meaning)\(chance)\(roleMark)"
  }

  /// The role behind a name, such as ` (medoid)`; empty where no choice was made.
  var roleMark: String { isOfAll ? "" : " (\(role.rawValue))" }

  /// Whether all traces were drawn.
  private var isOfAll: Bool { role == .random && inclusionProbability >= 1 }
}

extension TraceExcerpt.ShownTurn {
  /// The line that marks a failure, such as `✗ permission error (known from: body), not repaired`.
  var errorMark: String? {
    error.map { error in
      let name = error.type.name
      let noun =
        error.provenance == .outcome && error.type == .other
        ? "an answer that hardly a success hears" : name.hasSuffix("timeout") ? name : "\(name) error"
      let repair = error.isRepaired.map { $0 ? "repaired by a later call" : "not repaired" }
      return "✗ \(noun) (known from: \(error.provenance.name)), "
        + (repair ?? "whether repaired is not known")
    }
  }
}

extension SignatureEvidence {
  /// Whether nothing repairs the errors of a type, as a clause behind it.
  func repairClause(of type: ErrorType) -> String {
    switch repair(of: errors.filter { $0.type == type }) {
    case .none: " that nothing repairs"
    case .open: "; whether a later call repaired it is not known"
    case .mixed: " that nothing is known to repair"
    }
  }

  /// What is known of later calls that may have repaired errors.
  enum Repair { case none, open, mixed }

  /// What is known of the repair of some of its errors.
  func repair(of errors: [ErrorCount]) -> Repair {
    let openCount = errors.reduce(0) { $0 + $1.openCount }
    guard openCount > 0 else { return .none }
    return openCount < errors.reduce(0) { $0 + $1.count } ? .mixed : .open
  }
}

extension Signature {
  /// The severity and, where the evidence tells, why.
  var severityWords: String {
    guard let why = knownReason else {
      if severity > .low { return "\(severity.name), as far as the evidence shows" }
      return "\(severity.name), since no evidence of worse is known: judge for yourself"
    }
    return "\(severity.name) (\(why)), as far as the evidence shows"
  }

  /// Why it is so severe, where the evidence tells.
  var knownReason: String? { severityReason ?? severityEvidence.first }

  /// What at least half of the traces show and by the rule has this severity.
  private var severityEvidence: [String] {
    var counts: [ErrorType: Int] = [:]
    for error in evidence.errors { counts[error.type, default: 0] += error.count }
    let types = counts.filter { SeverityRule.severity(of: $0.key) == severity && $0.value * 2 >= support }
    let errors = types.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    let signs = evidence.terms.compactMap { term -> String? in
      // That some tool is called first or last harms nobody.
      guard case .sign(let sign, let tool) = term.term, SeverityRule.severity(of: sign) == severity,
        severity > .low, term.share >= 0.5
      else { return nil }
      return SignWording.sentence(for: sign, tool: tool)
    }
    let isReaction =
      severity == SeverityRule.severityOfReaction
      && evidence.terms.contains { term in
        guard case .words(.protest, _) = term.term else { return false }
        return SeverityRule.isReaction(share: term.share, elsewhere: term.shareElsewhere)
      }
    return errors.map { ErrorWording.name($0.key) + evidence.repairClause(of: $0.key) } + signs
      + (isReaction ? [Self.reaction] : [])
  }

  /// Why what users answer to in their own words is no trifle.
  static let reaction = "half of the users or more react with a word that hardly any other user says"

  /// What the stability means for a reader.
  var stabilityWords: String {
    guard let stability else { return "not measured" }
    let figure = Figures.decimal(stability, 2)
    switch stability {
    case 0.85...: return "\(figure): other samples bring nearly the same traces together"
    case 0.6..<0.85: return "\(figure): other samples bring most of the same traces together"
    default: return "\(figure): other samples group these traces otherwise; read it with care"
    }
  }
}
