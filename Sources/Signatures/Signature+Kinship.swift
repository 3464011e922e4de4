internal import Features

extension Signature {
  /// What a signature tells of the failure in its traces, to be compared with what others tell.
  ///
  /// The same work, or the same request, is no failure; and a rest has nothing to share.
  package struct ToldFailure: Sendable {
    fileprivate let isOfRest: Bool

    /// The errors that the signature is named by, whatever their counts.
    fileprivate let errors: Set<SignatureEvidence.ErrorCount>
    fileprivate let sign: Term?

    /// What the assistant says in most of the traces and hardly elsewhere.
    fileprivate let replies: Set<String>

    /// Whether the traces of two signatures have a failure in common: the error or the sign that both are named by, or
    /// what the assistant says in both and hardly elsewhere.
    package func isShared(with other: ToldFailure) -> Bool {
      guard !isOfRest, !other.isOfRest else { return false }
      if !errors.isDisjoint(with: other.errors) { return true }
      if let sign, sign == other.sign { return true }
      return replies.intersection(other.replies).count >= Signature.leastReplyCount
    }
  }

  /// What the signature tells of the failure in its traces.
  package var toldFailure: ToldFailure {
    ToldFailure(
      isOfRest: evidence.isRest(of: support), errors: Set(evidence.namedErrors(of: support).map(\.key)),
      sign: namedSign, replies: tellingReplies)
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
  fileprivate static let leastReplyCount = 3

  /// What more of the other traces say tells nothing.
  private static let rareShare = 0.05
}

extension SignatureEvidence.ErrorCount {
  /// The tool and the type, whatever the count.
  fileprivate var key: SignatureEvidence.ErrorCount { .init(tool: tool, type: type, count: 0) }
}
