internal import Gate
internal import History
internal import Statistics

/// The watch for programs: `watch.json`, whose fields `Reports/README.md` describes.
package struct WatchJSON: Sendable {
  package let report: WatchReport
  private let redaction: Redaction

  package init(_ report: WatchReport, _ redaction: Redaction) {
    (self.report, self.redaction) = (report, redaction)
  }

  package var text: String {
    JSONText.object([
      ("schema_version", .integer(ReportSchema.version)), ("version", .string(report.version)),
      ("time", .string(report.time)), ("new_traces", .integer(report.newTraceCount)),
      ("pass", report.pass.map(value) ?? .null),
      ("reference_weeks", .integer(report.test.windowLimit)),
      ("false_discovery_rate", .number(report.test.falseDiscoveryRate)),
      ("evaluators", .array(report.evaluators.map(value))),
    ]).page
  }

  private func value(of pass: WatchReport.Pass) -> JSONText {
    .object([
      ("time", .string(pass.startedAt)), ("folder", JSONText(pass.folder)), ("share", .number(pass.share)),
      ("changed_share", .number(pass.changedShare)), ("traces", .integer(pass.traceCount)),
      ("drawn", .integer(pass.drawnCount)),
      (
        "clusters",
        .array(
          pass.clusters.map { cluster in
            .object([
              ("evaluator", .string(cluster.evaluator)), ("name", .string(redaction.redacted(cluster.name))),
              ("failures", .integer(cluster.failures)), ("traces", .integer(cluster.traces)),
              ("signature_id", JSONText(cluster.signature)), ("handed_over", .integer(cluster.handedOver)),
              ("examples", .array(cluster.examples.map { .string(redaction.redacted($0)) })),
            ])
          })
      ),
    ])
  }

  /// Whose drift it is; nothing where there is none.
  private func origin(_ origin: DriftOrigin?) -> [(String, JSONText)] {
    guard let origin else { return [] }
    return [
      ("causes", .array(origin.causes.map { .string($0.kind.rawValue) })),
      ("suspects", .array(origin.suspects.map { .string($0.rawValue) })),
      ("canaries", .integer(origin.canaryCount)),
      ("judge_models_before", .array(origin.modelsBefore.map(JSONText.string))),
      ("judge_models", .array(origin.modelsAfter.map(JSONText.string))),
    ]
  }

  private func value(of evaluator: WatchedEvaluator) -> JSONText {
    .object([
      ("name", .string(evaluator.name)), ("version", .string(evaluator.series.version)),
      ("hands_over", .bool(evaluator.unfitness.isEmpty)),
      ("reasons", .array(evaluator.unfitness.map { .string(GateWording.words($0)) })),
      (
        "weeks",
        .array(
          evaluator.weeks.map { week, version, drift in
            let interval = week.rate.interval()
            return .object(
              [
                ("week", .string(week.week.text)), ("version", .string(version)),
                ("scored", .integer(week.rate.count)), ("unreadable", .integer(week.unreadableCount)),
                ("weight", .number(week.rate.weight)), ("effective_count", .number(week.rate.effectiveCount)),
                ("pass_rate", JSONText(week.rate.value)), ("pass_rate_low", JSONText(interval?.lower)),
                ("pass_rate_high", JSONText(interval?.upper)),
                ("drift", drift.map { .string($0.kind.rawValue) } ?? .null),
                ("p", JSONText(drift?.pValue)), ("p_adjusted", JSONText(drift?.adjustedPValue)),
                ("reference", JSONText(drift?.reference)),
                ("reference_weeks", .integer(drift?.referenceWeekCount ?? 0)),
              ] + origin(evaluator.origins[week.week]))
          })
      ),
    ])
  }
}
