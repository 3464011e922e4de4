internal import JSONBytes

/// One step of a trace as tracing tools record it, or one line of a session; all places are in the text of the
/// table that holds it.
struct TraceSpan {
  enum Kind {
    /// A call of a model: it repeats the conversation so far and adds an answer.
    case model
    case tool
    case retriever

    /// A step whose kind is not told: it is a tool's if it bears the name of a tool that was asked for.
    case unknown

    /// An agent, a chain, a guardrail: it holds other steps.
    case frame

    /// A line of a session, whose messages stand nowhere else.
    case line
  }

  var kind = Kind.frame

  /// Hashes of its id and of its parent's; 0 where there is none.
  var id: UInt64 = 0
  var parent: UInt64 = 0

  var start: Double?
  var end: Double?

  /// Which session of several that go on from one another it is in.
  var session = 0

  var name = ByteRange.empty

  /// Messages, by their places in the table.
  var input: [Int] = []
  var output: [Int] = []

  var arguments: ByteRange?
  var result: ByteRange?
  var callID: ByteRange?
  var mark: ErrorMark?

  /// Lines with one hash other than 0 are one message.
  var messageGroup: UInt64 = 0

  /// The group of a line that goes on with whatever the assistant said last.
  static let anyGroup = UInt64.max

  /// How much it says, to choose between two of one id: whether it came to an end, when, and how much it holds.
  var weight: [Double] {
    [
      end ?? -.infinity, Double(input.count + output.count),
      Double((arguments?.count ?? 0) + (result?.count ?? 0)), mark == nil ? 0 : 1,
    ]
  }
}

/// A message of a span; one that several spans repeat is kept once.
struct SpanMessage {
  /// The hash of role, text and calls, without ids: what is repeated has the same.
  var hash: UInt64
  var role: Role
  var text: ByteRange
  var speaker: ByteRange?

  /// Its calls, by their places in the table.
  var calls: Range<Int>

  /// Of a tool's message: which call it answers, and what it says of a failure.
  var callID: ByteRange?
  var mark: ErrorMark?

  /// Whether it is an assistant's that says nothing beside its calls.
  var isCallAlone: Bool { role == .assistant && text.isEmpty && !calls.isEmpty }
}

/// A tool call that a message asks for.
struct SpanCall {
  var tool: ByteRange
  var arguments: ByteRange
  var callID: ByteRange?
}
