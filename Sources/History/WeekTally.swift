package import Statistics

/// How often a signature was met in a week among how many traces, by agent.
package struct WeekTally: Sendable, Hashable {
  /// Counts of one agent's traces.
  package struct Part: Sendable, Hashable {
    /// Traces of the signature, those of unknown outcome whose evidence fits among them.
    package var support: Int

    /// All traces of the agent.
    package var traceCount: Int

    package init(support: Int, traceCount: Int) {
      precondition(support <= traceCount, "\(support) of \(traceCount) traces")
      self.support = support
      self.traceCount = traceCount
    }
  }

  /// By the agent's name; traces without one stand under an empty name.
  package let parts: [String: Part]

  package init(parts: [String: Part]) {
    self.parts = parts
  }

  package var support: Int { parts.values.reduce(0) { $0 + $1.support } }
  package var traceCount: Int { parts.values.reduce(0) { $0 + $1.traceCount } }

  package var proportion: Proportion { Proportion(support, of: traceCount) }

  /// Traces per 1,000; `nil` of none.
  package var rate: Double? { proportion.value.map { $0 * 1_000 } }

  /// The 95 % interval of the rate per 1,000; `nil` of no traces.
  package var rateInterval: Interval? {
    proportion.wilsonInterval().map { Interval(lower: $0.lower * 1_000, upper: $0.upper * 1_000) }
  }

  /// Several weeks taken as one.
  static func sum(of tallies: some Sequence<WeekTally>) -> WeekTally {
    var sums: [String: Part] = [:]
    for tally in tallies {
      for (agent, part) in tally.parts {
        let known = sums[agent] ?? Part(support: 0, traceCount: 0)
        sums[agent] = Part(
          support: known.support + part.support, traceCount: known.traceCount + part.traceCount)
      }
    }
    return WeekTally(parts: sums)
  }

  /// Several signatures of the same period taken as one: their supports add up, the traces are the same.
  static func joined(_ tallies: [WeekTally]) -> WeekTally {
    guard let first = tallies.first else { return WeekTally(parts: [:]) }
    return tallies.dropFirst().reduce(first) { joined, other in
      WeekTally(
        parts: joined.parts.merging(other.parts) { one, two in
          Part(
            support: min(one.traceCount, one.support + two.support), traceCount: one.traceCount)
        })
    }
  }

  /// The comparison with an earlier period, agent by agent.
  func comparison(to before: WeekTally) -> StratifiedComparison {
    let agents = Set(parts.keys).union(before.parts.keys).sorted()
    return StratifiedComparison(
      agents.map { agent in
        let (old, new) = (before.parts[agent], parts[agent])
        return StratifiedComparison.Stratum(
          before: Proportion(old?.support ?? 0, of: old?.traceCount ?? 0),
          after: Proportion(new?.support ?? 0, of: new?.traceCount ?? 0))
      })
  }
}
