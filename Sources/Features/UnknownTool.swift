internal import JSONBytes
internal import Traces

/// Tells whether an error says that there is no tool of the name that was called.
///
/// What the agent called is then no tool: of what it makes up, one name is as good as another, so that such calls are
/// told together, by ``name``.
enum UnknownTool {
  /// What stands in place of the tool's name in names and tables.
  static let name = "an unknown tool"

  /// The hash of ``name``, as that of a tool's.
  static let hash = ByteHash.of(Array(name.utf8))

  /// Whether an error's words say so of the tool with a name.
  static func isSaid(_ message: [UInt8], of tool: ArraySlice<UInt8>) -> Bool {
    guard !tool.isEmpty, !message.isEmpty else { return false }
    let words = words(of: message.prefix(headBytes), tool)
    return words.indices.dropLast().contains { place in
      words[place] == space
        && phrasesOfStart[Int(words[place + 1])].contains { words[place...].starts(with: $0) }
    }
  }

  /// The words of a message in lower case with one space between two, and ``mark`` for the tool's name.
  private static func words(of message: ArraySlice<UInt8>, _ tool: ArraySlice<UInt8>) -> [UInt8] {
    var words: [UInt8] = []
    words.reserveCapacity(message.count + 2)
    words.append(space)
    var place = message.startIndex
    while place < message.endIndex {
      if words.last == space, message[place...].starts(with: tool),
        place + tool.count == message.endIndex || !isPart(message[place + tool.count])
      {
        words.append(mark)
        place += tool.count
        continue
      }
      let byte = message[place]
      if isPart(byte) {
        words.append(byte | (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? 0x20 : 0))
      } else if words.last != space {
        words.append(space)
      }
      place += 1
    }
    if words.last != space { words.append(space) }
    return words
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    ErrorPhraseIndex.isLetter(byte) || ErrorPhraseIndex.isDigit(byte) || byte == UInt8(ascii: "_")
      || byte >= 0x80
  }

  private static let space = UInt8(ascii: " ")
  private static let mark = UInt8(ascii: "#")

  /// Who calls what does not exist is told so at once.
  private static let headBytes = 200

  /// The phrases by their first byte behind the space that each begins with.
  private static let phrasesOfStart: [[[UInt8]]] = {
    var found = [[[UInt8]]](repeating: [], count: 256)
    for phrase in phrases { found[Int(phrase[1])].append(phrase) }
    return found
  }()

  /// How agents' frameworks say it; `#` is the name that was called.
  private static let phrases: [[UInt8]] = [
    "no such tool", "unknown tool", "unrecognized tool", "unrecognised tool", "invalid tool name",
    "undefined tool",
    "tool not found", "tool does not exist", "no tool named", "no tool called", "no tool with name",
    "tool # not found", "tool # does not exist", "tool # doesn t exist", "tool # is not available",
    "tool # is not defined", "tool # is not found",
    "tool # is not registered", "tool # is not recognized", "tool # is not recognised", "tool # is not known",
    "tool # was not found", "tool # unknown", "tool named # not found", "tool name # not found",
    "tool with name # not found", "# tool not found", "invalid tool #", "unregistered tool",
    "# is not a valid tool", "# is not a known tool", "# is not a tool", "# is not a registered tool",
    "# is not an available tool", "# is not one of the available tools", "# is not in the list of tools",
    "# is not among the available tools", "function # not found", "function # does not exist",
    "function # is not defined", "function # is not available", "# is not a valid function",
    "# is not a known function",
    "unknown function #", "no such function #", "no function named #", "no function called #",
    "undefined function #",
    "call to undefined function", "unknown method #", "method not found", "method # not found",
    "action # not found",
    "unknown action #", "# is not a valid action", "# is not a known action", "command # not found",
    "unknown command #", "no such command #", "keyerror #", "name # is not defined", "no attribute #",
    "no handler for #", "no handler registered for #", "no handler found for #", "# is not registered",
    "# has no handler",
  ].map { Array(" \($0) ".utf8) }
}
