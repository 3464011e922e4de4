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
  }

  struct Call {
    var id: ByteRange?
    var name: ByteRange?
    var arguments: JSONNode?
  }

  private var messages: [(place: Int, message: Message)] = []

  var isEmpty: Bool { messages.isEmpty }

  init(_ attributes: SpanAttributes, prefixes: [StaticString], in document: JSONDocument) {
    var last = 0
    for (name, value) in attributes.entries {
      guard let prefix = prefixes.first(where: { document.begins(name, with: $0) }) else { continue }
      var path = name.dropFirst(prefix.utf8CodeUnitCount)
      guard let place = document.takeNumber(from: &path) else { continue }
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

  /// Keeps the messages in a table, in the order of their places.
  func kept(of document: inout JSONDocument, role: Role, in table: inout SpanTable) -> [Int] {
    var scratch = Trace()
    var reading = ChatMessages(taking: &scratch)
    for (_, message) in messages {
      read(message, of: &document, role: role, into: &reading)
    }
    return table.keepMessages(of: reading.trace, in: document)
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
    for (_, call) in message.calls.sorted(by: { $0.place < $1.place }) {
      let arguments = call.arguments.flatMap { document.textOrJSON($0) } ?? .empty
      reading.addCall(tool: call.name ?? .empty, arguments: arguments, turn: turn, callID: call.id)
    }
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
    } else if document.begins(path, with: "function_call_") {
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
