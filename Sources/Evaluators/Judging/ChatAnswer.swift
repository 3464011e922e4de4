internal import JSONBytes

/// What a model answered, as the endpoint reported it.
package struct ChatAnswer: Sendable, Hashable {
  package var text: String

  /// What the endpoint gives apart as the model's reasoning; `nil` where it gives none.
  package var reasoning: String?

  /// The model that answered; `nil` where the endpoint does not say.
  package var model: String?

  /// The tokens of the question and of the answer; `nil` where the endpoint does not say.
  package var promptTokenCount: Int?
  package var answerTokenCount: Int?

  /// Why the answer ended: `stop`, `length` and others; `nil` where the endpoint does not say.
  package var finishReason: String?

  package init(
    text: String, reasoning: String? = nil, model: String? = nil, promptTokenCount: Int? = nil,
    answerTokenCount: Int? = nil, finishReason: String? = nil
  ) {
    (self.text, self.reasoning, self.model) = (text, reasoning, model)
    (self.promptTokenCount, self.answerTokenCount) = (promptTokenCount, answerTokenCount)
    self.finishReason = finishReason
  }

  /// Reads the body of a chat completion.
  ///
  /// - Throws: `ChatAnswerError` for a body that is none.
  package init(body: [UInt8]) throws(ChatAnswerError) {
    let document: JSONDocument
    do {
      document = try JSONParser().parse(body)
    } catch {
      throw .notJSON(error.reason)
    }
    let root = document.root
    guard document.kind(root) == .object else { throw .noChoices }
    guard let choice = document.field("choices", of: root).flatMap({ document.firstElement(of: $0) }),
      let message = document.field("message", of: choice), document.kind(message) == .object
    else { throw .noChoices }
    let content = document.field("content", of: message)
    let refusal = document.words("refusal", of: message)
    guard content != nil || refusal != nil else { throw .noChoices }
    // A database would end the text at a zero.
    let spoken = content.flatMap { document.spokenText(of: $0) } ?? refusal ?? ""
    text = spoken.replacing("\0", with: "\u{FFFD}")
    reasoning = document.words("reasoning_content", of: message) ?? document.words("reasoning", of: message)
    model = document.words("model", of: root)
    finishReason = document.words("finish_reason", of: choice)
    if let usage = document.field("usage", of: root) {
      promptTokenCount = document.count("prompt_tokens", of: usage)
      answerTokenCount = document.count("completion_tokens", of: usage)
    }
  }
}

/// Why a body is no chat completion.
package enum ChatAnswerError: Error, Sendable, Hashable {
  case notJSON(String)
  case noChoices

  package var reason: String {
    switch self {
    case .notJSON(let detail): "the reply is no JSON: \(detail)"
    case .noChoices: "the reply is no chat completion: it has no choices with a message"
    }
  }
}

extension JSONDocument {
  fileprivate func firstElement(of node: JSONNode) -> JSONNode? {
    var first: JSONNode?
    forEachElement(of: node) { if first == nil { first = $0 } }
    return first
  }

  /// The text of a field that is a string and not empty.
  fileprivate func words(_ name: StaticString, of node: JSONNode) -> String? {
    field(name, of: node).flatMap { text($0) }.map { string($0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  fileprivate func count(_ name: StaticString, of node: JSONNode) -> Int? {
    field(name, of: node).flatMap { number($0) }.flatMap { $0 >= 0 && $0 < 1e12 ? Int($0) : nil }
  }

  /// The text of a message: a string, or the text parts of an array.
  fileprivate func spokenText(of node: JSONNode) -> String? {
    if let range = text(node) { return string(range) }
    var parts: [String] = []
    forEachElement(of: node) { part in
      if let range = text(part) { parts.append(string(range)) }
      if let part = words("text", of: part) { parts.append(part) }
    }
    return parts.isEmpty ? nil : parts.joined()
  }
}
