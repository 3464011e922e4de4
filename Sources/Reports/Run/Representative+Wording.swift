internal import Features
internal import Signatures
internal import Traces

extension Representative.Role {
  /// Why such a trace is shown, in words.
  var meaning: String {
    switch self {
    case .medoid: "the most typical trace"
    case .spread: "as unlike the others shown as possible"
    case .boundary: "at the edge: the one that least surely belongs here"
    case .random: "drawn by lot"
    }
  }
}

extension Representative {
  /// The role, why the trace is shown, and the chance that it had.
  var words: String {
    let chance =
      role == .random && inclusionProbability > 0
      ? ", with a chance of 1 in \(Figures.decimal(1 / inclusionProbability, 1))" : ""
    return "\(role.rawValue), \(role.meaning)\(chance)"
  }
}

extension TraceExcerpt.ShownTurn {
  /// The line that marks a failure, such as `✗ permission error (known from: body), not repaired`.
  var errorMark: String? {
    error.map { error in
      let name = error.type.name
      let noun = name.hasSuffix("timeout") ? name : "\(name) error"
      return "✗ \(noun) (known from: \(error.provenance.name)), "
        + (error.isRepaired ? "repaired by a later call" : "not repaired")
    }
  }
}

extension Signature {
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
