internal import JSONBytes

/// Messages that stand in attributes with their places in the names, such as
/// `llm.input_messages.0.message.tool_calls.0.tool_call.function.name` or `gen_ai.prompt.0.content`.
struct FlatMessages {
  struct Message {
    var role: ByteRange?
    var content: JSONNode?
    var name: ByteRange?
    var callID: ByteRange?
    var parts: [Int: ByteRange] = [:]
    var calls: [Int: Call] = [:]
  }

  struct Call {
    var id: ByteRange?
    var name: ByteRange?
    var arguments: JSONNode?
  }

  private var messages: [Int: Message] = [:]

  var isEmpty: Bool { messages.isEmpty }

  init(_ attributes: SpanAttributes, prefixes: [StaticString], in document: JSONDocument) {
    for (name, value) in attributes.entries {
      guard let prefix = prefixes.first(where: { document.begins(name, with: $0) }) else { continue }
      let rest = document.strings[name.start + prefix.utf8CodeUnitCount..<name.end]
      let words = rest.split(separator: UInt8(ascii: ".")).map { String(decoding: $0, as: UTF8.self) }
      guard words.count > 1, let index = Int(words[0]) else { continue }
      let path = words.dropFirst(words[1] == "message" ? 2 : 1)
      messages[index, default: Message()].note(Array(path), value, in: document)
    }
  }

  /// Keeps the messages in a table, in the order of their places.
  func kept(of document: inout JSONDocument, role: Role, in table: inout SpanTable) -> [Int] {
    var scratch = Trace()
    var reading = ChatMessages(taking: &scratch)
    for (_, message) in messages.sorted(by: { $0.key < $1.key }) {
      read(message, of: &document, role: role, into: &reading)
    }
    return table.keepMessages(of: reading.trace, in: document)
  }

  private func read(
    _ message: Message, of document: inout JSONDocument, role outer: Role, into reading: inout ChatMessages
  ) {
    let role = message.role.map { Role(written: $0, in: document) } ?? outer
    let turn = reading.addTurn(role, speaker: message.name)
    let parts = message.parts.sorted { $0.key < $1.key }.map(\.value)
    let content = message.content.flatMap { reading.readContent($0, turn: turn, of: &document) }
    let text = content ?? document.joined(parts) ?? .empty
    reading.setText(text, ofTurn: turn)
    for (_, call) in message.calls.sorted(by: { $0.key < $1.key }) {
      let arguments = call.arguments.flatMap { document.textOrJSON($0) } ?? .empty
      reading.addCall(tool: call.name ?? .empty, arguments: arguments, turn: turn, callID: call.id)
    }
    guard role == .tool else { return }
    let result = ToolResult(text: text, callID: message.callID, tool: message.name, mark: nil)
    reading.attachResult(result, turn: turn, in: document)
  }
}

extension FlatMessages.Message {
  /// Takes note of an attribute by the words of its name behind the message's place.
  mutating func note(_ path: [String], _ value: JSONNode, in document: JSONDocument) {
    switch path.first {
    case "role": role = document.text(value)
    case "content": content = value
    case "name": name = document.text(value)
    case "tool_call_id": callID = document.text(value)
    case "function_call_name": calls[0, default: .init()].name = document.text(value)
    case "function_call_arguments_json": calls[0, default: .init()].arguments = value
    case "contents":
      guard path.count > 2, let index = Int(path[1]), path.last == "text" else { return }
      parts[index] = document.text(value)
    case "tool_calls":
      guard path.count > 2, let index = Int(path[1]) else { return }
      switch path.last {
      case "id": calls[index, default: .init()].id = document.text(value)
      case "name": calls[index, default: .init()].name = document.text(value)
      case "arguments": calls[index, default: .init()].arguments = value
      default: return
      }
    default: return
    }
  }
}
