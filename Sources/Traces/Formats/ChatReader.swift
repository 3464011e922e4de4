package import JSONBytes

/// Chat JSONL in the OpenAI shape: an object with `messages`; in Google's, with `contents`; in ShareGPT's, with
/// `conversations`, `conversation` or `turns`; or a list of messages a line.
package struct ChatReader: TraceReader {
  package let name = "chat"
  package let summary =
    "OpenAI chat: one object with `messages` (of Google: `contents`, ShareGPT: `conversations`, or `conversation`, `turns`) a line, or an array of them"
  package let signs = [
    FormatSign(arrays: [.messages]), FormatSign(arrays: [.contents]), FormatSign(arrays: [.conversations]),
    FormatSign(arrays: [.conversation]),
  ]

  package init() {}

  /// The word `contents` stands for many things; those of Google's messages have parts.
  package func confirms(_ document: JSONDocument) -> Bool {
    guard document.field("messages", of: document.root) == nil else { return true }
    for key: StaticString in ["conversations", "conversation", "turns"] {
      let turns = document.elements(key, of: document.root)
      if !turns.isEmpty, turns.allSatisfy({ Self.isMessage($0, in: document) }) { return true }
    }
    let contents = document.elements("contents", of: document.root)
    return !contents.isEmpty && contents.allSatisfy { document.field("parts", of: $0) != nil }
  }

  /// Whether a record is a list of messages, and so a chat without a name.
  static func isConversation(_ document: JSONDocument) -> Bool {
    guard document.kind(document.root) == .array else { return false }
    let elements = document.elements(of: document.root)
    return !elements.isEmpty && elements.allSatisfy { isMessage($0, in: document) }
  }

  static func isMessage(_ node: JSONNode, in document: JSONDocument) -> Bool {
    guard let word = document.text("role", of: node) ?? document.text("from", of: node) else {
      return FrameworkMessage.isOne(node, in: document) || ResponseItem.isOne(node, in: document)
    }
    return Role.isWord(word, in: document) || SpokenCall.isOne(word, in: document)
  }

  /// Reads a list of messages.
  func read(list document: inout JSONDocument, into trace: inout Trace) {
    var reading = ChatMessages(taking: &trace)
    reading.read(document.root, of: &document)
    trace = reading.trace
    document.moveText(to: &trace)
  }

  package func read(_ document: inout JSONDocument, outcomes: OutcomeRule, into trace: inout Trace) {
    let record = ChatRecord(document)
    trace.outcome = outcomes.outcome(in: document) ?? record.outcome ?? .unknown
    trace.startedAt = record.startSeconds(in: document)
    trace.id = record.id.flatMap { document.textOrNumber($0) }
    trace.agent = record.agent.flatMap { document.textOrNumber($0) }
    trace.thread = record.thread.flatMap { document.textOrNumber($0) }
    if let messages = record.messages {
      var reading = ChatMessages(taking: &trace)
      if let instructions = record.instructions(in: document) {
        reading.readInstructions(instructions, of: &document)
      }
      reading.read(messages, of: &document)
      if let answer = record.answer, let last = reading.trace.turns.last, last.role != .assistant {
        // A log of calls has what was asked and what was answered beside each other.
        var finding = MessageFinding(role: .assistant, behind: reading)
        finding.find(in: answer, of: &document, depth: 1)
        reading = finding.reading
      }
      trace = reading.trace
    }
    document.moveText(to: &trace)
  }
}

/// The fields of a chat record, found in one pass.
private struct ChatRecord {
  var id: JSONNode?
  var messages: JSONNode?
  var agent: JSONNode?
  var thread: JSONNode?

  /// What the model answered, where that stands beside the messages.
  var answer: JSONNode?
  var outcome: Outcome?
  private var system: JSONNode?
  private var startedAt: JSONNode?
  private var timestamp: JSONNode?
  private var createdAt: JSONNode?

  /// When it began, or else when it was noted: the first that is a time.
  func startSeconds(in document: JSONDocument) -> Double? {
    func seconds(_ node: JSONNode?) -> Double? { node.flatMap { Timestamp.seconds(of: $0, in: document) } }
    return seconds(startedAt) ?? seconds(timestamp) ?? seconds(createdAt)
  }

  /// What the model is told beside the messages, as Anthropic and Google write it: parts, or a text of several words,
  /// since one word is the name of a system.
  func instructions(in document: JSONDocument) -> JSONNode? {
    guard let system, let text = document.text(system) else { return system }
    return document.strings[text.indices].contains(UInt8(ascii: " ")) ? system : nil
  }

  init(_ document: JSONDocument) {
    var (id, messages, startedAt, system): (JSONNode?, JSONNode?, JSONNode?, JSONNode?)
    var (agent, thread, answer): (JSONNode?, JSONNode?, JSONNode?)
    var (timestamp, createdAt): (JSONNode?, JSONNode?)
    var outcome: JSONNode?
    document.forEachField(of: document.root) { key, value in
      if document.matches(key, "messages")
        || (messages == nil && (document.matches(key, "contents") || document.matches(key, "conversations")))
      {
        messages = value
      } else if document.matches(key, "id") || (id == nil && document.matches(key, "trace_id")) {
        id = value
      } else if document.matches(key, "started_at") || document.matches(key, "start_time") {
        startedAt = value
      } else if document.matches(key, "timestamp") {
        timestamp = value
      } else if document.matches(key, "created_at") || document.matches(key, "createdAt")
        || document.matches(key, "created")
      {
        createdAt = value
      } else if document.matches(key, "agent") {
        agent = value
      } else if document.matches(key, "thread_id") {
        thread = value
      } else if document.matches(key, "outcome") {
        outcome = value
      } else if document.matches(key, "response") || document.matches(key, "choices") {
        answer = value
      } else if document.matches(key, "system") || document.matches(key, "systemInstruction")
        || document.matches(key, "system_instruction")
      {
        system = value
      }
    }
    if messages == nil,
      let conversation = document.field("conversation", of: document.root)
        ?? document.field("turns", of: document.root)
    {
      messages = conversation
      id = id ?? document.field("conversation_id", of: document.root)
    }
    (self.id, self.messages, self.agent, self.thread) = (id, messages, agent, thread)
    (self.startedAt, self.timestamp, self.createdAt) = (startedAt, timestamp, createdAt)
    (self.system, self.answer) = (system, answer)
    self.outcome = outcome.map { OutcomeRule.outcome(of: $0, in: document) }
  }
}
