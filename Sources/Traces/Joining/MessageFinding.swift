internal import JSONBytes

/// Finds the messages in what went into a model or came out of it.
struct MessageFinding {
  let role: Role
  var reading: ChatMessages

  /// The place of the history that the messages begin with; `nil` if they begin with none.
  private(set) var head: Int?

  /// What the messages may begin with.
  var histories = MessageHistories()

  /// The last list of messages that nothing stands before, and how many turns and calls there were at its end.
  private var list: (stretch: Range<Int>, turnCount: Int, callCount: Int)?

  init(role: Role) {
    var scratch = Trace()
    self.role = role
    reading = ChatMessages(taking: &scratch)
  }

  /// - Parameter reading: The messages that stand before those to be found.
  init(role: Role, behind reading: ChatMessages) {
    (self.role, self.reading) = (role, reading)
  }

  /// The stretch of the tape with the list that all messages found stand in; `nil` if they stand in no such list.
  var wholeList: Range<Int>? {
    let (turnCount, callCount) = (reading.trace.turns.count, reading.trace.toolCalls.count)
    return list.flatMap { ($0.turnCount, $0.callCount) == (turnCount, callCount) ? $0.stretch : nil }
  }

  /// Reads the messages in a value; nothing if it holds none.
  mutating func find(in node: JSONNode, of document: inout JSONDocument, depth: Int) {
    guard depth < Self.depthLimit else { return }
    switch document.kind(node) {
    case .string:
      guard depth > 0, let text = document.text(node), !text.isEmpty,
        !findInText(text, of: &document, depth: depth)
      else { return }
      _ = reading.addTurn(role, text: text)
    case .array: findInList(node, of: &document, depth: depth)
    case .object: findInObject(node, of: &document, depth: depth)
    case .number, .true, .false, .null: return
    }
  }

  /// Reads messages that are written as a JSON text.
  ///
  /// - Returns: Whether the text holds any; else it is a text like others.
  private mutating func findInText(_ text: ByteRange, of document: inout JSONDocument, depth: Int) -> Bool {
    guard var inner = document.document(within: text), inner.holdsMessages(inner.root) else { return false }
    var finding = MessageFinding(role: role)
    finding.find(in: inner.root, of: &inner, depth: depth)
    guard !finding.reading.isBlank else { return false }
    reading.append(finding.reading.trace, movedBy: document.add(inner.strings).start)
    return true
  }

  private mutating func findInList(_ node: JSONNode, of document: inout JSONDocument, depth: Int) {
    let elements = document.elements(of: node)
    guard let first = elements.first else { return }
    switch document.kind(first) {
    case .array:
      // Messages as pairs, or a batch of one conversation.
      let arePairs = elements.allSatisfy { document.pair($0) != nil }
      for element in arePairs ? elements : [first] { find(in: element, of: &document, depth: depth + 1) }
    case .string:
      if let (word, text) = document.pair(node) {
        _ = reading.addTurn(Role(written: word, in: document), text: text)
      } else if depth > 0 {
        for element in elements { find(in: element, of: &document, depth: depth + 1) }
      }
    case .object: findInObjects(elements, of: node, &document, depth: depth)
    case .number, .true, .false, .null: return
    }
  }

  private mutating func findInObjects(
    _ elements: [JSONNode], of list: JSONNode, _ document: inout JSONDocument, depth: Int
  ) {
    let isFirst = reading.isBlank
    let stretch = document.stretch(ofElements: list)
    let known = isFirst ? histories.head(of: stretch, in: document) : nil
    if let known {
      head = known.place
      histories.resume(known.place, &reading, of: &document)
    }
    let start = stretch.lowerBound + (known?.count ?? 0)
    var areMessages = true
    for element in elements where element.index >= start {
      if document.looksLikeMessage(element) {
        reading.readMessage(element, outerRole: role, of: &document)
      } else if document.looksLikePart(element) {
        let turn = reading.addTurn(role)
        reading.setText(reading.readContent(list, turn: turn, of: &document) ?? .empty, ofTurn: turn)
        return
      } else {
        areMessages = false
        findInObject(element, of: &document, depth: depth + 1)
      }
    }
    guard isFirst, areMessages else { return }
    self.list = (stretch, reading.trace.turns.count, reading.trace.toolCalls.count)
  }

  private mutating func findInObject(_ node: JSONNode, of document: inout JSONDocument, depth: Int) {
    if document.looksLikeMessage(node) { return reading.readMessage(node, outerRole: role, of: &document) }
    for key: StaticString in ["system", "instructions", "systemInstruction", "system_instruction"] {
      if let value = document.field(key, of: node) { reading.readInstructions(value, of: &document) }
    }
    for key: StaticString in [
      "messages", "choices", "generations", "message", "contents", "candidates", "update",
    ] {
      guard let value = document.field(key, of: node), document.kind(value) != .null else { continue }
      return find(in: value, of: &document, depth: depth + 1)
    }
    let mayBeArguments = depth == 0 && role == .user && reading.isBlank
    if mayBeArguments, document.hasListOfMessages(node) { return findInArguments(node, of: &document) }
    for key in Self.textKeys {
      guard let value = document.field(key, of: node), document.kind(value) != .null else { continue }
      let before = reading.trace.turns.count
      find(in: value, of: &document, depth: depth + 1)
      if reading.trace.turns.count > before { return }
    }
    if mayBeArguments { findInArguments(node, of: &document) }
  }

  private static let depthLimit = 8

  /// Fields that hold the text where there are no messages.
  static let textKeys: [StaticString] = [
    "input", "inputs", "output", "outputs", "prompt", "prompts", "completion", "content", "text", "response",
    "question", "query", "answer", "result", "user_input", "chat_input", "final_output", "raw",
  ]
}

extension JSONDocument {
  /// The role and the text of a message that is written as a list of the two; `nil` if it is none.
  fileprivate func pair(_ node: JSONNode) -> (role: ByteRange, text: ByteRange)? {
    guard kind(node) == .array else { return nil }
    let both = elements(of: node)
    guard both.count == 2, let word = text(both[0]), Role.isWord(word, in: self), let text = text(both[1])
    else { return nil }
    return (word, text)
  }

  /// Whether a value is a message, a list that begins with one, or an object with such a list.
  func holdsMessages(_ node: JSONNode) -> Bool {
    switch kind(node) {
    case .array: elements(of: node).first.map { kind($0) == .object && looksLikeMessage($0) } ?? false
    case .object:
      looksLikeMessage(node)
        || ["messages", "contents", "input", "output"].contains { (key: StaticString) in
          field(key, of: node).map { kind($0) == .array && holdsMessages($0) } ?? false
        }
    case .string, .number, .true, .false, .null: false
    }
  }

  /// Whether an object is a message: it names a role, or is one of LangChain's, or an item of a response.
  func looksLikeMessage(_ node: JSONNode) -> Bool {
    var (hasRole, hasContent, hasCalls, hasCallID): (Bool, Bool, Bool, Bool) = (false, false, false, false)
    var hasSummary = false
    var type: ByteRange?
    forEachField(of: node) { key, value in
      if matches(key, "role") {
        hasRole = kind(value) == .string
      } else if matches(key, "content") || matches(key, "parts") || matches(key, "kwargs")
        || matches(key, "data")
      {
        hasContent = true
      } else if matches(key, "tool_calls") {
        hasCalls = kind(value) == .array
      } else if matches(key, "call_id") {
        hasCallID = true
      } else if matches(key, "summary") {
        hasSummary = true
      } else if matches(key, "type") {
        type = text(value)
      }
    }
    if hasRole || hasCalls && hasContent { return true }
    guard let type else { return hasContent && FrameworkMessage.isOne(node, in: self) }
    if hasContent, matches(type, "constructor") || Role.isWord(type, in: self) { return true }
    if hasSummary, matches(type, "reasoning") { return true }
    return hasCallID && (ends(type, with: "_call") || ends(type, with: "_call_output"))
      || ResponseItem.isBuiltIn(type, in: self)
  }

  /// Whether an object is a part of a message's content; those of Amazon have no type but one field.
  func looksLikePart(_ node: JSONNode) -> Bool {
    guard let type = text("type", of: node) else {
      return ContentPart.wrapper(of: node, in: self) != nil
        || onlyField(of: node).map { matches($0.key, "text") } ?? false
    }
    return ["text", "tool_use", "tool_call", "output_text", "input_text", "thinking", "reasoning"].contains {
      (word: StaticString) in matches(type, word)
    }
  }
}
