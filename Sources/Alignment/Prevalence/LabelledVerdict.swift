/// Traces that have both a label and a verdict, as many as are alike.
///
/// The event is what is counted, such as a failure.
package struct LabelledVerdict: Sendable, Hashable {
  /// Whether people say that the event is there.
  package let isEvent: Bool

  /// Whether the judge says so.
  package let isFlagged: Bool

  /// The inverse of the chance that such a trace had of being drawn for labelling; 1 where all had the same.
  package let weight: Double
  package let count: Int

  /// How much these count for: their number, or a half for one that was added to steady an interval.
  let mass: Double

  package init(isEvent: Bool, isFlagged: Bool, weight: Double = 1, count: Int = 1) {
    self.isEvent = isEvent
    self.isFlagged = isFlagged
    self.weight = weight
    self.count = count
    mass = Double(count)
  }

  /// Half an observation.
  init(half isEvent: Bool, isFlagged: Bool, weight: Double) {
    self.isEvent = isEvent
    self.isFlagged = isFlagged
    self.weight = weight
    count = 0
    mass = 0.5
  }

  /// What the label adds to the verdict: 1 for an event missed, −1 for a false alarm, else 0.
  var difference: Double { (isEvent ? 1 : 0) - (isFlagged ? 1 : 0) }

  var flag: Double { isFlagged ? 1 : 0 }

  var unflag: Double { isFlagged ? 0 : 1 }
}

/// All verdicts, and the few of them that have labels too.
package struct PrevalenceSample: Sendable, Hashable {
  /// The traces with a verdict, those with a label among them.
  package let verdictCount: Int

  /// Of those, the traces in which the judge sees the event.
  package let flaggedCount: Int
  package let labelled: [LabelledVerdict]

  /// The labels that lack the chance of having been drawn, where others have one.
  package let missingChanceCount: Int

  package init(
    verdictCount: Int, flaggedCount: Int, labelled: [LabelledVerdict], missingChanceCount: Int = 0
  ) {
    precondition(
      (0...max(0, verdictCount)).contains(flaggedCount), "\(flaggedCount) flags of \(verdictCount)")
    self.verdictCount = verdictCount
    self.flaggedCount = flaggedCount
    self.labelled = labelled
    self.missingChanceCount = missingChanceCount
  }

  package var labelledCount: Int { labelled.reduce(0) { $0 + $1.count } }

  /// Whether traces had different chances of being drawn.
  package var isWeighted: Bool { Set(labelled.map(\.weight)).count > 1 }

  /// The share of traces in which the judge sees the event; `nil` without verdicts.
  package var apparent: Double? {
    verdictCount > 0 ? Double(flaggedCount) / Double(verdictCount) : nil
  }
}

/// The share of an event among all traces, corrected for the judge's errors.
package struct CorrectedPrevalence: Sendable, Hashable {
  /// How the verdicts' share is corrected.
  package enum Method: String, Sendable, Hashable, CaseIterable {
    /// Divides out the judge's rates of error.
    case roganGladen = "rogan_gladen"

    /// Adds to the verdicts' share the mean of what the labels correct.
    case predictionPowered = "prediction_powered"
  }

  /// Why no share can be given.
  package enum Refusal: Error, Sendable, Hashable {
    case noVerdicts
    case noLabels

    /// Some labels have inclusion probabilities and so many have none.
    case chancesMissing(count: Int)

    /// The labels lack events or the lack of them.
    case oneClassOnly

    /// The judge is no better than chance: TPR + TNR ≤ 1.
    case judgeNoBetterThanChance(truePositiveRate: Double, trueNegativeRate: Double)
  }

  package let method: Method

  /// The corrected share, from 0 to 1.
  package let share: Double

  /// The ends of the interval, within 0 and 1.
  package let lower: Double
  package let upper: Double

  /// The labels, these included, with which the interval would be half as wide; `nil` if more labels alone
  /// cannot do it.
  package let labelCountForHalf: Int?
}
