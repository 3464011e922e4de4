internal import ContentHash
package import JSONBytes
package import Traces

extension ShownTrace {
  /// The turns as canonical JSON in the shape of chat messages, in UTF-8.
  ///
  /// Each has `content` and `role`, where known `name`, and with calls `tool_calls`. In Python, of the same messages:
  /// `json.dumps(messages, ensure_ascii=False, sort_keys=True, separators=(",", ":"))`.
  ///
  /// Source: A. Rundgren, B. Jordan and S. Erdtman 2020, RFC 8785.
  package var canonicalJSON: [UInt8] {
    var output = ByteWriter()
    output.append("[")
    for (place, turn) in turns.enumerated() {
      output.beginMessage(place)
      output.appendQuoted(turn.text)
      if let name = turn.name {
        output.beginName()
        output.appendQuoted(name)
      }
      output.writeRole(named: turn.role)
      for (place, call) in turn.calls.enumerated() {
        output.beginCall(place)
        output.appendQuoted(call.arguments)
        output.beginName()
        output.appendQuoted(call.tool)
        output.endCall()
      }
      output.endMessage(callCount: turn.calls.count)
    }
    output.append("]")
    return output.array
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
    var memory = ByteWriter()
    writeCanonicalJSON(of: trace, into: &memory)
    return ContentHash.hexadecimal(of: memory.array)
  }

  /// Writes the canonical JSON of a trace in place of what was written, without a `String` a turn.
  package static func writeCanonicalJSON(of trace: Trace, into output: inout ByteWriter) {
    let text = trace.text.span
    let (turns, calls) = (trace.turns.span, trace.toolCalls.span)
    let isOrdered = zip(trace.toolCalls, trace.toolCalls.dropFirst()).allSatisfy { $0.turn <= $1.turn }
    var next = 0
    output.clear()
    output.append("[")
    for place in turns.indices {
      let turn = turns[place]
      output.beginMessage(place)
      output.appendQuoted(text, turn.text.indices)
      if let name = turn.speaker, !name.isEmpty {
        output.beginName()
        output.appendQuoted(text, name.indices)
      }
      output.writeRole(turn.role)
      var callCount = 0
      var index = isOrdered ? next : 0
      while index < calls.count, !isOrdered || calls[index].turn <= place {
        let call = calls[index]
        index += 1
        guard call.turn == place else { continue }
        output.beginCall(callCount)
        output.appendQuoted(text, call.arguments.indices)
        output.beginName()
        output.appendQuoted(text, call.tool.indices)
        output.endCall()
        callCount += 1
      }
      if isOrdered { next = index }
      output.endMessage(callCount: callCount)
    }
    output.append("]")
  }
}

/// The parts of a message in canonical JSON, in their order and without spaces: content, name, role, calls.
extension ByteWriter {
  /// Begins the message at a place among the others, up to its content.
  fileprivate mutating func beginMessage(_ place: Int) {
    append(place == 0 ? #"{"content":"# : #",{"content":"#)
  }

  fileprivate mutating func beginName() { append(#","name":"#) }

  fileprivate mutating func writeRole(named name: String) {
    append(#","role":""#)
    append(name)
    append("\"")
  }

  fileprivate mutating func writeRole(_ role: Role) {
    switch role {
    case .system: append(#","role":"system""#)
    case .user: append(#","role":"user""#)
    case .assistant: append(#","role":"assistant""#)
    case .tool: append(#","role":"tool""#)
    }
  }

  /// Begins the call at a place among those of its message, up to its arguments.
  fileprivate mutating func beginCall(_ place: Int) {
    append(place == 0 ? #","tool_calls":[{"function":{"arguments":"# : #",{"function":{"arguments":"#)
  }

  fileprivate mutating func endCall() { append(#"},"type":"function"}"#) }

  fileprivate mutating func endMessage(callCount: Int) { append(callCount > 0 ? "]}" : "}") }
}
