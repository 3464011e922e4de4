import Labels
import Statistics

/// A finding about one evaluator before it is weighed together with the others of the suite.
struct FindingDraft {
  let finding: EvaluatorFinding

  /// The change of the agent if the measure is as it was.
  let agentAlone: Effect?

  /// The same with the change of the measure taken out; `nil` where that was not measured.
  let agentNet: Effect?

  /// Whether the lineage says that the measure changed.
  let isMeasureChanged: Bool

  /// Measures what can be measured.
  init(_ pair: ReleasePair, name: String, rule: GateRule, fitness: Fitness, isTrusted: Bool) {
    let (baseline, candidate) = (SideFigures(pair.baseline), SideFigures(pair.candidate))
    let changes = LineageChange.changes(from: baseline, to: candidate)
    let shift = pair.measurementShift
    let mix = pair.trafficMix
    agentAlone = pair.agentEffect(without: nil, mix: mix)
    agentNet = shift.flatMap { pair.agentEffect(without: $0, mix: mix) }
    let isReworded = shift?.steps.contains { $0.kind == .evaluator } ?? false
    isMeasureChanged = isReworded || !changes.isDisjoint(with: [.evaluator, .criterion, .judgeModel])
    let readable = [baseline.readableShare, candidate.readableShare].compactMap { $0 }.min()
    var finding = EvaluatorFinding(
      evaluator: name,
      criterion: pair.candidate.source.flatMap { pair.candidate.table.word($0.criterion) } ?? "",
      baseline: baseline, candidate: candidate, isPaired: pair.isPaired,
      passes: RateComparison(pair, rule: rule), lineageChanges: changes, fitness: fitness,
      unfitness: fitness.reasons(isTrusted: isTrusted, readable: readable), examples: pair.examples)
    finding.scores = ScoreComparison(pair, rule: rule)
    finding.measurement = shift
    finding.calibration = pair.calibrationEffect
    finding.mix = mix
    self.finding = finding
  }
}

extension SideFigures {
  init(_ side: EvaluatorRows) {
    let (table, source) = (side.table, side.source)
    func word(_ path: KeyPath<ScoreTable.Source, Int32>) -> String? {
      source.flatMap { table.word($0[keyPath: path]) }
    }
    var counts = (unreadable: 0, pass: 0)
    for row in side.rows {
      switch table.verdict[Int(row)] {
      case .unreadable: counts.unreadable += 1
      case .pass: counts.pass += 1
      case .fail: continue
      }
    }
    self.init(
      evaluatorVersion: word(\.evaluatorVersion), criterionVersion: word(\.criterionVersion),
      judgeModel: word(\.judgeModel), calibration: word(\.calibration), labelSet: word(\.labelSet),
      run: word(\.run), traceCount: side.rows.count, unreadableCount: counts.unreadable,
      passCount: counts.pass, canaryCount: side.canaryCount, repeatedCount: side.repeatedCount,
      otherVersionCount: side.otherCount)
  }
}

extension LineageChange {
  static func changes(from before: SideFigures, to after: SideFigures) -> Set<LineageChange> {
    var changes: Set<LineageChange> = []
    if before.evaluatorVersion != after.evaluatorVersion { changes.insert(.evaluator) }
    if before.criterionVersion != after.criterionVersion { changes.insert(.criterion) }
    if before.judgeModel != after.judgeModel { changes.insert(.judgeModel) }
    if before.calibration != after.calibration { changes.insert(.calibration) }
    if before.labelSet != after.labelSet { changes.insert(.labelSet) }
    return changes
  }
}

extension RateComparison {
  init(_ pair: ReleasePair, rule: GateRule) {
    let (before, after) = pair.proportions
    (self.before, self.after) = (before, after)
    let power = DifferencePower(level: rule.level)
    guard pair.isPaired else {
      difference = Effect(ProportionComparison(before, after))
      let rate = before.value ?? after.value
      // A rate that cannot fall so far is taken to rise.
      let other = rate.map { $0 >= rule.minimalEffect ? $0 - rule.minimalEffect : $0 + rule.minimalEffect }
      guard let rate, let other else {
        (self.power, neededCount) = (0, nil)
        return
      }
      self.power = power.power(from: rate, to: other, counts: (before.count, after.count))
      neededCount = power.count(from: rate, to: other, power: rule.power)
      return
    }
    var flips = Flips()
    for two in pair.pairs { flips.add(pair.passedBefore(two.before), pair.passedAfter(two.after)) }
    difference = Effect(flips)
    let discordance = Double(flips.lostCount + flips.gainedCount + 1) / Double(flips.count + 2)
    self.power = power.pairedPower(
      of: rule.minimalEffect, discordance: discordance, pairCount: flips.count)
    neededCount = power.pairCount(of: rule.minimalEffect, discordance: discordance, power: rule.power)
  }
}

extension ScoreComparison {
  /// `nil` where scores are two at most, so that the mean says no more than the pass rate.
  init?(_ pair: ReleasePair, rule: GateRule) {
    let (old, new) = (pair.baseline.table.value, pair.candidate.table.value)
    guard Self.areGraded(pair.before.lazy.map { old[Int($0)] }, pair.after.lazy.map { new[Int($0)] }) else {
      return nil
    }
    let difference: MeanDifference?
    if pair.isPaired {
      let known = pair.pairs.filter { old[Int($0.before)].isFinite && new[Int($0.after)].isFinite }
      before = Self.mean(known.map { old[Int($0.before)] })
      after = Self.mean(known.map { new[Int($0.after)] })
      difference = MeanDifference(
        ofPairs: known.map { new[Int($0.after)] - old[Int($0.before)] },
        bootstrap: Bootstrap(resampleCount: rule.resampleCount, seed: rule.seed)
      )
    } else {
      let known = (
        pair.before.map { old[Int($0)] }.filter(\.isFinite),
        pair.after.map { new[Int($0)] }.filter(\.isFinite)
      )
      (before, after) = (Self.mean(known.0), Self.mean(known.1))
      difference = MeanDifference(before: known.0, after: known.1)
    }
    guard let difference else { return nil }
    self.difference = difference
    adjustedPValue = difference.test
  }

  private static func areGraded(_ one: some Sequence<Double>, _ other: some Sequence<Double>) -> Bool {
    var met: [Double] = []
    for values in [AnySequence(one), AnySequence(other)] {
      for value in values where value.isFinite && !met.contains(value) {
        met.append(value)
        if met.count > 2 { return true }
      }
    }
    return false
  }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }
}

extension ReleasePair {
  /// Traces to look at: those that passed and fail now, or where traces differ, those that fail with the least score.
  var examples: [Example] {
    if isPaired {
      return pairs.lazy.filter { passedBefore($0.before) && !passedAfter($0.after) }.prefix(Self.exampleLimit)
        .map { example(before: $0.before, after: $0.after) }
    }
    let values = candidate.table.value
    var worst: [Int32] = []
    for row in after where !passedAfter(row) {
      guard worst.count == Self.exampleLimit else {
        worst.append(row)
        continue
      }
      guard let place = worst.indices.max(by: { values[Int(worst[$0])] < values[Int(worst[$1])] }),
        values[Int(row)] < values[Int(worst[place])]
      else { continue }
      worst[place] = row
    }
    return worst.sorted { (values[Int($0)], $0) < (values[Int($1)], $1) }
      .map { example(before: nil, after: $0) }
  }

  private func example(before: Int32?, after: Int32) -> Example {
    Example(
      traceID: candidate.table.traces.text(Int(candidate.table.trace[Int(after)])),
      scoreBefore: before.flatMap { baseline.table.scoreID(row: Int($0)) },
      scoreAfter: candidate.table.scoreID(row: Int(after)))
  }

  private static let exampleLimit = 10
}
