package import Statistics

/// What another mix of traffic did to a pass rate, and what is left of the change on like traffic.
///
/// The difference of two rates is the sum of both: shares of traffic that changed, at the mean rate of each kind, and
/// rates that changed, at the mean share of each kind.
///
/// Source: E. M. Kitagawa 1955, doi:10.1080/01621459.1955.10501299.
package struct TrafficMix: Sendable, Hashable {
  /// A kind of traffic: the traces of an agent with a signature.
  package struct Stratum: Sendable, Hashable {
    package let agent: String?

    /// `nil` for what has none, and for what was put together because it is rare.
    package let signatureID: String?
    package let before: Proportion
    package let after: Proportion

    /// What its share of traffic alone did to the pass rate, beside the mean.
    package let contribution: Double
  }

  /// Those that moved the rate most first.
  package let strata: [Stratum]

  /// What the mix did.
  package internal(set) var effect: Effect

  /// The change on like traffic.
  package let onLikeTraffic: Effect
}

extension ReleasePair {
  /// What the mix of traffic did; `nil` where the traces are the same, or all of one kind.
  var trafficMix: TrafficMix? {
    guard !isPaired, !before.isEmpty, !after.isEmpty else { return nil }
    var counts: [TrafficKind: Tally] = [:]
    for row in before { counts[kind(baseline, row), default: Tally()].addBefore(passedBefore(row)) }
    for row in after {
      guard let passed = passedByOldMap(row) else { continue }
      counts[kind(candidate, row), default: Tally()].addAfter(passed)
    }
    let tallies = joined(counts).sorted {
      ($0.key.agent, $0.key.signature) < ($1.key.agent, $1.key.signature)
    }
    guard tallies.count > 1, tallies.contains(where: { $0.value.beforeCount > 0 }),
      tallies.contains(where: { $0.value.afterCount > 0 })
    else { return nil }
    return mix(of: tallies.map(\.key), tallies.map(\.value))
  }

  private func mix(of kinds: [TrafficKind], _ tallies: [Tally]) -> TrafficMix {
    let n = Double(tallies.reduce(0) { $0 + $1.beforeCount })
    let m = Double(tallies.reduce(0) { $0 + $1.afterCount })
    var moved = Sums()
    var within = Sums()
    var strata: [TrafficMix.Stratum] = []
    let mean = tallies.reduce(0) { $0 + ($1.beforeCount(of: n) + $1.afterCount(of: m)) / 2 * $1.rate }
    for (kind, tally) in zip(kinds, tallies) {
      let (old, new) = (tally.beforeCount(of: n), tally.afterCount(of: m))
      let contribution = (new - old) * (tally.rate - mean)
      moved.add(contribution, (old / n + new / m) * (tally.rate - mean) * (tally.rate - mean))
      if let change = tally.change {
        let weight = (old + new) / 2
        within.add(weight * change.value, weight * weight * change.variance)
      }
      strata.append(
        TrafficMix.Stratum(
          agent: baseline.table.word(kind.agent), signatureID: baseline.table.word(kind.signature),
          before: Proportion(tally.beforePassCount, of: tally.beforeCount),
          after: Proportion(tally.afterPassCount, of: tally.afterCount), contribution: contribution))
    }
    let count = Int(n + m)
    return TrafficMix(
      strata: strata.enumerated().sorted {
        (-abs($0.element.contribution), $0.offset) < (-abs($1.element.contribution), $1.offset)
      }.map(\.element),
      effect: Effect(value: moved.value, variance: moved.variance, itemCount: count),
      onLikeTraffic: Effect(value: within.value, variance: within.variance, itemCount: count))
  }

  private func kind(_ side: EvaluatorRows, _ row: Int32) -> TrafficKind {
    TrafficKind(agent: side.table.agent[Int(row)], signature: side.table.signature[Int(row)])
  }

  /// The kinds that can be compared, the others put together with what has no signature.
  ///
  /// A signature in which hardly a trace passes is failure itself and no kind of traffic: an agent that fails more
  /// often has more traces in it. Rare ones say nothing.
  private func joined(_ counts: [TrafficKind: Tally]) -> [TrafficKind: Tally] {
    var joined: [TrafficKind: Tally] = [:]
    for (kind, tally) in counts.sorted(by: {
      ($0.key.agent, $0.key.signature) < ($1.key.agent, $1.key.signature)
    }) {
      let isKind = tally.count >= TrafficKind.leastCount && tally.passShare > TrafficKind.leastPassShare
      let place = isKind ? kind : TrafficKind(agent: kind.agent, signature: -1)
      joined[place, default: Tally()].add(tally)
    }
    return joined
  }
}

/// A kind of traffic, by the numbers of its texts.
private struct TrafficKind: Hashable {
  let agent: Int32
  let signature: Int32

  /// Fewer traces than this are no kind of their own.
  static let leastCount = 20

  /// A signature of which no more passes is a way of failing.
  static let leastPassShare = 0.05
}

/// How many traces of a kind there were, and how many passed.
private struct Tally {
  var beforeCount = 0
  var beforePassCount = 0
  var afterCount = 0
  var afterPassCount = 0

  mutating func addBefore(_ passed: Bool) {
    beforeCount += 1
    if passed { beforePassCount += 1 }
  }

  mutating func addAfter(_ passed: Bool) {
    afterCount += 1
    if passed { afterPassCount += 1 }
  }

  mutating func add(_ other: Tally) {
    beforeCount += other.beforeCount
    beforePassCount += other.beforePassCount
    afterCount += other.afterCount
    afterPassCount += other.afterPassCount
  }

  var count: Int { beforeCount + afterCount }
  var passShare: Double { Double(beforePassCount + afterPassCount) / Double(max(1, count)) }

  func beforeCount(of total: Double) -> Double { Double(beforeCount) / total }
  func afterCount(of total: Double) -> Double { Double(afterCount) / total }

  /// The mean of both rates; where one side has no traces, the other's.
  var rate: Double {
    let rates = [(beforePassCount, beforeCount), (afterPassCount, afterCount)].filter { $0.1 > 0 }
      .map { Double($0.0) / Double($0.1) }
    return rates.reduce(0, +) / Double(max(1, rates.count))
  }

  /// The change of the rate; `nil` where one side has no traces.
  ///
  /// Half a pass and half a fail are added for the variance, which would be none where all are alike.
  var change: (value: Double, variance: Double)? {
    guard beforeCount > 0, afterCount > 0 else { return nil }
    func variance(_ passes: Int, _ count: Int) -> Double {
      let rate = (Double(passes) + 0.5) / (Double(count) + 1)
      return rate * (1 - rate) / Double(count)
    }
    return (
      Double(afterPassCount) / Double(afterCount) - Double(beforePassCount) / Double(beforeCount),
      variance(beforePassCount, beforeCount) + variance(afterPassCount, afterCount)
    )
  }
}

/// Independent summands with their variances.
private struct Sums {
  var value = 0.0
  var variance = 0.0

  mutating func add(_ value: Double, _ variance: Double) {
    self.value += value
    self.variance += variance
  }
}
