import Alignment

/// What a calibration says, in words.
enum CalibrationWords {
  static func text(_ refusal: GuardedCalibration.Refusal) -> String {
    switch refusal {
    case .noPairs: "no pairs to learn from"
    case .missingLabels(let labels):
      "people never gave \(labels.joined(separator: ", ")) in these pairs; label some, or if only judges give it leave it out of `labels` in --scales and name it in `judge_labels`"
    case .peopleAreConstant: "people gave one label only in these pairs"
    case .judgeIsConstant: "the judge gave one label only in these pairs"
    case .unrelated: "judge and people are unrelated in these pairs"
    case .gainNotSupported: "no map's gain is supported by these pairs"
    }
  }

  static func text(_ warning: GuardedCalibration.Warning) -> String {
    switch warning {
    case .vanishingLabels(let labels): "\(labels.joined(separator: ", ")) vanishes from the mapped verdicts"
    case .kappaFalls(let before, let after):
      "kappa falls from \(FigureText.decimal(before)) to \(FigureText.decimal(after)) while agreement rises"
    }
  }

  static func text(_ refusal: CorrectedPrevalence.Refusal) -> String {
    switch refusal {
    case .noVerdicts: "there are no verdicts"
    case .noLabels: "fewer than two verdicts have a label"
    case .chancesMissing(let count):
      "\(count) labels lack the inclusion probability that others have; give it to all or to none"
    case .oneClassOnly: "the labels are of one class only"
    case .judgeNoBetterThanChance(let truePositiveRate, let trueNegativeRate):
      "the judge is no better than chance: TPR \(FigureText.decimal(truePositiveRate)) + TNR \(FigureText.decimal(trueNegativeRate)) is not above 1"
    }
  }
}
