package import JSONBytes

/// Sessions of Google's Agent Development Kit: one object with `events`, each with an author and what it said in parts.
///
/// A part of an answer that was sent before the whole (`partial`) is said again by the event behind it.
package struct ADKSessionReader: TraceReader {
  package let name = "adk"
  package let summary = "sessions of the Agent Development Kit: `events` with `author` and `content`"
  package let signs = [FormatSign(arrays: [.events])]

  package init() {}

  /// The word `events` stands for many things; those of a session have an author, and the first that says anything has
  /// parts.
  package func confirms(_ document: JSONDocument) -> Bool {
    let events = document.elements("events", of: document.root)
    let said = events.lazy.compactMap { document.field("content", of: $0) }
    return events.allSatisfy { document.text("author", of: $0) != nil }
      && said.contains { document.field("parts", of: $0) != nil }
  }

  package func read(_ document: inout JSONDocument, outcomes: OutcomeRule, into trace: inout Trace) {
    let root = document.root
    trace.id = document.name("id", of: root)
    let events = document.elements("events", of: root)
    let authors = events.compactMap { document.text("author", of: $0) }
    trace.agent =
      authors.first { !document.matches($0, "user") } ?? document.text("app_name", of: root)
      ?? document.text("appName", of: root)
    trace.startedAt = events.first.flatMap { document.time("timestamp", of: $0) }
    trace.outcome = outcomes.outcome(in: document) ?? .unknown
    var reading = ChatMessages(taking: &trace)
    for event in events { readEvent(event, of: &document, into: &reading) }
    trace = reading.trace
    document.moveText(to: &trace)
  }

  private func readEvent(
    _ event: JSONNode, of document: inout JSONDocument, into reading: inout ChatMessages
  ) {
    let isPartial = document.field("partial", of: event).map { document.kind($0) == .true } ?? false
    guard !isPartial, let author = document.text("author", of: event) else { return }
    if let content = document.field("content", of: event), document.kind(content) == .object {
      reading.readMessage(
        content, outerRole: document.matches(author, "user") ? .user : .assistant, of: &document)
    } else if let words = document.text("error_message", of: event)
      ?? document.text("errorMessage", of: event)
    {
      _ = reading.addTurn(.assistant, text: words, speaker: author)
    }
  }
}
