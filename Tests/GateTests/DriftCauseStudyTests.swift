import Evaluators
import History
import Statistics
import Testing

@testable import Gate

/// A watched judge over five weeks, with what changed before the last of them, and canaries of the window and of the
/// last week.
///
/// Of the traces nine in ten deserve a pass. The judge errs on one trace in fifty by chance, anew each time it is asked; a
/// stricter judge fails three in ten of what it would have passed.
private struct MadeWatch {
  static let canaryCount = 200

  let drift: Drift
  let origin: DriftOrigin

  /// - Parameter causes: What changed; the agent makes two good traces in five bad ones.
  init(_ causes: Set<Cause.Kind>, seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &generator) < share }
    func verdict(on isGood: Bool, isStrict: Bool) -> Bool {
      let passes = isGood != chance(0.02)
      return passes && !(isStrict && chance(0.3))
    }
    func week(_ number: Int, _ causes: Set<Cause.Kind>) -> WatchedWeek {
      var passes = ["desk": WeightedShare(), "shop": WeightedShare()]
      for trace in 0..<4_000 {
        let probability = trace.isMultiple(of: 20) ? 0.5 : 0.1
        guard chance(probability) else { continue }
        let isGood = chance(0.9) && !(causes.contains(.agent) && chance(0.4))
        passes[trace.isMultiple(of: 3) ? "shop" : "desk"]?.add(
          verdict(on: isGood, isStrict: causes.contains(.judge)), probability: probability)
      }
      return WatchedWeek(week: Week(number: number), passes: passes)
    }
    let truths = (0..<Self.canaryCount).map { _ in chance(0.7) }
    func canaries(isStrict: Bool) -> ScoreTable {
      var table = ScoreTable()
      for (number, truth) in truths.enumerated() {
        let passes = verdict(on: truth, isStrict: isStrict)
        var score = Score(
          traceID: "canary:\(number)", traceHash: "h\(number)", shownHash: "s\(number)", evaluator: "kind",
          evaluatorVersion: "v1", criterion: "kind", criterionVersion: "c1")
        (score.label, score.value) = passes ? ("pass", 1) : ("fail", 0)
        (score.passed, score.isCanary) = (passes, true)
        table.append(score, run: "E-1")
      }
      return table
    }
    let weeks = (0..<5).map { week($0, $0 == 4 ? causes : []) }
    let series = WatchedSeries(evaluator: "kind", version: "v1", weeks: weeks)
    drift = DriftTest().drifts(of: [series], now: Week(number: 9))[0][4]
    var evidence = JudgeEvidence()
    (evidence.modelsBefore, evidence.modelsAfter) = (["m"], ["m"])
    evidence.canariesBefore = canaries(isStrict: false)
    evidence.canariesAfter = canaries(isStrict: causes.contains(.judge))
    origin = DriftOrigin(of: weeks[4], window: weeks[..<4], evaluator: "kind", evidence: evidence)
  }

  /// Whether a drift was told and just these causes named.
  func names(_ causes: Set<Cause.Kind>) -> Bool { drift.isTold && Set(origin.causes.map(\.kind)) == causes }
}

@Test(arguments: [[Cause.Kind.agent], [.judge], [.agent, .judge]])
func `the cause of a watched drift is named right in 95 of 100 cases`(causes: [Cause.Kind]) {
  let wanted = Set(causes)
  let count = (1...100).count { MadeWatch(wanted, seed: UInt64($0)).names(wanted) }
  #expect(count >= 95, "\(causes): \(count)")
}

@Test func `without a change a watched judge is told to drift in at most 5 of 100 cases`() {
  let count = (1...100).count { MadeWatch([], seed: UInt64(1_000 + $0)).drift.isTold }
  #expect(count <= 5, "\(count)")
}
