import Statistics

/// Corrects the share of an event that a judge sees for the judge's errors, from a few labels.
///
/// Weights, the inverse inclusion probabilities, stand for the traces that were not drawn (Horvitz and Thompson
/// 1952, doi:10.1080/01621459.1952.10483446).
package struct PrevalenceCorrection: Sendable, Hashable {
  /// The share of samples in which an interval is to hold the truth.
  package let level: Double

  package init(level: Double = 0.95) {
    self.level = level
  }

  /// The corrected share with its interval and the number of labels that would halve it.
  ///
  /// - Throws: The reason why the labels say nothing of the judge's errors.
  package func estimate(
    _ sample: PrevalenceSample, by method: CorrectedPrevalence.Method
  ) throws(CorrectedPrevalence.Refusal) -> CorrectedPrevalence {
    guard sample.verdictCount > 0 else { throw .noVerdicts }
    guard sample.labelledCount > 1 else { throw .noLabels }
    guard sample.missingChanceCount == 0 else { throw .chancesMissing(count: sample.missingChanceCount) }
    let rates = JudgeRates(sample.labelled)
    guard rates.eventWeight > 0, rates.otherWeight > 0 else { throw .oneClassOnly }
    guard rates.truePositiveRate + rates.trueNegativeRate > 1 else {
      throw .judgeNoBetterThanChance(
        truePositiveRate: rates.truePositiveRate, trueNegativeRate: rates.trueNegativeRate)
    }
    switch method {
    case .roganGladen: return roganGladen(sample, rates)
    case .predictionPowered: return predictionPowered(sample)
    }
  }

  private var z: Double { StandardNormal.quantile((1 + level) / 2) }

  /// Rogan and Gladen's share with an interval by Fieller's method.
  ///
  /// At the true share π the difference P − π·TPR − (1 − π)(1 − TNR) is near normal about 0, also where its ratio
  /// is not; the interval holds each π that the difference does not rule out. Half an observation of each kind is
  /// added, and the labelled traces' part in P is allowed for.
  ///
  /// Source: W. J. Rogan and B. Gladen 1978, doi:10.1093/oxfordjournals.aje.a112510; E. C. Fieller 1954,
  /// doi:10.1111/j.2517-6161.1954.tb00159.x.
  private func roganGladen(_ sample: PrevalenceSample, _ rates: JudgeRates) -> CorrectedPrevalence {
    let total = Double(sample.verdictCount)
    let flagged = Double(sample.flaggedCount) / total
    let share = (flagged + rates.trueNegativeRate - 1) / (rates.truePositiveRate + rates.trueNegativeRate - 1)
    let smooth = JudgeRates(sample.labelled + JudgeRates.pseudoLabels(for: sample.labelled))
    let apparent = (Double(sample.flaggedCount) + 2) / (total + 4)
    func fieller(labelFactor: Double) -> Interval? {
      let (a, b) = (smooth.truePositiveRate, smooth.trueNegativeRate)
      let (va, vb) = (smooth.truePositiveVariance / labelFactor, smooth.trueNegativeVariance / labelFactor)
      let (ca, cb) = (a * (1 - a) / total, b * (1 - b) / total)
      let z2 = z * z
      let slope = a + b - 1
      let offset = apparent + b - 1
      return Quadratic(
        square: slope * slope - z2 * (va + vb),
        linear: -2 * offset * slope - z2 * (2 * cb - 2 * ca - 2 * vb),
        constant: offset * offset - z2 * (apparent * (1 - apparent) / total + vb - 2 * cb)
      ).negativeRange
    }
    let interval = fieller(labelFactor: 1)
    return result(
      .roganGladen, sample, share: share, interval: interval,
      labelFactor: factorThatHalves(sample, interval) { fieller(labelFactor: $0) })
  }

  /// The verdicts' share plus the mean correction of the labels.
  ///
  /// With equal chances the interval adds half a missed event and half a false alarm, as Bonett and Price do for
  /// paired shares, so that it holds its level on few labels; with unequal ones see `WeightedCorrection`.
  ///
  /// Source: A. N. Angelopoulos et al. 2023, doi:10.1126/science.adi6000; D. G. Bonett and R. M. Price 2012,
  /// doi:10.3102/1076998611411915.
  private func predictionPowered(_ sample: PrevalenceSample) -> CorrectedPrevalence {
    let apparent = Double(sample.flaggedCount) / Double(sample.verdictCount)
    if sample.isWeighted {
      let correction = WeightedCorrection(sample)
      func interval(labelFactor: Double) -> Interval? {
        correction.interval(about: apparent, labelFactor: labelFactor, level: level)
      }
      let whole = interval(labelFactor: 1)
      return result(
        .predictionPowered, sample, share: apparent + correction.mean, interval: whole,
        labelFactor: factorThatHalves(sample, whole) { interval(labelFactor: $0) })
    }
    let share = apparent + Correction(sample.labelled).mean
    let whole = pairedInterval(sample, labelFactor: 1)
    return result(
      .predictionPowered, sample, share: share, interval: whole,
      labelFactor: factorThatHalves(sample, whole) { pairedInterval(sample, labelFactor: $0) })
  }

  /// The interval of the prediction-powered share where all traces had the same chance.
  private func pairedInterval(_ sample: PrevalenceSample, labelFactor: Double) -> Interval? {
    let total = Double(sample.verdictCount)
    let smooth = Correction(sample.labelled + Correction.pseudoLabels)
    let apparent = (Double(sample.flaggedCount) + 2) / (total + 4)
    let covariance = smooth.covarianceWithFlag(apparent) / total
    let variance = smooth.variance / labelFactor + apparent * (1 - apparent) / total + 2 * covariance
    let reach = z * max(0, variance).squareRoot()
    return Interval(lower: apparent + smooth.mean - reach, upper: apparent + smooth.mean + reach)
  }

  private func result(
    _ method: CorrectedPrevalence.Method, _ sample: PrevalenceSample, share: Double, interval: Interval?,
    labelFactor: Double?
  ) -> CorrectedPrevalence {
    CorrectedPrevalence(
      method: method, share: min(1, max(0, share)), lower: min(1, max(0, interval?.lower ?? 0)),
      upper: max(0, min(1, interval?.upper ?? 1)),
      labelCountForHalf: labelFactor.map { Int((Double(sample.labelledCount) * $0).rounded(.up)) })
  }

  /// By how much labels must grow for an interval half as wide, by bisection; at most all traces have one.
  private func factorThatHalves(
    _ sample: PrevalenceSample, _ interval: Interval?, _ wider: (Double) -> Interval?
  ) -> Double? {
    let most = Double(sample.verdictCount) / Double(sample.labelledCount)
    guard let interval, most > 1, let best = wider(most), best.width <= interval.width / 2 else { return nil }
    var (low, high) = (1.0, most)
    let label = 1 / Double(sample.labelledCount)
    while high - low > label / 2 {
      let middle = (low + high) / 2
      if let width = wider(middle)?.width, width <= interval.width / 2 { high = middle } else { low = middle }
    }
    return high
  }
}

/// *a* x² + *b* x + *c*.
private struct Quadratic {
  let square: Double
  let linear: Double
  let constant: Double

  /// Where it is not positive; `nil` if that is not one stretch between two ends.
  var negativeRange: Interval? {
    let discriminant = linear * linear - 4 * square * constant
    guard square > 0, discriminant >= 0 else { return nil }
    let root = discriminant.squareRoot()
    return Interval(lower: (-linear - root) / (2 * square), upper: (-linear + root) / (2 * square))
  }
}

/// A judge's rates of seeing what is there and not seeing what is not.
private struct JudgeRates {
  let eventWeight: Double
  let otherWeight: Double
  let truePositiveRate: Double
  let trueNegativeRate: Double
  let truePositiveVariance: Double
  let trueNegativeVariance: Double

  init(_ labelled: [LabelledVerdict]) {
    (eventWeight, truePositiveRate, truePositiveVariance) = JudgeRates.rate(
      labelled.filter(\.isEvent), \.flag)
    (otherWeight, trueNegativeRate, trueNegativeVariance) =
      JudgeRates.rate(labelled.filter { !$0.isEvent }, \.unflag)
  }

  /// A weighted share and the variance of its linear approximation.
  private static func rate(
    _ labelled: [LabelledVerdict], _ value: (LabelledVerdict) -> Double
  ) -> (weight: Double, rate: Double, variance: Double) {
    let weight = labelled.reduce(0) { $0 + $1.weight * $1.mass }
    guard weight > 0 else { return (0, 0, 0) }
    let rate = labelled.reduce(0) { $0 + $1.weight * $1.mass * value($1) } / weight
    let squares = labelled.reduce(0.0) { sum, label in
      let distance = label.weight * (value(label) - rate)
      return sum + label.mass * distance * distance
    }
    return (weight, rate, squares / (weight * weight))
  }

  /// Half an observation of each kind, as heavy as the heaviest of those that the judge answered alike: what was
  /// not drawn may weigh as much.
  static func pseudoLabels(for labelled: [LabelledVerdict]) -> [LabelledVerdict] {
    [true, false].flatMap { isEvent in
      [true, false].map { isFlagged in
        LabelledVerdict(
          half: isEvent, isFlagged: isFlagged, weight: labelled.greatestWeight(isFlagged: isFlagged))
      }
    }
  }
}

extension [LabelledVerdict] {
  /// The greatest weight of those that the judge answered so, or of all where it never did.
  func greatestWeight(isFlagged: Bool) -> Double {
    let met = filter { $0.mass > 0 }
    return (met.filter { $0.isFlagged == isFlagged }.map(\.weight).max() ?? met.map(\.weight).max()) ?? 1
  }
}

/// The mean of what labels add to verdicts, where all traces had the same chance of a label.
private struct Correction {
  let mean: Double
  let variance: Double
  private let meanWithFlag: Double

  init(_ labelled: [LabelledVerdict]) {
    let mass = labelled.reduce(0) { $0 + $1.mass }
    let mean = labelled.reduce(0) { $0 + $1.mass * $1.difference } / mass
    self.mean = mean
    let squares = labelled.reduce(0) { $0 + $1.mass * $1.difference * $1.difference } / (mass * mass)
    variance = squares - mean * mean / mass
    meanWithFlag = labelled.reduce(0) { $0 + $1.mass * $1.difference * $1.flag } / mass
  }

  /// The covariance of a trace's correction with its flag.
  func covarianceWithFlag(_ flagged: Double) -> Double { meanWithFlag - mean * flagged }

  /// Half a missed event and half a false alarm.
  static let pseudoLabels = [true, false].map { isFlagged in
    LabelledVerdict(half: !isFlagged, isFlagged: isFlagged, weight: 1)
  }
}
