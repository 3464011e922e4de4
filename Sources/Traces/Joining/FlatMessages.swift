internal import JSONBytes

/// Messages that stand in attributes with their places in the names, such as
/// `llm.input_messages.0.message.tool_calls.0.tool_call.function.name` or `gen_ai.prompt.0.content`.
struct FlatMessages {
  struct Message {
    var role: ByteRange?
    var content: JSONNode?
    var name: ByteRange?
    var callID: ByteRange?
    var parts: [(place: Int, text: ByteRange)] = []
    var calls: [(place: Int, call: Call)] = []

    /// Whether it is a call that names no speaker, as LiteLLM writes each call of one answer.
    var isBareCall: Bool { role == nil && content == nil && parts.isEmpty && !calls.isEmpty }
  }

  struct Call {
    var id: ByteRange?
    var name: ByteRange?
    var arguments: JSONNode?
  }

  private var messages: [(place: Int, message: Message)] = []

  /// The place of the history that the messages begin with; `nil` if they begin with none.
  private var head: Int?

  /// The stretch of the tape with all attributes of the messages; `nil` if they do not stand together in the order of
  /// their places.
  private var stretch: Range<Int>?

  private let prefixes: [StaticString]

  var isEmpty: Bool { messages.isEmpty && head == nil }
  var hasCalls: Bool { messages.contains { !$0.message.calls.isEmpty } }

  /// - Parameter histories: What the messages may begin with.
  init(
    _ attributes: SpanAttributes, prefixes: [StaticString], in document: JSONDocument,
    histories: MessageHistories = MessageHistories()
  ) {
    self.prefixes = prefixes
    let entries = attributes.entries.drop { place(of: $0.name, in: document) == nil }
    guard let first = entries.first else { return }
    let start = document.stretch(ofField: first.name, first.value)?.lowerBound
    if let start, let known = histories.head(of: document.stretch(from: start), in: document) {
      let end = start + known.count
      let rest = entries.drop { $0.value.index < end }
      let last = entries[..<rest.startIndex].last.flatMap { place(of: $0.name, in: document)?.place } ?? 0
      stretch = start..<end
      read(rest, behind: last, in: document)
      head = known.place
      if messages.allSatisfy({ $0.place > last }) { return }
      (head, messages) = (nil, [])
    }
    stretch = start.map { $0..<$0 }
    read(entries, behind: 0, in: document)
  }

  /// The place of the message in the name of an attribute, and what stands behind it.
  private func place(of name: ByteRange, in document: JSONDocument) -> (place: Int, path: ByteRange)? {
    guard let prefix = prefixes.first(where: { document.begins(name, with: $0) }) else { return nil }
    var path = name.dropFirst(prefix.utf8CodeUnitCount)
    return document.takeNumber(from: &path).map { ($0, path) }
  }

  private mutating func read(
    _ entries: ArraySlice<(name: ByteRange, value: JSONNode)>, behind lastPlace: Int,
    in document: JSONDocument
  ) {
    var (last, lastPlace) = (0, lastPlace)
    for (name, value) in entries {
      guard case (let place, var path)? = self.place(of: name, in: document) else { continue }
      extendStretch(to: document.stretch(ofField: name, value), isInOrder: place >= lastPlace)
      lastPlace = place
      if document.begins(path, with: "message.") { path = path.dropFirst("message.".utf8.count) }
      // The attributes of a message mostly stand together.
      if last >= messages.count || messages[last].place != place {
        last = messages.firstIndex { $0.place == place } ?? messages.count
        if last == messages.count { messages.append((place, Message())) }
      }
      messages[last].message.note(path, value, in: document)
    }
    messages.sort { $0.place < $1.place }
  }

  private mutating func extendStretch(to field: Range<Int>?, isInOrder: Bool) {
    guard isInOrder, let known = stretch, let field, field.lowerBound == known.upperBound else {
      stretch = nil
      return
    }
    stretch = known.lowerBound..<field.upperBound
  }

  /// Keeps the messages in a table, in the order of their places.
  func kept(of document: inout JSONDocument, role: Role, in table: inout SpanTable) -> [Int] {
    var scratch = Trace()
    var reading = ChatMessages(taking: &scratch)
    if let head { table.histories.resume(head, &reading, of: &document) }
    for (_, message) in messages {
      if role == .assistant, message.isBareCall, let turn = reading.trace.turns.indices.last {
        addCalls(of: message, toTurn: turn, of: &document, in: &reading)
      } else {
        read(message, of: &document, role: role, into: &reading)
      }
    }
    return table.keepMessages(
      of: reading, in: document, head: head, list: role == .user ? stretch : nil)
  }

  /// Keeps answers that a table has without calls with the calls that stand here.
  func kept(addedTo places: [Int], of document: inout JSONDocument, in table: inout SpanTable) -> [Int] {
    guard !places.isEmpty else { return kept(of: &document, role: .assistant, in: &table) }
    var scratch = Trace()
    var reading = ChatMessages(taking: &scratch)
    for place in places {
      let known = table.messages[place]
      let text = document.add(Array(table.text[known.text.indices]))
      let speaker = known.speaker.map { document.add(Array(table.text[$0.indices])) }
      _ = reading.addTurn(known.role, text: text, speaker: speaker)
    }
    var turn = 0
    for (index, (_, message)) in messages.enumerated() {
      if !message.isBareCall { turn = min(index, places.count - 1) }
      addCalls(of: message, toTurn: turn, of: &document, in: &reading)
    }
    return table.keepMessages(of: reading.trace, in: document)
  }

  private func addCalls(
    of message: Message, toTurn turn: Int, of document: inout JSONDocument, in reading: inout ChatMessages
  ) {
    for (_, call) in message.calls.sorted(by: { $0.place < $1.place }) {
      let arguments = call.arguments.flatMap { document.textOrJSON($0) } ?? .empty
      reading.addCall(tool: call.name ?? .empty, arguments: arguments, turn: turn, callID: call.id)
    }
  }

  private func read(
    _ message: Message, of document: inout JSONDocument, role outer: Role, into reading: inout ChatMessages
  ) {
    let role = message.role.map { Role(written: $0, in: document) } ?? outer
    let turn = reading.addTurn(role, speaker: message.name)
    let parts = message.parts.sorted { $0.place < $1.place }.map(\.text)
    let content = message.content.flatMap { reading.readContent($0, turn: turn, of: &document) }
    let text = content ?? document.joined(parts) ?? .empty
    reading.setText(text, ofTurn: turn)
    addCalls(of: message, toTurn: turn, of: &document, in: &reading)
    guard role == .tool else { return }
    let result = ToolResult(text: text, callID: message.callID, tool: message.name, mark: nil)
    reading.attachResult(result, turn: turn, in: document)
  }
}

extension FlatMessages.Message {
  /// Takes note of an attribute by its name behind the message's place.
  fileprivate mutating func note(_ path: ByteRange, _ value: JSONNode, in document: JSONDocument) {
    if document.matches(path, "role") {
      role = document.text(value)
    } else if document.matches(path, "content") {
      content = value
    } else if document.matches(path, "name") {
      name = document.text(value)
    } else if document.matches(path, "tool_call_id") {
      callID = document.text(value)
    } else if document.begins(path, with: "tool_calls.") {
      var rest = path.dropFirst("tool_calls.".utf8.count)
      if let place = document.takeNumber(from: &rest) { note(call: place, rest, value, in: document) }
    } else if document.begins(path, with: "contents.") {
      var rest = path.dropFirst("contents.".utf8.count)
      guard let place = document.takeNumber(from: &rest), document.ends(rest, with: "text"),
        let text = document.text(value)
      else { return }
      parts.append((place, text))
    } else if document.begins(path, with: "function_call_") || document.begins(path, with: "function_call.") {
      note(call: 0, path, value, in: document)
    }
  }

  private mutating func note(
    call place: Int, _ path: ByteRange, _ value: JSONNode, in document: JSONDocument
  ) {
    let index = calls.firstIndex { $0.place == place } ?? calls.count
    if index == calls.count { calls.append((place, .init())) }
    if document.ends(path, with: "name") {
      calls[index].call.name = document.text(value)
    } else if document.ends(path, with: "arguments") || document.ends(path, with: "arguments_json") {
      calls[index].call.arguments = value
    } else if document.ends(path, with: "id") {
      calls[index].call.id = document.text(value)
    }
  }
}

extension ByteRange {
  fileprivate func dropFirst(_ count: Int) -> ByteRange {
    let dropped = min(count, self.count)
    return ByteRange(start: start + dropped, count: self.count - dropped)
  }
}

extension JSONDocument {
  /// The number at the start of a path, which is taken off with the dot behind it; `nil` if there is none.
  fileprivate func takeNumber(from path: inout ByteRange) -> Int? {
    var (number, count) = (0, 0)
    while count < path.count, count < 9 {
      let byte = strings[path.start + count]
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { break }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
      count += 1
    }
    guard count > 0, count < path.count, strings[path.start + count] == UInt8(ascii: ".") else { return nil }
    path = path.dropFirst(count + 1)
    return number
  }
}
