package import Gate
import Statistics

/// The words for what a gate found.
package enum GateWording {
  // MARK: Decisions

  /// The decision in a word or a few, with a capital.
  package static func word(_ decision: GateDecision) -> String {
    switch decision {
    case .passed: "Passed"
    case .regressed: "Regressed"
    case .inconclusive: "Inconclusive"
    case .notFit: "Not fit to gate"
    }
  }

  /// The decision and what is behind it, in a sentence or two of plain text.
  package static func headline(_ report: GateReport) -> String {
    let causes = Figures.list(report.causes.map { phrase($0, report) })
    switch report.decision {
    case .passed:
      let count = Figures.count(report.deciding.count, "evaluator")
      let drop = points(report.rule.minimalEffect)
      return "\(count) rule\(report.deciding.count == 1 ? "s" : "") out a drop of \(drop)"
        + (causes.isEmpty ? "." : "; \(causes).")
    case .regressed:
      let worst = worst(of: report).map { " \(summary($0))" } ?? ""
      let cause = causes.isEmpty ? unnamed(report) : causes
      return "\(cause).\(worst)"
    case .inconclusive:
      return inconclusive(report) + (causes.isEmpty ? "" : " Found so far: \(causes).")
    case .notFit:
      return report.findings.isEmpty
        ? "no evaluator scored both releases."
        : "no evaluator has been shown to agree with people enough to block a release; they advise."
    }
  }

  private static func unnamed(_ report: GateReport) -> String {
    guard !report.suspects.isEmpty else { return "no cause is sure enough to be named" }
    return "it cannot be told whether \(alternatives(report.suspects.map { phrase($0, report) }))"
  }

  private static func alternatives(_ parts: [String]) -> String {
    parts.count < 2 ? parts.joined() : parts.dropLast().joined(separator: ", ") + " or " + (parts.last ?? "")
  }

  private static func inconclusive(_ report: GateReport) -> String {
    let undecided = report.deciding.filter { $0.decision == .inconclusive }
    if let first = undecided.first {
      let others = undecided.count > 1 ? " and \(Figures.count(undecided.count - 1, "other evaluator"))" : ""
      return "\(first.evaluator)\(others) cannot rule out a drop of \(points(report.rule.minimalEffect))."
    }
    return "the candidate lacks scores of \(Figures.list(report.onlyBaseline))."
  }

  /// The finding that fell most among those that regressed.
  static func worst(of report: GateReport) -> EvaluatorFinding? {
    report.deciding.filter { $0.decision == .regressed }
      .min {
        ($0.passes.difference?.value ?? 0, $0.evaluator) < ($1.passes.difference?.value ?? 0, $1.evaluator)
      }
  }

  /// An evaluator's pass rates and their difference.
  static func summary(_ finding: EvaluatorFinding) -> String {
    let (before, after) = (finding.passes.before.value, finding.passes.after.value)
    return "\(finding.evaluator): pass rate \(FigureText.percent(before)) → \(FigureText.percent(after)), "
      + "\(change(finding.passes.difference))."
  }

  // MARK: Causes

  /// A cause in a few words.
  static func phrase(_ kind: Cause.Kind, isDrop: Bool = true) -> String {
    switch kind {
    case .agent: isDrop ? "the agent got worse" : "the agent got better"
    case .judge: "the judge drifted"
    case .evaluator: "an evaluator was edited"
    case .criterion: "a criterion was edited"
    case .labels: "other labels taught another calibration"
    case .calibration: "the calibration changed"
    case .mix: "the traffic mix shifted"
    }
  }

  private static func phrase(_ kind: Cause.Kind, _ report: GateReport) -> String {
    let effects = report.deciding.flatMap(\.causes).filter { $0.kind == kind }.map(\.effect.value)
    return phrase(kind, isDrop: effects.isEmpty || effects.contains { $0 < 0 })
  }

  /// How a cause was found.
  static func evidence(_ cause: Cause, in finding: EvaluatorFinding) -> String {
    let count = Figures.count(cause.effect.itemCount, "trace")
    switch cause.kind {
    case .agent:
      let isNet = cause.effect.itemCount > 0 && finding.causes.contains { $0.kind != .agent }
      return "\(finding.isPaired ? "the same tasks done anew" : "like traffic"), \(count)"
        + (isNet ? "; what else moved the score is taken out" : "")
    case .judge:
      let isOtherModel = finding.lineageChanges.contains(.judgeModel)
      return "verdicts on \(count) scored at both times; "
        + (isOtherModel ? models(finding) : "same version of the evaluator")
    case .evaluator:
      let versions = change(finding.baseline.evaluatorVersion, finding.candidate.evaluatorVersion)
      return "verdicts on \(count) scored by both versions; \(versions)"
    case .criterion:
      let versions = change(finding.baseline.criterionVersion, finding.candidate.criterionVersion)
      return "verdicts on \(count) scored by both versions; criterion \(versions)"
    case .labels:
      return "the baseline's calibration applied to \(count); label set "
        + change(finding.baseline.labelSet, finding.candidate.labelSet)
    case .calibration:
      return
        "the baseline's calibration applied to \(count); \(change(finding.baseline.calibration, finding.candidate.calibration))"
    case .mix:
      let strata = (finding.mix?.strata ?? []).prefix(2).map { stratum($0, of: finding.mix) }
      return "\(count); \(strata.joined(separator: "; "))"
    }
  }

  private static func models(_ finding: EvaluatorFinding) -> String {
    "the model is \(change(finding.baseline.judgeModel, finding.candidate.judgeModel))"
  }

  private static func change(_ before: String?, _ after: String?) -> String {
    let (before, after) = (before ?? "none", after ?? "none")
    return before == after ? after : "\(before) → \(after)"
  }

  private static func stratum(_ stratum: TrafficMix.Stratum, of mix: TrafficMix?) -> String {
    let names = [stratum.agent, stratum.signatureID].compactMap { $0 }
    let name = names.isEmpty ? "the rest" : names.joined(separator: " with ")
    let totals = (mix?.strata ?? []).reduce(into: (0, 0)) {
      $0 = ($0.0 + $1.before.count, $0.1 + $1.after.count)
    }
    let shares = (
      Double(stratum.before.count) / Double(max(1, totals.0)),
      Double(stratum.after.count) / Double(max(1, totals.1))
    )
    let rate = stratum.before.value ?? stratum.after.value
    return
      "\(name) \(Figures.percent(shares.0)) → \(Figures.percent(shares.1)) of the traffic, passing \(Figures.percent(rate))"
  }

  // MARK: Doubts and unfitness

  static func words(_ doubt: Doubt, in finding: EvaluatorFinding, rule: GateRule) -> String {
    let drop = points(rule.minimalEffect)
    switch doubt {
    case .tooFewTraces(let needed):
      let need = needed.map {
        "; \(Figures.count($0)) of each would find it with \(Figures.percent(rule.power))"
      }
      return "so many traces find a drop of \(drop) with a chance of \(Figures.percent(finding.passes.power))"
        + (need ?? "")
    case .notComparable:
      return
        "the measure changed and no trace was scored both by the old and by the new: score canaries with both"
    case .tooFewScoredTwice(let count):
      return
        "the measure changed, and \(Figures.count(count, "trace")) scored both ways are too few to take that out"
    case .noScores:
      return "one of the releases has no score that can be read"
    }
  }

  /// Why an evaluator is not fit to gate, as part of a sentence.
  package static func words(_ reason: Fitness.Reason) -> String {
    switch reason {
    case .unmeasured:
      "its agreement with people was never measured: `faultline evaluate --on LABELSET` does, --trust takes it for granted"
    case .tooFewLabels(let count, let needed):
      "\(Figures.count(count, "labelled trace")), and \(Figures.count(needed)) are needed"
    case .tooFewOfOneLabel(let count, let needed):
      "\(Figures.count(count, "labelled trace")) of the rarer verdict, and \(Figures.count(needed)) are needed"
    case .lowAgreement(let agreement, let asked, let isCeiling):
      "agreement with people \(FigureText.decimal(agreement)), asked \(FigureText.decimal(asked))"
        + (isCeiling ? " (as people agree with each other)" : "")
    case .unreliable(let share, let onReleases):
      "only \(FigureText.percent(share)) of its answers \(onReleases ? "on these traces " : "")could be read, asked \(FigureText.percent(Fitness.leastReliability))"
    }
  }

  // MARK: Figures

  /// A share as points, such as `2 points`.
  static func points(_ share: Double) -> String {
    let hundred = share * 100
    let text = FigureText.decimal(hundred, digits: hundred == hundred.rounded() ? 0 : 1)
    return "\(text) point\(text == "1" ? "" : "s")"
  }

  /// A change with its interval, such as `−7.8 points [−10.1, −5.5]`.
  static func change(_ effect: Effect?) -> String {
    guard let effect else { return FigureText.undefined }
    return "\(signed(effect.value)) points \(interval(effect.interval))"
  }

  static func signed(_ share: Double) -> String {
    let text = FigureText.decimal(share * 100, digits: 1)
    return share > 0 && text != "0.0" ? "+" + text : text
  }

  static func interval(_ interval: Interval) -> String {
    "[\(signed(interval.lower)), \(signed(interval.upper))]"
  }
}
