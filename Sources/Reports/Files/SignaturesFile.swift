internal import Features
internal import History
internal import Signatures

/// The ranked signatures for programs.
struct SignaturesFile {
  let report: RunReport

  var json: String {
    JSONText.object([
      ("schema_version", .integer(ReportSchema.version)), ("run", run),
      ("signatures", .array(report.signatures.map(value))),
    ]).page
  }

  private var run: JSONText {
    .object([
      ("title", .string(report.title)), ("version", .string(report.version)),
      ("traces", .integer(report.counts.traces)), ("failures", .integer(report.counts.failures)),
      ("successes", .integer(report.counts.successes)), ("unknowns", .integer(report.counts.unknowns)),
      ("has_outcomes", .bool(report.hasOutcomes)), ("failure_rate", JSONText(report.failureRate)),
      ("unassigned", .integer(report.unassignedCount)),
      ("unassigned_unknown", .integer(report.unfittedCount)), ("choice", .string(report.choice)),
    ])
  }

  private func value(of signature: Signature) -> JSONText {
    let evidence = signature.evidence
    return .object(
      [
        ("id", .string(signature.id)), ("rank", .integer(signature.rank)), ("name", .string(signature.name)),
        ("support", .integer(signature.support)), ("share", .number(signature.share)),
        ("failure_rate", JSONText(signature.failureRate)), ("lift", JSONText(signature.lift)),
        ("unknown", .integer(signature.unknownCount)), ("severity", .string(signature.severity.name)),
        ("severity_reason", JSONText(signature.knownReason)), ("impact", .number(signature.impact)),
        ("stability", JSONText(signature.stability)), ("mean_distance", JSONText(signature.meanDistance)),
        ("looks_like", JSONText(signature.lookalike)),
        ("see_also", .array(signature.kin.map { .string($0.id) })), ("loose", .bool(signature.isLoose)),
        ("no_more_than_chance", .bool(signature.isChance)),
        ("tools", .array(evidence.tools.map { .string($0.name) })), ("error_types", errorTypes(of: evidence)),
        ("tool_errors", .array(evidence.errors.map(value))),
        ("template", JSONText(evidence.templates.first?.name)), ("step", JSONText(evidence.step)),
        ("terms", .array(evidence.terms.map(value))), ("agents", counts(evidence.agents, "agent")),
        ("days", counts(evidence.days, "day")),
        ("representatives", .array(ReviewItem.items(of: signature, in: report).map(value))),
      ] + (report.memory == nil ? [] : [("change", change(of: signature))]))
  }

  /// What became of the signature in the run's week.
  private func change(of signature: Signature) -> JSONText {
    guard let memory = report.memory, let entry = memory.chronicle.entry(signature.id),
      let change = entry.changes.last.flatMap({ $0 })
    else { return .null }
    return .object([
      ("week", .string(memory.week.text)), ("kind", .string(change.kind.rawValue)),
      ("rate_per_1000", JSONText(entry.tallies.last?.rate)), ("p", JSONText(change.pValue)),
      ("p_adjusted", JSONText(change.adjustedPValue)), ("ratio", JSONText(change.ratio)),
    ])
  }

  /// The types of the errors, the most common first.
  private func errorTypes(of evidence: SignatureEvidence) -> JSONText {
    var totals: [ErrorType: Int] = [:]
    for error in evidence.errors { totals[error.type, default: 0] += error.count }
    let sorted = totals.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    return .array(sorted.map { .string($0.key.name) })
  }

  private func value(of error: SignatureEvidence.ErrorCount) -> JSONText {
    .object([
      ("tool", .string(error.tool)), ("error_type", .string(error.type.name)),
      ("count", .integer(error.count)),
    ])
  }

  private func value(of term: SignatureEvidence.DistinctiveTerm) -> JSONText {
    .object([
      ("kind", .string(term.term.kind)), ("text", .string(TermWording.plain.clause(for: term.term))),
      ("share", .number(term.share)), ("share_elsewhere", .number(term.shareElsewhere)),
    ])
  }

  private func counts(_ counts: [SignatureEvidence.Count], _ name: String) -> JSONText {
    .array(counts.map { .object([(name, .string($0.name)), ("count", .integer($0.count))]) })
  }

  private func value(of item: ReviewItem) -> JSONText {
    .object([
      ("trace_id", .string(item.excerpt.traceID)), ("role", .string(item.representative.role.rawValue)),
      ("inclusion_probability", .number(item.representative.inclusionProbability)),
      ("item_id", .string(item.id)),
    ])
  }
}
