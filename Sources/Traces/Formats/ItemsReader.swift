package import JSONBytes

/// What was handed to a model in OpenAI's Responses shape, without its response: an object whose `input` is a list of
/// messages and items.
///
/// With what the assistant said or called before, it is a conversation as far as it goes; with the words of users
/// alone it is a question.
package struct ItemsReader: TraceReader {
  package let name = "exchange"
  package let summary = "what a model was handed: `input`, a list of messages, calls and their results"
  package let signs = [FormatSign(arrays: [.input])]

  package init() {}

  package func confirms(_ document: JSONDocument) -> Bool {
    Self.holdsMessages(document) && !Self.isQuestion(document)
  }

  /// Whether a record is what users and programs told a model, and nothing of the model's.
  static func isQuestion(_ document: JSONDocument) -> Bool {
    holdsMessages(document)
      && document.elements("input", of: document.root).allSatisfy { isAsked($0, in: document) }
      && answers.allSatisfy { key in
        document.field(key, of: document.root).map { document.kind($0) == .null } ?? true
      }
  }

  private static let answers: [StaticString] = ["output", "response", "result", "choices"]

  private static func holdsMessages(_ document: JSONDocument) -> Bool {
    let items = document.elements("input", of: document.root)
    return !items.isEmpty && items.allSatisfy { ChatReader.isMessage($0, in: document) }
  }

  private static func isAsked(_ node: JSONNode, in document: JSONDocument) -> Bool {
    let role = (document.text("role", of: node) ?? document.text("from", of: node)).flatMap {
      Role($0, in: document)
    }
    return role == .user || role == .system
  }

  package func read(_ document: inout JSONDocument, outcomes: OutcomeRule, into trace: inout Trace) {
    ExchangeReader().read(&document, outcomes: outcomes, into: &trace)
  }
}
