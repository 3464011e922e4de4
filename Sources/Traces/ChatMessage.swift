internal import JSONBytes

/// The fields of a message, found in one pass.
struct ChatMessage {
  private(set) var role: JSONNode?
  private(set) var content: JSONNode?
  private(set) var name: JSONNode?
  private(set) var toolCalls: JSONNode?
  private(set) var functionCall: JSONNode?
  private(set) var callID: JSONNode?
  private(set) var refusal: JSONNode?
  private(set) var id: JSONNode?

  /// Messages of tools that answer one turn, in one.
  private(set) var toolMessages: JSONNode?

  /// Whether the message is LangChain's serialised form, whose fields stand in `inner`.
  private(set) var isWrapped = false
  private(set) var inner: JSONNode?

  /// Whether it says who speaks as ShareGPT does, so that nothing names the call that a result comes from.
  private(set) var isSpoken = false

  /// Whether it has no field at all.
  private(set) var isEmpty = true

  /// Whether there are fields that may say that the tool failed.
  private(set) var hasMark = false

  /// The type of what names no role: of one of LangChain's messages, or of an item that is no message.
  var itemType: JSONNode? { role == type ? type : nil }

  private var type: JSONNode?
  private var parts: JSONNode?

  /// Who speaks and what is said, as ShareGPT names them.
  private var speaker: JSONNode?
  private var value: JSONNode?

  /// The words of what was spoken.
  private var transcript: JSONNode?
  private var additional: JSONNode?

  init(_ node: JSONNode, in document: JSONDocument) {
    // Asked for at each field, the table would each time be asked whether it is made.
    let table = Field.table
    document.forEachField(of: node) { key, value in
      isEmpty = false
      guard let field = Field(rawValue: document.value(ofName: key, in: table)) else { return }
      note(field, value, in: document)
    }
    if content == nil || parts.map({ document.kind($0) == .array }) ?? false { content = parts ?? content }
    if let transcript, content.map({ document.kind($0) == .null }) ?? true { content = transcript }
    if role == nil { role = type }
    if role == nil {
      role = speaker
      isSpoken = speaker != nil
      content = content ?? value
    }
    readAdditional(in: document)
  }

  private enum Field: UInt8, CaseIterable {
    case role = 1
    case content, name, toolCalls, callID, id, type, parts, functionCall, refusal, function, toolMessages
    case langChain, inner, additional, mark, speaker, value, audio

    static let table = ByteTable(
      entries + ErrorMarkReading.names.map { (name: $0, value: mark.rawValue) })

    private static let entries = [
      ("role", role.rawValue), ("content", content.rawValue), ("name", name.rawValue),
      ("tool_calls", toolCalls.rawValue), ("toolcalls", toolCalls.rawValue),
      ("tool_call_id", callID.rawValue), ("tool_call_ids", callID.rawValue),
      ("toolcallid", callID.rawValue), ("id", id.rawValue), ("type", type.rawValue),
      ("parts", parts.rawValue), ("function_call", functionCall.rawValue), ("refusal", refusal.rawValue),
      ("function", function.rawValue), ("tool_messages", toolMessages.rawValue),
      ("lc", langChain.rawValue), ("kwargs", inner.rawValue), ("data", inner.rawValue),
      ("message", inner.rawValue), ("additional_kwargs", additional.rawValue),
      ("from", speaker.rawValue), ("value", value.rawValue), ("audio", audio.rawValue),
    ].map { (name: $0.0, value: $0.1) }
  }

  private mutating func note(_ field: Field, _ value: JSONNode, in document: JSONDocument) {
    switch field {
    case .role: role = value
    case .content: content = value
    case .name: name = value
    case .toolCalls: toolCalls = value
    case .callID: callID = value
    case .id: id = value
    case .type: type = value
    case .parts: parts = value
    case .functionCall: if document.kind(value) == .object { functionCall = value }
    case .refusal: refusal = value
    case .function: if document.kind(value) == .string, name == nil { name = value }
    case .toolMessages: if document.kind(value) == .array { toolMessages = value }
    case .langChain: isWrapped = true
    case .speaker: if document.kind(value) == .string { speaker = value }
    case .value: self.value = value
    case .audio: if document.kind(value) == .object { transcript = document.field("transcript", of: value) }
    case .mark: hasMark = true
    case .inner: if document.kind(value) == .object { inner = value }
    case .additional: if document.kind(value) == .object { additional = value }
    }
  }

  /// The class that LangChain names in the last element of a serialised message's `id`.
  func wrappedRole(in document: JSONDocument) -> ByteRange? {
    var last: JSONNode?
    if let id { document.forEachElement(of: id) { last = $0 } }
    return last.flatMap { document.text($0) }
  }

  /// Whether its content is the definition of a tool, as Langfuse's callback puts them among the messages.
  func isDefinition(in document: JSONDocument) -> Bool {
    guard callID == nil, let content, document.kind(content) == .object else { return false }
    return document.field("function", of: content).map { document.kind($0) == .object } ?? false
  }

  /// Takes from LangChain's additional fields the calls that stand nowhere else, and tells a wrapped message.
  private mutating func readAdditional(in document: JSONDocument) {
    if inner != nil, content == nil { isWrapped = true }
    guard let additional else { return }
    var count = 0
    if let toolCalls {
      if document.kind(toolCalls) == .object { return }
      document.forEachElement(of: toolCalls) { _ in count += 1 }
    }
    guard count == 0 else { return }
    toolCalls = document.field("tool_calls", of: additional) ?? toolCalls
    if let call = document.field("function_call", of: additional), document.kind(call) == .object {
      functionCall = call
    }
  }
}

/// The fields of a written tool call, found in one pass; they stand in it or in its `function`.
struct WrittenCall {
  private(set) var name: JSONNode?
  private(set) var arguments: JSONNode?
  private(set) var id: JSONNode?
  private var function: JSONNode?

  init(_ node: JSONNode, in document: JSONDocument) {
    readFields(of: node, in: document)
    guard let function else { return }
    if document.kind(function) == .object {
      readFields(of: function, in: document)
    } else if name == nil {
      name = function
    }
  }

  private enum Field: UInt8 {
    case id = 1
    case callID, function, name, arguments, lesserArguments

    static let table = ByteTable([
      ("id", id.rawValue), ("call_id", callID.rawValue), ("tool_call_id", callID.rawValue),
      ("toolcallid", callID.rawValue), ("tooluseid", callID.rawValue), ("function", function.rawValue),
      ("custom", function.rawValue),
      ("name", name.rawValue),
      ("toolname", name.rawValue), ("tool_name", name.rawValue), ("function_name", name.rawValue),
      ("arguments", arguments.rawValue),
      ("args", arguments.rawValue), ("input", arguments.rawValue),
      ("server_tool_call", lesserArguments.rawValue), ("parameters", lesserArguments.rawValue),
    ])
  }

  private mutating func readFields(of node: JSONNode, in document: JSONDocument) {
    let table = Field.table
    document.forEachField(of: node) { key, value in
      guard let field = Field(rawValue: document.value(ofName: key, in: table)) else { return }
      switch field {
      case .id: id = id ?? value
      // The call's id outweighs that of the item which carries it.
      case .callID: id = value
      case .function: function = value
      case .name: name = value
      case .arguments: arguments = value
      case .lesserArguments: arguments = arguments ?? value
      }
    }
  }
}
