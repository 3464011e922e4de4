internal import Features

/// Says in a clause what a term means: what happens in a trace that has it.
struct TermWording: Sendable {
  /// How the name of a tool is written.
  let tool: @Sendable (String) -> String

  /// How words from a trace are written.
  let quote: @Sendable (String) -> String

  /// For files that programs read.
  static let plain = TermWording(tool: { $0 }, quote: { "“\($0)”" })

  /// For cells of Markdown tables, where texts beyond what a reader takes in are cut.
  static let cell = TermWording(
    tool: { Markdown.code(Excerpt.middle(of: $0, limit: toolLimit), isCell: true) },
    quote: { "“\(Markdown.cell(Excerpt.start(of: VisibleText.singleLine($0), limit: quoteLimit)))”" })

  static let toolLimit = 60
  private static let quoteLimit = 120

  /// What happens in a trace that has the term.
  func clause(for term: Term) -> String {
    switch term {
    case .words(.request, let words): "the user's request says \(quote(words))"
    case .words(.protest, let words): "the user says later on \(quote(words))"
    case .words(_, let words): "the assistant says \(quote(words))"
    case .tool(let name): "\(tool(name)) is called"
    case .step(let from, let to): "\(tool(to)) is called right after \(tool(from))"
    case .sign(let sign, let name): clause(for: sign, name.map(tool))
    case .error(let name, let type, let template):
      "\(name.map(tool) ?? "a tool") fails\(type.map { " with \($0.phrase)" } ?? "")"
        + (template.map { ": \(quote($0))" } ?? "")
    }
  }

  private func clause(for sign: WorkflowSign, _ tool: String?) -> String {
    switch sign {
    case .noToolCall: "no tool is called"
    case .promiseWithoutCall: "the assistant says that it is done, but called no tool"
    case .promiseAfterReadsOnly: "the assistant says that it is done, but only looked things up"
    case .repeatedCall: "\(tool ?? "a tool") is called with the same arguments three times or more"
    case .manyCalls: "\(tool ?? "a tool") is called five times or more"
    case .repeatedReply: "the assistant says the same thing twice or more"
    case .endsWithUser: "it ends with the user's words, unanswered"
    case .endsWithTool: "it ends with the result of \(tool ?? "a tool"); no answer follows"
    case .endsWithCall: "it ends with a call of \(tool ?? "a tool"); neither result nor answer follows"
    case .emptyAnswer: "the assistant's last answer is empty"
    case .unansweredCall: "a call of \(tool ?? "a tool") never gets a result"
    case .handOff: "the user is handed off\(tool.map { " with \($0)" } ?? "")"
    case .immediateHandOff:
      "the user is handed off\(tool.map { " with \($0)" } ?? "") before any other tool is called"
    case .emptyResult: "\(tool ?? "a search") comes back empty"
    case .lastTool: "the last tool called is \(tool ?? "without a name")"
    case .firstTool: "the first tool called is \(tool ?? "without a name")"
    case .otherLanguage: "the last answer is in another language than the user's"
    case .protest: "the user protests"
    case .repeatedRequest: "the user says the same thing twice or more"
    case .gaveUpAfterError: "\(tool ?? "the last tool") fails, and the assistant stops there"
    case .refusal: "the assistant refuses or says that it is unable to help"
    case .endsWithQuestion: "the assistant's last turn asks a question"
    case .cutOffAnswer: "the last answer breaks off in the middle of a sentence"
    }
  }
}

extension Term {
  /// The word for the kind of a term in files that programs read.
  var kind: String {
    switch self {
    case .words(.request, _): "request"
    case .words(.protest, _): "protest"
    case .words: "reply"
    case .tool: "tool"
    case .step: "step"
    case .sign: "workflow"
    case .error: "error"
    }
  }
}
