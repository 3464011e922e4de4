import Labels
import Statistics

/// What to do about a judge on a criterion.
package struct Lever: Sendable, Hashable {
  /// What can be done: nothing, a map of labels, a new prompt, a new question, or more labels.
  package enum Action: String, Sendable, Hashable, CaseIterable {
    case keep
    case calibrate
    case refinePrompt = "refine the prompt"
    case redesign = "redesign the criterion"
    case labelMore = "label more"
  }

  package let action: Action

  /// Why, in one sentence with the figures.
  package let evidence: String
}

/// Chooses the lever.
///
/// The first of these that holds decides:
///
/// 1. fewer than 20 labels or one class only: **label more**;
/// 2. people disagree among themselves (their alpha is surely below 0.667): **redesign the criterion**;
/// 3. the agreement is surely at least the target, or the judge agrees with people as well as they with each other
///    and its agreement is not surely below the target: **keep**;
/// 4. a guarded map gains, and its cross-validated gain is surely above zero: **calibrate**;
/// 5. where the texts of the items are given: the judge surely errs more often on some that are alike than on the
///    whole: **refine the prompt**, for these;
/// 6. the interval of the agreement holds the target: **label more**;
/// 7. otherwise the judge misses the target in ways that no map of labels repairs: **refine the prompt**.
package struct LeverRule: Sendable, Hashable {
  package let needRule: LabelNeedRule

  package init(needRule: LabelNeedRule = LabelNeedRule()) {
    self.needRule = needRule
  }

  /// The lever for a judge on a criterion, with the figures that decided.
  ///
  /// - Parameters:
  ///   - expectedGain: The cross-validated gain of a guarded map; `nil` where none could be learnt.
  ///   - clusters: The disagreements by what their texts have in common; `nil` where no texts are given.
  package func lever(
    judge: JudgeAgreement, humans: HumanAgreement, ceiling: Ceiling, expectedGain: Estimate?,
    clusters: [DisagreementCluster]? = nil
  ) -> Lever {
    let need = needRule.need(of: judge.confusion, labels: judge.scale.labels)
    if case .noVerdict(let more, let missing) = need {
      return Lever(action: .labelMore, evidence: noVerdictEvidence(judge, more, missing))
    }
    if humans.isConfusing, let alpha = humans.figures[.alphaOrdinal] ?? humans.figures[.alphaNominal] {
      return Lever(
        action: .redesign,
        evidence: "people disagree on \(humans.sharedItemCount) shared items: alpha \(rounded(alpha.value))")
    }
    let agreement = judge.figures[.exactMatch]?.value ?? 0
    if need == .reached {
      return Lever(
        action: .keep,
        evidence: "agreement \(rounded(agreement)) is surely at least \(rounded(needRule.target))")
    }
    if need != .missed, ceiling.place == .within || ceiling.place == .above {
      return Lever(action: .keep, evidence: "the judge agrees with people as well as they do with each other")
    }
    if let gain = expectedGain, let lower = gain.interval?.lower, lower > 0 {
      return Lever(
        action: .calibrate,
        evidence:
          "a map of labels gains \(rounded(gain.value)) in agreement when cross-validated, surely above zero")
    }
    let telling = (clusters ?? []).filter { $0.isTelling(overall: 1 - agreement, level: needRule.level) }
    if let worst = telling.first {
      return Lever(action: .refinePrompt, evidence: clusterEvidence(worst, telling.count, judge))
    }
    if case .undecided(let more, let rarest) = need {
      return Lever(
        action: .labelMore,
        evidence:
          "the interval of the agreement holds \(rounded(needRule.target)); about \(more) more labels, best of items labelled \(rarest)"
      )
    }
    let apart = clusters == nil ? "" : "; they have nothing in common that would set them apart from the rest"
    return Lever(action: .refinePrompt, evidence: promptEvidence(judge, agreement) + apart)
  }

  /// Which items the judge errs on most.
  private func clusterEvidence(
    _ worst: DisagreementCluster, _ tellingCount: Int, _ judge: JudgeAgreement
  ) -> String {
    let misaligned = judge.pairedCount - judge.confusion.agreeing
    let others = tellingCount > 1 ? "; \(tellingCount - 1) more such groups" : ""
    return
      "\(worst.disagreementCount) of \(misaligned) disagreements are alike (\(worst.name)), and the judge errs on \(rounded(worst.rate ?? 1)) of such items\(others)"
  }

  private func noVerdictEvidence(_ judge: JudgeAgreement, _ more: Int, _ missing: [String]) -> String {
    let classes = missing.isEmpty ? "" : ", among them some of \(missing.joined(separator: ", "))"
    let items = judge.pairedCount == 1 ? "1 labelled item is" : "\(judge.pairedCount) labelled items are"
    if judge.pairedCount >= LabelNeedRule.leastLabelCount {
      let others = missing.isEmpty ? "another label" : missing.joined(separator: ", ")
      return
        "all \(judge.pairedCount) labelled items have one label, which tells nothing of others; some of \(others) are needed"
    }
    return "\(items) too few to judge by; \(more) more \(more == 1 ? "is" : "are") needed\(classes)"
  }

  /// Where the disagreements lie: the pair of labels with most of them.
  private func promptEvidence(_ judge: JudgeAgreement, _ agreement: Double) -> String {
    let labels = judge.scale.labels
    var worst = (count: 0, reference: 0, verdict: 0)
    for reference in labels.indices {
      for verdict in labels.indices where reference != verdict {
        let count = judge.confusion[reference: reference, verdict: verdict]
        if count > worst.count { worst = (count, reference, verdict) }
      }
    }
    let misaligned = judge.pairedCount - judge.confusion.agreeing
    return
      "agreement \(rounded(agreement)) is below the target and no map repairs it; \(worst.count) of \(misaligned) disagreements are people's \(labels[worst.reference]) judged \(labels[worst.verdict])"
  }

  private func rounded(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let sign = hundredths < 0 ? "−" : ""
    let digits = abs(hundredths) % 100
    return "\(sign)\(abs(hundredths) / 100).\(digits < 10 ? "0" : "")\(digits)"
  }
}
