internal import Evaluators
internal import Gate
internal import Statistics

/// An evaluation for programs: `evaluation.json`, whose fields `Reports/README.md` describes.
package struct EvaluationJSON: Sendable {
  package let report: EvaluationReport

  package init(_ report: EvaluationReport) {
    self.report = report
  }

  package var text: String {
    let counts = report.counts
    return JSONText.object([
      ("schema_version", .integer(ReportSchema.version)), ("version", .string(report.version)),
      ("run", .string(report.run)), ("time", .string(report.time)), ("label_set", JSONText(report.labelSet)),
      (
        "inputs",
        .array(
          report.inputs.map {
            .object([
              ("path", .string($0.path)), ("bytes", .integer($0.byteCount)), ("hash", .string($0.hash)),
            ])
          })
      ),
      (
        "counts",
        .object([
          ("records", .integer(counts.records)), ("traces", .integer(counts.traces)),
          ("joined", .integer(counts.joined)), ("duplicates", .integer(counts.duplicates)),
          ("conflicts", .integer(counts.conflicts)), ("rejections", .integer(counts.rejections)),
          ("undrawn", .integer(counts.undrawn)), ("canaries", .integer(report.canaryCount)),
        ])
      ),
      ("evaluators", .array(report.members.map(value))),
      ("pairs", .array(report.doublings.map(value))),
    ]).page
  }

  private func value(of member: EvaluationReport.Member) -> JSONText {
    let (evaluator, tally) = (member.version.evaluator, member.tally)
    let interval = tally.passes.wilsonInterval()
    return .object([
      ("name", .string(evaluator.name)), ("version", .string(member.version.id)),
      ("kind", .string(evaluator.kind.rawValue)), ("criterion", .string(evaluator.criterion)),
      ("criterion_version", .string(member.version.criterionVersion)),
      ("threshold", .number(evaluator.threshold)), ("target", .number(evaluator.target)),
      ("traces", .integer(tally.traceCount)), ("passed", .integer(tally.passCount)),
      ("failed", .integer(tally.failCount)), ("unreadable", .integer(tally.unreadableCount)),
      ("left", .integer(tally.leftCount)), ("pass_rate", JSONText(tally.passes.value)),
      ("pass_rate_low", JSONText(interval?.lower)), ("pass_rate_high", JSONText(interval?.upper)),
      ("reliability", JSONText(tally.reliability)), ("calls", .integer(tally.callCount)),
      ("tokens", .integer(tally.tokenCount)), ("cost", JSONText(member.cost)),
      ("models", Self.counts(tally.models)), ("failures", Self.counts(tally.failures)),
      ("fitness", member.fitness), ("earlier", earlier(of: evaluator.name)),
      ("content", .string(member.version.content)),
    ])
  }

  private func earlier(of evaluator: String) -> JSONText {
    report.standings.first { $0.evaluator == evaluator }?.earlierJSON ?? .null
  }

  private func value(of doubling: EvaluationReport.Doubling) -> JSONText {
    .object([
      ("first", .string(doubling.pair.first)), ("second", .string(doubling.pair.second)),
      ("traces", .integer(doubling.pair.sharedCount)), ("phi", .number(doubling.phi)),
      ("phi_low", JSONText(doubling.interval?.lower)), ("phi_high", JSONText(doubling.interval?.upper)),
      ("kappa", JSONText(doubling.pair.kappa)), ("is_double", .bool(doubling.isDouble)),
    ])
  }

  /// Counts by name, the greatest first.
  private static func counts(_ counts: [String: Int]) -> JSONText {
    .object(
      counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, .integer($0.value)) })
  }
}
