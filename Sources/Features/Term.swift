/// The part of a trace that a term comes from; terms are weighed within their block.
package enum Block: UInt8, Sendable, Hashable, CaseIterable {
  case error, tool, workflow, request, protest, reply, argument

  /// Whether its terms are words of the later turns, of user or assistant.
  package var isWording: Bool { self == .protest || self == .reply }

  /// Whether its terms say what the work was about, whatever came of it.
  package var isWork: Bool { self == .request || self == .tool }
}

/// A term of the vocabulary, as 32 bits: its block and a hash.
///
/// Hashing goes before counting, so that no text is kept for the many terms that do not survive; with 2^29 values
/// a block, a vocabulary of 100,000 terms holds about nine pairs that share a key.
///
/// Compared and looked up in all modules, so what does that is inlined into them.
@usableFromInline package struct TermKey: Sendable, Hashable, Comparable {
  @usableFromInline package let rawValue: UInt32

  package init(_ block: Block, hash: UInt64) {
    rawValue = UInt32(block.rawValue) << 29 | UInt32(truncatingIfNeeded: hash ^ hash >> 29) & 0x1FFF_FFFF
  }

  @inlinable package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// The key of a sign of the workflow, whatever the tool that it is about.
  package static func sign(_ sign: WorkflowSign) -> TermKey { TermKey.sign(sign, toolHash: 0) }

  /// The key of a sign of the workflow that is about a tool.
  package static func sign(_ sign: WorkflowSign, toolHash: UInt64) -> TermKey {
    var hash = ByteHash(seed: UInt64(sign.rawValue) + 1)
    hash.add(toolHash)
    return TermKey(.workflow, hash: hash.value)
  }

  /// The key of a tool that is called right after another, by the hashes of both.
  package static func step(from: UInt64, to: UInt64) -> TermKey {
    let hash = from &* 31 &+ to
    return TermKey(.tool, hash: hash ^ hash >> 32)
  }

  /// The key of a word that a tool is given, or of a state that it answers with, by the hashes of both.
  static func argument(tool: UInt64, word: UInt64) -> TermKey {
    let hash = tool &* 31 &+ word
    return TermKey(.argument, hash: hash ^ hash >> 32)
  }

  package var block: Block { Block(rawValue: UInt8(rawValue >> 29)) ?? .reply }

  @inlinable package static func == (one: TermKey, other: TermKey) -> Bool { one.rawValue == other.rawValue }

  @inlinable package static func < (one: TermKey, other: TermKey) -> Bool { one.rawValue < other.rawValue }

  @inlinable package func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
}

/// What a term means, for names and reports.
package enum Term: Sendable, Hashable {
  /// A word, or two, of the user's request, of the user's later turns, or of the assistant's.
  case words(Block, String)

  /// A word of a tool's last answer, a sentence that is not known to be an error.
  case answer(tool: String, String)

  /// A field of a tool's last answer with one of a few values, such as `state: PENDING`.
  case state(tool: String, field: String, value: String)

  /// A word of what a tool is given.
  case argument(tool: String, String)

  /// A tool was called at all.
  case tool(String)

  /// A tool was called right after another.
  case step(from: String, to: String)

  /// A sign of the workflow, with the tool that it is about.
  case sign(WorkflowSign, tool: String?)

  /// A tool was called and not, or too late, the one that goes with it in nearly every success.
  case lapse(Lapse.Kind, tool: String, step: String)

  /// A tool error that was not repaired: any of the parts may be left open.
  case error(tool: String?, type: ErrorType?, template: String?)
}

/// What can be noticed about how a trace went.
package enum WorkflowSign: UInt8, Sendable, Hashable, CaseIterable {
  /// No tool was called.
  case noToolCall
  /// The assistant says that something is done, and no tool was called.
  case promiseWithoutCall
  /// The assistant says that something is done, and only tools that read were called.
  case promiseAfterReadsOnly
  /// The same tool was called with the same arguments three times or more.
  case repeatedCall
  /// The same tool was called again with the same arguments although the first call had succeeded.
  case repeatedSuccess
  /// The same tool was called five times or more.
  case manyCalls
  /// The assistant said the same thing twice or more.
  case repeatedReply
  /// The trace ends without an answer: with the user's turn.
  case endsWithUser
  /// The trace ends with a tool's result.
  case endsWithTool
  /// The trace ends with a call that has no result.
  case endsWithCall
  /// The last turn of the assistant is empty.
  case emptyAnswer
  /// A call never got a result.
  case unansweredCall
  /// The user was handed to a person or another agent.
  case handOff
  /// The user was handed off before any other tool was called.
  case immediateHandOff
  /// A search came back empty.
  case emptyResult
  /// The last tool that was called.
  case lastTool
  /// The first tool that was called.
  case firstTool
  /// The user writes in one script or language, and the last answer is in another.
  case otherLanguage
  /// The user protests.
  case protest
  /// The user says the same thing twice or more.
  case repeatedRequest
  /// A tool error was followed by the assistant's last turn without another call.
  case gaveUpAfterError
  /// The assistant refuses or says that it is unable.
  case refusal
  /// The assistant's last turn asks a question.
  case endsWithQuestion
  /// The last turn of the assistant was cut off in the middle of a sentence.
  case cutOffAnswer
  /// After the last result of a tool, or the user's first turn, the assistant says nothing that has a letter.
  case noAnswer
  /// A tool is called without a step that nearly every success of the agent makes before it.
  case leftOutStep
  /// A tool is called before a step that nearly every success of the agent makes before it.
  case lateStep
  /// A step that follows in nearly every success of the agent is not made, and no call failed.
  case unfinishedWork
  /// The assistant leaves the matter to somebody else, or to the user, in words.
  case sentElsewhere
  /// One of the assistant's last two answers is data as a program writes it.
  case dataAnswer
  /// One of the assistant's last two answers has names, as `{name}`, where values were meant to stand.
  case unfilledAnswer
  /// The assistant writes a call of a tool in its last answer in place of making it.
  case writtenCall
  /// A tool is called before the user has answered a question, which comes first in nearly every success of the agent.
  case unaskedCall
  /// A tool is given what the user has not said in a field where nearly every success gives what the user has.
  case unsaidValue
  /// The assistant says that something is done, and a tool error was not repaired.
  case doneDespiteError
  /// The user corrects, or wants undone, what a call has changed.
  case correctedChange
  /// The same tool, which only reads, was called again with the same arguments although it had answered.
  case repeatedReading
  /// Right after a call that failed or found nothing the assistant says that it takes values of its own, and goes on.
  case madeUpValues
  /// A search came back empty, and the assistant answers without a word that nothing was found.
  case unfoundedAnswer
  /// A tool is given the digits that the user has said with the decimal point elsewhere, as hardly a success does.
  case otherUnit
  /// The assistant does not tell a figure of a tool's answer that nearly every success tells.
  case untoldFigure
  /// The assistant tells a figure of a tool's answer as it stands, which hardly a success does.
  case figureAsItStands
  /// A tool is called without a field that successes give it.
  case ungivenField
  /// A tool is given a value that is not from the field of an earlier answer from which successes take it.
  case otherSource
  /// A tool is given a value that is of another record than the user describes.
  case otherRecord
  /// A tool is called again, with whatever arguments, though it had succeeded, as hardly a success does.
  case workDoneTwice
  /// A tool is called that changes something, and not the one that successes of such a request call.
  case otherAct
  /// A tool is given several values in a field where successes give one.
  case severalValues
  /// A tool is given a value that the user has said another in place of.
  case supersededValue
  /// The assistant tells a figure that stands nowhere before, which hardly a success does.
  case unfoundedFigure

  /// Whether it tells what the assistant says in its last turn.
  package var isOfLastWords: Bool {
    [.promiseWithoutCall, .promiseAfterReadsOnly, .doneDespiteError, .refusal, .writtenCall].contains(self)
  }

  /// Whether it tells what was done or left undone, whatever was said.
  ///
  /// Work that was not finished does not: who says the wrong thing in place of the next step finishes nothing either.
  /// That something is said to be done which no tool did tells both.
  package var isDeed: Bool {
    switch self {
    case .repeatedCall, .repeatedSuccess, .repeatedReading, .endsWithTool, .endsWithCall, .emptyAnswer,
      .unansweredCall,
      .handOff, .immediateHandOff, .emptyResult, .noAnswer, .leftOutStep, .lateStep, .unaskedCall,
      .unsaidValue, .otherUnit, .ungivenField, .otherSource, .otherRecord, .otherAct, .severalValues,
      .supersededValue, .promiseWithoutCall,
      .promiseAfterReadsOnly:
      true
    case .unfinishedWork, .noToolCall, .manyCalls,
      .repeatedReply,
      .endsWithUser, .lastTool, .firstTool, .otherLanguage, .protest, .repeatedRequest, .gaveUpAfterError,
      .refusal, .endsWithQuestion, .cutOffAnswer, .sentElsewhere, .dataAnswer, .unfilledAnswer, .writtenCall,
      .doneDespiteError, .correctedChange, .madeUpValues, .unfoundedAnswer,
      .untoldFigure, .figureAsItStands, .unfoundedFigure, .workDoneTwice:
      false
    }
  }
}
