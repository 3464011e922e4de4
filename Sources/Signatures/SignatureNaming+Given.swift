internal import Features

/// What a tool is given that names a signature.
extension SignatureNaming {
  /// The words that a tool is given, three at most, if most traces have one of them and others hardly do.
  func given(_ evidence: SignatureEvidence) -> String? {
    var byTool: [String: [SignatureEvidence.DistinctiveTerm]] = [:]
    for term in evidence.terms {
      guard case .argument(let tool, _) = term.term, term.share >= Self.givenShare else { continue }
      byTool[tool, default: []].append(term)
    }
    let found = byTool.mapValues { $0.prefix(3) }.map {
      (tool: $0, terms: $1, share: $1.reduce(0) { $0 + $1.share })
    }
    .filter { $0.share >= Self.commonShare }
    .min { ($1.share, $0.tool) < ($0.share, $1.tool) }
    guard let found else { return nil }
    let words = found.terms.compactMap { term -> String? in
      if case .argument(_, let word) = term.term { "“\(word)”" } else { nil }
    }
    return "\(shown(found.tool)) is given " + words.joined(separator: " or ")
  }

  private static var givenShare: Double { 0.15 }
}
