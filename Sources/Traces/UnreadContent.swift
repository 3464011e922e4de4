internal import JSONBytes

/// Finds fields that look like content and of which nothing is in the trace that was read from their record.
package struct UnreadContent {
  private let parser = JSONParser()

  package init() {}

  /// The fields of a trace's records whose texts the trace has not, each once, in the order of their names.
  ///
  /// A name is the path to the field; places in arrays and other numbers are left out of it.
  package func fields(ofRecords records: [[UInt8]], missingFrom trace: Trace) -> [String] {
    var search = Search(trace)
    for record in records {
      guard let document = try? parser.parse(record) else { continue }
      search.look(at: document.root, of: document, path: [], parser)
    }
    return search.found.sorted()
  }

  /// A search under way.
  private struct Search {
    private(set) var found: Set<String> = []

    /// All that the trace says, one text after the other.
    private var said: [UInt8] = []
    private var known: Set<UInt64> = []

    init(_ trace: Trace) {
      var ranges = trace.turns.map(\.text)
      for call in trace.toolCalls {
        ranges += [call.arguments, call.tool, call.result, call.mark?.message, call.mark?.type].compactMap {
          $0
        }
      }
      for range in ranges {
        said += trace.text[range.indices]
        known.insert(Self.hash(trace.text, range))
      }
      for call in trace.toolCalls {
        if let arguments = try? JSONParser().parse(Array(trace.text[call.arguments.indices])) {
          noteTexts(in: arguments.root, of: arguments)
        }
      }
    }

    /// Notes the texts in arguments, which are written otherwise there where they hold line ends or quotes.
    private mutating func noteTexts(in node: JSONNode, of document: JSONDocument) {
      switch document.kind(node) {
      case .object: document.forEachField(of: node) { noteTexts(in: $1, of: document) }
      case .array: document.forEachElement(of: node) { noteTexts(in: $0, of: document) }
      case .string: if let text = document.text(node) { known.insert(Self.hash(document.strings, text)) }
      case .number, .true, .false, .null: return
      }
    }

    /// Beside them the summary by which a full session goes on.
    private static let thoughts: [StaticString] = [
      "reasoning", "thinking", "agent_reasoning", "compacted",
    ]

    private static func hash(_ bytes: [UInt8], _ range: ByteRange) -> UInt64 {
      var hash = TextHash()
      hash.add(bytes.span, range)
      return hash.value
    }

    mutating func look(at node: JSONNode, of document: JSONDocument, path: [String], _ parser: JSONParser) {
      guard path.count < UnreadContent.depthLimit else { return }
      switch document.kind(node) {
      case .object:
        var fields: [(ByteRange, JSONNode)] = []
        document.forEachField(of: node) { fields.append(($0, $1)) }
        // What a model thinks to itself is no turn, and is not missed.
        let type = fields.last { document.matches($0.0, "type") }.flatMap { document.text($0.1) }
        if let type, Self.thoughts.contains(where: { document.matches(type, $0) }) { return }
        let hasMessages = fields.contains { document.matches($0.0, "messages") }
        // A step in which the thought and the action stand apart holds both once more as the model said them.
        let isStep =
          fields.contains { document.matches($0.0, "action") }
          && fields.contains { document.matches($0.0, "thought") || document.matches($0.0, "observation") }
        for (key, value) in fields {
          let name = document.string(key)
          if isStep, name == "action" || name == "response" { continue }
          guard !UnreadContent.isKnownAside(name, besideMessages: hasMessages) else { continue }
          look(at: value, of: document, path: path + [UnreadContent.withoutNumbers(name)], parser)
        }
      case .array:
        let end = path.last.map { path.dropLast() + [$0 + "[]"] } ?? ["[]"]
        for element in document.elements(of: node) {
          look(at: element, of: document, path: Array(end), parser)
        }
      case .string: look(atText: node, of: document, path: path, parser)
      case .number, .true, .false, .null: return
      }
    }

    private mutating func look(
      atText node: JSONNode, of document: JSONDocument, path: [String], _ parser: JSONParser
    ) {
      guard let range = document.text(node), range.count >= UnreadContent.leastLength else { return }
      guard known.insert(Self.hash(document.strings, range)).inserted else { return }
      let first = document.strings[range.start]
      if [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\"")].contains(first),
        !holds(document.strings, range)
      {
        var inner = JSONDocument()
        if (try? parser.parse(document.strings, range, into: &inner)) != nil {
          return look(at: inner.root, of: inner, path: path, parser)
        }
      }
      let pieces = PrintedValue.texts(in: document.strings, range) ?? [range]
      guard pieces.contains(where: { isMissed(document.strings, $0) }) else { return }
      found.insert(path.joined(separator: "."))
    }

    private func isMissed(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
      guard range.count >= UnreadContent.leastLength else { return false }
      // A trace has texts without the colours of a terminal.
      if let plain = TerminalCodes.removed(from: bytes, range) {
        return isMissed(plain, ByteRange(start: 0, count: plain.count))
      }
      let spaceCount = bytes[range.indices].count { $0 == 0x20 || $0 == 0x0A }
      guard spaceCount >= 3, !holds(bytes, range), !ErrorWords.holdsTraceback(bytes, range) else {
        return false
      }
      // The trace may have an error's type and its words by themselves.
      guard let type = ErrorWords.type(in: bytes, range) else { return true }
      let rest = type.end + 1
      return !holds(bytes, ByteRange(start: rest, count: range.end - rest))
    }

    /// Whether what is said holds the start of a text.
    private func holds(_ bytes: [UInt8], _ range: ByteRange) -> Bool {
      let start = bytes[range.indices].firstIndex { $0 > 0x20 } ?? range.start
      let needle = Array(bytes[start..<min(start + 48, range.end)].trimmingEnd)
      guard let first = needle.first else { return true }
      var place = 0
      while let next = said[place...].firstIndex(of: first) {
        if said[next...].starts(with: needle) { return true }
        place = next + 1
      }
      return false
    }
  }

  /// Shorter texts are names, ids and states.
  private static let leastLength = 24

  /// Deeper than this stands no conversation.
  private static let depthLimit = 24

  /// A name without the numbers and ids in it, which differ from record to record.
  private static func withoutNumbers(_ name: String) -> String {
    guard name.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return name }
    return name.split(separator: ".", omittingEmptySubsequences: false).map { word in
      let digitCount = word.utf8.count { $0 >= 0x30 && $0 <= 0x39 }
      let isNumber = digitCount > 0 && digitCount == word.utf8.count
      let isID = word.utf8.count >= 12 && digitCount > 0 && !word.utf8.contains(UInt8(ascii: "_"))
      return isNumber || isID ? "*" : String(word)
    }.joined(separator: ".")
  }

  /// Whether a field is known to hold something else than what was said and done: definitions of tools, what a
  /// model thinks to itself, settings, bills, traces of programs.
  private static func isKnownAside(_ name: String, besideMessages hasMessages: Bool) -> Bool {
    asides.contains(name) || hasMessages && asidesOfMessages.contains(name)
      || asideStarts.contains { name.hasPrefix($0) } || isPartAside(name)
  }

  /// Whether a part of a dotted name says so, as in `llm.openai.tools`.
  private static func isPartAside(_ name: String) -> Bool {
    let parts = name.split(separator: ".")
    return parts.contains { asideParts.contains($0) } || parts.last.map { asideEnds.contains($0) } ?? false
  }

  private static let asideParts: Set<Substring> = [
    "usage", "usage_object", "headers", "additional_headers", "request_headers", "response_headers",
  ]
  private static let asideEnds: Set<Substring> = [
    "tools", "functions", "stack_trace", "stacktrace", "traceback",
  ]

  private static let asides: Set<String> = [
    "tools", "functions", "tool_definitions", "toolDefinitions", "available_tools", "thinking", "reasoning",
    "reasoning_content", "signature", "encrypted_content", "stacktrace", "exception.stacktrace", "traceback",
    "traceback_ansi",
    "usage", "usageDetails", "costDetails", "model_parameters", "modelParameters", "invocation_params",
    "serialized", "extra", "response_metadata", "additional_kwargs", "model_config", "cwd", "gitBranch",
    "snapshot", "toolUseResult", "tasks", "review", "actions",
    "response_format", "system_prompt", "mistake_reason", "ground_truth", "tool.parameters", "instructions",
    "messages_display", "model_input_messages", "base_instructions", "config", "limit",
    "raw_data", "instruction", "state", "replay_config",
    "edited_files30", "edited_files50",
    "edited_files70", "inputs_preview", "outputs_preview", "agent", "id", "started_at", "thread_id", "name",
    "logfire.msg", "logfire.msg_template",
  ]

  /// What is said again or differently where the messages stand.
  private static let asidesOfMessages: Set<String> = [
    "events", "input", "target", "state", "store", "scores",
  ]
  private static let asideStarts = [
    "llm.tools", "llm.invocation_parameters", "gen_ai.tool.definitions", "tool.description",
    "tool.json_schema",
  ]
}

extension ArraySlice<UInt8> {
  /// Without the white space at its end.
  fileprivate var trimmingEnd: ArraySlice<UInt8> {
    var end = endIndex
    while end > startIndex, self[end - 1] <= 0x20 { end -= 1 }
    return self[startIndex..<end]
  }
}
