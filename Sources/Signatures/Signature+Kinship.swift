internal import Features

extension Signature {
  /// Whether the traces of two signatures have a failure in common: the error or the sign that both are named by, or
  /// what the assistant says in both and hardly elsewhere.
  ///
  /// The same work, or the same request, is no failure; and a rest has nothing to share.
  package func sharesFailure(with other: Signature) -> Bool {
    guard !evidence.isRest(of: support), !other.evidence.isRest(of: other.support) else { return false }
    let errors = Set(evidence.namedErrors(of: support).map(\.key))
    if other.evidence.namedErrors(of: other.support).contains(where: { errors.contains($0.key) }) {
      return true
    }
    if let namedSign, namedSign == other.namedSign { return true }
    return tellingReplies.intersection(other.tellingReplies).count >= Self.leastReplyCount
  }

  /// The sign that the name tells; of a step that is not made the same, whatever the tool that it goes with.
  private var namedSign: Term? {
    guard case .lapse(let kind, _, let step) = namedTerm else { return namedTerm }
    return .sign(kind.sign, tool: step)
  }

  /// What the assistant says in most of the traces and hardly elsewhere.
  private var tellingReplies: Set<String> {
    let said = evidence.terms.compactMap { term -> String? in
      guard case .words(.reply, let words) = term.term, term.share >= SignatureNaming.commonShare,
        term.shareElsewhere <= Self.rareShare
      else { return nil }
      return TellingWords.core(of: words)?.lowercased()
    }
    return Set(said)
  }

  /// A word or two may be of the work rather than of the failure.
  private static let leastReplyCount = 3

  /// What more of the other traces say tells nothing.
  private static let rareShare = 0.05
}

extension SignatureEvidence.ErrorCount {
  /// The tool and the type, whatever the count.
  fileprivate var key: SignatureEvidence.ErrorCount { .init(tool: tool, type: type, count: 0) }
}
