internal import JSONBytes

extension SpanTable {
  /// Keeps the messages in a value, in whatever form a tracing tool wrote it: a list of messages, an object
  /// with one, a list of choices or generations, a string that holds any of these, or a plain text.
  ///
  /// - Parameter role: Whose text it is where the value names no role.
  mutating func messages(in node: JSONNode, of document: inout JSONDocument, role: Role) -> [Int] {
    if var inner = self.document(within: node, of: document) {
      let found = writtenMessages(in: inner.root, of: &inner, role: role)
      if !found.isEmpty { return found }
    }
    let found = writtenMessages(in: node, of: &document, role: role)
    if !found.isEmpty { return found }
    guard document.kind(node) != .null, let text = document.textOrJSON(node), text.count > 0 else {
      return []
    }
    let isBlank = text.count == 2 && document.kind(node) != .string
    return isBlank ? [] : [keepMessage(role, text, in: document)]
  }

  private mutating func writtenMessages(
    in node: JSONNode, of document: inout JSONDocument, role: Role
  ) -> [Int] {
    // What goes into a model is repeated by the next call; what comes out is not, not by itself.
    let isRepeated = role == .user
    var finding = MessageFinding(role: role)
    if isRepeated { swap(&finding.histories, &histories) }
    finding.find(in: node, of: &document, depth: 0)
    if isRepeated { swap(&finding.histories, &histories) }
    if finding.reading.hasChangedHead {
      finding = MessageFinding(role: role)
      finding.find(in: node, of: &document, depth: 0)
    }
    return keepMessages(
      of: finding.reading, in: document, head: finding.head, list: isRepeated ? finding.wholeList : nil)
  }

  /// Keeps messages that may go on with a history, and remembers the list that they are.
  ///
  /// - Parameters:
  ///   - head: The place of the history that they go on with.
  ///   - list: The stretch of the tape with all of them, if it is a list of them.
  mutating func keepMessages(
    of reading: ChatMessages, in document: JSONDocument, head: Int?, list: Range<Int>?
  ) -> [Int] {
    var places = head.map { histories.places(of: $0) } ?? []
    places += keepMessages(of: reading.trace, in: document, isResumed: head != nil)
    if let list { histories.remember(list, of: document, reading, places: places, head: head) }
    return places
  }

  /// What went into a tool: the text of a value, without the wrappers that tracing tools put around it.
  mutating func arguments(_ node: JSONNode?, of document: inout JSONDocument) -> ByteRange? {
    guard let node, document.kind(node) != .null else { return nil }
    if var inner = self.document(within: node, of: document), let wrapped = inner.wrappedArguments(inner.root)
    {
      return arguments(wrapped, of: &inner)
    }
    if let wrapped = document.wrappedArguments(node) { return arguments(wrapped, of: &document) }
    return keep(document.textOrJSON(node), of: document)
  }

  /// What came out of a tool: its text, without wrappers; and what a message of LangChain says beside it.
  mutating func result(
    _ node: JSONNode?, of document: inout JSONDocument
  ) -> (text: ByteRange?, callID: ByteRange?, mark: ErrorMark?) {
    guard let node, document.kind(node) != .null else { return (nil, nil, nil) }
    if var inner = document.kind(node) == .string ? self.document(within: node, of: document) : nil,
      let wrapped = wrappedResult(inner.root, of: &inner)
    {
      return wrapped
    }
    if let wrapped = wrappedResult(node, of: &document) { return wrapped }
    guard let range = document.textOrJSON(node) else { return (nil, nil, nil) }
    return (copy(range, of: document), nil, nil)
  }

  private mutating func wrappedResult(
    _ node: JSONNode, of document: inout JSONDocument
  ) -> (text: ByteRange?, callID: ByteRange?, mark: ErrorMark?)? {
    if document.kind(node) == .array { return parts(node, mark: nil, of: &document) }
    guard document.kind(node) == .object else { return nil }
    if document.field("lc", of: node) != nil, let inner = document.field("kwargs", of: node) {
      return wrappedResult(inner, of: &document)
    }
    if let inner = document.field("data", of: node), document.field("content", of: inner) != nil {
      return wrappedResult(inner, of: &document)
    }
    let isMessage =
      document.field("tool_call_id", of: node) != nil
      || document.text("type", of: node).map { document.matches($0, "tool") } ?? false
    if isMessage, let content = document.field("content", of: node) {
      var scratch = Trace()
      var reading = ChatMessages(taking: &scratch)
      let turn = reading.addTurn(.tool)
      let text = reading.readContent(content, turn: turn, of: &document) ?? .empty
      return (
        copy(text, of: document), keep(document.text("tool_call_id", of: node), of: document),
        keep(ErrorMarkReading.mark(in: node, of: &document), of: document)
      )
    }
    if let output = document.field("output", of: node), document.field("metadata", of: node) != nil {
      // The result of a shell as coding agents write it.
      let mark = ErrorMarkReading.mark(in: node, of: &document)
      return (copy(document.textOrJSON(output) ?? .empty, of: document), nil, keep(mark, of: document))
    }
    if let output = document.field("output", of: node), document.field("kwargs", of: node) != nil {
      return result(output, of: &document)
    }
    if let documents = document.field("documents", of: node), document.kind(documents) == .array {
      let texts = document.elements(of: documents).map { document.content(ofDocument: $0) }
      if texts.isEmpty { return (keep("[]"), nil, nil) }
      if !texts.contains(nil), let text = document.joined(texts.compactMap(\.self)) {
        return (copy(text, of: document), nil, nil)
      }
    }
    if let content = document.field("content", of: node),
      document.field("isError", of: node) != nil || document.field("structuredContent", of: node) != nil,
      let told = parts(content, mark: ErrorMarkReading.mark(in: node, of: &document), of: &document)
    {
      return told
    }
    if let response = document.field("response", of: node), document.field("name", of: node) != nil,
      document.fieldCount(of: node) <= 3
    {
      return result(response, of: &document)
    }
    guard let only = document.onlyField(of: node),
      ["output", "result", "response", "content"].contains(where: { document.matches(only.key, $0) })
    else { return nil }
    return result(only.value, of: &document)
  }
}

extension SpanTable {
  /// A result that is a list of texts, as MCP and Amazon write it; `nil` if it holds anything else.
  private mutating func parts(_ list: JSONNode, mark: ErrorMark?, of document: inout JSONDocument)
    -> (text: ByteRange?, callID: ByteRange?, mark: ErrorMark?)?
  {
    guard document.kind(list) == .array else { return nil }
    let parts = document.elements(of: list)
    let texts = parts.compactMap { part -> ByteRange? in
      guard document.kind(part) == .object, let text = document.text("text", of: part) else { return nil }
      let isText = document.text("type", of: part).map { document.matches($0, "text") }
      return isText ?? (document.fieldCount(of: part) == 1) ? text : nil
    }
    guard !parts.isEmpty, texts.count == parts.count, let text = document.joined(texts) else { return nil }
    return (copy(text, of: document), nil, keep(mark, of: document))
  }
}

extension JSONDocument {
  /// The arguments in an object that only wraps them.
  fileprivate func wrappedArguments(_ node: JSONNode) -> JSONNode? {
    if let text = field("input_str", of: node) {
      return field("inputs", of: node).flatMap { kind($0) == .object ? $0 : nil } ?? text
    }
    // A function's arguments by place and by name, of which there are only the latter.
    if field("args", of: node).map({ kind($0) == .array && elements(of: $0).isEmpty }) ?? false,
      let named = field("kwargs", of: node), kind(named) == .object
    {
      return named
    }
    guard let only = onlyField(of: node), kind(only.value) == .string || kind(only.value) == .object,
      ["input", "arguments", "args", "kwargs"].contains(where: { matches(only.key, $0) })
    else { return nil }
    return only.value
  }

  /// The text of a document that was retrieved, as LangChain writes it.
  fileprivate func content(ofDocument node: JSONNode) -> ByteRange? {
    let inner = field("kwargs", of: node) ?? node
    return text("page_content", of: inner) ?? text("pageContent", of: inner)
  }

  /// Whether a node is an object of which no field has a value.
  func isBlankObject(_ node: JSONNode) -> Bool {
    var isBlank = kind(node) == .object
    forEachField(of: node) { _, value in if kind(value) != .null { isBlank = false } }
    return isBlank
  }

  /// The field of an object that has only one.
  func onlyField(of node: JSONNode) -> (key: ByteRange, value: JSONNode)? {
    var found: (key: ByteRange, value: JSONNode)?
    var count = 0
    forEachField(of: node) { key, value in
      found = (key, value)
      count += 1
    }
    return count == 1 ? found : nil
  }
}
