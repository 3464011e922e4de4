package import JSONBytes

/// Trajectories of mini-swe-agent, whose only tool is the shell.
///
/// Where the model's message has no tool call, the command stands in its text, and the message that brings the
/// result says with which code the command ended.
package struct MiniSWEAgentReader: TraceReader {
  package let name = "mini-swe-agent"
  package let summary = "mini-swe-agent trajectories (.traj.json): `info` and `messages`"
  package let signs = [
    FormatSign(arrays: [.messages], strings: [.trajectoryFormat]),
    FormatSign(arrays: [.messages], objects: [.info]),
  ]

  package init() {}

  package func confirms(_ document: JSONDocument) -> Bool {
    guard let info = document.field("info", of: document.root) else { return true }
    return document.field("exit_status", of: info) != nil || document.field("mini_version", of: info) != nil
  }

  package func read(_ document: inout JSONDocument, outcomes: OutcomeRule, into trace: inout Trace) {
    let root = document.root
    trace.id = document.name("instance_id", of: root) ?? document.name("id", of: root)
    let status = document.field("info", of: root).flatMap { document.text("exit_status", of: $0) }
    trace.outcome =
      outcomes.outcome(in: document) ?? status.map { ExitStatus.outcome(document.string($0)) } ?? .unknown
    trace.outcomeSource = trace.outcome == .unknown ? nil : .code
    var reading = ChatMessages(taking: &trace)
    for message in document.elements("messages", of: root) { read(message, of: &document, &reading) }
    trace = reading.trace
    document.moveText(to: &trace)
  }

  private func read(_ message: JSONNode, of document: inout JSONDocument, _ reading: inout ChatMessages) {
    if readResponse(message, of: &document, &reading) { return }
    let role = document.text("role", of: message)
    let extra = document.field("extra", of: message)
    let isTool = role.map { document.matches($0, "tool") } ?? false
    let code = extra.flatMap { document.field("returncode", of: $0) }
    guard !isTool, let last = reading.trace.turns.last, last.role == .assistant,
      code != nil || Self.writtenCode(of: message, in: document) != nil
    else {
      if let role, document.matches(role, "exit") { return readEnd(message, of: &document, &reading) }
      return reading.readMessage(message, of: &document)
    }
    readResult(message, code: code.flatMap { document.number($0) }, of: &document, &reading)
  }

  /// Reads a response of OpenAI's newer interface, or an item of one, as they are kept in place of messages.
  ///
  /// - Returns: Whether it was one.
  private func readResponse(
    _ message: JSONNode, of document: inout JSONDocument, _ reading: inout ChatMessages
  ) -> Bool {
    guard document.field("role", of: message) == nil else { return false }
    let items = document.elements("output", of: message)
    if !items.isEmpty {
      for item in items { read(item, of: &document, &reading) }
      return true
    }
    guard let type = document.text("type", of: message) else { return false }
    return ResponseItem.read(message, type: type, of: &document, into: &reading)
  }

  /// The last message repeats how the run ended and what was submitted.
  private func readEnd(_ message: JSONNode, of document: inout JSONDocument, _ reading: inout ChatMessages) {
    guard let text = document.text("content", of: message), !text.isEmpty else { return }
    _ = reading.addTurn(.system, text: text)
  }

  private func readResult(
    _ message: JSONNode, code: Double?, of document: inout JSONDocument, _ reading: inout ChatMessages
  ) {
    let asking = reading.trace.turns.count - 1
    let text = document.field("content", of: message).flatMap { document.textOrJSON($0) } ?? .empty
    let isOpen = reading.trace.toolCalls.contains { $0.result == nil }
    if !isOpen {
      let command = CodeBlock.last(in: document.strings, reading.trace.turns[asking].text)
      reading.addCall(
        tool: document.add(Array("bash".utf8)), arguments: command ?? reading.trace.turns[asking].text,
        turn: asking)
    }
    let exitCode = code ?? Self.writtenCode(of: message, in: document)
    let turn = reading.addTurn(.tool, text: text)
    reading.attachResult(
      ToolResult(
        text: text, callID: nil, tool: nil,
        mark: exitCode.flatMap { $0 == 0 ? nil : ErrorMark(provenance: .exitCode) }), turn: turn, in: document
    )
  }

  /// The code in `<returncode>1</returncode>` at the start of a message.
  private static func writtenCode(of message: JSONNode, in document: JSONDocument) -> Double? {
    guard let text = document.text("content", of: message) else { return nil }
    let start = String(decoding: document.strings[text.indices].prefix(60), as: UTF8.self)
    guard start.hasPrefix("<returncode>") else { return nil }
    return Double(start.dropFirst("<returncode>".count).prefix { $0 == "-" || $0.isNumber })
  }
}

/// How a software agent's run ended, by the words of its trajectory.
enum ExitStatus {
  /// A run that was cut short failed; whether what was submitted is right, the trajectory does not say.
  static func outcome(_ status: String) -> Outcome {
    let status = status.lowercased()
    if status.isEmpty || status.hasPrefix("submitted") || status == "skipped" { return .unknown }
    return status.hasPrefix("exit_") || cutShort.isAny(in: status) ? .failure : .unknown
  }

  private static let cutShort = NameParts(["exceeded", "error", "timeout", "exception", "early"])
}

/// Code between fences in a text.
enum CodeBlock {
  /// The place of the last fenced block's code; `nil` if there is none.
  static func last(in bytes: [UInt8], _ text: ByteRange) -> ByteRange? {
    let tick = UInt8(ascii: "`")
    var fences: [Int] = []
    var place = text.start
    while place + 3 <= text.end {
      if bytes[place] == tick, bytes[place + 1] == tick, bytes[place + 2] == tick {
        fences.append(place)
        place += 3
      } else {
        place += 1
      }
    }
    guard fences.count >= 2 else { return nil }
    let opening = fences[fences.count / 2 * 2 - 2]
    let closing = fences[fences.count / 2 * 2 - 1]
    let lineEnd = bytes[opening..<closing].firstIndex(of: UInt8(ascii: "\n")) ?? opening + 2
    var end = closing
    while end > lineEnd + 1, bytes[end - 1] <= 0x20 { end -= 1 }
    return ByteRange(start: lineEnd + 1, count: max(0, end - lineEnd - 1))
  }
}
