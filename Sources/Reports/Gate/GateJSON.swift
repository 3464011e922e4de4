package import Gate
import Statistics

/// What a gate found, for programs; undefined figures are `null`.
package struct GateJSON: Sendable {
  private let report: GateReport
  private let sides: [(name: String, side: GateSide)]

  package static let schemaVersion = 1

  package init(_ report: GateReport, baseline: GateSide, candidate: GateSide) {
    self.report = report
    sides = [("baseline", baseline), ("candidate", candidate)]
  }

  package var text: String {
    JSONText.object(
      [
        ("schema_version", .integer(Self.schemaVersion)),
        ("decision", .string(report.decision.rawValue)),
        ("headline", .string(GateWording.headline(report))),
        ("causes", .array(report.causes.map { .string($0.rawValue) })),
        ("suspects", .array(report.suspects.map { .string($0.rawValue) })),
        ("rule", rule),
      ] + sides.map { ($0.name, side($0.side)) }
        + [
          ("evaluators", .array(report.findings.map(finding))),
          ("only_baseline", .array(report.onlyBaseline.map(JSONText.string))),
          ("only_candidate", .array(report.onlyCandidate.map(JSONText.string))),
        ]
    ).page
  }

  private var rule: JSONText {
    .object([
      ("minimal_effect", .exact(report.rule.minimalEffect)), ("level", .exact(report.rule.level)),
      ("cause_level", .exact(report.rule.causeLevel)), ("power", .exact(report.rule.power)),
    ])
  }

  private func side(_ side: GateSide) -> JSONText {
    .object([
      ("name", .string(side.name)), ("sha256", .text(side.hash)), ("run", .text(side.run)),
      ("scores", .integer(side.scoreCount)), ("rejected", .integer(side.rejectionCount)),
    ])
  }

  private func finding(_ finding: EvaluatorFinding) -> JSONText {
    .object([
      ("evaluator", .string(finding.evaluator)), ("criterion", .string(finding.criterion)),
      ("decision", .string(finding.decision.rawValue)),
      (
        "reasons",
        .array(
          (finding.doubts.map { GateWording.words($0, in: finding, rule: report.rule) }
            + finding.unfitness.map(GateWording.words)).map(JSONText.string))
      ),
      ("paired", .bool(finding.isPaired)), ("pass_rate", passes(finding.passes)),
      ("mean_score", finding.scores.map(scores) ?? .null),
      ("causes", .array(finding.causes.map { cause($0, in: finding) })),
      ("suspects", .array(finding.suspects.map { .string($0.rawValue) })),
      ("lineage_changes", .array(LineageChange.allCases.filter(finding.lineageChanges.contains).map(name))),
      ("effects", effects(finding)), ("fitness", finding.fitness.json),
      ("baseline", figures(finding.baseline)), ("candidate", figures(finding.candidate)),
      (
        "examples",
        .array(
          finding.examples.map {
            .object([
              ("trace_id", .string($0.traceID)), ("score_before", .text($0.scoreBefore)),
              ("score_after", .text($0.scoreAfter)),
            ])
          })
      ),
    ])
  }

  private func name(_ change: LineageChange) -> JSONText {
    switch change {
    case .evaluator: .string("evaluator")
    case .criterion: .string("criterion")
    case .judgeModel: .string("judge_model")
    case .calibration: .string("calibration")
    case .labelSet: .string("label_set")
    }
  }

  private func passes(_ passes: RateComparison) -> JSONText {
    .object([
      ("before", .figure(passes.before.value)), ("before_traces", .integer(passes.before.count)),
      ("after", .figure(passes.after.value)), ("after_traces", .integer(passes.after.count)),
      ("difference", effect(passes.difference)), ("power", .exact(passes.power)),
      ("traces_needed", passes.neededCount.map(JSONText.integer) ?? .null),
    ])
  }

  private func scores(_ scores: ScoreComparison) -> JSONText {
    .object([
      ("before", .exact(scores.before)), ("after", .exact(scores.after)),
      ("difference", .exact(scores.difference.value)), ("interval", pair(scores.difference.interval)),
      ("p", .exact(scores.difference.test)), ("p_adjusted", .exact(scores.adjustedPValue)),
    ])
  }

  private func cause(_ cause: Cause, in finding: EvaluatorFinding) -> JSONText {
    .object([
      ("cause", .string(cause.kind.rawValue)), ("effect", effect(cause.effect)),
      ("evidence", .string(GateWording.evidence(cause, in: finding))),
    ])
  }

  /// All that was measured, whether it is named as a cause or not.
  private func effects(_ finding: EvaluatorFinding) -> JSONText {
    .object([
      (
        "measure",
        .array(
          (finding.measurement?.steps ?? []).map { step in
            .object([
              ("cause", .string(step.kind.rawValue)), ("effect", effect(step.effect)),
              ("flipped", .figure(step.flips.share)), ("lost", .integer(step.flips.lostCount)),
              ("gained", .integer(step.flips.gainedCount)), ("reworded", .integer(step.reworded)),
            ])
          })
      ),
      ("calibration", effect(finding.calibration)), ("mix", effect(finding.mix?.effect)),
      ("agent", effect(finding.agent)),
      ("strata", .array((finding.mix?.strata ?? []).prefix(Self.stratumLimit).map(stratum))),
    ])
  }

  /// The strata that moved the rate most; a corpus may have thousands.
  private static let stratumLimit = 50

  private func stratum(_ stratum: TrafficMix.Stratum) -> JSONText {
    .object([
      ("agent", .text(stratum.agent)), ("signature_id", .text(stratum.signatureID)),
      ("before_traces", .integer(stratum.before.count)), ("before", .figure(stratum.before.value)),
      ("after_traces", .integer(stratum.after.count)), ("after", .figure(stratum.after.value)),
      ("contribution", .exact(stratum.contribution)),
    ])
  }

  private func effect(_ effect: Effect?) -> JSONText {
    guard let effect else { return .null }
    return .object([
      ("value", .exact(effect.value)), ("interval", pair(effect.interval)), ("p", .exact(effect.pValue)),
      ("p_adjusted", .exact(effect.adjustedPValue)), ("traces", .integer(effect.itemCount)),
    ])
  }

  private func figures(_ side: SideFigures) -> JSONText {
    .object([
      ("evaluator_version", .text(side.evaluatorVersion)),
      ("criterion_version", .text(side.criterionVersion)),
      ("judge_model", .text(side.judgeModel)), ("calibration", .text(side.calibration)),
      ("label_set", .text(side.labelSet)), ("run", .text(side.run)), ("traces", .integer(side.traceCount)),
      ("passed", .integer(side.passCount)), ("unreadable", .integer(side.unreadableCount)),
      ("canaries", .integer(side.canaryCount)), ("repeated", .integer(side.repeatedCount)),
      ("other_versions", .integer(side.otherVersionCount)),
    ])
  }

  private func pair(_ interval: Interval?) -> JSONText {
    interval.map { .array([.exact($0.lower), .exact($0.upper)]) } ?? .null
  }
}

/// Where the scores of a release come from.
package struct GateSide: Sendable, Hashable {
  /// As the user named it.
  package let name: String

  /// The SHA-256 of the file of scores; `nil` where they come from a workspace.
  package let hash: String?
  package let run: String?
  package let scoreCount: Int
  package let rejectionCount: Int

  package init(name: String, hash: String?, run: String?, scoreCount: Int, rejectionCount: Int) {
    (self.name, self.hash, self.run) = (name, hash, run)
    (self.scoreCount, self.rejectionCount) = (scoreCount, rejectionCount)
  }
}

extension Fitness {
  /// The figures by which an evaluator may block a release, and whether it may, as `evaluation.json` has them.
  package var json: JSONText {
    let reasons = reasons(isTrusted: false, readable: nil)
    return .object([
      ("fit", .bool(reasons.isEmpty)), ("reasons", .array(reasons.map { .string(GateWording.words($0)) })),
      ("labels", labelCount.map(JSONText.integer) ?? .null),
      ("rarest_labels", rarestCount.map(JSONText.integer) ?? .null), ("agreement", .figure(agreement)),
      ("ceiling", .figure(ceiling)), ("target", .exact(target)), ("reliability", .figure(reliability)),
      ("label_set", .text(labelSet)),
    ])
  }
}
