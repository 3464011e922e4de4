import Statistics

/// Weighs the findings of all evaluators together: false discoveries are held over the suite, causes are named, and
/// each evaluator is decided.
struct SuiteAdjustment {
  let rule: GateRule

  func findings(of drafts: [FindingDraft]) -> [EvaluatorFinding] {
    var findings = drafts.map(\.finding)
    adjustDifferences(&findings)
    adjustMeasurements(&findings)
    adjustEffects(&findings, \.calibration)
    adjustMixes(&findings)
    for place in findings.indices {
      findings[place].agent = agent(of: drafts[place], findings[place])
    }
    adjustEffects(&findings, \.agent)
    for place in findings.indices {
      findings[place].causes = causes(of: findings[place])
      findings[place].suspects = suspects(of: drafts[place], findings[place])
      decide(&findings[place], drafts[place])
    }
    return findings
  }

  // MARK: Adjusting

  /// The differences of pass rates and of mean scores are the tests of the suite.
  private func adjustDifferences(_ findings: inout [EvaluatorFinding]) {
    let rates = findings.indices.filter { findings[$0].passes.difference != nil }
    let scores = findings.indices.filter { findings[$0].scores != nil }
    let adjusted = benjaminiHochberg(
      rates.compactMap { findings[$0].passes.difference?.pValue }
        + scores.compactMap { findings[$0].scores?.difference.test })
    for (place, value) in zip(rates, adjusted) { findings[place].passes.difference?.adjustedPValue = value }
    for (place, value) in zip(scores, adjusted.dropFirst(rates.count)) {
      findings[place].scores?.adjustedPValue = value
    }
  }

  private func adjustEffects(
    _ findings: inout [EvaluatorFinding], _ path: WritableKeyPath<EvaluatorFinding, Effect?>
  ) {
    let places = findings.indices.filter { findings[$0][keyPath: path] != nil }
    let adjusted = benjaminiHochberg(places.compactMap { findings[$0][keyPath: path]?.pValue })
    for (place, value) in zip(places, adjusted) { findings[place][keyPath: path]?.adjustedPValue = value }
  }

  private func adjustMixes(_ findings: inout [EvaluatorFinding]) {
    let places = findings.indices.filter { findings[$0].mix != nil }
    let adjusted = benjaminiHochberg(places.compactMap { findings[$0].mix?.effect.pValue })
    for (place, value) in zip(places, adjusted) { findings[place].mix?.effect.adjustedPValue = value }
  }

  /// The steps of one kind are weighed together over all evaluators.
  private func adjustMeasurements(_ findings: inout [EvaluatorFinding]) {
    for kind in Cause.Kind.allCases {
      let places = findings.indices.flatMap { place in
        (findings[place].measurement?.steps ?? []).indices.map { (place, $0) }
      }.filter { findings[$0.0].measurement?.steps[$0.1].kind == kind }
      let adjusted = benjaminiHochberg(
        places.compactMap { findings[$0.0].measurement?.steps[$0.1].effect.pValue })
      for (place, value) in zip(places, adjusted) {
        findings[place.0].measurement?.steps[place.1].effect.adjustedPValue = value
      }
    }
  }

  // MARK: Causes

  /// The agent's change: with the measure's taken out where the lineage says that it changed, or the same traces do.
  private func agent(of draft: FindingDraft, _ finding: EvaluatorFinding) -> Effect? {
    let hasMoved = finding.measurement?.steps.contains { $0.effect.isNamed(by: rule) } ?? false
    if draft.isMeasureChanged || hasMoved { return draft.agentNet }
    return draft.agentAlone
  }

  private func causes(of finding: EvaluatorFinding) -> [Cause] {
    var causes = (finding.measurement?.steps ?? []).map { Cause(kind: $0.kind, effect: $0.effect) }
    if let effect = finding.calibration {
      causes.append(
        Cause(kind: finding.lineageChanges.contains(.labelSet) ? .labels : .calibration, effect: effect))
    }
    if let effect = finding.mix?.effect { causes.append(Cause(kind: .mix, effect: effect)) }
    if let effect = finding.agent { causes.append(Cause(kind: .agent, effect: effect)) }
    return causes.filter { $0.effect.isNamed(by: rule) }
      .enumerated().sorted {
        (-abs($0.element.effect.value), $0.offset) < (-abs($1.element.effect.value), $1.offset)
      }
      .map(\.element)
  }

  /// What changed in the lineage and was not measured, beside the agent, where the pass rate moved.
  private func suspects(of draft: FindingDraft, _ finding: EvaluatorFinding) -> [Cause.Kind] {
    guard draft.isMeasureChanged, finding.measurement == nil, let change = draft.agentAlone,
      change.pValue <= rule.causeLevel, abs(change.value) >= rule.leastCause
    else { return [] }
    let changes = finding.lineageChanges
    let measure: Cause.Kind =
      changes.contains(.criterion) ? .criterion : changes.contains(.evaluator) ? .evaluator : .judge
    return [.agent, measure]
  }

  // MARK: Deciding

  private func decide(_ finding: inout EvaluatorFinding, _ draft: FindingDraft) {
    if !finding.unfitness.isEmpty {
      finding.decision = .notFit
    } else if isRegressed(finding) {
      finding.decision = .regressed
    } else {
      finding.doubts = doubts(about: finding, draft)
      finding.decision = finding.doubts.isEmpty ? .passed : .inconclusive
    }
  }

  private func isRegressed(_ finding: EvaluatorFinding) -> Bool {
    if let change = finding.passes.difference, change.adjustedPValue <= rule.level,
      change.value <= -rule.minimalEffect
    {
      return true
    }
    if let scores = finding.scores, scores.adjustedPValue <= rule.level,
      scores.difference.value <= -rule.minimalEffect
    {
      return true
    }
    // A measure that became milder must not hide an agent that became worse.
    return finding.causes.contains { $0.kind == .agent && $0.effect.value <= -rule.minimalEffect }
  }

  private func doubts(about finding: EvaluatorFinding, _ draft: FindingDraft) -> [Doubt] {
    guard let change = finding.passes.difference else { return [.noScores] }
    var doubts: [Doubt] = []
    if change.interval.lower <= -rule.minimalEffect {
      doubts.append(.tooFewTraces(needed: finding.passes.neededCount))
    }
    let isRemapped = !finding.lineageChanges.isDisjoint(with: [.calibration]) && finding.calibration == nil
    if draft.agentAlone != nil, isRemapped || draft.isMeasureChanged && finding.measurement == nil {
      doubts.append(.notComparable)
    } else if let shift = finding.measurement, let agent = finding.agent,
      draft.isMeasureChanged || finding.causes.contains(where: { $0.kind == .judge }),
      agent.interval.lower <= -rule.minimalEffect
    {
      doubts.append(.tooFewScoredTwice(count: shift.flips.count))
    } else if doubts.isEmpty, finding.causes.contains(where: { $0.kind == .mix }), let agent = finding.agent,
      agent.interval.lower <= -rule.minimalEffect
    {
      doubts.append(.tooFewTraces(needed: finding.passes.neededCount))
    }
    return doubts
  }
}
