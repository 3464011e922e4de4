internal import Features

extension Signature {
  /// Another signature that an expert may take for this one, with what tells them apart.
  package struct Kin: Sendable, Hashable {
    package var id: String
    package let resemblance: Resemblance

    package init(id: String, resemblance: Resemblance) { (self.id, self.resemblance) = (id, resemblance) }
  }

  /// In what two signatures are alike, and in what they are not: the first are the easiest to mix up.
  package enum Resemblance: Int, Sendable, Hashable, CaseIterable {
    /// One error of one tool in other words.
    case otherMessage
    /// Another error of one tool.
    case otherError
    /// Another slip with one tool.
    case otherSlip
    /// One slip with another tool.
    case otherPlace
    /// One error of another tool of the same agent.
    case otherTool
    /// Another failure, in traces that are much alike.
    case otherFailure
  }

  /// In what another signature resembles this one; `nil` where no evidence tells what they share and what not.
  ///
  /// - Parameter areAlike: Whether the traces of both are much alike.
  package func resemblance(to other: Signature, areAlike: Bool) -> Resemblance? {
    guard [self, other].allSatisfy({ $0.isNamed && !$0.evidence.isRest(of: $0.support) }) else { return nil }
    let failures = [self, other].map { $0.evidence.namedErrors(of: $0.support).first }
    if let mine = failures[0], let theirs = failures[1] {
      return ofErrors(mine, theirs, other) ?? (areAlike ? .otherFailure : nil)
    }
    if failures[0] == nil, failures[1] == nil, let mine = namedTerm?.slip, let theirs = other.namedTerm?.slip
    {
      if mine.sign == theirs.sign, mine.tool != theirs.tool { return .otherPlace }
      if mine.sign != theirs.sign, let tool = mine.tool, tool == theirs.tool { return .otherSlip }
    }
    let areNamed = [(self, failures[0]), (other, failures[1])].allSatisfy { $1 != nil || $0.namedTerm != nil }
    return areAlike && areNamed && namedTerm != other.namedTerm ? .otherFailure : nil
  }

  private func ofErrors(
    _ mine: SignatureEvidence.ErrorCount, _ theirs: SignatureEvidence.ErrorCount, _ other: Signature
  ) -> Resemblance? {
    if !mine.tool.isEmpty, mine.tool == theirs.tool {
      guard mine.type == theirs.type else { return .otherError }
      let messages = [self, other].map { $0.evidence.templates.first?.name }
      return messages[0] != messages[1] && messages[1] != nil ? .otherMessage : nil
    }
    let agents = [self, other].map { $0.evidence.agents.first?.name }
    let isOfAgent = agents[0] != nil && agents[0] == agents[1]
    return mine.type == theirs.type && mine.type != .other && isOfAgent ? .otherTool : nil
  }
}

extension Term {
  /// The sign that a term tells, and the tool that it is about; `nil` for terms that are no sign.
  fileprivate var slip: (sign: WorkflowSign, tool: String?)? {
    switch self {
    case .sign(let sign, let tool): (sign, tool)
    case .lapse(let kind, let tool, let step):
      (kind.sign, kind == .leftOut || kind == .uncalled ? step : tool)
    default: nil
    }
  }
}
