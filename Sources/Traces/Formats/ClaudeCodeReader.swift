package import JSONBytes

/// Sessions of Claude Code, one line a record, joined by session.
///
/// An agent that a session sends out is a trace of its own, named after both, with the session as its thread: what
/// it is asked is not what the user asked. Results of tools ride on lines of the user; several lines of the assistant
/// may be one message. A summary of what was said, by which a full session goes on, says nothing new. What it prints
/// as `stream-json` is read as well: there the session is `session_id`, and the agent is known by the call that sent
/// it out. The format is its maker's own and may change: all that is known of it is in this file.
package struct ClaudeCodeReader: SpanReader {
  package let name = "claude-code"
  package let summary =
    "Claude Code sessions (~/.claude/projects/…jsonl): lines with `sessionId` and `message`"
  package let signs = [
    FormatSign([.uuid], objects: [.message], strings: [.type, .sessionId]),
    FormatSign([.sessionId], strings: [.type]), FormatSign([.leafUuid], strings: [.summary, .type]),
    FormatSign([.uuid, .parentUuid], strings: [.type]), FormatSign([.snapshot], strings: [.type]),
    FormatSign(objects: [.message], strings: [.type, .sessionID]),
    FormatSign([.subtype], strings: [.type, .sessionID]), FormatSign([.uuid], strings: [.type, .sessionID]),
  ]
  package let family = TraceFamily.claudeCode

  package init() {}

  package func identity(of document: inout JSONDocument) -> PartIdentity? {
    guard let key = key(in: &document) else { return .aside }
    return PartIdentity(
      key: key, id: document.name("uuid", of: document.root),
      updatedAt: document.time("timestamp", of: document.root))
  }

  /// The session's name; of a line of an agent that the session sent out, with the name of that agent.
  private func key(in document: inout JSONDocument) -> ByteRange? {
    let root = document.root
    guard let session = document.name("sessionId", of: root) ?? document.name("session_id", of: root) else {
      return nil
    }
    let isAside = document.field("isSidechain", of: root).map { document.kind($0) == .true } ?? false
    let agent =
      isAside ? document.name("agentId", of: root) : document.name("parent_tool_use_id", of: root)
    guard let agent else { return session }
    return document.add(
      Array(document.strings[session.indices]) + Array("/".utf8) + Array(document.strings[agent.indices]))
  }

  func read(_ document: inout JSONDocument, into table: inout SpanTable) {
    let root = document.root
    if table.id == nil { table.id = table.keep(key(in: &document), of: document) }
    if table.thread == nil {
      let session = document.text("sessionId", of: root) ?? document.text("session_id", of: root)
      table.thread = table.keep(session, of: document)
    }
    var span = TraceSpan()
    span.kind = .line
    span.start = document.time("timestamp", of: root)
    let isAside = ["isMeta", "isCompactSummary"].contains { (key: StaticString) in
      document.field(key, of: root).map { document.kind($0) == .true } ?? false
    }
    if let message = document.field("message", of: root), document.kind(message) == .object, !isAside {
      var scratch = Trace()
      var reading = ChatMessages(taking: &scratch)
      let type = document.text("type", of: root)
      let isAssistant = type.map { document.matches($0, "assistant") } ?? false
      reading.readMessage(message, outerRole: isAssistant ? .assistant : .user, of: &document)
      if !isAssistant { InjectedWords.takeFromUser(&reading, in: document) }
      span.output = table.keepMessages(of: reading.trace, in: document)
      if isAssistant { span.messageGroup = table.name(document.text("id", of: message), in: document) }
    }
    // The last line of what it prints says whether the run was broken off.
    if document.text("type", of: root).map({ document.matches($0, "result") }) ?? false {
      table.isAborted = document.field("is_error", of: root).map { document.kind($0) == .true } ?? false
    }
    table.add(span)
  }
}
