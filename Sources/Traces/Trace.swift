package import JSONBytes

/// One run of an agent, from first turn to last.
///
/// All its text lies in one buffer, and the parts are places in it: a trace is read, looked at and forgotten a
/// million times in a run, and its memory is used again for the next.
package struct Trace: Sendable {
  /// The bytes that every range of this trace is a place in; at least 64 more follow the last of them.
  package var text: [UInt8] = []

  /// What the source calls it; `nil` if it has no name.
  package var id: ByteRange?

  /// What tells apart runs of one id, such as the trial of a benchmark's task.
  package var variant: ByteRange?

  package var agent: ByteRange?
  package var thread: ByteRange?

  /// When it began, in seconds since 1970 (UTC).
  package var startedAt: Double?

  package var outcome = Outcome.unknown

  /// Who judged the outcome; `nil` if the source does not say.
  package var outcomeSource: OutcomeSource?
  package var turns: [Turn] = []
  package var toolCalls: [ToolCall] = []

  package init() {}

  /// Forgets everything but the memory.
  package mutating func clear() {
    text.removeAll(keepingCapacity: true)
    (id, variant, agent, thread, startedAt, outcome) = (nil, nil, nil, nil, nil, .unknown)
    outcomeSource = nil
    turns.removeAll(keepingCapacity: true)
    toolCalls.removeAll(keepingCapacity: true)
  }

  /// Whether it has no turn and no tool call.
  package var isEmpty: Bool { turns.isEmpty && toolCalls.isEmpty }

  /// Whether no turn has a text and there is no tool call.
  package var isSilent: Bool { toolCalls.isEmpty && turns.allSatisfy(\.text.isEmpty) }

  /// A stretch of the text as a `String`; bytes that are no UTF-8 become U+FFFD.
  package func string(_ range: ByteRange) -> String {
    String(decoding: text[range.indices], as: UTF8.self)
  }
}

/// How a trace ended, as its source says.
package enum Outcome: UInt8, Sendable, Hashable, CaseIterable {
  case failure, success, unknown

  /// The word for it in everything written.
  package var name: String {
    switch self {
    case .failure: "failure"
    case .success: "success"
    case .unknown: "unknown"
    }
  }
}

/// Who or what judged how a trace ended.
package enum OutcomeSource: UInt8, Sendable, Hashable, CaseIterable {
  case human, judge, code

  package var name: String {
    switch self {
    case .human: "human"
    case .judge: "judge"
    case .code: "code"
    }
  }
}

/// Who speaks in a turn.
package enum Role: UInt8, Sendable, Hashable {
  case system, user, assistant, tool

  package var name: String {
    switch self {
    case .system: "system"
    case .user: "user"
    case .assistant: "assistant"
    case .tool: "tool"
    }
  }
}

/// One message of a trace by one role.
package struct Turn: Sendable, Hashable {
  package var role: Role
  package var text: ByteRange

  /// The name of the speaker where several share a role; of the tool in a tool's turn.
  package var speaker: ByteRange?

  package init(role: Role, text: ByteRange, speaker: ByteRange? = nil) {
    self.role = role
    self.text = text
    self.speaker = speaker
  }
}

/// One call of a tool, with its result.
package struct ToolCall: Sendable, Hashable {
  /// Empty if the source does not say which tool it was.
  package var tool: ByteRange
  package var arguments: ByteRange

  /// What came back; `nil` if nothing did.
  package var result: ByteRange?

  /// The place among the turns of the one that made the call.
  package var turn: Int

  /// The place among the turns of the one that brought the result.
  package var resultTurn: Int?

  /// What the record itself says of a failure, beside the result's text.
  package var mark: ErrorMark?

  /// The name that the source gives to this call, by which its result is found.
  package var callID: ByteRange?

  package init(tool: ByteRange, arguments: ByteRange, turn: Int, callID: ByteRange? = nil) {
    self.tool = tool
    self.arguments = arguments
    self.turn = turn
    self.callID = callID
  }
}

/// What a record says of a failed tool call outside of the result's text.
package struct ErrorMark: Sendable, Hashable {
  package var provenance: ErrorProvenance

  /// The type as the source names it.
  package var type: ByteRange?
  package var message: ByteRange?

  package init(provenance: ErrorProvenance, type: ByteRange? = nil, message: ByteRange? = nil) {
    self.provenance = provenance
    self.type = type
    self.message = message
  }
}

/// How we know that a tool call failed.
package enum ErrorProvenance: UInt8, Sendable, Hashable, CaseIterable {
  case flag, typed, exceptionEvent, exitCode, body, text

  /// No rule knows it: what became of the work tells.
  case outcome

  /// Those that a trace tells by itself.
  package static let ofOneTrace = allCases.filter { $0 != .outcome }

  package var name: String {
    switch self {
    case .flag: "flag"
    case .typed: "typed"
    case .exceptionEvent: "exception event"
    case .exitCode: "exit code"
    case .body: "body"
    case .text: "text"
    case .outcome: "contrast with successes"
    }
  }
}
