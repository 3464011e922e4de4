package import Traces

/// The settings of a mining run, checked before any work starts.
package struct MiningPlan: Sendable, Hashable {
  /// Which traces are mined.
  package enum Scope: String, Sendable, Hashable, CaseIterable {
    /// The failed ones where outcomes are known, else all.
    case failures
    case all
  }

  package let scope: Scope

  /// The number of signatures; `nil` to let the data choose.
  package let signatureCount: Int?

  /// The fewest traces that make a signature; `nil` for the default of the number of traces.
  package let minimumSupport: Int?
  package let outcomes: OutcomeRule

  /// How records of a format of the user's own are read.
  package let map: TraceMap?
  package let seed: UInt64
  package let threadCount: Int

  /// The share of the successes that are looked at for what is common in good traces too, from 0 to 1.
  package let successShare: Double

  /// The traces, by their hashed names, that evaluators of the workspace failed: they count as failures, unless a
  /// person judged them.
  package var failedNames: Set<UInt64> = []

  /// Whether personal data is masked in what is written.
  package var redacts = true

  /// The traces, by their hashed names, that are looked at; `nil` for all.
  package var drawnNames: Set<UInt64>?

  package init(
    scope: Scope = .failures, signatureCount: Int? = nil, minimumSupport: Int? = nil,
    outcomes: OutcomeRule = OutcomeRule(), map: TraceMap? = nil,
    seed: UInt64 = 1, threadCount: Int = 1, inputByteCount: Int = 0
  ) {
    self.scope = scope
    self.signatureCount = signatureCount
    self.minimumSupport = minimumSupport
    self.outcomes = outcomes
    self.map = map
    self.seed = seed
    self.threadCount = threadCount
    successShare =
      scope == .all ? 1 : min(1, Double(MiningPlan.fullyReadBytes) / Double(max(inputByteCount, 1)))
  }

  /// Up to this size every success is looked at; of more input, a share that amounts to it.
  ///
  /// Some ten thousand successes tell how common a term is among them to a percent or two.
  private static let fullyReadBytes = 96 << 20
}
