import Features

/// Names of errors that calls were made again for, or that are of several types.
extension SignatureNaming {
  /// What failed, where a sign tells that a call was made again because it had failed: to try again is no way of failing.
  func retried(_ evidence: SignatureEvidence, at term: Term, support: Int) -> String? {
    guard case .sign(.repeatedCall, let tool?) = term, let (error, message) = evidence.retried,
      error.tool == tool
    else { return nil }
    let count = error.count * 5 >= support * 4 ? "" : " in \(error.count) of \(support)"
    let again = evidence.times(of: .repeatedCall, tool: tool).map { ", called \($0)" } ?? ""
    let text = message.map { Self.readable($0.text) } ?? ""
    let said = Self.saysSomething(text) ? ", such as “\(Self.cut(text, Self.leastMessageWidth * 2))”" : ""
    return "\(shown(tool)) fails with \(ErrorWording.name(error.type))\(count)\(again)\(said)"
  }

  /// What fails, with an example of what is said where there is room for it.
  func withExample(_ plain: String, shortly: String, _ evidence: SignatureEvidence) -> String {
    guard let text = evidence.message.map({ Self.readable($0.text) }), Self.saysSomething(text),
      let lead = [plain, shortly].map({ $0 + ", such as " }).first(where: {
        Self.messageWidth - $0.count >= min(text.count, Self.leastMessageWidth)
      })
    else { return plain }
    return "\(lead)“\(Self.cut(text, Self.messageWidth - lead.count))”"
  }
}
