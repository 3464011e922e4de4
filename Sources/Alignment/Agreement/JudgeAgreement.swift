package import Labels
package import Statistics

/// How far a judge agrees with people on one criterion.
package struct JudgeAgreement: Sendable {
  package let criterion: String
  package let judge: String
  package let scale: LabelScale

  /// The items that the judge was asked about.
  package let shownCount: Int

  /// Of those, the items with an answer that could be read as a label.
  package let validCount: Int

  /// The readable answers on items with a reference label.
  package let confusion: Confusion

  /// The figures that are defined.
  package let figures: [Figure: Estimate]

  /// The mean over items of the share of people who gave the judge's label.
  package let agreementWithEach: Estimate?

  /// Precision, recall and F1 of each label.
  package let byLabel: [LabelFigures]

  package var pairedCount: Int { confusion.total }

  /// The share of the judge's answers that could be read as a label; not part of the agreement.
  package var reliability: Proportion { Proportion(validCount, of: shownCount) }

  /// The share of the paired items that have the most frequent reference label: what always giving it would
  /// agree.
  package var baseRate: Double? {
    guard let most = confusion.referenceCounts.max(), pairedCount > 0 else { return nil }
    return Double(most) / Double(pairedCount)
  }

  /// The counts of a scale of two, with passing as positive; `nil` for other scales.
  package var passCounts: PassCounts? {
    guard let pass = scale.passPosition else { return nil }
    return PassCounts(
      truePass: confusion[reference: pass, verdict: pass],
      tooStrict: confusion[reference: pass, verdict: 1 - pass],
      trueFail: confusion[reference: 1 - pass, verdict: 1 - pass],
      tooLenient: confusion[reference: 1 - pass, verdict: pass])
  }

  /// Whether agreement and kappa tell different stories: one label is so frequent that chance agrees almost as
  /// often as the judge.
  package var hasPrevalenceGap: Bool {
    guard let agreement = figures[.exactMatch]?.value, let kappa = figures[.kappa]?.value else {
      return false
    }
    return agreement >= 0.7 && kappa < 0.4
  }
}

/// What a judge and people said of passing.
package struct PassCounts: Sendable, Hashable {
  package let truePass: Int

  /// People pass what the judge fails (false negatives).
  package let tooStrict: Int
  package let trueFail: Int

  /// People fail what the judge passes (false positives).
  package let tooLenient: Int
}

/// How well a judge finds one label.
package struct LabelFigures: Sendable, Hashable {
  package let label: String
  package let referenceCount: Int
  package let verdictCount: Int
  package let precision: Double?
  package let recall: Double?
  package let f1: Double?
}

extension Confusion {
  /// The share of equal pairs with its exact interval; `nil` without pairs.
  package func exactMatch(level: Double) -> Estimate? {
    let share = Proportion(agreeing, of: total)
    return share.value.map { Estimate($0, share.exactInterval(level: level)) }
  }
}
