package import Traces

/// What was found in a trace that may tell how it failed.
package struct Evidence: Sendable {
  /// Terms of the tools, the workflow and the words, each once, in no particular order.
  package var terms: [TermKey] = []
  package var errors: [ErrorEvidence] = []

  /// The last answers of tools that are not known to be errors, as errors that they may be.
  package var answers: [AnswerEvidence] = []

  /// Of a success the last answers of tools that are not known to be errors, as hashes of tool and words: there are many,
  /// and it is counted alone how often each comes.
  package var passedAnswers: [UInt32] = []

  /// The hashes of the tools that were called, each once, by their first calls; beyond ``toolLimit`` the first.
  package private(set) var tools: [UInt64] = []

  /// What it does, or does not, each time it calls a tool.
  package var practices: [Practice] = []

  /// How often tools are called, where a sign tells that one is called again.
  package var repetitions: [CallRepetition] = []

  /// The terms that it has, to take in each once.
  private var seen = SeenKeys()

  /// What the terms mean; `nil` where nobody asks.
  private(set) var meanings: [TermKey: Term]?

  package init() {}

  /// - Parameter isExplained: Whether the meaning of each term is kept.
  init(isExplained: Bool) {
    meanings = isExplained ? [:] : nil
  }

  /// Forgets everything but the memory.
  mutating func clear() {
    seen.removeAll()
    terms.removeAll(keepingCapacity: true)
    errors.removeAll(keepingCapacity: true)
    answers.removeAll(keepingCapacity: true)
    passedAnswers.removeAll(keepingCapacity: true)
    tools.removeAll(keepingCapacity: true)
    practices.removeAll(keepingCapacity: true)
    repetitions.removeAll(keepingCapacity: true)
  }

  /// Takes in a call of a tool.
  mutating func add(tool: UInt64) {
    guard tools.count < Self.toolLimit, !tools.contains(tool) else { return }
    tools.append(tool)
  }

  /// Takes in a term; beyond ``termLimit`` the first are kept.
  mutating func add(_ term: TermKey, meaning: () -> Term) {
    guard terms.count < Self.termLimit, seen.insert(term.rawValue) else { return }
    terms.append(term)
    if meanings != nil { meanings?[term] = meaning() }
  }

  /// The most terms that a trace may have.
  static let termLimit = 2_000

  /// The most tools whose order is kept.
  static let toolLimit = 16
}

/// A tool's last answer that may be an error.
package struct AnswerEvidence: Sendable, Hashable {
  /// What it is if it is one.
  package let error: ErrorEvidence

  /// The hash of the first words of the masked message; 0 where it has fewer.
  let opening: UInt64

  /// The hash of a tool and what it says.
  static func hash(tool: UInt64, words: UInt64) -> UInt32 {
    let hash = tool &* 31 &+ words
    return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
  }
}

/// A tool error as evidence.
package struct ErrorEvidence: Sendable, Hashable {
  /// The hash of the tool's name.
  package let tool: UInt64
  package let type: ErrorType
  package let provenance: ErrorProvenance

  /// The hash of the masked message.
  package let message: UInt64

  /// Whether a later call made it good, as far as what became of the work does not speak against it.
  package var isRepaired: Bool

  /// Whether a later call seems to have made it good.
  package let isFollowedBySuccess: Bool

  /// The place of the call among the trace's tool calls.
  package let call: Int

  /// Whether the record does not show if a later call repaired it.
  package var mayBeRepaired: Bool

  /// Whether the assistant's last answer tells of it.
  package var isReported: Bool

  /// The same with another message, by its hash.
  func saying(_ message: UInt64) -> ErrorEvidence {
    ErrorEvidence(
      tool: tool, type: type, provenance: provenance, message: message, isRepaired: isRepaired, call: call,
      mayBeRepaired: mayBeRepaired, isReported: isReported)
  }

  package init(
    tool: UInt64, type: ErrorType, provenance: ErrorProvenance, message: UInt64, isRepaired: Bool, call: Int,
    mayBeRepaired: Bool = false, isReported: Bool = false
  ) {
    (self.tool, self.type, self.provenance, self.message, self.call) = (tool, type, provenance, message, call)
    (self.isRepaired, isFollowedBySuccess) = (isRepaired, isRepaired)
    (self.mayBeRepaired, self.isReported) = (mayBeRepaired, isReported)
  }
}
