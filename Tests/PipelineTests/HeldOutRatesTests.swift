import Features
import Statistics
import Testing
import Traces

@testable import Pipeline

/// A run of traces with words by lot, of which some have others beside.
private struct MadeRun {
  var table = EvidenceTable()
  var failures: [Int] = []
  var successes: [Int] = []

  /// - Parameter told: The share of the members, and of the successes, that say what is told.
  init(
    seed: UInt64, failureCount: Int = 40, successCount: Int = 60, memberCount: Int = 0,
    told: (here: Double, elsewhere: Double) = (0, 0)
  ) {
    var generator = SplitMix64(seed: seed)
    for row in 0..<failureCount + successCount {
      var evidence = Evidence()
      evidence.terms = (0..<60).filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }
        .map { TermKey(.reply, hash: UInt64($0)) }
      let share = row < memberCount ? told.here : row < failureCount ? 0 : told.elsewhere
      for word in 100..<106 where Double.random(in: 0..<1, using: &generator) < share {
        evidence.terms.append(TermKey(.reply, hash: UInt64(word)))
      }
      table.append(evidence, outcome: row < failureCount ? .failure : .success)
      if row < failureCount { failures.append(row) } else { successes.append(row) }
    }
  }

  func rate(_ clusters: [Int32]) -> HeldOutRates.Rate? {
    HeldOutRates(
      table: table, failures: failures, clusters: clusters, successes: successes, successWeight: 1,
      part: { ($0 * 7 + $0 / 5) % HeldOutRates.partCount }, threadCount: 1
    ).findings(of: [true])[0]?.rate
  }
}

/// The failures that have the most words in common with the first, as a clustering would have it.
private func alike(_ run: MadeRun, count: Int) -> [Int32] {
  let terms = { (row: Int) in Set(run.table.terms[run.table.termRange(row)]) }
  let first = terms(0)
  let near = run.failures.sorted { one, other in
    let shared = [one, other].map { terms($0).intersection(first).count }
    return (shared[1], one) < (shared[0], other)
  }.prefix(count)
  return run.failures.map { near.contains($0) ? 0 : -1 }
}

@Test func `where nothing tells failures apart, what is like some of them fails as often as all`() throws {
  let rates = try (1...40).map { seed in
    let run = MadeRun(seed: UInt64(seed))
    let rate = try #require(run.rate(alike(run, count: 14)))
    return rate.failureCount / rate.count
  }
  let mean = rates.reduce(0, +) / Double(rates.count)
  // The standard error of the mean of forty shares of fourteen is 0.02.
  #expect(abs(mean - 0.4) < 0.08, "\(mean)")
}

@Test func `what failures say and successes hardly do is told by traces that it was not learnt from`() throws
{
  let run = MadeRun(seed: 3, memberCount: 14, told: (0.7, 0.02))
  let rate = try #require(run.rate(run.failures.map { $0 < 14 ? 0 : -1 }))
  #expect(rate.count == 14 && rate.failureCount >= 12, "\(rate)")
}

@Test func `a success that stands for many counts for as many`() throws {
  let run = MadeRun(seed: 3)
  let held = HeldOutRates(
    table: run.table, failures: run.failures, clusters: alike(run, count: 14), successes: run.successes,
    successWeight: 10, part: { $0 % HeldOutRates.partCount }, threadCount: 1)
  let rate = try #require(held.findings(of: [true])[0]?.rate)
  #expect(rate.count >= 14 && rate.failureCount / rate.count < 0.4)
  #expect(held.findings(of: [false]) == [nil])
}

@Test func `a word that a trace says ten thousand times over is no harder to judge`() throws {
  var run = MadeRun(seed: 3, memberCount: 14, told: (0.7, 0.02))
  var evidence = Evidence()
  evidence.terms = (0..<2_000).map { TermKey(.reply, hash: UInt64($0)) }
  run.table.append(evidence, outcome: .failure)
  run.failures.append(100)
  #expect(run.rate(run.failures.map { $0 < 14 ? 0 : -1 }) != nil)
}
