import History
import Statistics
import Testing

private func tally(_ support: Int, of total: Int = 2_000) -> WeekTally {
  WeekTally(parts: ["a": .init(support: support, traceCount: total)])
}

private func series(_ supports: [Int], _ earlier: [Change.Kind]? = nil) -> ChangeTest.Series {
  ChangeTest.Series(
    tallies: supports.map { tally($0) },
    earlier: earlier ?? supports.dropLast().indices.map { $0 == 0 ? .first : .steady })
}

private func kind(_ supports: [Int], _ earlier: [Change.Kind]? = nil) -> Change.Kind? {
  ChangeTest().changes(of: [series(supports, earlier)]).first?.kind
}

@Test func `each change has its name`() {
  #expect(kind([30]) == .first)
  #expect(kind([30, 31, 29]) == .steady)
  #expect(kind([20, 20, 20, 40]) == .growing)
  #expect(kind([40, 40, 40, 15]) == .shrinking)
  #expect(kind([0, 0, 30]) == .new)
  #expect(kind([30, 30, 30, 0]) == .gone)
  #expect(kind([30, 0, 0, 30], [.first, .gone, .steady]) == .back)
}

@Test func `a change is told once`() {
  #expect(kind([20, 20, 20, 40, 40], [.first, .steady, .steady, .growing]) == .steady)
  #expect(kind([30, 30, 0, 0], [.first, .steady, .gone]) == .steady)
  #expect(kind([0, 0, 30, 31], [.first, .steady, .new]) == .steady)
}

@Test func `few traces are no change`() {
  #expect(kind([0, 0, 1]) == .steady)
  #expect(kind([3, 2, 0]) == .steady)
}

@Test func `more traffic is no change`() {
  let now = WeekTally(parts: ["a": .init(support: 60, traceCount: 4_000)])
  let series = ChangeTest.Series(tallies: [tally(30), tally(30), now], earlier: [.first, .steady])
  #expect(ChangeTest().changes(of: [series]).first?.kind == .steady)
}

@Test func `among many signatures a change has to be clearer`() {
  let lone = series([20, 20, 34])
  let test = ChangeTest()
  #expect(test.changes(of: [lone]).first?.kind == .growing)
  let crowd = [lone] + (0..<60).map { _ in series([25, 25, 25]) }
  #expect(test.changes(of: crowd).first?.kind == .steady)
}

/// Weeks of many signatures by chance, told one after another as a chronicle does.
private func told(
  weeks: Int, rates: [Double], seed: UInt64, rate: (_ signature: Int, _ week: Int) -> Double
) -> [[Change.Kind]] {
  var generator = SplitMix64(seed: seed)
  var supports = [[Int]](repeating: [], count: rates.count)
  var kinds = [[Change.Kind]](repeating: [], count: rates.count)
  for week in 0..<weeks {
    for place in rates.indices {
      supports[place].append(generator.binomial(2_000, probability: rates[place] * rate(place, week)))
    }
    let changes = ChangeTest().changes(
      of: rates.indices.map { series(supports[$0], kinds[$0]) })
    for place in rates.indices { kinds[place].append(changes[place].kind) }
  }
  return kinds
}

@Test func `where nothing changes, hardly a week tells a change`() {
  let rates = (0..<30).map { 0.005 + Double($0) * 0.001 }
  var weeks = 0
  var alarms = 0
  for seed in 1...40 as ClosedRange<UInt64> {
    let kinds = told(weeks: 8, rates: rates, seed: seed) { _, _ in 1 }
    // Up to the first alarm: after it the baseline is a week that chance chose, and a second follows easily.
    for week in 1..<8 {
      weeks += 1
      if kinds.contains(where: { $0[week] != .steady }) {
        alarms += 1
        break
      }
    }
  }
  // With no true change the rate of false discoveries is the chance that a week tells any; some room for chance.
  #expect(Double(alarms) / Double(weeks) <= 0.07)
}

@Test func `of the changes told at most about one in twenty is none`() {
  let rates = (0..<30).map { _ in 0.015 }
  var (right, wrong) = (0, 0)
  for seed in 1...20 as ClosedRange<UInt64> {
    let kinds = told(weeks: 6, rates: rates, seed: seed) { signature, week in
      signature < 6 && week >= 3 ? 2.5 : 1
    }
    for (signature, weeks) in kinds.enumerated() {
      for (week, kind) in weeks.enumerated() where kind == .growing || kind == .shrinking {
        if signature < 6, week >= 3, kind == .growing { right += 1 } else { wrong += 1 }
      }
    }
  }
  #expect(right >= 110)
  #expect(Double(wrong) / Double(right + wrong) <= 0.08)
}

/// What is told of two signatures that are alike.
private func kinds(_ one: [Int], _ other: [Int], areKin: Bool = true) -> [Change.Kind] {
  ChangeTest().changes(of: [series(one), series(other)], kin: areKin ? [[1], [0]] : [[], []]).map(\.kind)
}

@Test func `traces that moved between like signatures are no change`() {
  #expect(kinds([30, 30, 30, 60], [40, 40, 40, 10]) == [.moved, .moved])
  #expect(kinds([30, 30, 30, 60], [30, 30, 30, 0]) == [.merged, .merged])
  #expect(kinds([60, 60, 60, 30], [0, 0, 0, 30]) == [.split, .split])
  #expect(kinds([30, 30, 30, 60], [40, 40, 40, 10], areKin: false) == [.growing, .shrinking])
}

@Test func `what like signatures lost besides is told`() {
  #expect(kinds([20, 20, 20, 45], [90, 90, 90, 5]) == [.growing, .shrinking])
  #expect(kinds([20, 20, 20, 45], [40, 40, 40, 41]) == [.growing, .steady])
}
