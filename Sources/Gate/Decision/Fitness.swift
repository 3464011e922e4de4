/// How far an evaluator has been shown to agree with people, by which it may block a release or only advise.
package struct Fitness: Sendable, Hashable {
  /// The traces with a label of people and a readable verdict; `nil` where it was never measured.
  package var labelCount: Int?

  /// The traces of the rarer verdict of people among them; `nil` where it is not known.
  package var rarestCount: Int?

  /// The share of them on which the evaluator agrees with people, from 0 to 1.
  package var agreement: Double?

  /// How often two people agree on the same traces, from 0 to 1; `nil` where only one labelled them.
  package var ceiling: Double?

  /// The agreement that is asked of the evaluator.
  package var target: Double

  /// The share of its answers on the labelled traces that could be read.
  package var reliability: Double?

  /// The label set that it was measured on.
  package var labelSet: String?

  package init(
    labelCount: Int? = nil, rarestCount: Int? = nil, agreement: Double? = nil, ceiling: Double? = nil,
    target: Double = Fitness.standardTarget, reliability: Double? = nil, labelSet: String? = nil
  ) {
    (self.labelCount, self.rarestCount, self.agreement) = (labelCount, rarestCount, agreement)
    (self.ceiling, self.target, self.reliability) = (ceiling, target, reliability)
    self.labelSet = labelSet
  }

  /// Why an evaluator may not block a release.
  package enum Reason: Sendable, Hashable {
    /// Its agreement with people was never measured.
    case unmeasured

    /// Too few traces were labelled, or too few of the rarer verdict.
    case tooFewLabels(count: Int, needed: Int)
    case tooFewOfOneLabel(count: Int, needed: Int)

    /// It agrees less than asked; where people agree less with each other, their agreement is asked.
    case lowAgreement(Double, asked: Double, isCeiling: Bool)

    /// Too many of its answers could not be read: on the labelled traces, or on those of the releases.
    case unreliable(Double, onReleases: Bool)
  }

  package static let standardTarget = 0.8

  /// With fifty labels an agreement of 0.90 is told from one of 0.78; fewer tell little.
  package static let leastLabelCount = 50

  /// With fewer of one verdict, an evaluator that always says the other looks good.
  package static let leastRarestCount = 5

  package static let leastReliability = 0.98

  /// The agreement that is asked: the target, or that of people with each other where it is lower.
  package var asked: Double { min(target, ceiling ?? target) }

  /// Why the evaluator may not block a release; nothing if it may.
  ///
  /// - Parameters:
  ///   - isTrusted: Whether agreement is taken for granted; answers that cannot be read are not.
  ///   - readable: The share of its answers on the traces of the releases that could be read; `nil` of none.
  package func reasons(isTrusted: Bool, readable: Double?) -> [Reason] {
    var reasons: [Reason] = []
    if !isTrusted { reasons += agreementReasons }
    if let reliability, reliability < Self.leastReliability {
      reasons.append(.unreliable(reliability, onReleases: false))
    }
    if let readable, readable < Self.leastReliability {
      reasons.append(.unreliable(readable, onReleases: true))
    }
    return reasons
  }

  private var agreementReasons: [Reason] {
    guard let labelCount, let agreement else { return [.unmeasured] }
    var reasons: [Reason] = []
    if labelCount < Self.leastLabelCount {
      reasons.append(.tooFewLabels(count: labelCount, needed: Self.leastLabelCount))
    } else if let rarestCount, rarestCount < Self.leastRarestCount {
      reasons.append(.tooFewOfOneLabel(count: rarestCount, needed: Self.leastRarestCount))
    }
    if agreement < asked {
      reasons.append(.lowAgreement(agreement, asked: asked, isCeiling: asked < target))
    }
    return reasons
  }
}
