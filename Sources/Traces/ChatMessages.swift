internal import JSONBytes

/// Reads messages in the OpenAI chat shape into turns and tool calls.
///
/// Understood as well: content as parts, the `parts` of the GenAI conventions, Anthropic's `tool_use` and
/// `tool_result`, messages as LangChain serialises them, the older `function_call`, and what exporters add to
/// a tool's message to say that it failed. What a model thinks to itself is no text of a turn.
struct ChatMessages {
  private(set) var trace: Trace

  /// The first tool call that may still lack a result.
  private var firstOpenCall = 0

  /// The calls without a result.
  private var waiting = OpenCalls()

  /// How many calls are of messages that were read before; `nil` if none were.
  private var resumedCallCount: Int?

  /// Takes over a trace, so that its memory is not copied when it grows.
  init(taking trace: inout Trace) {
    self.trace = Trace()
    swap(&self.trace, &trace)
  }

  /// Whether nothing was read so far.
  var isBlank: Bool { trace.isEmpty }

  /// The calls from the first that may still lack a result on.
  var openCalls: ArraySlice<ToolCall> { trace.toolCalls[firstOpenCall...] }

  /// Goes on behind messages that were read before, for which one turn without a text stands.
  ///
  /// - Parameter openCalls: The calls that those messages left open, as calls of that turn.
  mutating func resume(after role: Role, openCalls: [ToolCall]) {
    precondition(isBlank, "\(trace.turns.count) turns are there already")
    trace.turns.append(Turn(role: role, text: .empty))
    trace.toolCalls.append(contentsOf: openCalls)
    resumedCallCount = openCalls.count
  }

  /// Whether a message went on with a turn of those that were read before, so that it is not what it was.
  var hasChangedHead: Bool {
    resumedCallCount.map { trace.toolCalls.dropFirst($0).contains { $0.turn == 0 } } ?? false
  }

  mutating func read(_ messages: JSONNode, of document: inout JSONDocument) {
    var next = document.firstElement(of: messages)
    while let node = next {
      readMessage(node, of: &document)
      next = document.element(behind: node, of: messages)
    }
  }

  /// - Parameter outerRole: The role of a message that does not name its own.
  mutating func readMessage(_ node: JSONNode, outerRole: Role = .user, of document: inout JSONDocument) {
    guard document.kind(node) == .object else { return }
    let message = ChatMessage(node, in: document)
    guard !message.isEmpty else { return }
    if let several = message.toolMessages { return read(several, of: &document) }
    if let type = message.itemType.flatMap({ document.text($0) }),
      ResponseItem.read(node, type: type, of: &document, into: &self)
        || FrameworkMessage.readAutoGen(node, type: type, of: &document, into: &self)
    {
      return
    }
    if message.role == nil, FrameworkMessage.readParts(node, of: &document, into: &self) { return }
    var role = outerRole
    if let word = message.role.flatMap({ document.text($0) }) {
      if let known = Role(word, in: document) {
        role = known
      } else if SpokenCall.isOne(word, in: document), let value = message.content {
        return SpokenCall.read(value, of: &document, into: &self)
      } else {
        role = .user
      }
    }
    if message.isWrapped, let inner = message.inner {
      let own = message.wrappedRole(in: document).map { Role(written: $0, in: document) }
      return readMessage(inner, outerRole: own ?? role, of: &document)
    }
    if role == .tool, message.isDefinition(in: document) { return }
    if let content = message.content, document.holdsResultPart(content) {
      return readResults(content, role: role, node, of: &document)
    }
    let turn = addTurn(role, speaker: message.name.flatMap { document.text($0) })
    var text = message.content.flatMap { readContent($0, turn: turn, of: &document) }
    if text == nil { text = message.refusal.flatMap { document.text($0) } }
    trace.turns[turn].text = text ?? .empty
    if let calls = message.toolCalls { readToolCalls(calls, turn: turn, of: &document) }
    if let call = message.functionCall { readCall(call, turn: turn, of: &document) }
    guard role == .tool else { return }
    attachResult(
      ToolResult(
        text: text ?? .empty, callID: callID(of: message, in: &document), tool: trace.turns[turn].speaker,
        mark: message.hasMark ? ErrorMarkReading.mark(in: node, of: &document) : nil,
        isOfLastCalls: message.isSpoken), turn: turn, in: document)
  }

  /// Adds the turns and calls of messages that were read from another document.
  ///
  /// - Parameter offset: How far their text was moved.
  mutating func append(_ other: Trace, movedBy offset: Int) {
    let turnCount = trace.turns.count
    for turn in other.turns {
      trace.turns.append(
        Turn(
          role: turn.role, text: turn.text.moved(by: offset), speaker: turn.speaker?.moved(by: offset)))
    }
    for call in other.toolCalls {
      var own = call.moved(by: offset)
      own.turn += turnCount
      own.resultTurn = call.resultTurn.map { $0 + turnCount }
      trace.toolCalls.append(own)
    }
  }

  /// Adds a turn without text and returns its place.
  mutating func addTurn(_ role: Role, text: ByteRange = .empty, speaker: ByteRange? = nil) -> Int {
    trace.turns.append(Turn(role: role, text: text, speaker: speaker))
    return trace.turns.count - 1
  }

  mutating func setText(_ text: ByteRange, ofTurn turn: Int) {
    trace.turns[turn].text = text
  }

  /// Takes away the last turn, which made no call.
  mutating func removeTurn(_ turn: Int) {
    precondition(turn == trace.turns.count - 1, "turn \(turn) is not the last of \(trace.turns.count)")
    trace.turns.removeLast()
  }

  mutating func setRole(_ role: Role, ofTurn turn: Int) {
    trace.turns[turn].role = role
  }

  /// The call that a tool's message answers; its own id is that of the call only if there is such a call.
  private mutating func callID(of message: ChatMessage, in document: inout JSONDocument) -> ByteRange? {
    if let id = message.callID {
      var first: JSONNode? = id
      if document.kind(id) == .array {
        first = nil
        document.forEachElement(of: id) { first = first ?? $0 }
      }
      return first.flatMap { document.textOrNumber($0) }
    }
    guard let id = message.id.flatMap({ document.text($0) }) else { return nil }
    return waiting.holds(id: id, from: firstOpenCall, of: trace.toolCalls, in: document) ? id : nil
  }

  /// Reads the calls of a list; an object is a list of one.
  mutating func readToolCalls(_ node: JSONNode, turn: Int, of document: inout JSONDocument) {
    if document.kind(node) == .object { return readCall(node, turn: turn, of: &document) }
    var next = document.firstElement(of: node)
    while let call = next {
      readCall(call, turn: turn, of: &document)
      next = document.element(behind: call, of: node)
    }
  }

  /// Reads a call: name and arguments stand in it or in its `function`; arguments are a string or an object.
  mutating func readCall(_ node: JSONNode, turn: Int, of document: inout JSONDocument) {
    let call = WrittenCall(node, in: document)
    let tool = call.name.flatMap { document.text($0) } ?? .empty
    let arguments = call.arguments.flatMap { document.textOrJSON($0) } ?? .empty
    let id = call.id.flatMap { document.textOrNumber($0) }
    trace.toolCalls.append(ToolCall(tool: tool, arguments: arguments, turn: turn, callID: id))
  }

  /// Adds a call that is written in no field of its own.
  mutating func addCall(tool: ByteRange, arguments: ByteRange, turn: Int, callID: ByteRange? = nil) {
    trace.toolCalls.append(ToolCall(tool: tool, arguments: arguments, turn: turn, callID: callID))
  }

  // MARK: Results

  /// Gives a result to its call: the one with its id, else the first open one of that tool, else the first
  /// open one; a result that no call asked for becomes a call without a name.
  mutating func attachResult(_ result: ToolResult, turn: Int, in document: JSONDocument) {
    waiting.list(trace.toolCalls, in: document)
    let index: Int
    if let waited = waiting.take(result, of: trace.toolCalls, in: document) {
      index = waited
    } else {
      index = trace.toolCalls.count
      trace.toolCalls.append(
        ToolCall(tool: result.tool ?? .empty, arguments: .empty, turn: turn, callID: result.callID))
    }
    trace.toolCalls[index].result = result.text
    trace.toolCalls[index].resultTurn = turn
    trace.toolCalls[index].mark = result.mark
    if result.text.isEmpty, let words = result.mark?.message {
      trace.toolCalls[index].result = words
      trace.turns[turn].text = words
    }
    if trace.turns[turn].speaker == nil { trace.turns[turn].speaker = trace.toolCalls[index].tool }
    while firstOpenCall < trace.toolCalls.count, trace.toolCalls[firstOpenCall].result != nil {
      firstOpenCall += 1
    }
  }
}

/// What came back from a tool, before it is known for which call.
struct ToolResult {
  var text: ByteRange
  var callID: ByteRange?
  var tool: ByteRange?
  var mark: ErrorMark?

  /// Whether it comes from a call of the last turn that has open ones, as where nothing names the call.
  var isOfLastCalls = false
}

extension ByteRange {
  /// No bytes.
  static let empty = ByteRange(start: 0, count: 0)

  func moved(by offset: Int) -> ByteRange { ByteRange(start: start + offset, count: count) }
}

extension ToolCall {
  /// The call once its text was moved.
  func moved(by offset: Int) -> ToolCall {
    var call = self
    (call.tool, call.arguments) = (tool.moved(by: offset), arguments.moved(by: offset))
    (call.result, call.callID) = (result?.moved(by: offset), callID?.moved(by: offset))
    call.mark?.type = mark?.type?.moved(by: offset)
    call.mark?.message = mark?.message?.moved(by: offset)
    return call
  }
}

extension Role {
  /// The role that a word stands for, whatever its case; a user's where the word is not known.
  init(written word: ByteRange, in document: JSONDocument) {
    self = Role(word, in: document) ?? .user
  }

  /// The role that a word stands for, whatever its case; `nil` where the word is not known.
  init?(_ word: ByteRange, in document: JSONDocument) {
    self.init(rawValue: document.value(ofName: word, in: Self.table) &- 1)
  }

  /// Whether a word names a role.
  static func isWord(_ word: ByteRange, in document: JSONDocument) -> Bool {
    document.value(ofName: word, in: table) != 0
  }

  private static let table = ByteTable(
    [
      ("system", Role.system), ("developer", .system), ("systemmessage", .system), ("user", .user),
      ("human", .user), ("humanmessage", .user), ("assistant", .assistant), ("ai", .assistant),
      ("model", .assistant), ("agent", .assistant), ("aimessage", .assistant),
      ("aimessagechunk", .assistant), ("tool", .tool), ("function", .tool), ("toolmessage", .tool),
      ("functionmessage", .tool), ("tool-call", .assistant), ("tool-response", .tool), ("gpt", .assistant),
      ("bot", .assistant), ("observation", .tool), ("ipython", .tool),
      ("tool_response", .tool), ("function_response", .tool),
    ].map { (name: $0.0, value: $0.1.rawValue + 1) })
}
