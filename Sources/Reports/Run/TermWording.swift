internal import Features
internal import Signatures

/// Says in a clause what a term means: what happens in a trace that has it.
struct TermWording: Sendable {
  /// How the name of a tool is written.
  let tool: @Sendable (String) -> String

  /// How words from a trace are written.
  let quote: @Sendable (String) -> String

  /// For files that programs read.
  static let plain = TermWording(tool: { $0.isEmpty ? unnamed : $0 }, quote: { "“\($0)”" })

  /// For cells of Markdown tables, where texts beyond what a reader takes in are cut.
  static let cell = TermWording(
    tool: { $0.isEmpty ? unnamed : Markdown.code(Excerpt.middle(of: $0, limit: toolLimit), isCell: true) },
    quote: { "“\(Markdown.cell(Excerpt.start(of: VisibleText.singleLine($0), limit: quoteLimit)))”" })

  static let toolLimit = 60

  /// What a tool is called whose name the record does not show.
  private static let unnamed = "a tool"
  private static let quoteLimit = 120

  /// What happens in a trace that has the terms, which are one or words of one block.
  func clause(for terms: [Term]) -> String {
    guard let first = terms.first, terms.count > 1 else { return terms.first.map(clause) ?? "" }
    let rest = terms.dropFirst().compactMap { term in
      switch term {
      case .words(_, let words), .answer(_, let words), .argument(_, let words): quote(words)
      default: nil
      }
    }
    return ([clause(for: first)] + rest).joined(separator: ", ")
  }

  /// What happens in a trace that has the term.
  func clause(for term: Term) -> String {
    switch term {
    case .words(.request, let words): "the user's request says \(quote(words))"
    case .words(.protest, let words): "the user says later on \(quote(words))"
    case .words(_, let words): "the assistant says \(quote(words))"
    case .answer(let name, let words): "\(tool(name)) answers \(quote(words))"
    case .state(let name, let field, let value): "\(tool(name)) answers \(quote("\(field): \(value)"))"
    case .argument(let name, let words): "\(tool(name)) is given \(quote(words))"
    case .tool(let name): "\(tool(name)) is called"
    case .step(let from, let to): "\(tool(to)) is called right after \(tool(from))"
    case .sign(let sign, let name): SignWording.sentence(for: sign, tool: name.map(tool))
    case .lapse(let kind, let name, let step):
      SignWording.sentence(for: kind, tool: tool(name), step: self.step(step))
    case .error(let name, let type, let template):
      "\(name.map(tool) ?? Self.unnamed) fails\(type.map { " with \(self.name(of: $0))" } ?? "")"
        + (template.map { ": \(quote($0))" } ?? "")
    }
  }

  /// The name of a step, or the two names of a field that is given and the one it is taken from elsewhere.
  private func step(_ name: String) -> String {
    name.split(separator: Lapse.sourceSeparator).map { tool(String($0)) }.joined(
      separator: Lapse.sourceSeparator)
  }

  /// Beside “fails”, “fails with an error” would say the same.
  private func name(of type: ErrorType) -> String {
    type == .other ? "an unclassified error" : ErrorWording.name(type)
  }
}

extension Term {
  /// Of words, what they have in common with others that are told in one row: who says them; `nil` for other terms.
  var kindOfWords: String? {
    switch self {
    case .words: kind
    case .answer(let tool, _): "answer \(tool)"
    case .argument(let tool, _): "argument \(tool)"
    default: nil
    }
  }

  /// The words of a term that is some; `nil` for others.
  var said: String? {
    switch self {
    case .words(_, let words), .answer(_, let words), .argument(_, let words): words
    default: nil
    }
  }

  /// The term with other words; itself where it is none of words.
  func saying(_ words: String) -> Term {
    switch self {
    case .words(let block, _): .words(block, words)
    case .answer(let tool, _): .answer(tool: tool, words)
    case .argument(let tool, _): .argument(tool: tool, words)
    default: self
    }
  }

  /// The word for the kind of a term in files that programs read.
  var kind: String {
    switch self {
    case .words(.request, _): "request"
    case .words(.protest, _): "protest"
    case .words: "reply"
    case .answer: "answer"
    case .state: "state"
    case .argument: "argument"
    case .tool: "tool"
    case .step: "step"
    case .sign, .lapse: "workflow"
    case .error: "error"
    }
  }
}
