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

  /// Labels that were drawn with chances of their own for each stratum and verdict.
  func weightedSample(_ design: Design, _ generator: inout SplitMix64) -> PrevalenceSample {
    let chance = Double(labelCount) / Double(verdictCount)
    let strata = generator.multinomial(verdictCount, weights: design.strata.map(\.share))
    var labelled: [LabelledVerdict] = []
    var flagged = 0
    for (stratum, size) in zip(design.strata, strata) {
      let whole = generator.multinomial(size, weights: chances)
      flagged += whole[0] + whole[2]
      for (kind, count) in zip(World.kinds, whole) {
        let probability = min(1, chance * (kind.1 ? stratum.flagged : stratum.unflagged))
        labelled.append(
          LabelledVerdict(
            isEvent: kind.0, isFlagged: kind.1, weight: 1 / probability,
            count: generator.binomial(count, probability: probability)))
      }
    }
    return PrevalenceSample(verdictCount: verdictCount, flaggedCount: flagged, labelled: labelled)
  }
}

/// How traces are drawn for labelling: strata with their shares, and how much likelier than on average flagged and
/// unflagged traces are drawn.
private struct Design {
  let name: String
  let strata: [(share: Double, flagged: Double, unflagged: Double)]

  static let all = [
    Design(name: "flagged more", strata: [(1, 2.5, 0.7)]),
    Design(name: "flagged less", strata: [(1, 0.6, 1.4)]),
    Design(name: "two strata", strata: [(0.5, 0.3, 0.3), (0.5, 1.7, 1.7)]),
  ]
}

private let worlds = [
  World(prevalence: 0.2, truePositiveRate: 0.85, trueNegativeRate: 0.9, labelCount: 50, verdictCount: 1_000),
  World(prevalence: 0.5, truePositiveRate: 0.7, trueNegativeRate: 0.8, labelCount: 40, verdictCount: 400),
  World(
    prevalence: 0.2, truePositiveRate: 0.85, trueNegativeRate: 0.9, labelCount: 1_000, verdictCount: 20_000),
  World(
    prevalence: 0.05, truePositiveRate: 0.8, trueNegativeRate: 0.95, labelCount: 2_000, verdictCount: 100_000),
]

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

/// Strata of unlike weights leave a doubt that few labels cannot settle.
///
/// What was not drawn may be as heavy as what was. The intervals allow for it, and so hold more than their level where some two events are missed in all (up
/// to 98 of 100); they never hold less.
@Test(arguments: CorrectedPrevalence.Method.allCases)
func `intervals with inclusion probabilities hold 95 of 100 truths`(
  method: CorrectedPrevalence.Method
) throws {
  for (place, design) in Design.all.enumerated() {
    for (seed, world) in worlds.enumerated() {
      let share = try coverage(method, world) {
        world.weightedSample(design, &$0)
      } seed: {
        UInt64(10 * place + seed + 11)
      }
      print("\(design.name) \(method.rawValue) \(world): \(share)")
      let isMixed = design.strata.count > 1 && world.labelCount < 100
      #expect(share >= 0.935 && share <= (isMixed ? 0.985 : 0.965), "\(design.name) \(world)")
    }
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
