/// Writes the messages of one trace in the chat shape.
struct MessageWriter {
  var expansion: Expansion
  /// Whether tool messages carry the tool's name, as some exporters write it.
  let namesTools: Bool
  /// Names of the domain's tools this week.
  let toolNames: [[UInt8]]
  private var hasMessages = false
  /// The arguments of the last call, to repeat it to the letter.
  private var lastArguments: [UInt8] = []

  init(expansion: Expansion, namesTools: Bool, toolNames: [[UInt8]]) {
    self.expansion = expansion
    self.namesTools = namesTools
    self.toolNames = toolNames
  }

  /// What a call brings back.
  enum Reply {
    /// A success with about so many bytes of rows.
    case success(rowBytes: Int)
    /// A success with nothing found.
    case nothing
    case fault(FaultShape)
  }

  mutating func write(_ text: String) {
    expansion.ink.write(text)
  }

  /// Writes a message that is only text.
  mutating func say(role: String, _ template: [Template]) {
    beginMessage(role: role)
    let inParts = role != "system" && expansion.ink.dice.happens(6)
    write(inParts ? #""content":[{"type":"text","text":""# : #""content":""#)
    for piece in template { expansion.write(piece) }
    write(inParts ? #""}]}"# : #""}"#)
  }

  /// Writes a call and its reply.
  mutating func call(_ place: Int, comment: Template, reply: Reply, again: Bool = false) {
    let id = expansion.drawn { ink in
      ink.ink.write("call_")
      ink.ink.writeHex(digitCount: 16)
    }
    beginMessage(role: "assistant")
    writeContent(comment)
    write(#","tool_calls":["#)
    writeCall(place, id: id, again: again)
    write("]}")
    writeReply(reply, of: place, id: id)
  }

  /// Writes two calls in one turn, and their replies.
  mutating func callBoth(_ places: (Int, Int), comment: Template, replies: (Reply, Reply)) {
    let ids = (0..<2).map { _ in
      expansion.drawn { ink in
        ink.ink.write("call_")
        ink.ink.writeHex(digitCount: 16)
      }
    }
    beginMessage(role: "assistant")
    writeContent(comment)
    write(#","tool_calls":["#)
    writeCall(places.0, id: ids[0], again: false)
    write(",")
    writeCall(places.1, id: ids[1], again: false)
    write("]}")
    writeReply(replies.0, of: places.0, id: ids[0])
    writeReply(replies.1, of: places.1, id: ids[1])
  }

  private mutating func beginMessage(role: String) {
    write(hasMessages ? #",{"role":""# : #"{"role":""#)
    write(role)
    write(#"","#)
    expansion.userSpeaks = role == "user"
    hasMessages = true
  }

  /// Writes the content of a turn with calls: text, or null if the template expands to nothing.
  private mutating func writeContent(_ template: Template) {
    write(#""content":""#)
    let start = expansion.ink.bytes.count
    expansion.write(template)
    if expansion.ink.bytes.count == start {
      expansion.ink.bytes.removeLast()
      write("null")
    } else {
      write("\"")
    }
  }

  private mutating func writeCall(_ place: Int, id: [UInt8], again: Bool) {
    expansion.toolName = toolNames[place]
    write(#"{"id":""#)
    expansion.ink.write(id)
    write(#"","type":"function","function":{"name":""#)
    expansion.ink.write(expansion.toolName)
    write(#"","arguments":""#)
    if !again || lastArguments.isEmpty {
      let arguments = expansion.domain.tools[place].arguments
      lastArguments = expansion.drawn { $0.write(arguments) }
    }
    expansion.ink.write(lastArguments)
    write(#""}}"#)
  }

  private mutating func writeReply(_ reply: Reply, of place: Int, id: [UInt8]) {
    let tool = expansion.domain.tools[place]
    expansion.toolName = toolNames[place]
    beginMessage(role: "tool")
    write(#""tool_call_id":""#)
    expansion.ink.write(id)
    write(namesTools ? #"","name":""# : "\"")
    if namesTools {
      expansion.ink.write(expansion.toolName)
      write("\"")
    }
    if case .fault(.flagged) = reply {
      write(",")
      write(expansion.ink.dice.pick(FaultShapes.flags))
    }
    write(#","content":""#)
    switch reply {
    case .success(let rowBytes):
      expansion.row = tool.row
      expansion.rowBytes = rowBytes
      expansion.write(tool.result)
    case .nothing: expansion.write(oneOf: FaultShapes.nothing)
    case .fault(.plain): expansion.write(oneOf: FaultShapes.plain)
    case .fault(.structured): expansion.write(oneOf: FaultShapes.structured)
    case .fault(.flagged): expansion.write(oneOf: FaultShapes.flagged)
    }
    write(#""}"#)
  }
}
