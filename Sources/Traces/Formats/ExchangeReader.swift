package import JSONBytes

/// What was asked of a model and what it answered, in one record: an object of OpenAI's Responses, a request beside its
/// response, or a line of the output of a batch, which has the answer alone.
package struct ExchangeReader: TraceReader {
  package let name = "exchange"
  package let summary =
    "what a model was asked and answered: OpenAI Responses objects, `request` with `response`, the output of batches"
  package let signs = [
    FormatSign([.response], objects: [.request]), FormatSign([.customID, .response]),
    FormatSign([.customID], objects: [.result]), FormatSign(arrays: [.output], strings: [.object]),
    FormatSign(arrays: [.choices], strings: [.object]),
  ]

  package init() {}

  /// The words `request` and `object` stand for many things; a model is asked something, and answers in known words.
  package func confirms(_ document: JSONDocument) -> Bool {
    let root = document.root
    if document.field("custom_id", of: root) != nil { return true }
    if let request = document.field("request", of: root) {
      return Exchange.questions.contains { key in
        document.field(key, of: document.body(of: request)).map { node in
          document.kind(node) == .array || document.kind(node) == .string
        } ?? false
      }
    }
    guard let object = document.text("object", of: root) else { return false }
    return document.matches(object, "response") || document.matches(object, "chat.completion")
  }

  package func read(_ document: inout JSONDocument, outcomes: OutcomeRule, into trace: inout Trace) {
    let exchange = Exchange(document)
    readFacts(of: exchange, &document, outcomes, into: &trace)
    let words = exchange.failure(in: &document)
    if exchange.hasFailed(in: document), trace.outcome == .unknown {
      (trace.outcome, trace.outcomeSource) = (.failure, .code)
    }
    var reading = ChatMessages(taking: &trace)
    if let told = exchange.instructions { reading.readInstructions(told, of: &document) }
    var question = MessageFinding(role: .user, behind: reading)
    if let asked = exchange.asked { question.find(in: asked, of: &document, depth: 1) }
    var answer = MessageFinding(role: .assistant, behind: question.reading)
    let turnCount = answer.reading.trace.turns.count
    if let answered = exchange.answered { answer.find(in: answered, of: &document, depth: 1) }
    trace = answer.reading.trace
    if trace.turns.count == turnCount, let words {
      trace.turns.append(Turn(role: .assistant, text: words))
    }
    document.moveText(to: &trace)
  }

  private func readFacts(
    of exchange: Exchange, _ document: inout JSONDocument, _ outcomes: OutcomeRule, into trace: inout Trace
  ) {
    let root = document.root
    let ids: [StaticString] = ["custom_id", "trace_id", "id"]
    let threads: [StaticString] = ["thread_id", "session_id", "conversation_id"]
    let times: [StaticString] = ["started_at", "timestamp", "created_at", "created"]
    for key in ids where trace.id == nil { trace.id = document.name(key, of: root) }
    if trace.id == nil { trace.id = document.name("id", of: exchange.body) }
    for key in threads where trace.thread == nil { trace.thread = document.name(key, of: root) }
    trace.agent = document.name("agent", of: root)
    for node in [root, exchange.body] {
      for key in times where trace.startedAt == nil { trace.startedAt = document.time(key, of: node) }
    }
    trace.outcome =
      outcomes.outcome(in: document)
      ?? document.field("outcome", of: root).map { OutcomeRule.outcome(of: $0, in: document) } ?? .unknown
  }
}

/// The parts of a record with a question to a model and its answer.
private struct Exchange {
  /// What holds what the model was asked; `nil` where that is not in the record.
  private(set) var asked: JSONNode?

  /// What it was told beside that; where a request is in the record, it stands there.
  private(set) var instructions: JSONNode?

  /// What holds what it answered.
  private(set) var answered: JSONNode?

  /// The answer as the model's service gave it, with what it says of it.
  private(set) var body: JSONNode

  /// The objects that may say that there was an error, the outermost first.
  private var layers: [JSONNode]

  /// What holds messages in a request.
  static let questions: [StaticString] = ["messages", "contents", "input", "prompt"]

  init(_ document: JSONDocument) {
    let root = document.root
    (body, layers) = (root, [root])
    if let outer = document.field("response", of: root) ?? document.field("result", of: root) {
      body = document.body(of: outer)
      // A batch of Anthropic's has the answer in the `message` of the result.
      if let message = document.field("message", of: body), document.kind(message) == .object {
        body = message
      }
      answered = body
      layers += [outer, body]
      asked =
        document.field("request", of: root).map { document.body(of: $0) } ?? document.field("input", of: root)
    } else {
      instructions = document.field("instructions", of: root)
      asked = document.field("input", of: root)
      answered = document.field("output", of: root) ?? document.field("choices", of: root)
    }
  }

  /// Whether it is said that there was an error: by a field, by the status of HTTP or of the response.
  func hasFailed(in document: JSONDocument) -> Bool {
    if error(in: document) != nil { return true }
    return layers.contains { layer in
      for key: StaticString in ["status_code", "status", "type"] {
        guard let value = document.field(key, of: layer) else { continue }
        if document.number(value).map({ $0 >= 400 }) ?? false { return true }
        guard let word = document.text(value) else { continue }
        if document.matches(word, "failed") || document.matches(word, "errored") { return true }
      }
      return false
    }
  }

  /// What is said of an error.
  func failure(in document: inout JSONDocument) -> ByteRange? {
    guard var node = error(in: document) else { return nil }
    // An error may stand in another that says only that there is one.
    while let inner = document.field("error", of: node), document.kind(inner) == .object { node = inner }
    return document.text("message", of: node) ?? document.textOrJSON(node)
  }

  private func error(in document: JSONDocument) -> JSONNode? {
    layers.lazy.compactMap { document.field("error", of: $0) }.first { node in
      document.text(node).map { !$0.isEmpty } ?? (document.kind(node) == .object)
    }
  }
}

extension JSONDocument {
  /// The body of a request or response of HTTP; what is none is a body itself.
  fileprivate func body(of node: JSONNode) -> JSONNode {
    guard let body = field("body", of: node), kind(body) == .object else { return node }
    return body
  }
}
