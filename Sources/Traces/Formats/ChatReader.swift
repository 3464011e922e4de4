package import JSONBytes

/// Chat JSONL in the OpenAI shape: an object with `messages`.
package struct ChatReader: TraceReader {
  package let name = "chat"
  package let summary = "OpenAI chat: one object with `messages` a line, or an array of them"
  package let signs = [FormatSign(arrays: [.messages])]

  package init() {}

  package func read(_ document: inout JSONDocument, outcomes: OutcomeRule, into trace: inout Trace) {
    let record = ChatRecord(document)
    trace.outcome = outcomes.outcome(in: document) ?? record.outcome ?? .unknown
    trace.startedAt = record.startedAt.flatMap { Timestamp.seconds(of: $0, in: document) }
    trace.id = record.id.flatMap { document.textOrNumber($0) }
    trace.agent = record.agent.flatMap { document.textOrNumber($0) }
    trace.thread = record.thread.flatMap { document.textOrNumber($0) }
    if let messages = record.messages {
      var reading = ChatMessages(taking: &trace)
      reading.read(messages, of: &document)
      trace = reading.trace
    }
    document.moveText(to: &trace)
  }
}

/// The fields of a chat record, found in one pass.
private struct ChatRecord {
  var id: JSONNode?
  var messages: JSONNode?
  var startedAt: JSONNode?
  var agent: JSONNode?
  var thread: JSONNode?
  var outcome: Outcome?

  init(_ document: JSONDocument) {
    var (id, messages, startedAt): (JSONNode?, JSONNode?, JSONNode?)
    var (agent, thread): (JSONNode?, JSONNode?)
    var outcome: JSONNode?
    document.forEachField(of: document.root) { key, value in
      if document.matches(key, "messages") {
        messages = value
      } else if document.matches(key, "id") || (id == nil && document.matches(key, "trace_id")) {
        id = value
      } else if document.matches(key, "started_at")
        || (startedAt == nil && document.matches(key, "timestamp"))
      {
        startedAt = value
      } else if document.matches(key, "agent") {
        agent = value
      } else if document.matches(key, "thread_id") {
        thread = value
      } else if document.matches(key, "outcome") {
        outcome = value
      }
    }
    (self.id, self.messages, self.startedAt, self.agent, self.thread) = (
      id, messages, startedAt, agent, thread
    )
    self.outcome = outcome.map { OutcomeRule.outcome(of: $0, in: document) }
  }
}
