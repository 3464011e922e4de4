internal import Features

/// Names of tool errors.
extension SignatureNaming {
  /// What a tool error that clearly more than half of the traces share says; `nil` where there is none.
  func errorName(_ evidence: SignatureEvidence, support: Int) -> String? {
    let needed = Int((Double(support) * Self.commonShare).rounded(.up))
    let errors = evidence.tellingErrors
    guard let top = errors.first else { return nil }
    let step = evidence.isStepUsual ? "" : evidence.step.map { " after \($0)" } ?? ""
    let count = { (count: Int) in
      Double(count) >= Self.clearShare * Double(support) ? "" : " in \(count) of \(support)"
    }
    if top.count >= max(1, needed) {
      if let other = evidence.counterpart(of: top, support: support) {
        return said(evidence, of: top, "", beside: other.tool)
      }
      return said(evidence, of: top, step + count(top.count))
    }
    let sameTool = errors.filter { $0.tool == top.tool }
    if sameTool.reduce(0, { $0 + $1.count }) >= max(1, needed) {
      let failing = "\(shown(top.tool)) fails"
      return withExample(
        (Self.either(sameTool, support: support).map { "\(failing) with \($0)" }
          ?? "\(failing) in several ways")
          + step, shortly: failing + step, evidence)
    }
    let byType = Dictionary(grouping: errors, by: \.type).mapValues {
      $0.reduce(0) { $0 + $1.count }
    }
    guard let type = byType.filter({ $0.value >= max(1, needed) }).keys.min(by: { $0.rawValue < $1.rawValue })
    else { return nil }
    let found = errors.filter { $0.type == type }.prefix(2)
    guard found.count > 1, found[1].count * SignatureEvidence.besideCount >= found[0].count else {
      return failing(found[0].tool, type, evidence) + step + count(found[0].count)
    }
    let tools = found.map { shown($0.tool) }
    return "\(tools.joined(separator: " and ")) fail with \(ErrorWording.name(type))"
  }

  /// The two commonest types of a tool's errors as alternatives, one that is of no type last; `nil` where they are not
  /// those of clearly more than half of the traces.
  private static func either(_ errors: [SignatureEvidence.ErrorCount], support: Int) -> String? {
    let named = errors.prefix(2)
    guard Double(named.reduce(0) { $0 + $1.count }) >= clearShare * Double(support) else { return nil }
    let types = named.map(\.type)
    let known = types.filter { $0 != .other }.map(ErrorWording.name)
    guard known.count < types.count else { return known.joined(separator: " or ") }
    return (known + [known.isEmpty ? ErrorWording.name(.other) : "another error"]).joined(separator: " or ")
  }

  /// Clearly more than half.
  private static let clearShare = 0.6

  func failing(
    _ tool: String, _ type: ErrorType, _ evidence: SignatureEvidence, beside other: String? = nil
  ) -> String {
    if type == .unknownTool { return "a tool that does not exist is called" }
    let kind = evidence.kind.flatMap { $0.type == type ? " (\($0.name))" : nil } ?? ""
    return "\(subject(tool, beside: other)) with \(ErrorWording.name(type))\(kind)"
  }

  private func subject(_ tool: String, beside other: String?) -> String {
    other.map { "\(shown(tool)) and \(shown($0)) fail" } ?? "\(shown(tool)) fails"
  }

  /// An error with what its messages say, as far as there is room: what four in five say, or an example where the type
  /// does not tell what is the matter.
  private func said(
    _ evidence: SignatureEvidence, of error: SignatureEvidence.ErrorCount, _ step: String,
    beside other: String? = nil
  ) -> String {
    if other == nil, let answered = answered(evidence, error, step) { return answered }
    let plain = failing(error.tool, error.type, evidence, beside: other) + step
    guard let message = evidence.message, evidence.kind?.type != error.type,
      message.isCommon ? !Self.isPlain(error.type) : Self.isOpen(error.type)
    else { return plain }
    let text = Self.readable(message.text)
    guard Self.saysSomething(text) else { return plain }
    let untyped = subject(error.tool, beside: other) + step
    let leads =
      message.isCommon
      ? [error.type == .other ? untyped : plain, untyped].map { $0 + ": " } : ["\(plain), such as "]
    // What is said tells more than the type of it.
    guard
      let lead = leads.first(where: {
        Self.messageWidth - $0.count >= min(text.count, Self.leastMessageWidth)
      })
    else { return plain }
    return "\(lead)“\(Self.cut(text, Self.messageWidth - lead.count))”"
  }

  /// What a tool answers that no rule knows for an error, and hardly a success hears: what it means is not known.
  private func answered(
    _ evidence: SignatureEvidence, _ error: SignatureEvidence.ErrorCount, _ step: String
  ) -> String? {
    // Of a type that says what is the matter nothing is to be quoted.
    guard evidence.isErrorAnAnswer, !Self.isPlain(error.type), let message = evidence.message else {
      return nil
    }
    let text = Self.readable(message.text)
    guard Self.saysSomething(text) else { return nil }
    let lead = "\(shown(error.tool)) answers \(message.isCommon ? "" : "things like ")"
    let room = max(Self.leastMessageWidth, Self.messageWidth - lead.count - step.count)
    return "\(lead)“\(Self.cut(text, room))”\(step)"
  }

  /// Whether a type says what is the matter, so that the message says it again.
  private static func isPlain(_ type: ErrorType) -> Bool {
    [.notFound, .timeout, .rateLimit, .quota, .network, .unavailable, .cancelled].contains(type)
  }

  /// Whether a type says only that a call was refused or went wrong, so that the message is the point.
  private static func isOpen(_ type: ErrorType) -> Bool {
    [.other, .precondition, .validation, .conflict, .code, .unsupported].contains(type)
  }

  /// A text of at most so many characters, cut between words.
  static func cut(_ text: String, _ limit: Int) -> String {
    guard text.count > limit else { return text }
    let kept = text.prefix(limit - 2)
    let end = kept.lastIndex(of: " ") ?? kept.endIndex
    return kept[..<end] + (kept[..<end].hasSuffix("…") ? "" : " …")
  }

  /// The most characters of a name with a message, and the fewest that say something of it.
  static let messageWidth = 108
  static let leastMessageWidth = 30

  func shown(_ tool: String) -> String { tool.isEmpty ? "a tool" : tool }
}
