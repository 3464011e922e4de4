package import Features
package import Signatures
package import Traces

/// A trace as a reader is shown it.
package struct TraceExcerpt: Sendable {
  package var traceID: String
  package var path: String
  package var line: Int

  /// Where its record begins in the file, in bytes.
  package var offset: Int
  package var outcome: Outcome
  package var agent: String?

  /// When it began, in seconds since 1970 (UTC).
  package var startedAt: Double?

  /// All its turns.
  package var turns: [ShownTurn]

  /// Its role and inclusion probability as a representative; `nil` outside of signatures.
  package var representative: Representative?

  /// The id of the signature that it is near to though it belongs to none; `nil` where there is none.
  package var nearID: String?

  /// Whether it has the error or the sign that the signature is named by.
  package var showsName = false

  /// A turn, with the calls that it makes.
  package struct ShownTurn: Sendable {
    /// Its place in the trace, from 1.
    package var number: Int
    package var role: Role

    /// The name of the speaker or tool, where there is one.
    package var speaker: String?
    package var text: String

    /// The calls made in this turn: tool and arguments.
    package var calls: [(tool: String, arguments: String)]

    /// The failure that this turn brings, if it is the result of a failed call; whether it is repaired is `nil` where
    /// the record does not show it.
    package var error: (type: ErrorType, provenance: ErrorProvenance, isRepaired: Bool?)?

    /// The steps that a tool called in this turn is called without, or too early for.
    package var lapses: [(kind: Lapse.Kind, tool: String, step: String)] = []

    /// Whether it holds what sets the signature apart.
    package var isDecisive: Bool

    /// Whether it shows what the signature is named by.
    package var isNamed = false

    /// Whether it shows what the signature is named by, or a protest: it is never left out.
    package var isKey = false

    /// Whether it makes a call that may have changed something.
    package var isChange = false

    package init(
      number: Int, role: Role, speaker: String?, text: String, calls: [(tool: String, arguments: String)],
      error: (type: ErrorType, provenance: ErrorProvenance, isRepaired: Bool?)?, isDecisive: Bool
    ) {
      (self.number, self.role, self.speaker, self.text) = (number, role, speaker, text)
      (self.calls, self.error, self.isDecisive) = (calls, error, isDecisive)
    }
  }

  package init(
    traceID: String, path: String, line: Int, offset: Int, outcome: Outcome, agent: String?,
    startedAt: Double?, turns: [ShownTurn], representative: Representative?
  ) {
    (self.traceID, self.path, self.line, self.offset) = (traceID, path, line, offset)
    (self.outcome, self.agent, self.startedAt, self.turns) = (outcome, agent, startedAt, turns)
    self.representative = representative
  }
}
