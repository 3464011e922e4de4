import Statistics

/// What a judge can be asked to reach: how far people agree with each other.
package struct Ceiling: Sendable, Hashable {
  /// Where a judge's agreement lies beside that of people: their intervals overlap, or one lies clear of the other.
  package enum Place: String, Sendable, Hashable {
    case above, within, below

    /// No item has two labels.
    case unknown
  }

  /// The mean share of agreeing pairs of people.
  package let humanAgreement: Estimate?

  /// The mean share of people who gave the judge's label.
  package let judgeAgreement: Estimate?
  package let place: Place

  /// Compares a judge with people as with one more of them: both figures ask how often one rater agrees with
  /// another on an item.
  package init(judge: JudgeAgreement, humans: HumanAgreement) {
    let human = humans.figures[.exactMatchItems]
    humanAgreement = human
    judgeAgreement = judge.agreementWithEach
    place = Ceiling.place(judge.agreementWithEach, human)
  }

  private static func place(_ judge: Estimate?, _ human: Estimate?) -> Place {
    guard let judge, let human else { return .unknown }
    let judgeInterval = judge.interval ?? Interval(lower: judge.value, upper: judge.value)
    let humanInterval = human.interval ?? Interval(lower: human.value, upper: human.value)
    if judgeInterval.lower > humanInterval.upper { return .above }
    return judgeInterval.upper < humanInterval.lower ? .below : .within
  }
}

extension HumanAgreement {
  /// Whether people themselves disagree on this criterion: on twenty items or more, their agreement beyond
  /// chance is surely below what Krippendorff asks for tentative conclusions.
  package var isConfusing: Bool {
    guard sharedItemCount >= LabelNeedRule.leastLabelCount, let alpha = figures[.alphaNominal] else {
      return false
    }
    let ordered = figures[.alphaOrdinal] ?? alpha
    return (ordered.interval?.upper ?? ordered.value) < HumanAgreement.leastAlpha
  }

  /// The alpha that tentative conclusions ask for.
  ///
  /// Source: K. Krippendorff 2004, doi:10.1111/j.1468-2958.2004.tb00738.x.
  package static let leastAlpha = 0.667
}
