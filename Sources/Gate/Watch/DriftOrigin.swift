internal import Statistics

/// What is known of the judge at two times: with the reference window of a drift, and in the week that drifted.
package struct JudgeEvidence: Sendable {
  /// The models that judged, as their endpoint reported them.
  package var modelsBefore: Set<String> = []
  package var modelsAfter: Set<String> = []

  /// The scores of the traces that are scored at every run.
  package var canariesBefore = ScoreTable()
  package var canariesAfter = ScoreTable()

  package init() {}
}

/// Whether a drift is the agent's or the judge's.
///
/// The evaluator's version is the same in the week and in its window, so what is left to move the pass rate are the agent
/// and the model that judges. What the model did, the canaries say: traces that it judged at both times.
package struct DriftOrigin: Sendable, Hashable {
  /// What moved the pass rate, the greatest part first.
  package let causes: [Cause]

  /// What may have moved it, where that cannot be told.
  package let suspects: [Cause.Kind]

  /// The canaries with a verdict at both times.
  package let canaryCount: Int
  package let modelsBefore: [String]
  package let modelsAfter: [String]

  /// Weighs what is known.
  ///
  /// - Parameters:
  ///   - window: The reference weeks.
  ///   - evidence: `nil` of an evaluator that asks no model, and so cannot drift itself.
  package init(
    of week: WatchedWeek, window: ArraySlice<WatchedWeek>, evaluator: String, evidence: JudgeEvidence?,
    rule: GateRule = GateRule()
  ) {
    modelsBefore = evidence?.modelsBefore.sorted() ?? []
    modelsAfter = evidence?.modelsAfter.sorted() ?? []
    let change = Self.change(to: week, from: window)
    guard let evidence else {
      (causes, suspects, canaryCount) = (change.map { [Cause(kind: .agent, effect: $0)] } ?? [], [], 0)
      return
    }
    let pair = ReleasePair(
      scoresOf: evaluator, baseline: evidence.canariesBefore, candidate: evidence.canariesAfter)
    let shift = pair?.measurementShift
    canaryCount = shift?.flips.count ?? 0
    guard let shift, let change else {
      (causes, suspects) = ([], [.agent, .judge])
      return
    }
    let measured = shift.steps.map { Cause(kind: $0.kind, effect: $0.effect) }
      .filter { $0.effect.isNamed(by: rule) }
    let isMeasureChanged = !measured.isEmpty || evidence.modelsBefore != evidence.modelsAfter
    let agent = isMeasureChanged ? change.without(shift, at: Self.rate(of: window)) : change
    causes = (measured + [Cause(kind: .agent, effect: agent)]).filter { $0.effect.isNamed(by: rule) }
      .sorted { (-abs($0.effect.value), $0.kind.rawValue) < (-abs($1.effect.value), $1.kind.rawValue) }
    suspects = causes.isEmpty ? [.agent, .judge] : []
  }

  private static func rate(of window: ArraySlice<WatchedWeek>) -> Proportion {
    WatchedWeek.sum(of: window).sorted { $0.key < $1.key }.map(\.value).reduce(WeightedShare(), +).equalDraws
  }

  /// The change of the pass rate within agents, each counted as it does in the week; `nil` where no agent is in both.
  private static func change(to week: WatchedWeek, from window: ArraySlice<WatchedWeek>) -> Effect? {
    let before = WatchedWeek.sum(of: window)
    let pairs = week.passes.sorted { $0.key < $1.key }.compactMap { agent, after in
      before[agent].map {
        (weight: after.weight, comparison: ProportionComparison($0.equalDraws, after.equalDraws))
      }
    }
    let weight = pairs.reduce(0) { $0 + $1.weight }
    let effects = pairs.compactMap { pair in Effect(pair.comparison).map { (share: pair.weight / weight, $0) }
    }
    guard !effects.isEmpty else { return nil }
    return Effect(
      value: effects.reduce(0) { $0 + $1.share * $1.1.value },
      variance: effects.reduce(0) { $0 + $1.share * $1.share * $1.1.error * $1.1.error },
      itemCount: week.rate.count)
  }
}
