import Statistics

/// How the verdicts on the very same traces changed: what is left when the agent cannot have changed.
package struct MeasurementShift: Sendable, Hashable {
  /// A part of the way from the baseline's verdicts to the candidate's.
  package struct Step: Sendable, Hashable {
    /// What changed in it.
    package let kind: Cause.Kind
    package let flips: Flips
    package internal(set) var effect: Effect

    /// How many of the traces were shown otherwise, or asked about in other words.
    package let reworded: Int
  }

  /// The parts, in order; one unless the candidate's run scored traces by the old version too.
  package internal(set) var steps: [Step]

  /// The whole way.
  package let flips: Flips
}

extension ReleasePair {
  /// A side and a version of the evaluator.
  private struct Stop {
    let isBaseline: Bool
    let version: EvaluatorRows.Version
  }

  /// What the verdicts on the same traces say; `nil` where no trace was scored for both releases.
  var measurementShift: MeasurementShift? {
    let last = Stop(isBaseline: false, version: candidate.version)
    var stops = [Stop(isBaseline: true, version: baseline.version)]
    for version in between
    where !flips(stops[stops.count - 1], Stop(isBaseline: false, version: version)).isEmpty {
      stops.append(Stop(isBaseline: false, version: version))
    }
    // What was scored by the old version alone leads nowhere.
    while stops.count > 1, flips(stops[stops.count - 1], last).isEmpty { stops.removeLast() }
    let whole = flips(stops[0], last)
    guard !whole.isEmpty else { return nil }
    stops.append(last)
    let steps = zip(stops, stops.dropFirst()).compactMap { from, to -> MeasurementShift.Step? in
      let found = flips(from, to)
      guard let effect = Effect(found.flips) else { return nil }
      return MeasurementShift.Step(
        kind: kind(from, to, found), flips: found.flips, effect: effect, reworded: found.reworded)
    }
    return MeasurementShift(steps: steps, flips: whole.flips)
  }

  /// The versions by which the candidate's run scored traces on the way from the old version to the new.
  private var between: [EvaluatorRows.Version] {
    let (old, new) = (baseline.version, candidate.version)
    guard old != new else { return [] }
    let known = candidate.rowOfTrace.keys.filter { $0 != new }
    let halfway = known.filter {
      $0 != old && ($0.criterion == new.criterion || $0.criterion == old.criterion)
    }
    .sorted { ($0.evaluator, $0.criterion) < ($1.evaluator, $1.criterion) }
    return (known.contains(old) ? [old] : []) + halfway.prefix(1)
  }

  /// The verdicts on the traces that two stops share.
  private struct SharedVerdicts {
    var flips = Flips()
    var reworded = 0
    var isEmpty: Bool { flips.count == 0 }
  }

  private func flips(_ from: Stop, _ to: Stop) -> SharedVerdicts {
    let table = candidate.table
    var shared = SharedVerdicts()
    guard let rows = candidate.rowOfTrace[to.version] else { return shared }
    for (trace, row) in rows.enumerated() where row >= 0 {
      guard let after = passedByOldMap(row) else { continue }
      if from.isBaseline {
        let other = baseline.row(ofTrace: Int32(trace))
        guard other >= 0, baseline.table.verdict[Int(other)] != .unreadable, isSameContent(other, row) else {
          continue
        }
        shared.flips.add(passedBefore(other), after)
        if isReworded(baseline.table, other, table, row) { shared.reworded += 1 }
      } else if let places = candidate.rowOfTrace[from.version], places[trace] >= 0,
        let before = passedByOldMap(places[trace])
      {
        shared.flips.add(before, after)
      }
    }
    return shared
  }

  /// Whether a trace was shown otherwise, or the model was sent other words.
  private func isReworded(_ one: ScoreTable, _ row: Int32, _ other: ScoreTable, _ otherRow: Int32) -> Bool {
    let shown = (one.shownHash[Int(row)], other.shownHash[Int(otherRow)])
    let sent = (one.promptHash[Int(row)], other.promptHash[Int(otherRow)])
    return shown.0 != 0 && shown.1 != 0 && shown.0 != shown.1
      || sent.0 != 0 && sent.1 != 0 && sent.0 != sent.1
  }

  private func kind(_ from: Stop, _ to: Stop, _ shared: SharedVerdicts) -> Cause.Kind {
    if from.version.criterion != to.version.criterion { return .criterion }
    if from.version.evaluator != to.version.evaluator { return .evaluator }
    return shared.reworded * 2 > shared.flips.count ? .evaluator : .judge
  }
}

extension MeasurementShift {
  /// What the change does to a pass rate, with its variance.
  ///
  /// The net share of passes that became fails, or of fails that became passes, is carried over to the release's own
  /// rate: canaries may pass more or less often than its traces. What flips both ways alike is the judge's noise.
  func carriedOver(to rate: Proportion) -> (value: Double, variance: Double) {
    guard let share = rate.value, flips.count > 0 else { return (0, 0) }
    let net = Double(flips.gainedCount - flips.lostCount)
    let passes = Double(flips.bothPassCount + flips.lostCount)
    let base = net <= 0 ? passes : Double(flips.count) - passes
    let target = net <= 0 ? share : 1 - share
    guard base > 0 else { return (flips.difference, flips.variance) }
    let flipped = Double(flips.gainedCount + flips.lostCount + 1)
    let variance = max(0, flipped - net * net / base) / (base * base)
    let spread = share * (1 - share) / Double(max(1, rate.count)) * (net / base) * (net / base)
    return (net / base * target, variance * target * target + spread)
  }
}
