import Statistics

extension ReleasePair {
  /// The change on traces that are not the very same, by the baseline's calibration and on like traffic; `nil` where
  /// every trace is the same, so that the agent cannot have changed.
  ///
  /// - Parameters:
  ///   - shift: What the measure itself did, which is taken out; `nil` where nothing is.
  ///   - mix: What the mix of traffic did.
  func agentEffect(without shift: MeasurementShift?, mix: TrafficMix?) -> Effect? {
    let flips = flipsOnNewTraces
    guard let whole = isPaired ? Effect(flips) : mix?.onLikeTraffic ?? unpairedChange else { return nil }
    guard let shift else { return whole }
    let rate =
      isPaired
      ? Proportion(flips.bothPassCount + flips.lostCount, of: flips.count)
      : Proportion(before.count { passedBefore($0) }, of: before.count)
    return whole.without(shift, at: rate)
  }

  /// The verdicts on tasks that the agent did anew.
  private var flipsOnNewTraces: Flips {
    var flips = Flips()
    guard isPaired else { return flips }
    for pair in pairs where !isSameContent(pair.before, pair.after) {
      if let passed = passedByOldMap(pair.after) { flips.add(passedBefore(pair.before), passed) }
    }
    return flips
  }

  /// The difference of the pass rates of different traces of one kind.
  private var unpairedChange: Effect? {
    let verdicts = after.compactMap { passedByOldMap($0) }
    return Effect(
      ProportionComparison(
        Proportion(before.count { passedBefore($0) }, of: before.count),
        Proportion(verdicts.count { $0 }, of: verdicts.count)))
  }

  /// What another calibration did to the candidate's verdicts; `nil` where it is the same or cannot be told.
  var calibrationEffect: Effect? {
    guard hasOtherCalibration else { return nil }
    var flips = Flips()
    for row in after {
      if let passed = passedByOldMap(row) { flips.add(passed, passedAfter(row)) }
    }
    return Double(flips.count) < Self.leastKnownShare * Double(after.count) ? nil : Effect(flips)
  }

  /// With more labels that the baseline never met, its calibration says too little of the candidate's traces.
  private static let leastKnownShare = 0.9
}

extension Effect {
  /// The effect on a pass rate with what the measure itself did taken out.
  func without(_ shift: MeasurementShift, at rate: Proportion) -> Effect {
    let measure = shift.carriedOver(to: rate)
    return Effect(
      value: value - measure.value, variance: error * error + measure.variance, itemCount: itemCount)
  }

  /// The difference of two rates of different traces; `nil` if either has none.
  init?(_ comparison: ProportionComparison) {
    guard let value = comparison.difference, let interval = comparison.differenceInterval(),
      let pValue = comparison.test
    else { return nil }
    let variance = [comparison.first, comparison.second].reduce(0.0) { sum, share in
      // Half a pass and half a fail more: none seen is not none possible.
      let rate = (Double(share.successCount) + 0.5) / (Double(share.count) + 1)
      return sum + rate * (1 - rate) / Double(share.count)
    }
    self.init(
      value: value, error: variance.squareRoot(), interval: interval, pValue: pValue,
      itemCount: comparison.first.count + comparison.second.count)
  }
}
