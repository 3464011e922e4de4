package import Evaluators
package import Statistics

/// What an evaluator said of all traces.
package struct EvaluatorTally: Sendable, Hashable {
  package let name: String
  package private(set) var passCount = 0
  package private(set) var failCount = 0

  /// The traces of which its answer could not be read.
  package private(set) var unreadableCount = 0

  /// The traces that were not asked about, because a budget was spent.
  package private(set) var leftCount = 0

  /// Why answers could not be read, and how often.
  package private(set) var failures: [String: Int] = [:]

  /// The same, the commonest first.
  package var commonestFailures: [(reason: String, count: Int)] {
    failures.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  /// The calls and tokens that models took; answers from the cache take none.
  package private(set) var callCount = 0
  package private(set) var tokenCount = 0

  /// The models as the endpoints reported them, with the traces that each judged.
  package private(set) var models: [String: Int] = [:]

  package init(name: String) {
    self.name = name
  }

  /// Counts traces that passed.
  package mutating func addPass(_ count: Int = 1) { passCount += count }

  /// Counts traces that failed.
  package mutating func addFail(_ count: Int = 1) { failCount += count }

  /// Counts traces whose answer could not be read.
  package mutating func addUnreadable(_ count: Int = 1) { unreadableCount += count }

  /// Counts traces that were left unscored, since the budget was spent.
  package mutating func addLeft(_ count: Int = 1) { leftCount += count }

  /// Takes note of what an answer took, and of why it could not be read.
  package mutating func note(_ judgement: Judgement) {
    callCount += judgement.callCount
    tokenCount += judgement.tokenCount
    if let model = judgement.model { models[model, default: 0] += 1 }
    if !judgement.isReadable {
      failures[judgement.failure ?? "the answer could not be read", default: 0] += 1
    }
  }

  /// The traces that were scored, readable or not.
  package var traceCount: Int { readableCount + unreadableCount }

  package var readableCount: Int { passCount + failCount }

  /// The share of the traces read that pass.
  package var passes: Proportion { Proportion(passCount, of: readableCount) }

  /// The share of answers that could be read, from 0 to 1; `nil` of no traces.
  package var reliability: Double? { Proportion(readableCount, of: traceCount).value }
}
