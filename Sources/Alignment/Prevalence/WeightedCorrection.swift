import Statistics

/// What labels that were drawn with unequal chances add to verdicts: the events missed less the false alarms,
/// each standing for as many traces as its weight says (Horvitz and Thompson).
struct WeightedCorrection {
  private let missed: RareCount
  private let falseAlarms: RareCount
  private let verdictCount: Double

  init(_ sample: PrevalenceSample) {
    missed = RareCount(sample.labelled, isFlagged: false)
    falseAlarms = RareCount(sample.labelled, isFlagged: true)
    verdictCount = Double(sample.verdictCount)
  }

  /// The share of events missed less that of false alarms.
  var mean: Double { (missed.sum - falseAlarms.sum) / verdictCount }

  /// The interval of the verdicts' share and the correction together.
  ///
  /// The two counts are few, skewed and independent, so each has an interval of its own, and the distances of
  /// their ends are put together like standard errors, with those of the verdicts themselves.
  ///
  /// Source: G. Y. Zou and A. Donner 2008, doi:10.1002/sim.3095.
  ///
  /// - Parameters:
  ///   - apparent: The share of traces in which the judge sees the event.
  ///   - labelFactor: How many times the labels there are.
  func interval(about apparent: Double, labelFactor: Double, level: Double) -> Interval {
    let share = apparent + mean
    let z = StandardNormal.quantile((1 + level) / 2)
    let ofTraces =
      z * z * (apparent - 2 * falseAlarms.sum / verdictCount - share * share) / verdictCount
    let more = missed.interval(labelFactor: labelFactor, level: level)
    let less = falseAlarms.interval(labelFactor: labelFactor, level: level)
    func reach(_ first: Double, _ second: Double) -> Double {
      max(0, (first * first + second * second) / (verdictCount * verdictCount) + ofTraces).squareRoot()
    }
    return Interval(
      lower: share - reach(missed.sum - more.lower, less.upper - falseAlarms.sum),
      upper: share + reach(more.upper - missed.sum, falseAlarms.sum - less.lower))
  }
}

/// A weighted count of what is rare.
private struct RareCount {
  let sum: Double
  private let squares: Double

  /// What one more may weigh.
  private let greatest: Double

  /// Counts the labels that contradict a verdict.
  init(_ labelled: [LabelledVerdict], isFlagged: Bool) {
    let contradicting = labelled.filter { $0.isFlagged == isFlagged && $0.isEvent != isFlagged }
    sum = contradicting.reduce(0) { $0 + $1.mass * $1.weight }
    squares = contradicting.reduce(0) { $0 + $1.mass * $1.weight * $1.weight }
    greatest = labelled.greatestWeight(isFlagged: isFlagged)
  }

  /// Where the expected count lies.
  ///
  /// The count is taken as gamma with its own mean and variance and half an observation more: one as heavy as
  /// any may be above, and one like those met below. With equal weights it is Jeffreys' interval for a Poisson
  /// mean.
  ///
  /// Source: M. P. Fay and E. J. Feuer 1997,
  /// doi:10.1002/(SICI)1097-0258(19970415)16:7<791::AID-SIM500>3.0.CO;2-#.
  func interval(labelFactor: Double, level: Double) -> Interval {
    func end(_ weight: Double, _ probability: Double) -> Double {
      let half = weight / labelFactor / 2
      let mean = sum + half
      let variance = (squares / labelFactor) + half * weight / labelFactor
      let shape = mean * mean / variance
      return variance / mean / 2 * ChiSquare(degreesOfFreedom: 2 * shape).quantile(probability)
    }
    let tail = (1 - level) / 2
    let upper = end(greatest, 1 - tail)
    guard sum > 0 else { return Interval(lower: 0, upper: upper) }
    return Interval(lower: min(sum, end(squares / sum, tail)), upper: max(sum, upper))
  }
}
