import Gate
import History
import Statistics
import Testing

/// Weeks of watched traces whose pass rates are given; half of the traces are drawn with one chance in ten and the rest
/// with one in two, as those of growing signatures are.
private func series(
  _ name: String, rates: [Double], traceCount: Int = 2_000, agents: [String] = ["desk"],
  using generator: inout SplitMix64
) -> WatchedSeries {
  let weeks = rates.enumerated().map { place, rate in
    var passes: [String: WeightedShare] = [:]
    for trace in 0..<traceCount {
      let probability = trace.isMultiple(of: 4) ? 0.5 : 0.1
      guard Double.random(in: 0..<1, using: &generator) < probability else { continue }
      let passed = Double.random(in: 0..<1, using: &generator) < rate
      passes[agents[trace % agents.count], default: WeightedShare()].add(passed, probability: probability)
    }
    return WatchedWeek(week: Week(number: 2_900 + place), passes: passes)
  }
  return WatchedSeries(evaluator: name, version: "v1", weeks: weeks)
}

private let later = Week(number: 3_000)

@Test func `without a change at most one suite in twenty tells a drift`() {
  var alarms = 0
  for seed in 0..<200 as Range<UInt64> {
    var generator = SplitMix64(seed: seed)
    let suite = ["a", "b", "c"].map { name in
      series(name, rates: [0.9, 0.9, 0.9, 0.9], agents: ["desk", "shop"], using: &generator)
    }
    let last = DriftTest().drifts(of: suite, now: later).map { $0[3].kind }
    if last.contains(.worse) || last.contains(.better) { alarms += 1 }
  }
  // The exact test keeps below its level; 5 % of 200 are 10, and chance adds no more than 6 to that.
  #expect(alarms <= 16, "\(alarms) of 200")
}

@Test func `a drop of ten points is found, once, and what has not changed is not blamed`() {
  var (found, toldAgain, blamed) = (0, 0, 0)
  for seed in 0..<100 as Range<UInt64> {
    var generator = SplitMix64(seed: 1_000 + seed)
    let suite = [
      series("dropped", rates: [0.9, 0.9, 0.9, 0.8, 0.8], using: &generator),
      series("same", rates: [0.9, 0.9, 0.9, 0.9, 0.9], using: &generator),
    ]
    let drifts = DriftTest().drifts(of: suite, now: later)
    if drifts[0][3].kind == .worse { found += 1 }
    if drifts[0][3].kind == .worse, drifts[0][4].kind != .steady { toldAgain += 1 }
    blamed += drifts[1].count { $0.kind == .worse || $0.kind == .better }
  }
  #expect(found >= 90, "\(found)")
  #expect(toldAgain <= 10, "\(toldAgain)")
  // Of 400 tested weeks 20 are 5 %, and chance adds no more than 9 to that.
  #expect(blamed <= 29, "\(blamed)")
}

@Test func `another mix of agents is no drift`() {
  // The shop passes less than the desk, in both weeks; in the second it has most of the traffic.
  func week(_ number: Int, desk: Int, shop: Int) -> WatchedWeek {
    var passes = ["desk": WeightedShare(), "shop": WeightedShare()]
    for trace in 0..<desk { passes["desk"]?.add(trace % 20 != 0, probability: 0.5) }
    for trace in 0..<shop { passes["shop"]?.add(trace % 2 == 0, probability: 0.5) }
    return WatchedWeek(week: Week(number: number), passes: passes)
  }
  let mixed = WatchedSeries(
    evaluator: "e", version: "v", weeks: [week(1, desk: 400, shop: 40), week(2, desk: 40, shop: 400)])
  let drift = DriftTest().drifts(of: [mixed], now: later)[0][1]
  #expect(drift.kind == .steady && (drift.pValue ?? 0) > 0.5)
}

@Test func `a week that is not over is not tested, and neither is the first`() {
  var generator = SplitMix64(seed: 7)
  let fallen = series("e", rates: [0.9, 0.2], using: &generator)
  let drifts = DriftTest().drifts(of: [fallen], now: Week(number: 2_901))
  #expect(drifts[0].map(\.kind) == [.first, .open])
  #expect(DriftTest().drifts(of: [fallen], now: later)[0].map(\.kind) == [.first, .worse])
  #expect(DriftTest().drifts(of: [], now: later).isEmpty)
}
