internal import ContentHash
internal import JSONBytes
package import Traces

extension ShownTrace {
  /// The turns as canonical JSON in the shape of chat messages, in UTF-8.
  ///
  /// Each has `content` and `role`, where known `name`, and with calls `tool_calls`. In Python, of the same messages:
  /// `json.dumps(messages, ensure_ascii=False, sort_keys=True, separators=(",", ":"))`.
  ///
  /// Source: A. Rundgren, B. Jordan and S. Erdtman 2020, RFC 8785.
  package var canonicalJSON: [UInt8] {
    var writing = MessageWriting()
    for turn in turns {
      writing.begin()
      writing.output.appendQuoted(turn.text)
      writing.end(role: turn.role, hasName: turn.name != nil) {
        $0.appendQuoted(turn.name ?? "")
      } calls: { writing in
        for call in turn.calls {
          writing.call {
            $0.appendQuoted(call.arguments)
          } tool: {
            $0.appendQuoted(call.tool)
          }
        }
      }
    }
    return writing.finished()
  }

  /// The SHA-256 of the canonical JSON: what an evaluator that sees all of the trace is shown.
  package var shownHash: String { ContentHash.hexadecimal(of: canonicalJSON) }

  /// The trace as a program reads it: one line of JSON, without a line end.
  ///
  /// `trace_id`, `agent` and `started_at` (null where they are not known) and `messages`, the canonical JSON.
  package var programLine: [UInt8] {
    var line = Array(#"{"trace_id":"#.utf8)
    line.appendQuoted(id)
    line += #","agent":"#.utf8
    if let agent { line.appendQuoted(agent) } else { line += "null".utf8 }
    line += #","started_at":"#.utf8
    if let startedAt { line.appendQuoted(Timestamp.text(of: startedAt)) } else { line += "null".utf8 }
    line += #","messages":"#.utf8
    line += canonicalJSON
    line.append(UInt8(ascii: "}"))
    return line
  }
}

extension ShownTrace {
  /// A trace as it was read, with all its turns and calls.
  ///
  /// - Parameters:
  ///   - id: What it is called in scores.
  ///   - contentHash: Its content hash, if that was made before.
  package init(_ trace: Trace, id: String, contentHash: String? = nil) {
    var calls: [[Call]] = Array(repeating: [], count: trace.turns.count)
    for call in trace.toolCalls where calls.indices.contains(call.turn) {
      calls[call.turn].append(
        Call(tool: trace.string(call.tool), arguments: trace.string(call.arguments)))
    }
    let turns = zip(trace.turns, calls).map { turn, calls in
      Turn(
        role: turn.role.name, name: turn.speaker.flatMap { $0.isEmpty ? nil : trace.string($0) },
        text: trace.string(turn.text), calls: calls)
    }
    self.init(
      id: id, contentHash: contentHash ?? Self.contentHash(of: trace), agent: trace.agent.map(trace.string),
      startedAt: trace.startedAt, turns: turns)
  }

  /// The SHA-256 of a trace's messages as canonical JSON: the shown hash of a trace that is shown as a whole.
  package static func contentHash(of trace: Trace) -> String {
    var memory: [UInt8] = []
    return contentHash(of: trace, using: &memory)
  }

  /// The same with memory that is used again.
  package static func contentHash(of trace: Trace, using memory: inout [UInt8]) -> String {
    writeCanonicalJSON(of: trace, into: &memory)
    return ContentHash.hexadecimal(of: memory)
  }

  /// Writes the canonical JSON of a trace, without a `String` a turn.
  package static func writeCanonicalJSON(of trace: Trace, into memory: inout [UInt8]) {
    let text = trace.text.span
    var writing = MessageWriting(using: &memory)
    var next = 0
    let isOrdered = zip(trace.toolCalls, trace.toolCalls.dropFirst()).allSatisfy { $0.turn <= $1.turn }
    for (place, turn) in trace.turns.enumerated() {
      writing.begin()
      writing.output.appendQuoted(text, turn.text.indices)
      let name = turn.speaker.flatMap { $0.isEmpty ? nil : $0 }
      writing.end(role: turn.role.name, hasName: name != nil) { output in
        if let name { output.appendQuoted(text, name.indices) }
      } calls: { writing in
        var index = isOrdered ? next : 0
        while index < trace.toolCalls.count, !isOrdered || trace.toolCalls[index].turn <= place {
          let call = trace.toolCalls[index]
          index += 1
          guard call.turn == place else { continue }
          writing.call {
            $0.appendQuoted(text, call.arguments.indices)
          } tool: {
            $0.appendQuoted(text, call.tool.indices)
          }
        }
        if isOrdered { next = index }
      }
    }
    memory = writing.finished()
  }
}

/// Messages being written as canonical JSON: their fields in order, without spaces.
private struct MessageWriting {
  var output: [UInt8]
  private var messageCount = 0
  private var callCount = 0

  init() {
    output = [UInt8(ascii: "[")]
  }

  /// Takes over memory that is used again.
  init(using memory: inout [UInt8]) {
    output = []
    swap(&output, &memory)
    output.removeAll(keepingCapacity: true)
    output.append(UInt8(ascii: "["))
  }

  /// Begins a message, up to its content.
  mutating func begin() {
    if messageCount > 0 { output.append(UInt8(ascii: ",")) }
    messageCount += 1
    output += #"{"content":"#.utf8
  }

  /// Ends a message: all that comes after its content.
  mutating func end(
    role: String, hasName: Bool, _ writeName: (inout [UInt8]) -> Void, calls: (inout MessageWriting) -> Void
  ) {
    if hasName {
      output += #","name":"#.utf8
      writeName(&output)
    }
    output += #","role":""#.utf8
    output += role.utf8
    output.append(UInt8(ascii: "\""))
    callCount = 0
    calls(&self)
    if callCount > 0 { output.append(UInt8(ascii: "]")) }
    output.append(UInt8(ascii: "}"))
  }

  mutating func call(_ arguments: (inout [UInt8]) -> Void, tool: (inout [UInt8]) -> Void) {
    output += (callCount == 0 ? #","tool_calls":["# : ",").utf8
    callCount += 1
    output += #"{"function":{"arguments":"#.utf8
    arguments(&output)
    output += #","name":"#.utf8
    tool(&output)
    output += #"},"type":"function"}"#.utf8
  }

  mutating func finished() -> [UInt8] {
    output.append(UInt8(ascii: "]"))
    return output
  }
}
