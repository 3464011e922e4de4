package import JSONBytes

/// Messages by themselves, one a record, as tables of chat programs and scripts hold them.
///
/// Rows that name a conversation are joined to it, in whatever files they stand; without a name each file is a
/// conversation. Rows go by their times, and where they have none by the order of the file.
package struct MessageRowsReader: SpanReader {
  package let name = "messages"
  package let summary =
    "messages by themselves (`role`, `content`), joined by `conversation_id` and the like, or by file"
  package let signs = [
    FormatSign(strings: [.role]), FormatSign(arrays: [.parts]), FormatSign([.stepNumber]),
    FormatSign(strings: [.task]),
  ]
  package let family = TraceFamily.messages

  package init() {}

  /// The word `role` stands for many things: in a message it names who speaks, and there is something said.
  package func confirms(_ document: JSONDocument) -> Bool {
    let root = document.root
    if FrameworkMessage.isOne(root, in: document) { return true }
    guard let role = document.text("role", of: root), Role.isWord(role, in: document) else { return false }
    return ["content", "tool_calls", "parts"].contains { document.field($0, of: root) != nil }
  }

  package func identity(of document: inout JSONDocument) -> PartIdentity? {
    let root = document.root
    let key = conversation(in: &document)
    var id = document.name("message_id", of: root) ?? document.name("messageId", of: root)
    // The same words at the same time are the same message; without a time they may have been said twice.
    if id == nil, key != nil, time(in: document) != nil { id = document.textOrJSON(root) }
    return PartIdentity(key: key, id: id)
  }

  private func time(in document: JSONDocument) -> Double? {
    let fields: [StaticString] = ["timestamp", "created_at", "createdAt", "time"]
    return fields.lazy.compactMap { document.time($0, of: document.root) }.first
  }

  /// What the field that names the conversation may be called.
  package static let conversationFields: [StaticString] = [
    "conversation_id", "conversationId", "session_id", "sessionId", "thread_id", "threadId", "trace_id",
    "traceId",
    "chat_id", "chatId", "dialogue_id",
  ]

  private func conversation(in document: inout JSONDocument) -> ByteRange? {
    for field in Self.conversationFields {
      if let name = document.name(field, of: document.root) { return name }
    }
    return nil
  }

  func read(_ document: inout JSONDocument, into table: inout SpanTable) {
    let root = document.root
    if table.id == nil { table.id = table.keep(conversation(in: &document), of: document) }
    var span = TraceSpan()
    span.kind = .line
    span.start = time(in: document)
    var scratch = Trace()
    var reading = ChatMessages(taking: &scratch)
    reading.readMessage(root, outerRole: .user, of: &document)
    span.output = table.keepMessages(of: reading.trace, in: document)
    table.add(span)
  }
}
