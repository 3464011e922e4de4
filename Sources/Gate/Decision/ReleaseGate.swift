import Labels
import Threads

/// Compares the scores of two releases and decides whether the second may ship.
package struct ReleaseGate: Sendable {
  package let rule: GateRule
  package let threadCount: Int

  package init(rule: GateRule = GateRule(), threadCount: Int = 1) {
    (self.rule, self.threadCount) = (rule, threadCount)
  }

  /// Compares the evaluators that scored both releases.
  ///
  /// - Parameters:
  ///   - fitness: How far evaluators agree with people, by their names.
  ///   - isTrusted: Whether that is taken for granted.
  /// - Complexity: O(scores).
  package func report(
    baseline: ScoreTable, candidate: ScoreTable, fitness: [String: Fitness] = [:], isTrusted: Bool = false
  ) -> GateReport {
    let candidate = candidate.renumbered(like: baseline)
    let names = (baseline.evaluatorNames, candidate.evaluatorNames)
    let shared = names.0.filter(Set(names.1).contains)
    let rows = (baseline.rowsByEvaluator, candidate.rowsByEvaluator)
    let traceCount = candidate.traces.count
    let drafts = Blocks(itemCount: shared.count, size: 1)
      .concurrentMap(threadCount: threadCount) { place, _ in
        let name = shared[place]
        let number = Int32(candidate.words.find(name) ?? 0)
        let pair = ReleasePair(
          EvaluatorRows(baseline, rows: rows.0[number] ?? [], traceCount: traceCount),
          EvaluatorRows(candidate, rows: rows.1[number] ?? [], traceCount: traceCount))
        return FindingDraft(
          pair, name: name, rule: rule, fitness: fitness[name] ?? Fitness(), isTrusted: isTrusted)
      }
    return GateReport(
      rule: rule, findings: SuiteAdjustment(rule: rule).findings(of: drafts),
      onlyBaseline: names.0.filter { !names.1.contains($0) },
      onlyCandidate: names.1.filter { !names.0.contains($0) })
  }
}
