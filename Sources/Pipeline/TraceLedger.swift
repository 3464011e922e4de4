package import Traces

/// The names of the traces counted in a run, with what is needed to count them by week and agent.
package struct TraceLedger: Sendable {
  /// A trace that was counted.
  package struct Entry: Sendable {
    /// The hash of its id, else of its content.
    package let name: UInt64
    package let startedAt: Double?

    /// The place of its agent in the collection's `agents`.
    package let agent: Int?
    package let outcome: Outcome

    /// The records that are part of it, beside the first.
    let joinedCount: Int
    let turnCount: Int
    let toolCallCount: Int

    /// Its row when it was taken in; `nil` if it has none.
    let row: Int?
  }

  /// In the order in which they were met.
  package private(set) var entries: [Entry] = []

  mutating func append(_ facts: TraceFacts, isConflict: Bool, agent: Int?, row: Int?) {
    let name = isConflict ? KnownTraces.nameInConflict(facts.identity) : facts.identity.name
    entries.append(
      Entry(
        name: name, startedAt: facts.startedAt, agent: agent, outcome: facts.outcome,
        joinedCount: facts.place.others.count, turnCount: facts.turnCount, toolCallCount: facts.toolCallCount,
        row: row))
  }

  mutating func leaveOut(_ isKnown: [Bool]) {
    entries = zip(entries, isKnown).filter { !$0.1 }.map(\.0)
  }
}
