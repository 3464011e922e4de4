import Alignment
import Labels
import Statistics
import Testing

private let sizes: [CalibrationSize] = [
  .perLabel(1), .perLabel(2), .perLabel(5), .perLabel(10), .perLabel(20), .half,
]

/// A series counts as made worse when its mean agreement falls by more than this.
private let harm = 0.002

@Test func `on the shared series the guarded map keeps the gain of plain ridge and seldom harms`() throws {
  var gains: [[(plain: Double, guarded: Double)]] = Array(repeating: [], count: sizes.count)
  for set in SharedJudgements.sets {
    guard let (table, ratings) = try SharedJudgements.ratings(set) else { continue }
    // Subsets of a pooled criterion are no series of their own.
    let pooled = ratings.filter { $0.criterion == Ratings.pooledName }
    for criterion in pooled.isEmpty ? ratings : pooled {
      for (judge, name) in criterion.judges.enumerated() {
        let pairs = CalibrationPairs(ofJudge: judge, in: criterion, table: table)
        let series = CalibrationSeries(set: set, criterion: criterion.criterion, judge: name)
        for (index, size) in sizes.enumerated() {
          let means = try series.means(of: pairs, size: size)
          gains[index].append((means.plain - means.before, means.guarded - means.before))
        }
      }
    }
  }
  for (size, series) in zip(sizes, gains) where !series.isEmpty {
    let plain = series.map(\.plain).reduce(0, +) / Double(series.count)
    let guarded = series.map(\.guarded).reduce(0, +) / Double(series.count)
    let plainHarms = series.count { $0.plain < -harm }
    let guardedHarms = series.count { $0.guarded < -harm }
    print("\(size.name): plain \(plain) (\(plainHarms) worse), guarded \(guarded) (\(guardedHarms) worse)")
    #expect(plain <= 0 || guarded >= 0.9 * plain, "\(size.name)")
    #expect(guarded >= -0.001, "\(size.name)")
    #expect(Double(guardedHarms) <= Double(plainHarms) / 3, "\(size.name)")
  }
}

/// Judges that no constant was picked on.
///
/// Where the judge errs at random the guarded map seldom harms; where it is shifted by a label it keeps less of plain ridge's gain on few pairs, which is not asked here.
@Test(arguments: SimulatedJudge.Kind.allCases)
func `on simulated judges the guarded map does no harm on the mean`(kind: SimulatedJudge.Kind) throws {
  var generator = SplitMix64(seed: 11)
  let judges = (0..<24).map { _ in SimulatedJudge(kind, itemCount: 240, &generator) }
  for size in [CalibrationSize.perLabel(2), .perLabel(5), .perLabel(20), .half] {
    var gains: [(plain: Double, guarded: Double)] = []
    for (number, judge) in judges.enumerated() {
      let series = CalibrationSeries(
        set: "simulated", criterion: "\(kind)", judge: "\(number)", repetitionCount: 20)
      let means = try series.means(of: judge.pairs, size: size)
      gains.append((means.plain - means.before, means.guarded - means.before))
    }
    let guarded = gains.map(\.guarded).reduce(0, +) / Double(gains.count)
    let plain = gains.map(\.plain).reduce(0, +) / Double(gains.count)
    let harms = (gains.count { $0.plain < -harm }, gains.count { $0.guarded < -harm })
    print("\(kind) \(size.name): plain \(plain) (\(harms.0) worse), guarded \(guarded) (\(harms.1) worse)")
    #expect(guarded >= -0.002, "\(kind) \(size.name)")
    #expect(guarded >= min(plain, 0) - 0.001, "\(kind) \(size.name)")
    if kind == .nearlyFaultless { #expect(harms.1 == 0, "\(size.name)") }
    if kind == .related { #expect(harms.1 * 2 <= harms.0, "\(size.name)") }
  }
}

private func table(_ counts: [Int]) -> CalibrationTable {
  let labels = ["fail", "pass"]
  return CalibrationTable(judgeLabels: labels, humanLabels: labels, counts: counts)
}

@Test func `a judge who always says the opposite is turned round`() {
  let learnt = GuardedCalibration().fit(table([0, 20, 20, 0]))
  #expect(learnt.learnt.map == LabelMap([1, 0]))
  #expect(learnt.refusal == nil)
}

@Test func `a perfect judge is left alone`() {
  let learnt = GuardedCalibration().fit(table([20, 0, 0, 20]))
  #expect(learnt.learnt.map == LabelMap([0, 1]))
  #expect(learnt.refusal == .gainNotSupported)
}

@Test func `a judge unrelated to people is refused`() {
  let learnt = GuardedCalibration().fit(table([10, 30, 10, 30]))
  #expect(learnt.refusal == .unrelated(chiSquare: 0, degreesOfFreedom: 1))
  #expect(learnt.learnt.map == LabelMap([0, 1]))
}

@Test func `a judge with one label only is refused`() {
  let learnt = GuardedCalibration().fit(table([30, 10, 0, 0]))
  #expect(learnt.refusal == .judgeIsConstant)
}

@Test func `a label that people never gave is a reason to refuse`() {
  #expect(GuardedCalibration().fit(table([10, 0, 30, 0])).refusal == .missingLabels(["pass"]))
  #expect(GuardedCalibration().fit(table([0, 0, 0, 0])).refusal == .noPairs)
}

@Test func `a label of the judge that people do not have is moved to theirs`() {
  let table = CalibrationTable(
    judgeLabels: ["fail", "pass", "unsure"], humanLabels: ["fail", "pass"], counts: [20, 2, 3, 30, 9, 1])
  #expect(GuardedCalibration().fit(table).learnt.map == LabelMap([0, 1, 0]))
}

@Test func `a label that vanishes is warned of`() {
  let labels = ["bad", "fair", "good"]
  let table = CalibrationTable(
    judgeLabels: labels, humanLabels: labels, counts: [40, 2, 1, 30, 5, 2, 1, 4, 40])
  let learnt = GuardedCalibration().fit(table)
  #expect(learnt.learnt.map == LabelMap([0, 0, 2]))
  #expect(learnt.warnings.contains(.vanishingLabels(["fair"])))
}

@Test func `the chosen moves have the greatest lower bound of all choices`() {
  var generator = SplitMix64(seed: 7)
  let guarded = GuardedCalibration(leastAssociation: -1)
  for _ in 0..<300 {
    let k = 2 + generator.integer(below: 4)
    let counts = (0..<k * k).map { _ in 1 + generator.integer(below: 30) }
    let labels = (0..<k).map { "\($0)" }
    let table = CalibrationTable(judgeLabels: labels, humanLabels: labels, counts: counts)
    let map = guarded.fit(table).learnt.map
    let chosen = bound(of: (0..<k).filter { map.labels[$0] != $0 }, table, guarded)
    for choice in 0..<(1 << k) {
      let moved = (0..<k).filter { choice >> $0 & 1 == 1 }
      #expect(bound(of: moved, table, guarded) <= chosen + 1e-9)
    }
  }
}

/// The lower bound of the gain of moving these verdicts to their most frequent labels.
private func bound(of moved: [Int], _ table: CalibrationTable, _ guarded: GuardedCalibration) -> Double {
  var gain = 0.0
  var variance = 0.0
  for verdict in moved {
    let counts = table.humanLabels.indices.map { table[verdict: verdict, reference: $0] }
    let most = counts.max() ?? 0
    gain += Double(most - counts[verdict]) - guarded.penalty
    variance += Double(most + counts[verdict])
  }
  let asked = guarded.standardErrorsPerLabel * Double(table.humanLabels.count - 1)
  return gain - asked * variance.squareRoot()
}
